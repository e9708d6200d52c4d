package gitlabtest

import (
	"slices"
	"testing"
	"time"

	"glpat/gitlab/practice"
	"glpat/gitlab/problem"
)

// meeting is a fault of the practice instance at the call where it matters, and
// what is to be made of it.
type meeting struct {
	fault   practice.Fault
	code    problem.Code
	words   []string
	waits   bool
	warning bool
}

// slowAnswer is what an answer takes with the fault "slow": long enough that one
// sees the wait, and short for whoever runs the tests.
const slowAnswer = 1500 * time.Millisecond

// practiceRows are the faults of the practice instance.
func practiceRows(now func() time.Time) []Row {
	row := func(stage Phase, m meeting) Row {
		return Row{
			Name: "practice " + string(m.fault), Phase: stage, Code: m.code, Words: m.words, Waits: m.waits, Warning: m.warning,
			Start: func(t testing.TB) Target {
				t.Helper()
				server, secret := startPractice(t, practice.Options{Fault: m.fault, SlowAnswer: slowAnswer, Now: now})
				return Target{URL: server.URL(), Token: secret}
			},
		}
	}
	var rows []Row
	for _, m := range slices.Concat(lookMeetings(), partMeetings()) {
		rows = append(rows, row(PhaseDiscover, m))
	}
	for _, m := range slices.Concat(checkMeetings(), selfMeetings()) {
		rows = append(rows, row(PhaseCheck, m))
	}
	return rows
}

// lookMeetings are the faults that leave nothing to see of an instance.
func lookMeetings() []meeting {
	return []meeting{
		{fault: "ip-block", code: problem.CodeIPBlocked},
		{fault: "gateway", code: problem.CodeGatewayDenied, words: []string{"header"}},
		{fault: "not-found@all", code: problem.CodeNotGitLab},
		{fault: "endpoint-missing@all", code: problem.CodeNotGitLab},
		{fault: "wrong-path@all", code: problem.CodeNotGitLab, words: []string{"path"}},
		{fault: "rate-limited@all", code: problem.CodeRateLimited},
		{fault: "rate-limited-json@all", code: problem.CodeRateLimited},
		{fault: "rate-limited-bare@all", code: problem.CodeRateLimited},
		{fault: "rate-limited-custom@all", code: problem.CodeRateLimited},
		{fault: "server-error@all", code: problem.CodeServerError},
		{fault: "server-error-html@all", code: problem.CodeServerError},
		{fault: "bad-gateway", code: problem.CodeUnavailable},
		{fault: "gateway-timeout", code: problem.CodeUnavailable},
		{fault: "unavailable@all", code: problem.CodeUnavailable},
		{fault: "deploy-page@all", code: problem.CodeUpdating},
		{fault: "maintenance@all", code: problem.CodeMaintenance},
		{fault: "login-page@all", code: problem.CodeLoginPage},
		{fault: "captive-portal", code: problem.CodeCaptivePortal},
		{fault: "cut@all", code: problem.CodeAnswerCutShort},
		{fault: "endless@all", code: problem.CodeAnswerTooLong},
		{fault: "wrong-shape@all", code: problem.CodeNotGitLab},
		{fault: "not-utf8@all", code: problem.CodeUnknownAnswer},
		{fault: "escapes@all", code: problem.CodeAccessDenied},
		{fault: "megabyte@all", code: problem.CodeBadRequest},
		{fault: "unknown-status@all", code: problem.CodeUnknownAnswer},
		{fault: "redirect-elsewhere@all", code: problem.CodeRedirectRefused, words: []string{"gitlab.invalid"}},
		{fault: "redirect-loop@all", code: problem.CodeRedirectLoop},
		{fault: "slow@all", waits: true},
		{fault: "drip@all", code: problem.CodeTimeout, waits: true},
		{fault: "silent", code: problem.CodeAnswerTimeout, waits: true},
		{fault: "reset", code: problem.CodeConnectionLost},
		{fault: "hang-up", code: problem.CodeConnectionLost},
	}
}

// partMeetings are faults at one of the calls of a look, which finds the
// instance by the others.
func partMeetings() []meeting {
	var meetings []meeting
	for _, fault := range []practice.Fault{
		"ip-block", "rate-limited", "server-error", "bad-gateway", "deploy-page", "login-page", "captive-portal",
		"cut", "endless", "wrong-shape", "escapes", "unknown-status", "redirect-elsewhere", "redirect-loop", "reset",
	} {
		for _, call := range []practice.Call{
			practice.CallDiscovery, practice.CallVersion, practice.CallSignIn, practice.CallFront, practice.CallHelp,
		} {
			meetings = append(meetings, meeting{fault: fault.At(call)})
		}
	}
	return append(meetings, meeting{fault: "silent@discovery", waits: true}, meeting{fault: "silent@help", waits: true})
}

