package gitlab_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/problem"
)

func TestEveryAnswerHasItsProblem(t *testing.T) {
	for _, test := range []struct {
		name   string
		answer route
		want   problem.Code
		retry  time.Duration
		says   string // what the words or the remedy name
	}{
		{"an unknown token", route{status: 401, body: gitlabtest.RefusedBody}, problem.CodeTokenUnknown, 0, "does not know"},
		{"a bad token", route{status: 401, body: `{"error":"invalid_token","error_description":"Bad Access ` +
			`Token."}`}, problem.CodeTokenUnknown, 0, "does not know"},
		{
			"an expired token",
			route{status: 401, body: gitlabtest.ExpiredBody},
			problem.CodeTokenExpired, 0,
			"personal_access_tokens",
		},
		{
			"a revoked token",
			route{status: 401, body: gitlabtest.RevokedBody},
			problem.CodeTokenRevoked, 0,
			"personal_access_tokens",
		},
		{"impersonation that is off", route{status: 401, body: `{"error":"invalid_token","error_description":"Token is an ` +
			`impersonation token but impersonation was disabled."}`}, problem.CodeImpersonationOff, 0, "of your own"},
		{"a proof that is asked for", route{status: 401, body: `{"error":"dpop_error","error_description":"DPoP validation ` +
			`error: DPoP header is missing"}`}, problem.CodeDPoPRequired, 0, "DPoP"},
		{
			"an old editor",
			route{
				status: 401,
				body: `{"error":"restricted_language_server_client_error","error_description":"Language server client ` +
					`error: old"}`,
			},
			problem.CodeEditorRefused, 0, "extension",
		},
		{"401 without a body", route{status: 401, kind: "text/plain"}, problem.CodeTokenUnknown, 0, "does not know"},
		{"an OAuth token", route{status: 400, body: `{"message":"400 Bad request - This endpoint requires token type to be ` +
			`a personal access token"}`}, problem.CodeTokenNotPersonal, 0, "personal access token"},
		{"a group's own sign-in", route{status: 400, body: `{"message":"400 Bad request - Cannot find valid SSO session. ` +
			`Please login via your group's SSO at ` +
			`https://gitlab.example.com/groups/x/-/saml/sso"}`}, problem.CodeSSORequired, 0, "sign in"},
		{"a wrong field", route{status: 400, body: `{"error":"state does not have a valid ` +
			`value"}`}, problem.CodeBadRequest, 0, "message"},
		{"a field of a model", route{status: 422, body: `{"message":{"name":["is too ` +
			`long"]}}`}, problem.CodeBadRequest, 0, "message"},
		{"a method that is not there", route{status: 405, body: `{"message":"405 Method Not ` +
			`Allowed"}`}, problem.CodeBadRequest, 0, "message"},
		{
			"scopes that do not do",
			route{status: 403, body: gitlabtest.LackingScopeBody},
			problem.CodeScopeInsufficient, 0,
			"the least first: read_user (to read your profile",
		},
		{
			"a permission that is missing",
			route{
				status: 403,
				body:   `{"error":"insufficient_granular_scope","error_description":"Access denied: Your token lacks read_user."}`,
			},
			problem.CodeFineGrainedMissing, 0, "permissions",
		},
		{"a blocked account", route{status: 403, body: `{"message":"403 Forbidden - Your account has been ` +
			`blocked."}`}, problem.CodeAccountBlocked, 0, "blocked"},
		{"an account that waits", route{status: 403, body: `{"message":"403 Forbidden - Your request to join is pending ` +
			`approval from your administrator."}`}, problem.CodeAccountPending, 0, "approval"},
		{"an account that was put to sleep", route{status: 403, body: `{"message":"403 Forbidden - Your account has been ` +
			`deactivated. Please log back in at ` +
			`https://gitlab.example.com"}`}, problem.CodeAccountDeactivated, 0, "/users/sign_in"},
		{"terms to accept", route{status: 403, body: `{"message":"403 Forbidden - You (@sam) must accept the Terms of ` +
			`Service in order to perform this action."}`}, problem.CodeTermsNotAccepted, 0, "terms"},
		{"a mail address to confirm", route{status: 403, body: `{"message":"403 Forbidden - Your primary email address is ` +
			`not confirmed."}`}, problem.CodeEmailUnconfirmed, 0, "mail"},
		{"a password that ended", route{status: 403, body: `{"message":"403 Forbidden - Your password ` +
			`expired."}`}, problem.CodePasswordExpired, 0, "password"},
		{"a user of the machine's own", route{status: 403, body: `{"message":"403 Forbidden - This action cannot be ` +
			`performed by internal users"}`}, problem.CodeAccountInternal, 0, "may not"},
		{"403 without a reason", route{status: 403, body: `{"message":"403 ` +
			`Forbidden"}`}, problem.CodeAccessDenied, 0, "may not"},
		{
			"a wall in front",
			route{status: 403, kind: "text/html", body: "<h1>Blocked</h1>"},
			problem.CodeIPBlocked, 0,
			"network",
		},
		{
			"a ban in plain text",
			route{status: 403, kind: "text/plain", body: "Forbidden\n"},
			problem.CodeIPBlocked, 0,
			"15 minutes",
		},
		{
			"429 in text",
			route{status: 429, kind: "text/plain", body: "Retry later\n", header: map[string]string{"Retry-After": "42"}},
			problem.CodeRateLimited, 42 * time.Second, "slow down",
		},
		{"429 in JSON", route{status: 429, body: `{"message":{"error":"This endpoint has been requested too many times. ` +
			`Try again later."}}`, header: map[string]string{"Retry-After": "60"}}, problem.CodeRateLimited, time.Minute, "slow down"},
		{"429 until a time", route{status: 429, body: `{}`, header: map[string]string{"Retry-After": "Sun, 22 Nov 2026 " +
			"12:00:30 GMT", "Date": "Sun, 22 Nov 2026 12:00:00 GMT"}}, problem.CodeRateLimited, 30 * time.Second, "slow down"},
		{
			"429 for a year",
			route{status: 429, body: `{}`, header: map[string]string{"Retry-After": "31536000"}},
			problem.CodeRateLimited, 24 * time.Hour, "slow down",
		},
		{
			"429 with nonsense",
			route{status: 429, body: `{}`, header: map[string]string{"Retry-After": "-5"}},
			problem.CodeRateLimited, 0, "slow down",
		},
		{"500 in JSON", route{status: 500, body: `{"message":"500 Internal Server ` +
			`Error"}`}, problem.CodeServerError, 0, "error of its own"},
		{"502 in text", route{
			status: 502, kind: "text/plain",
			body: "GitLab is not responding",
		}, problem.CodeUnavailable, 0, "not ready"},
		{"503 of maintenance", route{status: 503, body: `{"message":"GitLab Maintenance: system is in maintenance ` +
			`mode"}`}, problem.CodeMaintenance, 0, "maintenance"},
		{
			"504 of a proxy",
			route{status: 504, kind: "text/html", body: "<h1>504</h1>"},
			problem.CodeUnavailable, 0,
			"not ready",
		},
		{"404 for everything", route{status: 404, body: `{"message":"404 Not Found"}`}, problem.CodeNotFound, 0, "address"},
		{
			"a sign-in page",
			route{kind: "text/html; charset=utf-8", body: "<title>Sign in</title>"},
			problem.CodeLoginPage, 0,
			"web page",
		},
		{"an update that is running", route{
			kind: "text/html",
			body: "<title>Deploy in progress</title>",
		}, problem.CodeUpdating, 0, "updated"},
		{"no content at all", route{status: 204}, problem.CodeInvalidResponse, 0, "no sense"},
		{"an array", route{body: `[1,2]`}, problem.CodeInvalidResponse, 0, "no sense"},
		{"a text", route{body: `"hello"`}, problem.CodeInvalidResponse, 0, "no sense"},
		{"null", route{body: `null`}, problem.CodeInvalidResponse, 0, "no sense"},
		{"an object with nothing in it", route{body: `{}`}, problem.CodeInvalidResponse, 0, "no sense"},
		{
			"an id that is null",
			route{body: strings.Replace(selfBody, "812", "null", 1)},
			problem.CodeInvalidResponse, 0,
			"no sense",
		},
		{
			"an id that is a text",
			route{body: strings.Replace(selfBody, "812", `"812"`, 1)},
			problem.CodeInvalidResponse, 0,
			"no sense",
		},
		{
			"scopes that are a text",
			route{body: strings.Replace(selfBody, `["read_api","read_repository"]`, `"api"`, 1)},
			problem.CodeInvalidResponse, 0, "no sense",
		},
		{"an answer cut short", route{body: selfBody[:100]}, problem.CodeAnswerCutShort, 0, "broke off"},
		{"an empty answer", route{body: ""}, problem.CodeInvalidResponse, 0, "no sense"},
		{
			"two megabytes",
			route{body: `{"id":812,"name":"` + strings.Repeat("x", 2<<20) + `"}`},
			problem.CodeAnswerTooLong, 0,
			"does not end",
		},
		{"a redirect elsewhere", redirect("https://other.example/api"), problem.CodeRedirectRefused, 0, "other.example"},
		{
			"an inactive token",
			route{body: strings.Replace(selfBody, `"active":true`, `"active":false`, 1)},
			problem.CodeTokenRevoked, 0, "not active",
		},
		{"a status nobody knows", route{status: 299, kind: "text/plain"}, problem.CodeUnknownAnswer, 0, "299"},
		{"a redirect without address", route{status: 302, kind: "text/html"}, problem.CodeUnknownAnswer, 0, "302"},
	} {
		t.Run(test.name, func(t *testing.T) {
			api := newFake()
			for path := range api.api {
				api.api[path] = test.answer
			}
			report, requests := checkAgainst(t, api.ServeHTTP, gitlab.Want{})
			// A server that may be back in a moment is asked once more.
			asked := 3
			if status := test.answer.status; status >= 502 && status <= 504 {
				asked = 6
			}
			if report.OK() || len(report.Problems) != 1 || len(requests) != asked {
				t.Fatalf("%d requests, problems %v; want one error after %d requests", len(requests), report.Problems, asked)
			}
			problem := theProblem(t, report.Failure(), test.want)
			words := problem.Summary + " " + problem.Cause + " " + strings.Join(problem.Phrases(), " ")
			if problem.RetryAfter != test.retry || !strings.Contains(words, test.says) {
				t.Errorf("it says %q and to wait %v; want %q and %v", words, problem.RetryAfter, test.says, test.retry)
			}
			if status := test.answer.status; status >= 400 && problem.HTTPStatus != status {
				t.Errorf("the status is %d, want %d", problem.HTTPStatus, status)
			}
			if strings.Contains(fmt.Sprintf("%+v %v", *problem, problem.Unwrap()), gitlabtest.Hush) {
				t.Error("the token is in the problem")
			}
		})
	}
}

