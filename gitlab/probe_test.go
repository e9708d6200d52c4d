package gitlab_test

import (
	"context"
	"encoding/base64"
	"fmt"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
)

// What Git over HTTP and the door to the registry say (lib/gitlab/git_access.rb,
// app/controllers/repositories/git_http_client_controller.rb,
// app/controllers/jwt_controller.rb).
var (
	noDownload = plain(403, "You are not allowed to download code.")
	noUpload   = plain(403, "You are not allowed to upload code.")
	hidden     = plain(
		404,
		"The project you were looking for could not be found or you don't have permission to view it.",
	)
	basicDenied = route{
		status: 401,
		kind:   "text/plain",
		body: "HTTP Basic: Access denied. If a password was provided for Git authentication, the password was incorrect " +
			"or you're required to use a token instead of a password.",
		header: map[string]string{"Www-Authenticate": `Basic realm="GitLab"`},
	}
	jwtDenied = route{
		status: 401,
		body: `{"errors":[{"code":"UNAUTHORIZED","message":"HTTP Basic: Access denied. If a password was provided for ` +
			`Git authentication, the password was incorrect."}]}`,
	}
	jwtScope  = route{status: 403, body: `{"errors":[{"code":"DENIED","message":"access forbidden"}],"http_status":403}`}
	scopeBody = route{status: 403, body: gitlabtest.LackingScopeBody}
	tokenBody = route{status: 401, body: gitlabtest.RefusedBody}
	roleBody  = route{status: 403, body: `{"message":"403 Forbidden"}`}
	noProject = route{status: 404, body: `{"message":"404 Project Not Found"}`}
)

func plain(status int, body string) route {
	return route{status: status, kind: "text/plain", body: body}
}

func advertised(service string) route {
	return route{kind: "application/x-" + service + "-advertisement", body: "001e# service=" + service + "\n0000"}
}

// leaveFor is the registry's token with that access in it.
func leaveFor(access string) route {
	encode := base64.RawURLEncoding.EncodeToString
	return route{
		body: `{"token":"` + encode([]byte(`{"typ":"JWT"}`)) + "." + encode([]byte(`{"access":`+access+`}`)) + `.c2ln"}`,
	}
}

// door serves by path and query; what it does not know is 404 of the API.
type door map[string]route

func (d door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Gitlab-Meta", "{}")
	answer, found := d[r.URL.RequestURI()]
	if !found {
		answer = route{status: 404, body: `{"error":"404 Not Found"}`}
	}
	routes{r.URL.Path: answer}.ServeHTTP(w, r)
}

func prove(
	t *testing.T,
	handler http.HandlerFunc,
	kind catalog.ProbeKind,
	target gitlab.ProbeTarget,
) (gitlab.ProbeResult, []*http.Request) {
	t.Helper()
	server, seen := serve(t, handler)
	proven := newClient(
		t,
	).Probe(t.Context(), gitlab.Instance{URL: server.URL}, token.NewSecret(gitlabtest.Hush), kind, target)
	if strings.Contains(redacted(fmt.Sprintf("%+v %+v", proven, proven.Problem)), gitlabtest.Hush) {
		t.Errorf("the token is in %+v", proven)
	}
	for _, request := range seen.all() {
		if request.Method != http.MethodGet || request.ContentLength > 0 ||
			strings.Contains(request.URL.String(), gitlabtest.Hush) ||
			request.Header.Get("Private-Token") != "" {
			t.Errorf("the proof sends %s %s", request.Method, request.URL)
		}
	}
	return proven, seen.all()
}

const (
	downloadOf = "/team/app.git/info/refs?service=git-upload-pack"
	uploadOf   = "/team/app.git/info/refs?service=git-receive-pack"
	pullOf     = "/jwt/auth?service=container_registry&scope=repository:team/app:pull"
	loginOf    = "/jwt/auth?service=container_registry"
	proxyOf    = "/jwt/auth?service=dependency_proxy"
	listOf     = "/api/v4/projects?membership=true&per_page=1"
	packagesOf = "/api/v4/projects/team%2Fapp/packages?per_page=1"
	stateOf    = "/api/v4/projects/team%2Fapp/terraform/state/default"
	runnersOf  = "/api/v4/runners?per_page=1"
	usageOf    = "/api/v4/usage_data/service_ping"
)

