package practice

import (
	"encoding/base64"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// What tools do with groups and projects, as far as it takes to see whether a
// token may: nothing that is sent stays.

// project finds the project of the call's id, its number or its full path, or
// answers that there is none. What somebody may not see is not there either.
func (c *call) project() (project, bool) {
	projects := c.server.store.projects()
	at := slices.IndexFunc(projects, func(p project) bool {
		return c.id == strconv.FormatInt(p.id, 10) || strings.EqualFold(c.id, p.fullPath())
	})
	if at < 0 {
		c.message(http.StatusNotFound, "404 Project Not Found")
		return project{}, false
	}
	return c.reachProject(projects[at])
}

func (p project) fullPath() string { return p.parent + "/" + p.path }

// listOfProject lists something of a project that has none of it.
func (c *call) listOfProject() {
	if _, ok := c.project(); ok {
		paginate(c, []struct{}{})
	}
}

// nothingListed lists something that nobody has.
func (c *call) nothingListed() { paginate(c, []struct{}{}) }

func (c *call) listGroups() {
	paginate(c, []namespaceJSON{c.describeProject(practiceProjects()[0]).Namespace})
}

// createProject looks at its parameters and makes nothing.
func (c *call) createProject() {
	if c.parameter("name") == "" && c.parameter("path") == "" {
		reply(
			c,
			http.StatusBadRequest,
			apiError{Error: "name, path are missing, at least one parameter must be provided"},
		) // words unverified
		return
	}
	c.message(http.StatusForbidden, "403 Forbidden - the practice GitLab makes no projects")
}

// issueJSON is what came of an issue.
type issueJSON struct {
	ID        int64  `json:"id"`
	IID       int64  `json:"iid"`
	ProjectID int64  `json:"project_id"`
	Title     string `json:"title"`
	State     string `json:"state"`
}

// createIssue answers as if the issue was made; it is not kept.
func (c *call) createIssue() {
	p, ok := c.project()
	if !ok {
		return
	}
	title := c.parameter("title")
	if title == "" {
		reply(c, http.StatusBadRequest, apiError{Error: "title is missing"})
		return
	}
	reply(c, http.StatusCreated, issueJSON{ID: 1, IID: 1, ProjectID: p.id, Title: title, State: "opened"})
}

func (c *call) noPackage() { c.message(http.StatusNotFound, "404 Package Not Found") }

func (c *call) nothingThere() { c.message(http.StatusNotFound, "404 Not Found") }

// noImage deletes an image of a project that has none.
func (c *call) noImage() {
	if _, ok := c.project(); ok {
		c.nothingThere()
	}
}

// fileJSON is a file of a repository.
type fileJSON struct {
	FileName string `json:"file_name"`
	FilePath string `json:"file_path"`
	Size     int    `json:"size"`
	Encoding string `json:"encoding"`
	Ref      string `json:"ref"`
	Content  string `json:"content"`
}

func (c *call) repositoryFile() {
	p, ok := c.project()
	switch {
	case !ok:
	case c.name != readmeName:
		c.message(http.StatusNotFound, "404 File Not Found")
	default:
		content := p.readme()
		reply(c, http.StatusOK, fileJSON{
			FileName: readmeName, FilePath: readmeName, Size: len(content), Encoding: "base64", Ref: "main",
			Content: base64.StdEncoding.EncodeToString([]byte(content)),
		})
	}
}

// readState answers about a Terraform state: there is none
// (lib/api/terraform/state.rb).
func (c *call) readState() {
	if _, ok := c.project(); ok {
		c.nothingThere()
	}
}

// writeState takes a state and keeps nothing of it. It takes a Maintainer.
func (c *call) writeState() {
	p, ok := c.project()
	switch {
	case !ok:
	case p.access < maintainer:
		c.message(http.StatusForbidden, "403 Forbidden")
	default:
		c.w.WriteHeader(http.StatusOK)
	}
}

// The numbers of the roles (lib/gitlab/access.rb).
const (
	reporter   = 20
	developer  = 30
	maintainer = 40
)

type markdownJSON struct {
	HTML string `json:"html"`
}

func (c *call) renderMarkdown() { reply(c, http.StatusCreated, markdownJSON{}) }

func (c *call) usageReport() {
	if !c.user.admin {
		c.message(http.StatusForbidden, "403 Forbidden")
		return
	}
	reply(c, http.StatusOK, struct{}{})
}

func (c *call) noSuggestion() {
	reply(c, http.StatusBadRequest, apiError{Error: "current_file is missing"}) // words unverified
}
