package gitlab_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"unicode"

	"glpat/gitlab"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
)

func TestARefusalIsToldByGitLabsWordsAndNotByAnybodysElse(t *testing.T) {
	const meta = "X-Gitlab-Meta"
	forbidden := func(reason string) route {
		return route{status: 403, body: `{"message":"403 Forbidden - ` + reason + `"}`}
	}
	for _, test := range []struct {
		name   string
		answer route
		want   problem.Code
	}{
		{
			"a project called blocked",
			forbidden("Project user is blocked/account has been blocked is archived"), problem.CodeAccessDenied,
		},
		{"a project called after an approval", forbidden("Merge request is pending approval"), problem.CodeAccessDenied},
		{"a project called after terms", forbidden("Page terms of service is protected"), problem.CodeAccessDenied},
		{"another user's state", forbidden("User sam is deactivated"), problem.CodeAccessDenied},
		{"a deploy in a message", forbidden("Deploy in progress, environment is locked"), problem.CodeAccessDenied},
		{"the account, in GitLab's words", forbidden("Your account has been blocked."), problem.CodeAccountBlocked},
		{"the account and its approval, in GitLab's words", forbidden("Your account is pending approval from your " +
			"administrator and hence blocked."), problem.CodeAccountPending},
		{"the account's sleep, in GitLab's words", forbidden("Your account has been deactivated by your administrator. " +
			"Please log back in from a web browser to reactivate your account at https://x"), problem.CodeAccountDeactivated},
		{"the account's mail, in GitLab's words", forbidden("Your primary email address is not confirmed. Please check " +
			"your inbox for the confirmation instructions."), problem.CodeEmailUnconfirmed},
		{"the account's password, in GitLab's words", forbidden("Your password expired. Please access GitLab from a web " +
			"browser to update your password."), problem.CodePasswordExpired},
		{
			"an internal user, in GitLab's words",
			forbidden("This action cannot be performed by internal users"), problem.CodeAccountInternal,
		},
		{
			"a wall with terms at its foot",
			route{status: 403, kind: "text/html", body: gitlabtest.CloudflarePage},
			problem.CodeIPBlocked,
		},
		{"a 404 in plain text of another program", route{
			status: 404, kind: "text/plain",
			body: "404 page not found\n", header: map[string]string{meta: ""},
		}, problem.CodeWrongPath},
		{
			"GitLab's own page in place of the API",
			route{
				status: 404, kind: "text/html",
				body: gitlabtest.StaticPage("404", "The page could not be found or you don't have permission to view it."),
			},
			problem.CodeWrongPath,
		},
		{
			"JSON that never ends in depth",
			route{status: 403, body: strings.Repeat(`{"message":`, 20000) + "1" + strings.Repeat("}", 20000)},
			problem.CodeIPBlocked,
		},
		{
			"JSON that is deep and whole",
			route{status: 403, body: `{"message":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + "}"},
			problem.CodeAccessDenied,
		},
		{
			"a key twice",
			route{
				status: 401,
				body: `{"error":"invalid_token","error":"invalid_token","error_description":"Token was ` +
					`revoked.","error_description":"Token is expired."}`,
			},
			problem.CodeTokenExpired,
		},
		{
			"numbers in place of words",
			route{status: 401, body: `{"error":1e999,"error_description":-0,"message":99999999999999999999}`},
			problem.CodeTokenUnknown,
		},
		{
			"lists in place of words",
			route{status: 403, body: `{"error":["insufficient_scope"],"scope":{"a":1},"message":[["x"]]}`},
			problem.CodeAccessDenied,
		},
		{
			"one odd field beside good ones",
			route{status: 403, body: `{"error":"insufficient_scope","scope":["api"],"error_description":7}`},
			problem.CodeScopeInsufficient,
		},
		{"nothing at all", route{status: 403, body: ""}, problem.CodeAccessDenied},
		{"null", route{status: 401, body: "null"}, problem.CodeTokenUnknown},
	} {
		t.Run(test.name, func(t *testing.T) {
			api := newFake()
			for path := range api.api {
				api.api[path] = test.answer
			}
			report, _ := checkAgainst(t, api.ServeHTTP, gitlab.Want{})
			wantProblem(t, report.Failure(), test.want)
		})
	}
}

// kinds are values of every kind, and of none.
func kinds() []string {
	return []string{
		`null`,
		`true`,
		`0`,
		`-1`,
		`1.5`,
		`1e999`,
		`99999999999999999999999`,
		`""`,
		`"x"`,
		`"\u0000\u001b[2J\u202e"`,
		`"\ud800"`,
		`[]`,
		`{}`,
		`[[[]]]`,
		`{"a":1}`,
		`["` + strings.Repeat("x", 1<<16) + `"]`,
		`"9999-12-31"`,
		`"0000-00-00"`,
		`"2026-12-22T25:61:61Z"`,
		`"9999-12-31T23:59:59Z"`,
	}
}

func TestNoKindOfValueInAnyFieldBreaksACheck(t *testing.T) {
	t.Parallel()
	for path, body := range map[string]string{selfAPI: selfBody, userAPI: userBody, metadataAPI: metadataBody} {
		var fields map[string]json.RawMessage
		if err := json.Unmarshal([]byte(body), &fields); err != nil {
			t.Fatal(err)
		}
		if path == selfAPI {
			fields["granular_scopes"] = json.RawMessage("null") // from 19.2 on
		}
		api := newFake()
		server, _ := serve(t, api.ServeHTTP)
		client := newClient(t)
		for field, good := range fields {
			for _, value := range kinds() {
				fields[field] = json.RawMessage(value)
				changed, err := json.Marshal(fields)
				if err != nil {
					t.Fatal(err)
				}
				api.api[path] = route{body: string(changed)}
				report := client.Check(
					t.Context(),
					gitlab.Instance{URL: server.URL},
					token.NewSecret(gitlabtest.Hush),
					gitlab.Want{Scopes: gitlabtest.MustScopes(t, "read_api")},
				)
				name := fmt.Sprintf("%s with %s = %.40s", path, field, value)
				if path != selfAPI && !report.Known() {
					t.Errorf("%s: a broken side answer makes the token unknown: %v", name, report.Problems)
				}
				if failure := report.Failure(); failure != nil && failure.Code == problem.CodeInvalidResponse &&
					failure.Unwrap() == nil &&
					path == selfAPI {
					t.Errorf("%s: the error behind the problem is lost", name)
				}
				written, err := json.Marshal(report)
				if err != nil || len(written) > 8000 {
					t.Errorf("%s: the report is %d bytes of JSON, %v", name, len(written), err)
				}
				if strings.ContainsFunc(
					fmt.Sprint(report.User, report.Token, report.Version, report.Problems),
					func(r rune) bool { return r == '\x1b' || unicode.In(r, unicode.Cf) },
				) {
					t.Errorf("%s: the report is not clean", name)
				}
			}
			fields[field] = good
		}
	}
}

func TestAnAbsurdRateLimitIsNotBelieved(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		limit, remaining, reset string
		told                    bool
	}{
		{"2000", "1999", "1795348860", true},
		{"2000", "0", "", true},
		{"0", "0", "1795348860", false},
		{"-1", "5", "1795348860", false},
		{"2000", "-5", "1795348860", false},
		{"2000.5", "5", "1795348860", false},
		{"99999999999999999999", "5", "1795348860", false},
		{"2000", "5", "9223372036854775807", true},
		{"2000", "5", "-1", true},
		{"2000", "5", "soon", true},
	} {
		api := newFake()
		for path, answer := range api.api {
			answer.header = map[string]string{
				"RateLimit-Limit":     test.limit,
				"RateLimit-Remaining": test.remaining,
				"RateLimit-Reset":     test.reset,
			}
			api.api[path] = answer
		}
		report, _ := checkAgainst(t, api.ServeHTTP, gitlab.Want{})
		if !report.OK() || (report.RateLimit != nil) != test.told {
			t.Errorf("%+v gives %+v, %v", test, report.RateLimit, report.Problems)
		}
		if _, err := json.Marshal(report); err != nil {
			t.Errorf("%+v cannot be written: %v", test, err)
		}
	}
}

