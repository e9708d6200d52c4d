package practice

import (
	"net/http"
	"slices"
	"strings"

	"glpat/gitlab/catalog"
	"glpat/gitlab/token"
)

// authenticateOther lets in a deploy token or a job's token where the endpoint takes
// it, by the header of its kind, as password or as bearer. It reports whether there
// was one, and whether it was let in. Elsewhere GitLab does not look at them, and
// the request counts as one without a token (lib/gitlab/auth/auth_finders.rb and
// the route settings deploy_token_allowed and job_token_allowed in lib/api).
func (c *call) authenticateOther() (was, in bool) {
	found, ok := c.otherToken()
	if !ok {
		return false, false
	}
	c.token = found.issued()
	if found.kind == catalog.AlternativeDeployToken && !slices.Contains(found.scopes, c.endpoint.deployScope()) {
		c.message(http.StatusForbidden, "403 Forbidden")
		return true, false
	}
	return true, true
}

// otherToken finds the credential of a kind that the endpoint takes.
func (c *call) otherToken() (otherToken, bool) {
	deploy, job := c.endpoint.takesDeployToken(), c.endpoint.takesJobToken()
	if !deploy && !job {
		return otherToken{}, false
	}
	var kinds []catalog.AlternativeKind
	if deploy {
		kinds = append(kinds, catalog.AlternativeDeployToken)
	}
	if job {
		kinds = append(kinds, catalog.AlternativeJobToken)
	}
	if username, password, given := c.r.BasicAuth(); given {
		found, ok := c.server.store.findByPassword(username, token.NewSecret(password))
		return found, ok && slices.Contains(kinds, found.kind)
	}
	if c.endpoint.byPasswordAlone() {
		return otherToken{}, false
	}
	if given := c.r.Header.Get("Deploy-Token"); given != "" && deploy {
		return c.server.store.findOther(token.NewSecret(given), catalog.AlternativeDeployToken)
	}
	if given := c.r.Header.Get("Job-Token"); given != "" && job {
		return c.server.store.findOther(token.NewSecret(given), catalog.AlternativeJobToken)
	}
	bearer, is := strings.CutPrefix(c.r.Header.Get("Authorization"), "Bearer ")
	if !is || !strings.HasPrefix(c.endpoint.path, "/packages/terraform/") {
		return otherToken{}, false
	}
	return c.server.store.findOther(token.NewSecret(strings.TrimSpace(bearer)), kinds...)
}

// takesDeployToken reports whether the endpoint is one of a package format, or of
// the virtual registry (doc/user/project/deploy_tokens).
func (e endpoint) takesDeployToken() bool {
	return strings.Contains(e.path, "/packages/")
}

// takesJobToken reports whether the endpoint is one of those that
// doc/ci/jobs/ci_job_token.md lists, or that of Terraform's state
// (lib/api/terraform/state.rb).
func (e endpoint) takesJobToken() bool {
	return strings.Contains(e.path, "/packages") || strings.Contains(e.path, "/registry/repositories") ||
		e.byPasswordAlone() || strings.HasSuffix(e.path, "/files/:id/raw")
}

// byPasswordAlone reports whether a job's token is taken as password alone.
func (e endpoint) byPasswordAlone() bool { return strings.Contains(e.path, "/terraform/state/") }

// deployScope is the scope that a deploy token needs at the endpoint.
func (e endpoint) deployScope() catalog.Scope {
	switch {
	case strings.HasPrefix(e.path, "/virtual_registries/"):
		return catalog.ScopeReadVirtualRegistry
	case e.method == http.MethodGet:
		return catalog.ScopeReadPackageRegistry
	}
	return catalog.ScopeWritePackageRegistry
}

// leastRole is the role that the endpoint takes in a private project
// (doc/user/permissions.md), 0 where every member will do.
func (e endpoint) leastRole() int {
	reads := e.method == http.MethodGet
	switch {
	case strings.Contains(e.path, "/terraform/state/") && reads, strings.HasSuffix(e.path, "/pipeline"):
		return developer
	case strings.Contains(e.path, "/terraform/state/"), strings.Contains(e.path, "/registry/") && !reads:
		return maintainer
	case strings.Contains(e.path, "/packages/") && !reads:
		return developer
	case strings.Contains(e.path, "/packages"), strings.Contains(e.path, "/registry/"),
		strings.Contains(e.path, "/repository/"):
		return reporter
	}
	return 0
}

// reachProject is the project as the call's token meets it. One that does not let
// the job's project in is refused in words of its own
// (lib/api/helpers.rb, find_project!); others are not there.
func (c *call) reachProject(p project) (project, bool) {
	met, ok := c.token.within.in(p)
	ofJob := c.token.other && c.token.kind == catalog.AlternativeJobToken
	elsewhere := ofJob && c.token.within.project != p.id
	switch {
	case elsewhere && strings.Contains(c.endpoint.path, "/registry/"):
		c.message(http.StatusForbidden, "403 Forbidden - This project's CI/CD job token cannot be used to authenticate "+
			"with the container registry of a different project.")
	case !ok && ofJob:
		c.message(http.StatusForbidden, "403 Forbidden - Authentication by CI/CD job token not allowed from "+
			practiceProjects()[0].fullPath()+" to "+p.fullPath()+".") // words unverified
	case !ok:
		c.message(http.StatusNotFound, "404 Project Not Found")
	case c.server.groupRefuses(met, c.token):
		asked, _ := catalog.FindCall(c.r.Method, strings.TrimPrefix(c.r.URL.EscapedPath(), apiPath))
		c.wantsPermission(asked)
	case met.access < c.endpoint.leastRole():
		c.message(http.StatusForbidden, "403 Forbidden")
	default:
		return met, true
	}
	return project{}, false
}
