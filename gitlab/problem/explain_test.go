package problem_test

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
)

func TestWhatGitLabSaysIsExplained(t *testing.T) {
	for text, want := range map[string]problem.Code{
		"401": problem.CodeTokenUnknown, " 401\n": problem.CodeTokenUnknown, "HTTP/1.1 401 " +
			"Unauthorized": problem.CodeTokenUnknown,
		"HTTP/2 403": problem.CodeAccessDenied, "403": problem.CodeAccessDenied, "404": problem.CodeNotFound, "404 Project Not Found": problem.CodeNotFound,
		"429": problem.CodeRateLimited, "500": problem.CodeServerError, "500 Internal Server Error": problem.CodeServerError,
		"502": problem.CodeUnavailable, "503": problem.CodeUnavailable, "504": problem.CodeUnavailable,
		"400": problem.CodeBadRequest, "405 Method Not Allowed": problem.CodeBadRequest, "409 Conflict": problem.CodeBadRequest,
		"422 Unprocessable Entity": problem.CodeBadRequest, "406": problem.CodeBadRequest, "413": problem.CodeBadRequest,
		`400 Bad request - "title" not given`:       problem.CodeBadRequest,
		"The requested URL returned error: 403":     problem.CodeAccessDenied,
		"curl: (22) The requested URL returned 404": problem.CodeNotFound,

		"401 Unauthorized":               problem.CodeTokenUnknown,
		`{"message":"401 Unauthorized"}`: problem.CodeTokenUnknown,
		"Bad Access Token.":              problem.CodeTokenUnknown,
		"invalid_token":                  problem.CodeTokenUnknown,
		gitlabtest.ExpiredBody:           problem.CodeTokenExpired,
		gitlabtest.RevokedBody:           problem.CodeTokenRevoked,
		"401 {error: invalid_token}, {error_description: Token is expired. You can either do re-authorization or token " +
			"refresh.}": problem.CodeTokenExpired,
		"GET https://gitlab.example.com/api/v4/user: " + gitlabtest.ExpiredBody: problem.CodeTokenExpired,
		"Token is expired. You can either do re-authorization or token " +
			"refresh.": problem.CodeTokenExpired,
		"Token was revoked. You have to re-authorize from " +
			"the user.": problem.CodeTokenRevoked,
		"Token is an impersonation token but impersonation was " +
			"disabled.": problem.CodeImpersonationOff,
		"DPoP validation error: no header": problem.CodeDPoPRequired,
		`{"error":"dpop_error","error_description":"DPoP validation error: no ` +
			`header"}`: problem.CodeDPoPRequired,
		`{"error":"restricted_language_server_client_error","error_description":"Language server client ` +
			`error: x"}`: problem.CodeEditorRefused,
		"remote: HTTP Basic: Access denied. The provided password or token is " +
			"incorrect": problem.CodeTokenUnknown,

		gitlabtest.LackingScopeBody: problem.CodeScopeInsufficient,
		"The request requires higher privileges than provided by the access token.":      problem.CodeScopeInsufficient,
		"403 {error: insufficient_scope}, {scope: api read_api}":                         problem.CodeScopeInsufficient,
		"You are not allowed to download code.":                                          problem.CodeScopeInsufficient,
		"remote: You are not allowed to upload code.":                                    problem.CodeScopeInsufficient,
		"You are not allowed to push code to this project.":                              problem.CodeAccessDenied,
		`{"error":"insufficient_granular_scope","error_description":"Access denied: x"}`: problem.CodeFineGrainedMissing,
		`{"message":"403 Forbidden"}`:                                                    problem.CodeAccessDenied,
		"403 Forbidden - Must be admin to use sudo":                                      problem.CodeAccessDenied,
		"403 Forbidden - Your account has been blocked.":                                 problem.CodeAccountBlocked,
		"Your account has been blocked.":                                                 problem.CodeAccountBlocked,
		"Your account is pending approval from your GitLab administrator":                problem.CodeAccountPending,
		"Your account has been deactivated by your administrator.":                       problem.CodeAccountDeactivated,
		"You (@sam) must accept the Terms of Service in order to perform this action.":   problem.CodeTermsNotAccepted,
		"Your primary email address is not confirmed.":                                   problem.CodeEmailUnconfirmed,
		"Your password expired.":                                                         problem.CodePasswordExpired,
		"<html><title>403 Forbidden</title></html>":                                      problem.CodeIPBlocked,

		"400 Bad request - This endpoint requires token type to be a personal " +
			"access token": problem.CodeTokenNotPersonal,
		"Cannot find valid SSO session. Please login via your group's SSO at " +
			"https://gitlab.example.com/x": problem.CodeSSORequired,
		"The project you were looking for could not be found or you don't have permission to " +
			"view it.": problem.CodeNotFound,
		`{"error":"404 Not Found"}`: problem.CodeEndpointMissing,
		"Retry later":               problem.CodeRateLimited,
		`{"message":{"error":"This endpoint has been requested too many times. Try again later."}}`: problem.CodeRateLimited,
		"GitLab Maintenance: system is in maintenance mode":                                         problem.CodeMaintenance,

		"GitLab is not responding":                      problem.CodeUnavailable,
		"<title>GitLab is not responding (502)</title>": problem.CodeUnavailable,
		"TOKEN_EXPIRED":                                 problem.CodeTokenExpired,
	} {
		problem, err := problem.Explain(text)
		if err != nil || problem.Code != want {
			t.Errorf("Explain(%q) = %+v, %v; want %s", text, problem, err, want)
			continue
		}
		if problem.Summary == "" || problem.Cause == "" || len(problem.Remedy) == 0 || problem.ServerSaid != "" {
			t.Errorf("Explain(%q) lacks words or repeats the text: %+v", text, *problem)
		}
		if words := fmt.Sprintf("%+v", *problem); strings.Contains(words, "the server ") || strings.Contains(words, "at  ") {
			t.Errorf("Explain(%q) reads badly: %s", text, words)
		}
	}
}

