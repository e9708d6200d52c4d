package faultlab

import (
	"slices"
	"testing"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/practice"
)

// meeting is a fault of the practice instance at the call where it matters, and
// what is to be made of it.
type meeting struct {
	fault   practice.Fault
	code    gitlab.Code
	words   []string
	waits   bool
	warning bool
}

// practiceRows are the faults of the practice instance.
func practiceRows(now func() time.Time) []Row {
	row := func(stage Stage, m meeting) Row {
		return Row{
			Name: "practice " + string(m.fault), Stage: stage, Code: m.code, Words: m.words, Waits: m.waits, Warning: m.warning,
			Start: func(t testing.TB) Target {
				t.Helper()
				server, secret := startPractice(t, practice.Options{Fault: m.fault, Now: now})
				return Target{URL: server.URL(), Token: secret}
			},
		}
	}
	var rows []Row
	for _, m := range slices.Concat(lookMeetings(), partMeetings()) {
		rows = append(rows, row(StageLook, m))
	}
	for _, m := range slices.Concat(checkMeetings(), selfMeetings()) {
		rows = append(rows, row(StageCheck, m))
	}
	return rows
}

// lookMeetings are the faults that leave nothing to see of an instance.
func lookMeetings() []meeting {
	return []meeting{
		{fault: "ip-block", code: gitlab.CodeIPBlocked},
		{fault: "gateway", code: gitlab.CodeGatewayDenied, words: []string{"header"}},
		{fault: "not-found@all", code: gitlab.CodeNotGitLab},
		{fault: "endpoint-missing@all", code: gitlab.CodeNotGitLab},
		{fault: "wrong-path@all", code: gitlab.CodeNotGitLab, words: []string{"path"}},
		{fault: "rate-limited@all", code: gitlab.CodeRateLimited},
		{fault: "rate-limited-json@all", code: gitlab.CodeRateLimited},
		{fault: "rate-limited-bare@all", code: gitlab.CodeRateLimited},
		{fault: "rate-limited-custom@all", code: gitlab.CodeRateLimited},
		{fault: "server-error@all", code: gitlab.CodeServerError},
		{fault: "server-error-html@all", code: gitlab.CodeServerError},
		{fault: "bad-gateway", code: gitlab.CodeUnavailable},
		{fault: "gateway-timeout", code: gitlab.CodeUnavailable},
		{fault: "unavailable@all", code: gitlab.CodeUnavailable},
		{fault: "deploy-page@all", code: gitlab.CodeUpdating},
		{fault: "maintenance@all", code: gitlab.CodeMaintenance},
		{fault: "login-page@all", code: gitlab.CodeLoginPage},
		{fault: "captive-portal", code: gitlab.CodeCaptivePortal},
		{fault: "cut@all", code: gitlab.CodeAnswerCutShort},
		{fault: "endless@all", code: gitlab.CodeAnswerTooLong},
		{fault: "wrong-shape@all", code: gitlab.CodeNotGitLab},
		{fault: "not-utf8@all", code: gitlab.CodeUnknownAnswer},
		{fault: "escapes@all", code: gitlab.CodeAccessDenied},
		{fault: "megabyte@all", code: gitlab.CodeBadRequest},
		{fault: "unknown-status@all", code: gitlab.CodeUnknownAnswer},
		{fault: "redirect-elsewhere@all", code: gitlab.CodeRedirectRefused, words: []string{"gitlab.invalid"}},
		{fault: "redirect-loop@all", code: gitlab.CodeRedirectLoop},
		{fault: "slow@all", waits: true},
		{fault: "drip@all", code: gitlab.CodeTimeout, waits: true},
		{fault: "silent", code: gitlab.CodeAnswerTimeout, waits: true},
		{fault: "reset", code: gitlab.CodeConnectionLost},
		{fault: "hang-up", code: gitlab.CodeConnectionLost},
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
		for _, call := range []practice.Call{practice.CallDiscovery, practice.CallVersion, practice.CallSignIn, practice.CallFront, practice.CallHelp} {
			meetings = append(meetings, meeting{fault: fault.At(call)})
		}
	}
	return append(meetings, meeting{fault: "silent@discovery", waits: true}, meeting{fault: "silent@help", waits: true})
}

