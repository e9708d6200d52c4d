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

// toolPhrases are lines of tools that could not get an answer, as curl, git, Go
// programs, Python, Node and docker write them. They are only ever explained,
// never matched against an error of glpat's own.
func toolPhrases() []phrase {
	return []phrase{
		{0, "personal_access_tokens 404", CodeTokensOff},
		{0, "authentication failed for 'http", CodeTokenUnknown},
		{0, "fatal: repository 'http", CodeNotFound},
		{0, "denied: access forbidden", CodeAccessDenied},
		{0, "requested access to the resource is denied", CodeAccessDenied},
		{0, "cannot validate certificate for", CodeTLSWrongHost},
		{0, "certificate is valid for", CodeTLSWrongHost},
		{0, "no alternative certificate subject name", CodeTLSWrongHost},
		{0, "hostname mismatch", CodeTLSWrongHost},
		{0, "no subject alternative", CodeTLSWrongHost},
		{0, "sec_e_wrong_principal", CodeTLSWrongHost},
		{0, "err_tls_cert_altname_invalid", CodeTLSWrongHost},
		{0, "z is before 2", CodeClockSkew}, // Go: "current time …Z is before 2026-…"
		{0, "00 is before 2", CodeClockSkew},
		{0, "certificate has expired", CodeTLSExpired},
		{0, "sec_e_cert_expired", CodeTLSExpired},
		{0, "is not yet valid", CodeClockSkew},
		{0, "cert_has_expired", CodeTLSExpired},
		{0, "unknown authority", CodeTLSUntrusted},
		{0, "self-signed certificate", CodeTLSUntrusted},
		{0, "self signed certificate", CodeTLSUntrusted},
		{0, "unable to get local issuer", CodeTLSUntrusted},
		{0, "unable to get issuer", CodeTLSUntrusted},
		{0, "unable_to_verify_leaf_signature", CodeTLSUntrusted},
		{0, "unable_to_get_issuer_cert", CodeTLSUntrusted},
		{0, "unable to verify the first certificate", CodeTLSUntrusted},
		{0, "self_signed_cert", CodeTLSUntrusted},
		{0, "untrusted_root", CodeTLSUntrusted},
		{0, "authority that is not trusted", CodeTLSUntrusted},
		{0, "the remote certificate is invalid", CodeTLSUntrusted},
		{0, "server certificate verification failed", CodeTLSUntrusted},
		{0, "pkix path building failed", CodeTLSUntrusted},
		{0, "certificate_verify_failed", CodeTLSUntrusted},
		{0, "ssl certificate problem", CodeTLSUntrusted},
		{0, "certificate required", CodeClientCertRequired},
		{0, "bad certificate", CodeClientCertRequired},
		{0, "server gave http response to https client", CodeNotHTTPS},
		{0, "first record does not look like a tls handshake", CodeNotHTTPS},
		{0, "wrong version number", CodeNotHTTPS},
		{0, "unrecognized ssl message", CodeNotHTTPS},
		{0, "protocol version not supported", CodeTLSFailed},
		{0, "gnutls_handshake() failed", CodeTLSFailed},
		{0, "unsupported protocol", CodeTLSFailed},
		{0, "unsafe legacy renegotiation", CodeTLSFailed},
		{0, "handshake failure", CodeTLSFailed},
		{0, "tls handshake timeout", CodeTLSTimeout},
		{0, "proxy authentication required", CodeProxyAuthRequired},
		{0, "received http code 407 from proxy", CodeProxyAuthRequired},
		{0, "connect tunnel failed, response 407", CodeProxyAuthRequired},
		{0, "connect tunnel failed", CodeProxyFailed},
		{0, "cannot connect to proxy", CodeProxyFailed},
		{0, "from proxy after connect", CodeProxyFailed},
		{0, "proxyconnect", CodeProxyFailed},
		{0, "could not resolve proxy", CodeProxyFailed},
		{0, "tunnel connection failed", CodeProxyFailed},
		{0, "could not resolve host", CodeDNSFailure},
		{0, "no such host", CodeDNSFailure},
		{0, "name or service not known", CodeDNSFailure},
		{0, "nodename nor servname", CodeDNSFailure},
		{0, "temporary failure in name resolution", CodeDNSFailure},
		{0, "name resolution", CodeDNSFailure},
		{0, "failed to resolve", CodeDNSFailure},
		{0, "unknownhostexception", CodeDNSFailure},
		{0, "error connecting to", CodeDNSFailure}, // gh says no more
		{0, "enotfound", CodeDNSFailure},
		{0, "eai_again", CodeDNSFailure},
		{0, "connection refused", CodeConnectionRefused},
		{0, "actively refused", CodeConnectionRefused},
		{0, "econnrefused", CodeConnectionRefused},
		{0, "network is unreachable", CodeNetworkUnreachable},
		{0, "no route to host", CodeNetworkUnreachable},
		{0, "ehostunreach", CodeNetworkUnreachable},
		{0, "enetunreach", CodeNetworkUnreachable},
		{0, "connection reset", CodeConnectionLost},
		{0, "econnreset", CodeConnectionLost},
		{0, "socket hang up", CodeConnectionLost},
		{0, "empty reply from server", CodeConnectionLost},
		{0, "broken pipe", CodeConnectionLost},
		{0, "was not closed cleanly", CodeConnectionLost},
		{0, "server sent goaway", CodeConnectionLost},
		{0, "stream error: stream id", CodeConnectionLost},
		{0, "unexpected eof while reading", CodeConnectionLost},
		{0, "remote end hung up", CodeConnectionLost},
		{0, `": eof`, CodeConnectionLost},
		{0, "unexpected eof", CodeAnswerCutShort},
		{0, "unexpected end of json", CodeAnswerCutShort},
		{0, "transfer closed with", CodeAnswerCutShort},
		{0, "awaiting headers", CodeAnswerTimeout},
		{0, "awaiting response headers", CodeAnswerTimeout},
		{0, "read timed out", CodeAnswerTimeout},
		{0, "connection timed out", CodeConnectTimeout},
		{0, "connect timed out", CodeConnectTimeout},
		{0, "connect timeout", CodeConnectTimeout},
		{0, "context deadline exceeded", CodeTimeout},
		{0, "operation timed out", CodeTimeout},
		{0, "timed out", CodeTimeout},
		{0, "i/o timeout", CodeConnectTimeout},
		{0, "etimedout", CodeConnectTimeout},
		{0, "invalid character '<'", CodeLoginPage},
		{0, "unexpected token <", CodeLoginPage},
		{0, "unexpected token '<'", CodeLoginPage},
		{0, "expecting value: line 1 column 1", CodeLoginPage},
		{0, "failed to parse the server message", CodeLoginPage},
		{0, "too many redirects", CodeRedirectLoop},
		{0, "toomanyredirects", CodeRedirectLoop},
		{0, "stopped after 10 redirects", CodeRedirectLoop},
		{0, "maximum (50) redirects", CodeRedirectLoop},
		{0, "couldn't connect to server", CodeConnectionRefused},
		{0, "could not connect to server", CodeConnectionRefused},
	}
}

// match finds the first saying in a text that comes with the status, or with
// any when status is 0. said is the row, its status 0 when nothing is found.
func match(rows []phrase, text string, status int) (said phrase, found bool) {
	text = strings.ToLower(text)
	for _, row := range rows {
		if (status == 0 || row.status == 0 || row.status == status) && strings.Contains(text, row.text) {
			return row, true
		}
	}
	return phrase{}, false
}

// CodeOfPhrase is the code of the first of GitLab's phrases in a text that comes
// with the status, and whether there is one.
func CodeOfPhrase(text string, status int) (Code, bool) {
	said, found := match(phrases(), text, status)
	return said.code, found
}