func TestEachAnswerToAProofSaysWhatItMeans(t *testing.T) {
	const works, fails, unclear = gitlab.ProbeWorks, gitlab.ProbeFails, gitlab.ProbeUnclear
	both := func(upload route) door { return door{downloadOf: advertised("git-upload-pack"), uploadOf: upload} }
	for _, test := range []struct {
		name    string
		kind    catalog.ProbeKind
		project string
		door    door
		want    gitlab.ProbeOutcome
		code    problem.Code
		says    string
	}{
		{
			"clone, allowed", catalog.ProbeClone, "team/app",
			door{downloadOf: advertised("git-upload-pack")},
			works, "",
			"may download this project",
		},
		{
			"clone, the scope is missing", catalog.ProbeClone, "team/app",
			door{downloadOf: noDownload},
			fails,
			problem.CodeScopeInsufficient, "scopes do not let Git download",
		},
		{
			"clone, hidden", catalog.ProbeClone, "team/app",
			door{downloadOf: hidden},
			fails, problem.CodeNotFound,
			"scopes are right, but this project is not there",
		},
		{"clone, role", catalog.ProbeClone, "team/app", door{downloadOf: plain(403, "You are not allowed to download code "+
			"from this project.")}, fails, problem.CodeAccessDenied, "role in this project is too small"},
		{
			"clone, a bad token", catalog.ProbeClone, "team/app",
			door{downloadOf: basicDenied},
			fails, problem.CodeTokenUnknown,
			"refuses the token itself",
		},
		{
			"clone, a bad token with few words", catalog.ProbeClone, "team/app",
			door{downloadOf: {status: 401, kind: "text/plain", header: map[string]string{"Www-Authenticate": `Basic realm="GitLab"`}}},
			fails, problem.CodeTokenUnknown, "refuses the token itself",
		},
		{"clone, a fine-grained token", catalog.ProbeClone, "team/app", door{downloadOf: plain(403, "Access denied: This "+
			"operation requires a fine-grained personal access token with the following project permissions: [Code: "+
			"Download].")}, fails, problem.CodeFineGrainedMissing, "lacks a permission"},
		{
			"clone, a fine-grained token in other words", catalog.ProbeClone, "team/app",
			door{downloadOf: plain(403,
				"Access denied: Your Personal Access Token lacks the required permissions: [download_code].")},
			fails, problem.CodeFineGrainedMissing, "lacks a permission",
		},
		{"clone, a blocked account", catalog.ProbeClone, "team/app", door{downloadOf: plain(403,
			"Your account has been blocked.")}, fails, problem.CodeAccountBlocked, "Your account is blocked"},
		{"clone, HTTP is off", catalog.ProbeClone, "team/app", door{downloadOf: plain(403,
			"Pulling over HTTP is not allowed.")}, fails, problem.CodeFeatureOff, "Git over SSH alone"},
		{
			"clone, limited", catalog.ProbeClone, "team/app",
			door{downloadOf: plain(429, "Retry later")},
			unclear,
			problem.CodeRateLimited, "slow down",
		},
		{
			"clone, a fault", catalog.ProbeClone, "team/app",
			door{downloadOf: plain(500, "oops")},
			unclear,
			problem.CodeServerError, "says nothing of the token",
		},
		{
			"clone, a sign-in page", catalog.ProbeClone, "team/app",
			door{downloadOf: {kind: "text/html", body: "<html>Sign in</html>"}},
			unclear, "",
			`200, text/html, which begins "Sign in"`,
		},
		{
			"clone, some other 200", catalog.ProbeClone, "team/app",
			door{downloadOf: plain(200, "hello")},
			unclear, "",
			`which begins "hello"`,
		},
		{
			"clone, a firewall", catalog.ProbeClone, "team/app",
			door{downloadOf: {status: 403, kind: "text/html", body: gitlabtest.CloudflarePage}},
			unclear, problem.CodeIPBlocked,
			"does not tell",
		},
		{
			"clone, a teapot", catalog.ProbeClone, "team/app",
			door{downloadOf: plain(418, "I am a teapot")},
			unclear,
			problem.CodeUnknownAnswer, "418",
		},

		{
			"push, allowed", catalog.ProbePush, "team/app", both(advertised("git-receive-pack")), works, "",
			"Nothing was uploaded",
		},
		{
			"push, the scope is missing", catalog.ProbePush, "team/app", both(noUpload), fails, problem.CodeScopeInsufficient,
			"do not let Git upload",
		},
		{"push, role", catalog.ProbePush, "team/app", both(plain(403, "You are not allowed to push code to this "+
			"project.")), fails, problem.CodeAccessDenied, "role in this project is too small"},
		{"push, read-only", catalog.ProbePush, "team/app", both(plain(403, "You can't push code to a read-only GitLab "+
			"instance.")), fails, problem.CodeMaintenance, "Nothing can be pushed here"},
		{"push, gone in between", catalog.ProbePush, "team/app", both(hidden), fails, problem.CodeNotFound, "not there"},
		{
			"push, no scope even to download", catalog.ProbePush, "team/app",
			door{downloadOf: noDownload},
			fails,
			problem.CodeScopeInsufficient, "download",
		},

		{
			"images, leave to pull", catalog.ProbeImages, "Team/App",
			door{pullOf: leaveFor(`[{"type":"repository","name":"team/app","actions":["pull"]}]`)},
			works, "",
			"leave to pull this project's images. Whether it may push",
		},
		{
			"images, no leave", catalog.ProbeImages, "team/app",
			door{pullOf: leaveFor(`[]`)},
			fails, problem.CodeAccessDenied,
			"gives no leave to pull",
		},
		{
			"images, leave for another", catalog.ProbeImages, "team/app",
			door{pullOf: leaveFor(`[{"type":"repository","name":"team/other","actions":["pull"]}]`)},
			fails,
			problem.CodeAccessDenied, "gives no leave to pull",
		},
		{"images, sign-in alone", catalog.ProbeImages, "", door{loginOf: leaveFor(`[]`)}, works, "", "lets the token in, " +
			"as docker login would"},
		{
			"images, the scope is missing", catalog.ProbeImages, "",
			door{loginOf: jwtScope},
			fails,
			problem.CodeScopeInsufficient, "none of its scopes opens the registry",
		},
		{
			"images, a bad token", catalog.ProbeImages, "team/app",
			door{pullOf: jwtDenied},
			fails, problem.CodeTokenUnknown,
			"refuses the token itself",
		},
		{
			"images, no registry", catalog.ProbeImages, "",
			door{loginOf: {status: 404, body: `{"errors":[{"code":"UNAVAILABLE","message":"registry not ` +
				`enabled"}],"http_status":404}`}},
			fails, problem.CodeFeatureOff, "has no container registry",
		},
		{
			"images, an unknown service", catalog.ProbeImages, "",
			door{loginOf: {status: 404, kind: "text/plain"}},
			unclear,
			problem.CodeNotFound, "404",
		},
		{
			"images, no token in it", catalog.ProbeImages, "",
			door{loginOf: {body: `{"hello":1}`}},
			unclear, "",
			"does not tell",
		},
		{
			"images, a token that is none", catalog.ProbeImages, "",
			door{loginOf: {body: `{"token":"a.%%%.c"}`}},
			unclear, "",
			"does not tell",
		},

		{"proxy, allowed", catalog.ProbeProxy, "", door{proxyOf: leaveFor(`[]`)}, works, "", "lets the token in"},
		{"proxy, half of what it needs", catalog.ProbeProxy, "", door{proxyOf: {status: 403, body: `{"message":"access ` +
			`forbidden","status":"error","http_status":403}`}}, fails, problem.CodeScopeInsufficient, "both of its scopes"},
		{
			"proxy, in the registry's words", catalog.ProbeProxy, "",
			door{proxyOf: jwtScope},
			fails,
			problem.CodeScopeInsufficient, "both of its scopes",
		},
		{"proxy, off", catalog.ProbeProxy, "", door{proxyOf: {status: 404, body: `{"message":"dependency proxy not ` +
			`enabled","status":"error","http_status":404}`}}, fails, problem.CodeFeatureOff, "has no dependency proxy"},

		{"read, allowed", catalog.ProbeReadAPI, "", door{listOf: {body: `[{"id":1}]`}}, works, "", "listed one of your " +
			"projects"},
		{
			"read, allowed, and cut", catalog.ProbeReadAPI, "",
			door{listOf: {body: `[{"id":1,"description":"` + strings.Repeat("x", 20000) + `"}]`}},
			works, "",
			"listed one of your projects",
		},
		{
			"read, nothing to see", catalog.ProbeReadAPI, "",
			door{listOf: {body: " [ ] "}},
			works, "",
			"member of no project yet",
		},
		{
			"read, the scope is missing", catalog.ProbeReadAPI, "",
			door{listOf: scopeBody},
			fails,
			problem.CodeScopeInsufficient, "its scopes do not allow this",
		},
		{
			"read, a fine-grained token", catalog.ProbeReadAPI, "",
			door{listOf: granularRefusal("Project: Read")},
			fails,
			problem.CodeFineGrainedMissing, "lacks a permission",
		},
		{
			"read, a bad token", catalog.ProbeReadAPI, "",
			door{listOf: tokenBody},
			fails, problem.CodeTokenUnknown,
			"refuses the token itself",
		},
		{
			"read, an old token", catalog.ProbeReadAPI, "",
			door{listOf: {status: 401, body: gitlabtest.ExpiredBody}},
			fails,
			problem.CodeTokenExpired, "The token has expired",
		},
		{
			"read, calls have to be signed", catalog.ProbeReadAPI, "",
			door{listOf: {status: 401, body: `{"error":"dpop_error","error_description":"DPoP validation error: missing"}`}},
			fails, problem.CodeDPoPRequired, "SSH key",
		},
		{"read, something else", catalog.ProbeReadAPI, "", door{listOf: {body: `{"a":1}`}}, unclear, "", "does not tell"},

		{
			"packages, allowed", catalog.ProbePackages, "team/app",
			door{packagesOf: {body: `[{"id":1}]`}},
			works, "",
			"may read this project's packages. Whether it may publish",
		},
		{"packages, none", catalog.ProbePackages, "team/app", door{packagesOf: {body: `[]`}}, works, "", "none yet"},
		{
			"packages, role", catalog.ProbePackages, "team/app",
			door{packagesOf: roleBody},
			fails, problem.CodeAccessDenied,
			"too small, or it has no package registry",
		},
		{
			"packages, the scope is missing", catalog.ProbePackages, "team/app",
			door{packagesOf: scopeBody},
			fails,
			problem.CodeScopeInsufficient, "scopes do not allow",
		},
		{
			"packages, hidden", catalog.ProbePackages, "team/app",
			door{packagesOf: noProject},
			fails, problem.CodeNotFound,
			"not there, or you may not see it",
		},

		{
			"state, there", catalog.ProbeState, "team/app",
			door{stateOf: {body: `{"version":4}`}},
			works, "",
			"reads this state",
		},
		{
			"state, empty", catalog.ProbeState, "team/app",
			door{stateOf: {status: 204, kind: "text/plain"}},
			works, "",
			"which is empty",
		},
		{"state, none", catalog.ProbeState, "team/app", door{stateOf: {status: 404, body: `{"message":"404 Not ` +
			`Found"}`}}, works, "", "none of that name yet"},
		{"state, no such endpoint", catalog.ProbeState, "team/app", door{stateOf: {status: 404, body: `{"error":"404 Not ` +
			`Found"}`}}, unclear, problem.CodeEndpointMissing, ""},
		{"state, a gateway's word", catalog.ProbeState, "team/app", door{stateOf: {status: 404, body: `{"message":"no ` +
			`Route matched with those values"}`}}, unclear, problem.CodeWrongPath, "does not tell"},
		{
			"state, nothing said", catalog.ProbeState, "team/app",
			door{stateOf: {status: 404, body: `{}`}},
			unclear,
			problem.CodeNotFound, "does not tell",
		},
		{"state, hidden", catalog.ProbeState, "team/app", door{stateOf: noProject}, fails, problem.CodeNotFound, "not there"},
		{
			"state, role", catalog.ProbeState, "team/app",
			door{stateOf: roleBody},
			fails, problem.CodeAccessDenied,
			"needs a Developer",
		},
		{
			"state, the scope is missing", catalog.ProbeState, "team/app",
			door{stateOf: scopeBody},
			fails,
			problem.CodeScopeInsufficient, "scopes do not allow",
		},

		{"runners, some", catalog.ProbeRunners, "", door{runnersOf: {body: `[{"id":1}]`}}, works, "", "may list your " +
			"runners. Whether it may change them"},
		{"runners, none", catalog.ProbeRunners, "", door{runnersOf: {body: `[]`}}, works, "", "There are none"},
		{
			"runners, the scope is missing", catalog.ProbeRunners, "",
			door{runnersOf: scopeBody},
			fails,
			problem.CodeScopeInsufficient, "scopes do not allow",
		},

		{"usage, there", catalog.ProbeUsageData, "", door{usageOf: {body: `{"uuid":"x"}`}}, works, "", "may read the " +
			"instance's usage report"},
		{"usage, none", catalog.ProbeUsageData, "", door{usageOf: {status: 404, body: `{"message":"404 Not ` +
			`Found"}`}}, works, "", "none yet"},
		{
			"usage, no administrator", catalog.ProbeUsageData, "",
			door{usageOf: roleBody},
			fails, problem.CodeAccessDenied,
			"administrators alone",
		},
		{"usage, an old release", catalog.ProbeUsageData, "", door{}, unclear, problem.CodeEndpointMissing, "too old"},

		{"nothing to show", catalog.ProbeNone, "", door{}, unclear, "", "Nothing shows this"},
	} {
		t.Run(test.name, func(t *testing.T) {
			proven, requests := prove(
				t,
				test.door.ServeHTTP,
				test.kind,
				gitlab.ProbeTarget{Project: test.project, Username: "sam"},
			)
			if proven.Kind != test.kind || proven.Outcome != test.want || !strings.Contains(proven.Means, test.says) {
				t.Fatalf("it is %+v, want %s and %q", proven, test.want, test.says)
			}
			var code problem.Code
			if proven.Problem != nil {
				code = proven.Problem.Code
				if proven.Problem.Summary == "" || proven.Problem.Cause == "" || len(proven.Problem.Remedy) == 0 {
					t.Errorf("the problem is %+v", *proven.Problem)
				}
			}
			if code != test.code {
				t.Errorf("the code is %q, want %q", code, test.code)
			}
			if !strings.HasSuffix(proven.Means, ".") || strings.Contains(proven.Means, "..") {
				t.Errorf("it reads %q", proven.Means)
			}
			if test.kind == catalog.ProbeNone {
				if len(requests) > 0 {
					t.Error("something was asked")
				}
				return
			}
			last := requests[len(requests)-1]
			if proven.Asked != "GET "+last.URL.RequestURI() || proven.Status == 0 {
				t.Errorf("it says that it asked %q and got %d; the last was %s", proven.Asked, proven.Status, last.URL.RequestURI())
			}
			name, password, basic := last.BasicAuth()
			bearer := last.Header.Get("Authorization") == "Bearer "+gitlabtest.Hush
			asTool := !strings.HasPrefix(last.URL.Path, "/api/") || test.kind == catalog.ProbeState
			if asTool != basic || asTool == bearer || (basic && (name != "sam" || password != gitlabtest.Hush)) {
				t.Errorf("%s carries a password %v as %q, a bearer %v", last.URL, basic, name, bearer)
			}
		})
	}
}