func TestHostileTextIsCleanedWhereverItStands(t *testing.T) {
	hostile, err := json.Marshal("evil\x1b]52;c;aGk=\x07\x1b[2J\u202e\u200b\r\n" + strings.Repeat("A", 1<<19))
	if err != nil {
		t.Fatal(err)
	}
	bad := string(hostile)
	good := newFake()
	good.api[selfAPI] = route{body: strings.NewReplacer(`"backup"`, bad, `"read_repository"`, bad).Replace(selfBody)}
	good.api[userAPI] = route{body: strings.NewReplacer(`"sam"`, bad, `"Sam Example"`, bad).Replace(userBody)}
	good.api[metadataAPI] = route{body: strings.Replace(metadataBody, `"18.1.1-ee"`, bad, 1)}
	reports := map[string]*fake{"a good token": good}
	for name, answer := range map[string]route{
		"a message":     {status: 403, body: `{"message":` + bad + `}`},
		"an error":      {status: 401, body: `{"error":` + bad + `,"error_description":` + bad + `}`},
		"scopes":        {status: 403, body: `{"error":"insufficient_scope","scope":` + bad + `}`},
		"plain text":    {status: 500, kind: "text/plain", body: "evil\x1b]52;c;aGk=\x07\x1b[2J\u202e\u200b\r\n"},
		"a web page":    {kind: "text/html", body: "<b>evil\x1b[2J\u202e</b>" + strings.Repeat("<p>", 1<<18)},
		"an odd object": {status: 422, body: `{"message":{` + bad + `:[` + bad + `]}}`},
		"a redirect":    redirect("https://evil.example/%1b[2J\u202e"),
	} {
		reports[name] = newFake()
		for path := range reports[name].api {
			reports[name].api[path] = answer
		}
	}
	for name, api := range reports {
		t.Run(name, func(t *testing.T) {
			report, _ := checkAgainst(t, api.ServeHTTP, gitlab.Want{Scopes: gitlabtest.MustScopes(t, "read_user")})
			texts := []string{report.Version}
			if report.User != nil {
				texts = append(texts, report.User.Name, report.User.Username)
			}
			if report.Token != nil {
				texts = append(texts, report.Token.Name, catalog.JoinScopes(report.Token.Scopes))
			}
			for _, problem := range report.Problems {
				texts = append(texts, problem.Summary, problem.Cause, strings.Join(problem.Phrases(), " "), problem.ServerSaid)
			}
			for _, text := range texts {
				if len(text) > 2000 ||
					strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) || unicode.In(r, unicode.Cf) }) {
					t.Errorf("%d bytes that begin %.80q", len(text), text)
				}
			}
		})
	}
}

func TestAnAnswerThatSaysNothingOfTheTokenIsNoVerdict(t *testing.T) {
	t.Parallel()
	for _, body := range []string{`{"id":1}`, `{"id":1,"active":null}`, `{"id":1,"scopes":["api"],"name":"x"}`} {
		api := newFake()
		api.api[selfAPI] = route{body: body}
		report, _ := checkAgainst(t, api.ServeHTTP, gitlab.Want{})
		if got := gitlabtest.CodeOrNone(report.Failure()); got != problem.CodeInvalidResponse || report.Works() {
			t.Errorf("%s is %s, works %v", body, got, report.Works())
		}
	}
}
