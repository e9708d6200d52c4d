package problem

import (
	"net/http"
	"strings"
)

// phrase is something that GitLab, or what stands in front of it, says, and
// what it means.
type phrase struct {
	// status is the one it comes with, 0 for any.
	status int
	// text is a part of the text, in small letters.
	text string
	code Code
}

// phrases is what GitLab says, the more special before the more general
// (lib/api/api_guard.rb, lib/api/helpers.rb,
// lib/gitlab/auth/user_access_denied_reason.rb, lib/gitlab/git_access.rb, public/*.html).
func phrases() []phrase {
	return []phrase{
		{http.StatusUnauthorized, "dpop_error", CodeDPoPRequired},
		{http.StatusUnauthorized, "dpop validation error", CodeDPoPRequired},
		{http.StatusUnauthorized, "restricted_language_server_client_error", CodeEditorRefused},
		{http.StatusUnauthorized, "language server client error", CodeEditorRefused},
		{http.StatusUnauthorized, "token is expired", CodeTokenExpired},
		{http.StatusUnauthorized, "token was revoked", CodeTokenRevoked},
		{http.StatusUnauthorized, "impersonation was disabled", CodeImpersonationOff},
		{http.StatusUnauthorized, "http basic: access denied", CodeTokenUnknown},
		{http.StatusUnauthorized, "bad access token", CodeTokenUnknown},
		{http.StatusUnauthorized, "invalid_token", CodeTokenUnknown},

		{http.StatusForbidden, "insufficient_granular_scope", CodeFineGrainedMissing},
		{http.StatusForbidden, "insufficient_scope", CodeScopeInsufficient},
		{http.StatusForbidden, "higher privileges than provided", CodeScopeInsufficient},
		// Git asks for the scope before it looks for the project; a role that is
		// too low is told with other words.
		{http.StatusForbidden, "not allowed to download code.", CodeScopeInsufficient},
		{http.StatusForbidden, "not allowed to upload code.", CodeScopeInsufficient},
		{http.StatusForbidden, "you are not allowed to", CodeAccessDenied},
		{http.StatusForbidden, "must accept the terms of service", CodeTermsNotAccepted},
		{http.StatusForbidden, "is pending approval from your", CodeAccountPending},
		{http.StatusForbidden, "your account has been deactivated", CodeAccountDeactivated},
		{http.StatusForbidden, "your account is deactivated", CodeAccountDeactivated},
		{http.StatusForbidden, "cannot be performed by internal users", CodeAccountInternal},
		{http.StatusForbidden, "your primary email address is not confirmed", CodeEmailUnconfirmed},
		{http.StatusForbidden, "your password expired", CodePasswordExpired},
		{http.StatusForbidden, "your password has expired", CodePasswordExpired},
		{http.StatusForbidden, "your account has been blocked", CodeAccountBlocked},
		{http.StatusForbidden, "sorry, you have been blocked", CodeIPBlocked}, // Cloudflare's page
		{0, "sso session", CodeSSORequired},                                   // with 400, and with 403 in old releases

		{http.StatusBadRequest, "token type to be a personal access token", CodeTokenNotPersonal},
		{http.StatusBadRequest, "no required ssl certificate", CodeClientCertRequired},
		{http.StatusBadRequest, "the ssl certificate error", CodeClientCertRequired},
		{http.StatusBadRequest, "plain http request was sent to https port", CodeHTTPSRequired},
		{http.StatusBadRequest, "sent an http request to an https server", CodeHTTPSRequired},

		{http.StatusTooManyRequests, "retry later", CodeRateLimited},
		{http.StatusTooManyRequests, "requested too many times", CodeRateLimited},
		{http.StatusServiceUnavailable, "maintenance mode", CodeMaintenance},
		{0, "deploy in progress", CodeUpdating},
		{http.StatusBadGateway, "gitlab is not responding", CodeUnavailable},
		{http.StatusBadGateway, "gitlab is taking too much time", CodeUnavailable},
		{http.StatusNotFound, "could not be found or you don't have permission", CodeNotFound},
	}
}

// match finds the first phrase in a text that comes with the status, or with
// any when status is 0. matched is the row, its status 0 when nothing is found.
func match(rows []phrase, text string, status int) (matched phrase, found bool) {
	text = strings.ToLower(text)
	for _, row := range rows {
		if (status == 0 || row.status == 0 || row.status == status) && strings.Contains(text, row.text) {
			return row, true
		}
	}
	return phrase{}, false
}

// CodeOfPhrase returns the code of the first of GitLab's phrases in a text that
// comes with the status, and whether there is one.
func CodeOfPhrase(text string, status int) (Code, bool) {
	matched, found := match(phrases(), text, status)
	return matched.code, found
}