func TestACloneIsProvedWithoutAProject(t *testing.T) {
	t.Parallel()
	random := regexp.MustCompile(`^/glpat-probe-[0-9a-f]{16}/x\.git/info/refs\?service=git-upload-pack$`)
	asked := map[string]bool{}
	for _, test := range []struct {
		answer route
		want   gitlab.ProbeOutcome
	}{{hidden, gitlab.ProbeWorks}, {noDownload, gitlab.ProbeFails}, {basicDenied, gitlab.ProbeFails}, {plain(404, "404 page not found"), gitlab.ProbeUnclear}} {
		proven, requests := prove(
			t,
			func(w http.ResponseWriter, r *http.Request) { routes{r.URL.Path: test.answer}.ServeHTTP(w, r) },
			catalog.ProbeClone,
			gitlab.ProbeTarget{},
		)
		if len(requests) != 1 || !random.MatchString(requests[0].URL.RequestURI()) || proven.Outcome != test.want {
			t.Fatalf("%d requests, %+v, want %s", len(requests), proven, test.want)
		}
		if name, _, _ := requests[0].BasicAuth(); name != "oauth2" {
			t.Errorf("the user name is %q", name)
		}
		asked[requests[0].URL.Path] = true
	}
	if len(asked) != 4 {
		t.Errorf("the paths are %v", asked)
	}
}

