package gitlab_test

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

	"glpat/gitlab"
	"glpat/gitlab/practice/faultlab"
)

func TestWhatGitLabSaysIsExplained(t *testing.T) {
	for text, want := range map[string]gitlab.Code{
		"401": gitlab.CodeTokenUnknown, " 401\n": gitlab.CodeTokenUnknown, "HTTP/1.1 401 Unauthorized": gitlab.CodeTokenUnknown,
		"HTTP/2 403": gitlab.CodeAccessDenied, "403": gitlab.CodeAccessDenied, "404": gitlab.CodeNotFound, "404 Project Not Found": gitlab.CodeNotFound,
		"429": gitlab.CodeRateLimited, "500": gitlab.CodeServerError, "500 Internal Server Error": gitlab.CodeServerError,
		"502": gitlab.CodeUnavailable, "503": gitlab.CodeUnavailable, "504": gitlab.CodeUnavailable,
		"400": gitlab.CodeBadRequest, "405 Method Not Allowed": gitlab.CodeBadRequest, "409 Conflict": gitlab.CodeBadRequest,
		"422 Unprocessable Entity": gitlab.CodeBadRequest, "406": gitlab.CodeBadRequest, "413": gitlab.CodeBadRequest,
		`400 Bad request - "title" not given`:       gitlab.CodeBadRequest,
		"The requested URL returned error: 403":     gitlab.CodeAccessDenied,
		"curl: (22) The requested URL returned 404": gitlab.CodeNotFound,

		"401 Unauthorized":               gitlab.CodeTokenUnknown,
		`{"message":"401 Unauthorized"}`: gitlab.CodeTokenUnknown,
		"Bad Access Token.":              gitlab.CodeTokenUnknown,
		"invalid_token":                  gitlab.CodeTokenUnknown,
		faultlab.ExpiredBody:             gitlab.CodeTokenExpired,
		faultlab.RevokedBody:             gitlab.CodeTokenRevoked,
		"401 {error: invalid_token}, {error_description: Token is expired. You can either do re-authorization or token refresh.}": gitlab.CodeTokenExpired,
		"GET https://gitlab.example.com/api/v4/user: " + faultlab.ExpiredBody:                                                     gitlab.CodeTokenExpired,
		"Token is expired. You can either do re-authorization or token refresh.":                                                  gitlab.CodeTokenExpired,
		"Token was revoked. You have to re-authorize from the user.":                                                              gitlab.CodeTokenRevoked,
		"Token is an impersonation token but impersonation was disabled.":                                                         gitlab.CodeImpersonationOff,
		"DPoP validation error: no header":                                                                                        gitlab.CodeDPoPRequired,
		`{"error":"dpop_error","error_description":"DPoP validation error: no header"}`:                                           gitlab.CodeDPoPRequired,
		`{"error":"restricted_language_server_client_error","error_description":"Language server client error: x"}`:               gitlab.CodeEditorRefused,
		"remote: HTTP Basic: Access denied. The provided password or token is incorrect":                                          gitlab.CodeTokenUnknown,

		faultlab.LackingScopeBody: gitlab.CodeScopeInsufficient,
		"The request requires higher privileges than provided by the access token.":      gitlab.CodeScopeInsufficient,
		"403 {error: insufficient_scope}, {scope: api read_api}":                         gitlab.CodeScopeInsufficient,
		"You are not allowed to download code.":                                          gitlab.CodeScopeInsufficient,
		"remote: You are not allowed to upload code.":                                    gitlab.CodeScopeInsufficient,
		"You are not allowed to push code to this project.":                              gitlab.CodeAccessDenied,
		`{"error":"insufficient_granular_scope","error_description":"Access denied: x"}`: gitlab.CodeFineGrainedMissing,
		`{"message":"403 Forbidden"}`:                                                    gitlab.CodeAccessDenied,
		"403 Forbidden - Must be admin to use sudo":                                      gitlab.CodeAccessDenied,
		"403 Forbidden - Your account has been blocked.":                                 gitlab.CodeAccountBlocked,
		"Your account has been blocked.":                                                 gitlab.CodeAccountBlocked,
		"Your account is pending approval from your GitLab administrator":                gitlab.CodeAccountPending,
		"Your account has been deactivated by your administrator.":                       gitlab.CodeAccountDeactivated,
		"You (@sam) must accept the Terms of Service in order to perform this action.":   gitlab.CodeTermsNotAccepted,
		"Your primary email address is not confirmed.":                                   gitlab.CodeEmailUnconfirmed,
		"Your password expired.":                                                         gitlab.CodePasswordExpired,
		"<html><title>403 Forbidden</title></html>":                                      gitlab.CodeIPBlocked,

		"400 Bad request - This endpoint requires token type to be a personal access token":                gitlab.CodeTokenNotPersonal,
		"Cannot find valid SSO session. Please login via your group's SSO at https://gitlab.example.com/x": gitlab.CodeSSORequired,
		"The project you were looking for could not be found or you don't have permission to view it.":     gitlab.CodeNotFound,
		`{"error":"404 Not Found"}`: gitlab.CodeEndpointMissing,
		"Retry later":               gitlab.CodeRateLimited,
		`{"message":{"error":"This endpoint has been requested too many times. Try again later."}}`: gitlab.CodeRateLimited,
		"GitLab Maintenance: system is in maintenance mode":                                         gitlab.CodeMaintenance,

		"GitLab is not responding":                      gitlab.CodeUnavailable,
		"<title>GitLab is not responding (502)</title>": gitlab.CodeUnavailable,
		"TOKEN_EXPIRED":                                 gitlab.CodeTokenExpired,
	} {
		problem, err := gitlab.Explain(text)
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

func TestEveryCodeIsExplainedInItsOwnName(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "code.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	declared := map[gitlab.Code]bool{}
	ast.Inspect(file, func(node ast.Node) bool {
		if literal, ok := node.(*ast.BasicLit); ok && literal.Kind == token.STRING {
			code, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Fatal(err)
			}
			declared[gitlab.Code(code)] = true
		}
		return true
	})
	if len(declared) != len(gitlab.Codes()) {
		t.Errorf("%d codes are declared, %d have words", len(declared), len(gitlab.Codes()))
	}
	said := map[string]gitlab.Code{}
	for code := range declared {
		problem, err := gitlab.Explain(string(code))
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
	for _, status := range gitlab.CommonStatuses() {
		problem, err := gitlab.Explain(strconv.Itoa(status))
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
	for _, text := range []string{"", "  ", "hello", "200", "HTTP/1.1 201 Created", "18.1", "4040", "port 8443", "{}", "{", "\x1b[2J", "no_such_code"} {
		problem, err := gitlab.Explain(text)
		input, ok := errors.AsType[*gitlab.InputError](err)
		if problem != nil || !ok || input.Do == "" || strings.Contains(err.Error(), "\x1b") {
			t.Errorf("Explain(%q) = %+v, %v; want what to do instead", text, problem, err)
		}
	}
}

func FuzzExplain(f *testing.F) {
	for _, seed := range []string{
		"401", faultlab.ExpiredBody, faultlab.LackingScopeBody, "HTTP/2 403\r\n\r\n{}", `{"message":{"a":[1]}}`, `{"message":null,"error":"x"}`, "<html>500", "token_expired",
		`x {"error":"insufficient_scope","scope":"\u001b[2J a"} y`, "Token is expired\x1b[2J", strings.Repeat("{", 1000) + "500",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		problem, err := gitlab.Explain(text)
		words := []string{}
		if err != nil {
			if _, ok := errors.AsType[*gitlab.InputError](err); !ok {
				t.Fatalf("Explain(%q): error %T", text, err)
			}
			words = append(words, err.Error())
		} else {
			words = append(words, problem.Summary, problem.Cause, problem.ServerSaid)
			words = append(words, problem.Remedy...)
		}
		for _, word := range words {
			if len(word) > 4000 || strings.ContainsFunc(word, func(r rune) bool { return unicode.IsControl(r) || unicode.In(r, unicode.Cf) }) {
				t.Fatalf("Explain(%q) says %q", text, word)
			}
		}
	})
}
