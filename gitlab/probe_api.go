package gitlab

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"strings"

	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/gitlab/transport"
)

// readAPI lists one project of the person's, which needs nothing but the scope.
func (p *probe) readAPI(ctx context.Context) {
	r, ok := p.askAPI(ctx, "projects?membership=true&per_page=1")
	switch {
	case !ok:
	case r.lists() && r.empty():
		p.works("The API lets the token read. You are a member of no project yet.")
	case r.lists():
		p.works(
			"The API lets the token read: it listed one of your projects. Whether it may change things its scopes or " +
				"permissions tell: a legacy token needs api.",
		)
	default:
		p.apiRefused(r)
	}
}

// packages lists a package of the project.
func (p *probe) packages(ctx context.Context) {
	const publishing = " Whether it may publish, its scopes or permissions and your role tell: a legacy token needs " +
		"api, and you have to be a Developer."
	r, ok := p.askAPI(ctx, "projects/"+url.PathEscape(p.target.Project)+"/packages?per_page=1")
	switch {
	case !ok:
	case r.lists() && r.empty():
		p.works("The token may read this project's packages. There are none yet." + publishing)
	case r.lists():
		p.works("The token may read this project's packages." + publishing)
	default:
		p.apiRefusedRole(r, "your role in this project is too small, or it has no package registry")
	}
}

// file reads README.md of the project's default branch (lib/api/files.rb). That the
// file is not there says as well that the token may read files.
func (p *probe) file(ctx context.Context) {
	r, ok := p.askAPI(ctx, "projects/"+url.PathEscape(p.target.Project)+"/repository/files/README.md/raw?ref=HEAD")
	switch {
	case !ok:
	case r.Status == http.StatusOK:
		p.works("The token reads this project's files.")
	case p.hasNone(r) && (r.says("file not found") || r.says("commit not found")):
		p.works("The token may read this project's files. There is no README.md.")
	default:
		p.apiRefusedRole(r, "your role in this project is too small")
	}
}

// state reads the Terraform state "default", of which nothing is kept. It locks
// nothing.
func (p *probe) state(ctx context.Context) {
	const writing = " Writing and locking it needs api, and a Maintainer."
	r, ok := p.askAPIAsTool(ctx, "projects/"+url.PathEscape(p.target.Project)+"/terraform/state/default")
	switch {
	case !ok:
	case r.Status == http.StatusOK && bytes.HasPrefix(bytes.TrimSpace(r.Body), []byte("{")):
		p.works("The token reads this state." + writing)
	case r.Status == http.StatusNoContent:
		p.works("The token may read this state, which is empty." + writing)
	case p.hasNone(r) && !r.says("project not found"):
		p.works("The token may read the states of this project. There is none of that name yet." + writing)
	default:
		p.apiRefusedRole(r, "your role in this project is too small: reading a state needs a Developer")
	}
}

// runners lists one runner, which shows the scope that lists and not the one
// that changes.
func (p *probe) runners(ctx context.Context) {
	const changing = " Whether it may change them its scopes or permissions tell: a legacy token needs manage_runner."
	r, ok := p.askAPI(ctx, "runners?per_page=1")
	switch {
	case !ok:
	case r.lists() && r.empty():
		p.works("The token may list your runners. There are none." + changing)
	case r.lists():
		p.works("The token may list your runners." + changing)
	default:
		p.apiRefused(r)
	}
}

// usageData asks for the usage report (lib/api/usage_data.rb).
func (p *probe) usageData(ctx context.Context) {
	r, ok := p.askAPI(ctx, "usage_data/service_ping")
	switch {
	case !ok:
	case r.Status == http.StatusOK && r.fromAPI():
		p.works("The token may read the instance's usage report.")
	case p.hasNone(r):
		p.works("The token may read the usage report, of which there is none yet.")
	default:
		p.apiRefusedRole(r, "the report is for administrators alone")
	}
}

// hasNone reports whether GitLab's API itself says that the thing is not there: no
// gateway, and no release that does not know the call. It says so in these words for
// a state too, as for every record (lib/api/api.rb).
func (p *probe) hasNone(r reply) bool {
	return r.Status == http.StatusNotFound && r.fromAPI() && strings.HasPrefix(r.body.MessageText(), "404 ") &&
		p.explain(r).Code != problem.CodeEndpointMissing
}

// lists reports whether the answer is a list, whole or cut.
func (r reply) lists() bool {
	return r.Status == http.StatusOK && r.fromAPI() && bytes.HasPrefix(bytes.TrimSpace(r.Body), []byte("["))
}

// empty reports whether a list has nothing in it.
func (r reply) empty() bool { return bytes.Equal(bytes.Join(bytes.Fields(r.Body), nil), []byte("[]")) }

// fromAPI reports whether the answer says that it is the API's.
func (r reply) fromAPI() bool { return transport.IsJSONKind(r.Header.Get("Content-Type")) }

// apiRefusedRole is apiRefused where a 403 of the API's own is not about scopes, which
// it names in other words: forbidden says what it is about, as a clause.
func (p *probe) apiRefusedRole(r reply, forbidden string) {
	if r.Status == http.StatusForbidden && r.fromAPI() {
		p.fails("The token's scopes are right, but "+forbidden+".", p.problem(r, problem.CodeAccessDenied))
		return
	}
	p.apiRefused(r)
}

// apiRefused explains an answer of the API that is no success.
func (p *probe) apiRefused(r reply) {
	prob := p.explain(r)
	switch {
	case r.Status < http.StatusBadRequest || !r.fromAPI():
		p.odd(r)
	case prob.Code == problem.CodeNotFound && r.says("project not found"):
		p.fails("The token's scopes are right, but this project is not there, or you may not see it.", prob)
	case prob.Code == problem.CodeEndpointMissing:
		p.unclear("This GitLab does not know the question; it may be too old.", prob)
	case r.Status == http.StatusForbidden:
		p.fails("GitLab does not allow it: "+input.Clean(prob.Summary, wordsOfOdd)+".", prob)
	default:
		p.odd(r)
	}
}