// checkMeetings are the faults that meet a token where they usually do.
func checkMeetings() []meeting {
	return []meeting{
		{fault: "token-unknown", code: gitlab.CodeTokenUnknown},
		{fault: "token-expired", code: gitlab.CodeTokenExpired},
		{fault: "token-revoked", code: gitlab.CodeTokenRevoked},
		{fault: "impersonation-off", code: gitlab.CodeImpersonationOff},
		{fault: "dpop", code: gitlab.CodeDPoPRequired, words: []string{"DPoP"}},
		{fault: "not-personal", code: gitlab.CodeTokenNotPersonal},
		{fault: "editor-refused", code: gitlab.CodeEditorRefused},
		// The API says no more than of an unknown token; only the page tells.
		{fault: "tokens-off", code: gitlab.CodeTokenUnknown, words: []string{"switched off"}},
		{fault: "blocked", code: gitlab.CodeAccountBlocked},
		{fault: "pending", code: gitlab.CodeAccountPending},
		{fault: "deactivated", code: gitlab.CodeAccountDeactivated, words: []string{"/users/sign_in"}},
		{fault: "internal", code: gitlab.CodeAccountInternal},
		{fault: "unconfirmed", code: gitlab.CodeEmailUnconfirmed, words: []string{"/users/confirmation/new"}},
		{fault: "terms", code: gitlab.CodeTermsNotAccepted},
		{fault: "password-expired", code: gitlab.CodePasswordExpired},
		{fault: "sso", code: gitlab.CodeSSORequired, words: []string{"/groups/practice-team/-/saml/sso"}},
		{fault: "scope-missing"}, // what a token may do is told to any
		{fault: "granular-missing", code: gitlab.CodeFineGrainedMissing, words: []string{"read_personal_access_token"}},
		{fault: "forbidden", code: gitlab.CodeAccessDenied},
		{fault: "not-found", code: gitlab.CodeNotFound},
		{fault: "endpoint-missing", code: gitlab.CodeEndpointMissing},
		{fault: "wrong-path", code: gitlab.CodeWrongPath},
		{fault: "rate-limited", code: gitlab.CodeRateLimited},
		{fault: "rate-limited-json", code: gitlab.CodeRateLimited},
		{fault: "rate-limited-bare", code: gitlab.CodeRateLimited},
		{fault: "rate-limited-custom", code: gitlab.CodeRateLimited},
		{fault: "server-error", code: gitlab.CodeServerError},
		{fault: "server-error-html", code: gitlab.CodeServerError},
		{fault: "unavailable", code: gitlab.CodeUnavailable},
		{fault: "deploy-page"}, // the API goes on
		{fault: "maintenance"}, // reading works
		{fault: "login-page", code: gitlab.CodeLoginPage},
		{fault: "truncated", code: gitlab.CodeAnswerCutShort},
		{fault: "cut", code: gitlab.CodeAnswerCutShort},
		{fault: "endless", code: gitlab.CodeAnswerTooLong},
		{fault: "wrong-shape", code: gitlab.CodeInvalidResponse},
		{fault: "wrong-type", code: gitlab.CodeWrongContentType, words: []string{"application/octet-stream"}},
		{fault: "not-utf8", code: gitlab.CodeUnknownAnswer, words: []string{"420"}},
		{fault: "escapes", code: gitlab.CodeAccessDenied},
		{fault: "megabyte", code: gitlab.CodeBadRequest},
		{fault: "unknown-status", code: gitlab.CodeUnknownAnswer, words: []string{"418"}},
		{fault: "redirect-elsewhere", code: gitlab.CodeRedirectRefused, words: []string{"gitlab.invalid"}},
		{fault: "redirect-loop", code: gitlab.CodeRedirectLoop},
		{fault: "slow", waits: true},
		{fault: "drip", code: gitlab.CodeTimeout, waits: true},
		{fault: "clock-behind", code: gitlab.CodeClockSkew, warning: true},
		{fault: "clock-ahead", code: gitlab.CodeClockSkew, warning: true},
	}
}

// selfMeetings are the same at the one call that has to answer, while the
// others do, and those that usually leave nothing to check.
func selfMeetings() []meeting {
	var meetings []meeting
	for _, m := range checkMeetings() {
		switch m.fault {
		case "scope-missing":
			m.code, m.words = gitlab.CodeScopeInsufficient, []string{"read_api"}
		case "deploy-page":
			m.code = gitlab.CodeUpdating
		case "maintenance":
			m.code = gitlab.CodeMaintenance
		}
		m.fault = m.fault.At(practice.CallSelf)
		meetings = append(meetings, m)
	}
	return append(meetings,
		meeting{fault: "ip-block@self", code: gitlab.CodeIPBlocked},
		meeting{fault: "gateway@self", code: gitlab.CodeGatewayDenied, words: []string{"header"}},
		meeting{fault: "bad-gateway@self", code: gitlab.CodeUnavailable},
		meeting{fault: "gateway-timeout@self", code: gitlab.CodeUnavailable},
		meeting{fault: "captive-portal@self", code: gitlab.CodeCaptivePortal},
		meeting{fault: "silent@self", code: gitlab.CodeAnswerTimeout, waits: true},
		meeting{fault: "reset@self", code: gitlab.CodeConnectionLost},
		meeting{fault: "hang-up@self", code: gitlab.CodeConnectionLost},
		// Whose it is and which release it is only adds to a check.
		meeting{fault: "forbidden@user"},
		meeting{fault: "server-error@metadata"},
	)
}