func TestBeforeAnUploadIsAskedOnlyOfAProjectThatIsThere(t *testing.T) {
	t.Parallel()
	advertisement := advertised("git-upload-pack")
	for name, answer := range map[string]route{
		"hidden": hidden, "no scope": noDownload, "a bad token": basicDenied, "a page": {kind: "text/html", body: "<html>"},
		"some text": plain(200, "ok"), "JSON": {body: `{}`}, "the wrong service": advertised("git-receive-pack"), "an empty answer": {status: 204},
		"a fault": plain(500, ""), "limited": plain(429, ""), "created": {
			status: 201, kind: advertisement.kind, body: advertisement.body,
		},
	} {
		proven, requests := prove(
			t,
			door{downloadOf: answer}.ServeHTTP,
			catalog.ProbePush,
			gitlab.ProbeTarget{Project: "team/app"},
		)
		if proven.Outcome == gitlab.ProbeWorks || len(requests) != 1 {
			t.Errorf("%s: %+v after %d requests", name, proven, len(requests))
		}
	}
	// A project that moved answers at its new path; the old one may be free.
	moved := door{"/team/new.git/info/refs?service=git-upload-pack": advertisement}
	proven, requests := prove(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.RequestURI() == downloadOf {
			http.Redirect(w, r, "/team/new.git/info/refs?service=git-upload-pack", http.StatusMovedPermanently)
			return
		}
		moved.ServeHTTP(w, r)
	}, catalog.ProbePush, gitlab.ProbeTarget{Project: "team/app"})
	if proven.Outcome != gitlab.ProbeUnclear || len(requests) != 2 ||
		slices.ContainsFunc(requests, func(r *http.Request) bool { return strings.Contains(r.URL.RawQuery, "receive") }) {
		t.Errorf("a project that moved: %+v after %d requests", proven, len(requests))
	}
	// The question before an upload goes to one address alone.
	proven, requests = prove(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.RequestURI() == uploadOf {
			http.Redirect(w, r, "/team/other.git/info/refs?service=git-receive-pack", http.StatusFound)
			return
		}
		door{downloadOf: advertisement}.ServeHTTP(w, r)
	}, catalog.ProbePush, gitlab.ProbeTarget{Project: "team/app"})
	if proven.Outcome != gitlab.ProbeUnclear || len(requests) != 2 {
		t.Errorf("a redirect before an upload: %+v after %d requests", proven, len(requests))
	}
}