func TestAProxyThatAnswersInTheServersPlaceIsNamed(t *testing.T) {
	t.Parallel()
	const address = "http://gitlab.example.com"
	for _, test := range []struct {
		name   string
		answer route
		want   problem.Code
	}{
		{"it wants a password", route{
			status: 407, kind: "text/html",
			body: "<h1>Cache Access Denied</h1>",
		}, problem.CodeProxyAuthRequired},
		{
			"it finds no server",
			route{
				status: 503, kind: "text/html", body: "<h1>ERROR</h1>",
				header: map[string]string{"X-Squid-Error": "ERR_DNS_FAIL 0"},
			},
			problem.CodeProxyFailed,
		},
		{
			"it lets nobody through",
			route{
				status: 403, kind: "text/html", body: "<h1>Access Denied</h1>",
				header: map[string]string{"X-Squid-Error": "ERR_ACCESS_DENIED 0"},
			},
			problem.CodeProxyFailed,
		},
		{
			"it says so in the standard's way",
			route{
				status: 502, kind: "text/plain", body: "no",
				header: map[string]string{"Proxy-Status": "proxy.example.net; error=dns_timeout"},
			},
			problem.CodeProxyFailed,
		},
		{
			"it may be the server's own",
			route{status: 503, kind: "text/html", body: gitlabtest.NginxPage("503 Service Temporarily Unavailable")},
			problem.CodeUnavailable,
		},
	} {
		proxy, _ := serve(t, func(w http.ResponseWriter, r *http.Request) { routes{r.URL.Path: test.answer}.ServeHTTP(w, r) })
		through, err := url.Parse(proxy.URL)
		if err != nil {
			t.Fatal(err)
		}
		tr := newTransport(t)
		tr.SetProxy(through)
		client := gitlab.NewClient(tr, gitlabtest.Today)
		report := client.Check(
			t.Context(),
			gitlab.Instance{URL: address, Transport: transport.Config{AllowPlain: true}},
			token.NewSecret(gitlabtest.Hush),
			gitlab.Want{},
		)
		_, discoverErr := client.Discover(t.Context(), gitlabtest.MustAddress(t, address), transport.Config{})
		for what, err := range map[string]error{"a check": report.Failure(), "a discovery": discoverErr} {
			prob, ok := errors.AsType[*problem.Problem](err)
			if !ok || prob.Code != test.want ||
				(test.want != problem.CodeUnavailable && !strings.Contains(prob.Summary, through.Host)) {
				t.Errorf("%s of %s: %v, want %s and the proxy's name", what, test.name, err, test.want)
			}
		}
	}
}

func TestManyCallsAtOnceNoteTheirOwnTrace(t *testing.T) {
	t.Parallel()
	server, _ := serveTLS(t, newFake().ServeHTTP)
	tr := newTransport(t, server)
	client := gitlab.NewClient(tr, gitlabtest.Today)
	done := make(chan gitlab.Diagnosis)
	for range 8 {
		go func() {
			done <- client.Diagnose(t.Context(), gitlabtest.MustAddress(t, server.URL), transport.Config{}, func(gitlab.Stage) {})
		}()
	}
	for range 8 {
		if diagnosis := <-done; diagnosis.Failure() != nil {
			t.Errorf("%q ends with %v", stageNames(diagnosis.Stages), diagnosis.Failure())
		}
	}
}
