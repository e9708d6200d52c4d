package practice

import (
	"net/http"

	"glpat/gitlab/catalog"
	"glpat/gitlab/token"
)

// endpointsOfFormats are those of packages, files, pipelines and runners that take
// other credentials too, or none that counts for the API.
func endpointsOfFormats() []endpoint {
	at := catalog.NewRelease
	const get, post, put = http.MethodGet, http.MethodPost, http.MethodPut
	return []endpoint{
		{
			put, "/projects/:id/packages/generic/:id/:id/:id", at(13, 5), apiScopes,
			(*call).publishPackage,
		},
		{
			get, "/packages/terraform/modules/v1/:id/:id/:id/versions", at(14, 0), apiScopes,
			(*call).moduleVersions,
		},
		{get, "/projects/:id/repository/files/:id/raw", at(8, 13), fileScopes, (*call).rawFile},
		{get, "/projects/:id/repository/archive", at(8, 13), apiScopes, (*call).archive},
		{post, "/projects/:id/pipeline", at(8, 14), apiScopes, (*call).startPipeline},
		{post, "/projects/:id/trigger/pipeline", at(9, 0), noScopes, (*call).triggerPipeline},
		{post, "/runners", at(8, 0), noScopes, (*call).registerRunner},
	}
}

// publishPackage takes a file of a generic package and keeps none of it.
func (c *call) publishPackage() {
	if _, ok := c.project(); ok {
		c.message(http.StatusCreated, "201 Created")
	}
}

// moduleVersionsJSON is the list of a Terraform module's versions.
type moduleVersionsJSON struct {
	Modules []struct{} `json:"modules"`
}

// moduleVersions lists the versions of a module that has none. It is asked of a
// namespace, so a job's token needs the right to read its project's packages.
func (c *call) moduleVersions() {
	p, ok := c.server.store.projectAt(practiceProjects()[0].parent, practiceProjects()[0].path)
	if ok {
		_, ok = c.reachProject(p)
	}
	if ok {
		reply(c, http.StatusOK, moduleVersionsJSON{Modules: []struct{}{}})
	}
}

// rawFile sends a file as it is (lib/api/files.rb).
func (c *call) rawFile() {
	p, ok := c.project()
	switch {
	case !ok:
	case c.name != readmeName:
		c.message(http.StatusNotFound, "404 File Not Found")
	default:
		plain(c.w, http.StatusOK, p.readme())
	}
}

// archive answers that the practice packs none; whoever is let in sees that.
func (c *call) archive() {
	if _, ok := c.project(); ok {
		c.message(http.StatusNotFound, "404 File Not Found")
	}
}

// pipelineJSON is what came of a pipeline.
type pipelineJSON struct {
	ID        int64  `json:"id"`
	ProjectID int64  `json:"project_id"`
	Ref       string `json:"ref"`
	Status    string `json:"status"`
	Source    string `json:"source"`
}

// startPipeline answers as if a pipeline had begun; none is kept.
func (c *call) startPipeline() {
	if p, ok := c.project(); ok {
		c.pipelineOf(p, "api")
	}
}

func (c *call) pipelineOf(p project, source string) {
	ref := c.parameter("ref")
	if ref == "" {
		reply(c, http.StatusBadRequest, apiError{Error: "ref is missing"})
		return
	}
	reply(c, http.StatusCreated, pipelineJSON{ID: 1, ProjectID: p.id, Ref: ref, Status: "created", Source: source})
}

// triggerPipeline starts a pipeline by a trigger token or a job's token, which come
// as a field of the form. It knows no token of a person, and says nothing of a
// project that the token does not reach (lib/api/ci/triggers.rb and
// app/services/ci/pipeline_trigger_service.rb).
func (c *call) triggerPipeline() {
	given := c.parameter("token")
	if given == "" {
		reply(c, http.StatusBadRequest, apiError{Error: "token is missing"})
		return
	}
	found, ok := c.server.store.findOther(
		token.NewSecret(given), catalog.AlternativeTriggerToken, catalog.AlternativeJobToken,
	)
	if !ok {
		c.message(http.StatusNotFound, "404 Not Found")
		return
	}
	c.token = found.issued()
	p, ok := c.project()
	if !ok {
		return
	}
	source := "trigger"
	if found.kind == catalog.AlternativeJobToken {
		source = "pipeline"
	}
	c.pipelineOf(p, source)
}

// registerRunner is the old way to a runner, with a registration token and no
// other. A token of a person is told so in these words
// (lib/api/ci/runner.rb and app/services/ci/runners/register_runner_service.rb).
func (c *call) registerRunner() {
	given := token.NewSecret(c.parameter("token"))
	if _, ok := c.server.store.findOther(given, catalog.AlternativeRegistrationToken); !ok {
		c.message(http.StatusForbidden, "403 Forbidden - invalid token supplied")
		return
	}
	reply(c, http.StatusCreated, createdRunnerJSON{ID: theRunner().ID + 1, Token: "practice-glrt-" + randomHex(10)})
}