func TestNothingIsAskedOfWhatIsNoProject(t *testing.T) {
	t.Parallel()
	for _, kind := range []catalog.ProbeKind{catalog.ProbePush, catalog.ProbeClone, catalog.ProbeImages, catalog.ProbePackages, catalog.ProbeState} {
		for _, path := range []string{
			"app", "../app", "team/../app", "team//app", "team/app?x=1", "team/app#x", "team/a pp", "team/%2e%2e", "team/-app", "team/app.", "team\\app", "team/äpp",
			"team/app\r\nX: y", "team:x/app", "team/app&scope=repository:other:push", strings.Repeat("a/", 30) + "b", "a/" + strings.Repeat("b", 300), gitlabtest.Hush + "/app", "a/" + gitlabtest.Hush,
		} {
			proven, requests := prove(t, door{}.ServeHTTP, kind, gitlab.ProbeTarget{Project: path})
			if len(requests) > 0 || proven.Outcome != gitlab.ProbeUnclear ||
				!strings.HasPrefix(proven.Means, "Nothing was asked.") {
				t.Errorf("%s of %q: %+v after %d requests", kind.String(), path, proven, len(requests))
			}
		}
		if kind.NeedsProject() {
			proven, requests := prove(t, door{}.ServeHTTP, kind, gitlab.ProbeTarget{})
			if len(requests) > 0 || !strings.Contains(proven.Means, "No project is named") {
				t.Errorf("%s of none: %+v", kind.String(), proven)
			}
		}
	}
	proven := newClient(
		t,
	).Probe(t.Context(), gitlab.Instance{URL: elsewhere}, token.Secret{}, catalog.ProbeClone, gitlab.ProbeTarget{})
	if proven.Outcome != gitlab.ProbeUnclear || proven.Asked != "" {
		t.Errorf("without a token: %+v", proven)
	}
}