func TestACodeIsExplainedWithItsUsualStatus(t *testing.T) {
	for code, want := range map[problem.Code]int{
		problem.CodeTokenExpired: 401, problem.CodeAccessDenied: 403, problem.CodeNotFound: 404, problem.CodeRateLimited: 429,
		problem.CodeBadRequest: 400, problem.CodeEndpointMissing: 404, problem.CodeWrongPath: 404,
		problem.CodeProxyAuthRequired: 407, problem.CodeServerError: 500, problem.CodeUnavailable: 502,
		problem.CodeCaptivePortal: 511,
		problem.CodeSSORequired:   0, problem.CodeUpdating: 0, problem.CodeDNSFailure: 0, problem.CodeScopeExcess: 0,
	} {
		if problem, err := problem.Explain(string(code)); err != nil || problem.HTTPStatus != want {
			t.Errorf("%s is explained with the status %d, %v; want %d", code, problem.HTTPStatus, err, want)
		}
	}
}

func TestEveryCodeIsExplainedInItsOwnName(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "code.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	declared := map[problem.Code]bool{}
	ast.Inspect(file, func(node ast.Node) bool {
		if literal, ok := node.(*ast.BasicLit); ok && literal.Kind == token.STRING {
			code, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Fatal(err)
			}
			declared[problem.Code(code)] = true
		}
		return true
	})
	if len(declared) != len(problem.Codes()) {
		t.Errorf("%d codes are declared, %d have words", len(declared), len(problem.Codes()))
	}
	said := map[string]problem.Code{}
	for code := range declared {
		problem, err := problem.Explain(string(code))
		if err != nil {
			t.Errorf("%s: %v", code, err)
			continue
		}
		if problem.Code != code || problem.Summary == "" || problem.Cause == "" || len(problem.Remedy) == 0 {
			t.Errorf("%s is explained as %+v", code, *problem)
		}
		if other, twice := said[problem.Summary]; twice {
			t.Errorf("%s and %s are explained with the same words: %s", code, other, problem.Summary)
		}
		said[problem.Summary] = code
	}
}

func TestTheFiveErrorsHaveFiveExplanations(t *testing.T) {
	said := map[string]bool{}
	for _, status := range problem.CommonStatuses() {
		problem, err := problem.Explain(strconv.Itoa(status))
		if err != nil || problem.HTTPStatus != status {
			t.Errorf("%d: %+v, %v", status, problem, err)
			continue
		}
		said[problem.Summary] = true
	}
	if len(said) != 5 {
		t.Errorf("the explanations are %v", said)
	}
}

func TestWhatCannotBeExplainedIsSaidSo(t *testing.T) {
	for _, text := range []string{
		"", "  ", "hello", "200",
		"HTTP/1.1 201 Created", "18.1", "4040", "port 8443", "{}", "{", "\x1b[2J", "no_such_code",
	} {
		problem, err := problem.Explain(text)
		input, ok := errors.AsType[*input.Error](err)
		if problem != nil || !ok || input.Do == "" || strings.Contains(err.Error(), "\x1b") {
			t.Errorf("Explain(%q) = %+v, %v; want what to do instead", text, problem, err)
		}
	}
}

func FuzzExplain(f *testing.F) {
	for _, seed := range []string{
		"401", gitlabtest.ExpiredBody, gitlabtest.LackingScopeBody, "HTTP/2 403\r\n\r\n{}", `{"message":{"a":[1]}}`, `{"message":null,"error":"x"}`, "<html>500", "token_expired",
		`x {"error":"insufficient_scope","scope":"\u001b[2J a"} y`, "Token is expired\x1b[2J", strings.Repeat("{", 1000) + "500",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		problem, err := problem.Explain(text)
		words := []string{}
		if err != nil {
			if _, ok := errors.AsType[*input.Error](err); !ok {
				t.Fatalf("Explain(%q): error %T", text, err)
			}
			words = append(words, err.Error())
		} else {
			words = append(words, problem.Summary, problem.Cause, problem.ServerSaid)
			words = append(words, problem.Phrases()...)
		}
		for _, word := range words {
			if len(word) > 4000 ||
				strings.ContainsFunc(word, func(r rune) bool { return unicode.IsControl(r) || unicode.In(r, unicode.Cf) }) {
				t.Fatalf("Explain(%q) says %q", text, word)
			}
		}
	})
}
