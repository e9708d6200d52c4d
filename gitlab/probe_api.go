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
func (t *probe) readAPI(ctx context.Context) {
	r, ok := t.askAPI(ctx, "projects?membership=true&per_page=1")
	switch {
	case !ok:
	case r.lists() && r.empty():
		t.works("The API lets the token read. You are a member of no project yet.")
	case r.lists():
		t.works(
			"The API lets the token read: it listed one of your projects. Whether it may change things its scopes or " +
				"permissions tell: a legacy token needs api.",
		)
	default:
		t.apiRefused(r)
	}
}

// packages lists a package of the project.
func (t *probe) packages(ctx context.Context) {
	const publishing = " Whether it may publish, its scopes or permissions and your role tell: a legacy token needs " +
		"api, and you have to be a Developer."
	r, ok := t.askAPI(ctx, "projects/"+url.PathEscape(t.target.Project)+"/packages?per_page=1")
	switch {
	case !ok:
	case r.lists() && r.empty():
		t.works("The token may read this project's packages. There are none yet." + publishing)
	case r.lists():
		t.works("The token may read this project's packages." + publishing)
	case r.Status == http.StatusForbidden && r.fromAPI():
		t.fails(
			"The token's scopes are right, but your role in this project is too small, or it has no package registry.",
			t.problem(r, problem.CodeAccessDenied),
		)
	default:
		t.apiRefused(r)
	}
}

// state reads the Terraform state "default", of which nothing is kept. It locks
// nothing.
func (t *probe) state(ctx context.Context) {
	const writing = " Writing and locking it needs api, and a Maintainer."
	r, ok := t.askAPIAsTool(ctx, "projects/"+url.PathEscape(t.target.Project)+"/terraform/state/default")
	switch {
	case !ok:
	case r.Status == http.StatusOK && bytes.HasPrefix(bytes.TrimSpace(r.Body), []byte("{")):
		t.works("The token reads this state." + writing)
	case r.Status == http.StatusNoContent:
		t.works("The token may read this state, which is empty." + writing)
	case t.hasNone(r) && !r.says("project not found"):
		t.works("The token may read the states of this project. There is none of that name yet." + writing)
	case r.Status == http.StatusForbidden && r.fromAPI():
		t.fails(
			"The token's scopes are right, but your role in this project is too small: reading a state needs a Developer.",
			t.problem(r, problem.CodeAccessDenied),
		)
	default:
		t.apiRefused(r)
	}
}

// runners lists one runner, which shows the scope that lists and not the one
// that changes.
func (t *probe) runners(ctx context.Context) {
	const changing = " Whether it may change them its scopes or permissions tell: a legacy token needs manage_runner."
	r, ok := t.askAPI(ctx, "runners?per_page=1")
	switch {
	case !ok:
	case r.lists() && r.empty():
		t.works("The token may list your runners. There are none." + changing)
	case r.lists():
		t.works("The token may list your runners." + changing)
	default:
		t.apiRefused(r)
	}
}

// usageData asks for the usage report (lib/api/usage_data.rb).
func (t *probe) usageData(ctx context.Context) {
	r, ok := t.askAPI(ctx, "usage_data/service_ping")
	switch {
	case !ok:
	case r.Status == http.StatusOK && r.fromAPI():
		t.works("The token may read the instance's usage report.")
	case t.hasNone(r):
		t.works("The token may read the usage report, of which there is none yet.")
	case r.Status == http.StatusForbidden && r.fromAPI():
		t.fails(
			"The token's scopes are right, but the report is for administrators alone.",
			t.problem(r, problem.CodeAccessDenied),
		)
	default:
		t.apiRefused(r)
	}
}

// hasNone reports whether GitLab's API itself says that the thing is not there: no
// gateway, and no release that does not know the call. That it says so in these
// words for a state is unverified.
func (t *probe) hasNone(r reply) bool {
	return r.Status == http.StatusNotFound && r.fromAPI() && strings.HasPrefix(r.body.MessageText(), "404 ") &&
		t.explain(r).Code != problem.CodeEndpointMissing
}

// lists reports whether the answer is a list, whole or cut.
func (r reply) lists() bool {
	return r.Status == http.StatusOK && r.fromAPI() && bytes.HasPrefix(bytes.TrimSpace(r.Body), []byte("["))
}

// empty reports whether a list has nothing in it.
func (r reply) empty() bool { return bytes.Equal(bytes.Join(bytes.Fields(r.Body), nil), []byte("[]")) }

// fromAPI reports whether the answer says that it is the API's.
func (r reply) fromAPI() bool { return transport.IsJSONKind(r.Header.Get("Content-Type")) }

// apiRefused explains an answer of the API that is no success.
func (t *probe) apiRefused(r reply) {
	prob := t.explain(r)
	switch {
	case r.Status < http.StatusBadRequest || !r.fromAPI():
		t.odd(r)
	case prob.Code == problem.CodeNotFound && r.says("project not found"):
		t.fails("The token's scopes are right, but this project is not there, or you may not see it.", prob)
	case prob.Code == problem.CodeEndpointMissing:
		t.unclear("This GitLab does not know the question; it may be too old.", prob)
	case r.Status == http.StatusForbidden:
		t.fails("GitLab does not allow it: "+input.Clean(prob.Summary, wordsOfOdd)+".", prob)
	default:
		t.odd(r)
	}
}