func TestAProofNeverAsksForLeaveToPush(t *testing.T) {
	t.Parallel()
	for _, project := range []string{"", "team/app", "team/app.git", "/Team/App/"} {
		_, requests := prove(t, door{}.ServeHTTP, catalog.ProbeImages, gitlab.ProbeTarget{Project: project})
		if len(requests) != 1 || strings.Contains(requests[0].URL.RawQuery, "push") {
			t.Errorf("%q: %v", project, requests)
		}
	}
}

func TestAProofOfAHostileServerEndsAndTellsNothing(t *testing.T) {
	t.Parallel()
	other, reached := serve(t, func(http.ResponseWriter, *http.Request) {})
	encoded := base64.StdEncoding.EncodeToString([]byte("oauth2:" + gitlabtest.Hush))
	for name, answer := range map[string]http.HandlerFunc{
		"sends it back": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X-Gitlab-Meta", "{}")
			w.WriteHeader(403)
			_, _ = w.Write([]byte("No: " + gitlabtest.Hush + " " + encoded))
		},
		"sends it back as JSON": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(400)
			_, _ = w.Write([]byte(`{"message":"400 ` + gitlabtest.Hush + `","errors":[{"code":"` + gitlabtest.Hush + `","message":"x"}]}`))
		},
		"redirects elsewhere": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, other.URL, http.StatusFound) },
		"redirects for ever": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, r.URL.RequestURI(), http.StatusFound)
		},
		"never stops": func(w http.ResponseWriter, _ *http.Request) {
			for range 1000 {
				if _, err := w.Write([]byte(strings.Repeat("\x1b[2J\u202e<b>", 1000))); err != nil {
					return
				}
			}
		},
		"closes the line": func(w http.ResponseWriter, _ *http.Request) { cutConnection(t, w) },
	} {
		for _, kind := range []catalog.ProbeKind{catalog.ProbeReadAPI, catalog.ProbeClone, catalog.ProbePush, catalog.ProbeImages, catalog.ProbeProxy, catalog.ProbePackages, catalog.ProbeState, catalog.ProbeRunners, catalog.ProbeUsageData} {
			proven, _ := prove(t, answer, kind, gitlab.ProbeTarget{Project: "team/app"})
			if proven.Outcome == gitlab.ProbeWorks {
				t.Errorf("%s, %s: %+v", name, kind.String(), proven)
			}
			all := redacted(fmt.Sprintf("%+v %+v", proven, proven.Problem))
			if strings.Contains(all, encoded) || strings.ContainsAny(all, "\x1b\u202e") {
				t.Errorf("%s, %s tells %s", name, kind.String(), all)
			}
		}
	}
	if len(reached.all()) > 0 {
		t.Error("the token went elsewhere")
	}
}