// checkMeetings are the faults that meet a token where they usually do.
func checkMeetings() []meeting {
	return []meeting{
		{fault: "token-unknown", code: problem.CodeTokenUnknown},
		{fault: "token-expired", code: problem.CodeTokenExpired},
		{fault: "token-revoked", code: problem.CodeTokenRevoked},
		{fault: "impersonation-off", code: problem.CodeImpersonationOff},
		{fault: "dpop", code: problem.CodeDPoPRequired, words: []string{"DPoP"}},
		{fault: "not-personal", code: problem.CodeTokenNotPersonal},
		{fault: "editor-refused", code: problem.CodeEditorRefused},
		// The API says no more than of an unknown token; only the page tells.
		{fault: "tokens-off", code: problem.CodeTokenUnknown, words: []string{"switched off"}},
		{fault: "blocked", code: problem.CodeAccountBlocked},
		{fault: "pending", code: problem.CodeAccountPending},
		{fault: "deactivated", code: problem.CodeAccountDeactivated, words: []string{"/users/sign_in"}},
		{fault: "internal", code: problem.CodeAccountInternal},
		{fault: "unconfirmed", code: problem.CodeEmailUnconfirmed, words: []string{"/users/confirmation/new"}},
		{fault: "terms", code: problem.CodeTermsNotAccepted},
		{fault: "password-expired", code: problem.CodePasswordExpired},
		{fault: "sso", code: problem.CodeSSORequired, words: []string{"/groups/practice-team/-/saml/sso"}},
		{fault: "scope-missing"}, // what a token may do is told to any
		{fault: "granular-missing", code: problem.CodeFineGrainedMissing, words: []string{"read_personal_access_token"}},
		{fault: "forbidden", code: problem.CodeAccessDenied},
		{fault: "not-found", code: problem.CodeNotFound},
		{fault: "endpoint-missing", code: problem.CodeEndpointMissing},
		{fault: "wrong-path", code: problem.CodeWrongPath},
		{fault: "rate-limited", code: problem.CodeRateLimited},
		{fault: "rate-limited-json", code: problem.CodeRateLimited},
		{fault: "rate-limited-bare", code: problem.CodeRateLimited},
		{fault: "rate-limited-custom", code: problem.CodeRateLimited},
		{fault: "server-error", code: problem.CodeServerError},
		{fault: "server-error-html", code: problem.CodeServerError},
		{fault: "unavailable", code: problem.CodeUnavailable},
		{fault: "deploy-page"}, // the API goes on
		{fault: "maintenance"}, // reading works
		{fault: "login-page", code: problem.CodeLoginPage},
		{fault: "truncated", code: problem.CodeAnswerCutShort},
		{fault: "cut", code: problem.CodeAnswerCutShort},
		{fault: "endless", code: problem.CodeAnswerTooLong},
		{fault: "wrong-shape", code: problem.CodeInvalidResponse},
		{fault: "wrong-type", code: problem.CodeWrongContentType, words: []string{"application/octet-stream"}},
		{fault: "not-utf8", code: problem.CodeUnknownAnswer, words: []string{"420"}},
		{fault: "escapes", code: problem.CodeAccessDenied},
		{fault: "megabyte", code: problem.CodeBadRequest},
		{fault: "unknown-status", code: problem.CodeUnknownAnswer, words: []string{"418"}},
		{fault: "redirect-elsewhere", code: problem.CodeRedirectRefused, words: []string{"gitlab.invalid"}},
		{fault: "redirect-loop", code: problem.CodeRedirectLoop},
		{fault: "slow", waits: true},
		{fault: "drip", code: problem.CodeTimeout, waits: true},
		{fault: "clock-behind", code: problem.CodeClockSkew, warning: true},
		{fault: "clock-ahead", code: problem.CodeClockSkew, warning: true},
	}
}

// selfMeetings are the same at the one call that has to answer, while the
// others do, and those that usually leave nothing to check.
func selfMeetings() []meeting {
	var meetings []meeting
	for _, m := range checkMeetings() {
		switch m.fault {
		case "scope-missing":
			m.code, m.words = problem.CodeScopeInsufficient, []string{"read_api"}
		case "deploy-page":
			m.code = problem.CodeUpdating
		case "maintenance":
			m.code = problem.CodeMaintenance
		}
		m.fault = m.fault.At(practice.CallSelf)
		meetings = append(meetings, m)
	}
	return append(meetings,
		meeting{fault: "ip-block@self", code: problem.CodeIPBlocked},
		meeting{fault: "gateway@self", code: problem.CodeGatewayDenied, words: []string{"header"}},
		meeting{fault: "bad-gateway@self", code: problem.CodeUnavailable},
		meeting{fault: "gateway-timeout@self", code: problem.CodeUnavailable},
		meeting{fault: "captive-portal@self", code: problem.CodeCaptivePortal},
		meeting{fault: "silent@self", code: problem.CodeAnswerTimeout, waits: true},
		meeting{fault: "reset@self", code: problem.CodeConnectionLost},
		meeting{fault: "hang-up@self", code: problem.CodeConnectionLost},
		// Whose it is and which release it is only adds to a check.
		meeting{fault: "forbidden@user"},
		meeting{fault: "server-error@metadata"},
	)
}