func TestARefusedTokenIsSentOnceByAProof(t *testing.T) {
	t.Parallel()
	for kind, answer := range map[catalog.ProbeKind]route{catalog.ProbeClone: basicDenied, catalog.ProbePush: basicDenied, catalog.ProbeImages: jwtDenied, catalog.ProbeProxy: jwtDenied, catalog.ProbeReadAPI: tokenBody, catalog.ProbeState: basicDenied} {
		proven, requests := prove(
			t,
			func(w http.ResponseWriter, r *http.Request) { routes{r.URL.Path: answer}.ServeHTTP(w, r) },
			kind,
			gitlab.ProbeTarget{Project: "a/b"},
		)
		if len(requests) != 1 || proven.Outcome != gitlab.ProbeFails {
			t.Errorf("%s: %+v after %d requests", kind.String(), proven, len(requests))
		}
	}
}

func TestAProofKeepsTheTokenFromPlainHTTP(t *testing.T) {
	t.Parallel()
	transport := newTransport(t)
	var dialed atomic.Int64
	transport.SetDial(func(context.Context, string, string) (net.Conn, error) {
		dialed.Add(1)
		return nil, net.ErrClosed
	})
	client := gitlab.NewClient(transport, gitlabtest.Today)
	instance := gitlab.Instance{URL: "http://gitlab.example.com"}
	for _, kind := range []catalog.ProbeKind{catalog.ProbeClone, catalog.ProbeReadAPI, catalog.ProbeImages} {
		proven := client.Probe(t.Context(), instance, token.NewSecret(gitlabtest.Hush), kind, gitlab.ProbeTarget{})
		if proven.Outcome != gitlab.ProbeUnclear || proven.Problem == nil || proven.Problem.Code != problem.CodePlainHTTP ||
			dialed.Load() > 0 {
			t.Errorf("%s: %+v after %d connections", kind.String(), proven, dialed.Load())
		}
	}
	// An API at an encrypted host of its own says nothing of the pages.
	instance.Transport.API = "https://api.example.com"
	proven := client.Probe(
		t.Context(),
		instance,
		token.NewSecret(gitlabtest.Hush),
		catalog.ProbeClone,
		gitlab.ProbeTarget{},
	)
	if proven.Problem == nil || proven.Problem.Code != problem.CodePlainHTTP {
		t.Errorf("pages without encryption: %+v", proven)
	}
	instance.Transport.AllowPlain = true
	if proven := client.Probe(
		t.Context(),
		instance,
		token.NewSecret(gitlabtest.Hush),
		catalog.ProbeClone,
		gitlab.ProbeTarget{},
	); proven.Problem == nil || proven.Problem.Code == problem.CodePlainHTTP ||
		dialed.Load() == 0 {
		t.Errorf("after a yes: %+v", proven)
	}
}

func TestAProofBelowASubPath(t *testing.T) {
	t.Parallel()
	server, _ := serve(
		t,
		door{
			"/gitlab" + downloadOf: advertised("git-upload-pack"),
			"/gitlab" + uploadOf:   advertised("git-receive-pack"),
		}.ServeHTTP,
	)
	proven := newClient(
		t,
	).Probe(t.Context(), gitlab.Instance{URL: server.URL + "/gitlab"}, token.NewSecret(gitlabtest.Hush), catalog.ProbePush, gitlab.ProbeTarget{Project: "team/app"})
	if proven.Outcome != gitlab.ProbeWorks {
		t.Errorf("it is %+v", proven)
	}
}
