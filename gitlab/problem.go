package gitlab

import (
	"encoding/json"
	"slices"
	"time"
)

// Code names a cause. A new cause gets a new code and a row in the README.
type Code string

// The codes of failures.
const (
	CodeTokenMalformed    Code = "token_malformed"
	CodeTokenWrongKind    Code = "token_wrong_kind"
	CodeTokenUnknown      Code = "token_unknown"
	CodeTokenExpired      Code = "token_expired"
	CodeTokenRevoked      Code = "token_revoked"
	CodeTokenNotPersonal  Code = "token_not_personal"
	CodeImpersonationOff  Code = "impersonation_off"
	CodeDPoPRequired      Code = "dpop_required"
	CodeAccountBlocked    Code = "account_blocked"
	CodeScopeInsufficient Code = "scope_insufficient"
	CodeGranularMissing   Code = "granular_permission_missing"
	CodeAccessDenied      Code = "access_denied"
	CodeIPBlocked         Code = "ip_blocked"
	CodeSSORequired       Code = "sso_required"
	CodeNotFound          Code = "not_found"
	CodeNotGitLab         Code = "not_gitlab"
	CodeTooOld            Code = "too_old"
	CodeBadRequest        Code = "bad_request"
	CodeRateLimited       Code = "rate_limited"
	CodeServerError       Code = "server_error"
	CodeUnavailable       Code = "unavailable"
	CodeInvalidResponse   Code = "invalid_response"
	CodeLoginPage         Code = "login_page"
	CodeRedirectRefused   Code = "redirect_refused"
	CodeDNSFailure        Code = "dns_failure"
	CodeConnectionRefused Code = "connection_refused"
	CodeTimeout           Code = "timeout"
	CodeNetworkFailure    Code = "network_failure"
	CodeTLSUntrusted      Code = "tls_untrusted"
	CodeTLSExpired        Code = "tls_expired"
	CodeTLSWrongHost      Code = "tls_wrong_host"
	CodeProxyFailed       Code = "proxy_failed"
	CodeClockSkew         Code = "clock_skew"
	CodeInterrupted       Code = "interrupted"
)

// The codes of remarks about a token that works.
const (
	CodeScopeMissing  Code = "scope_missing"
	CodeScopeExcess   Code = "scope_excess"
	CodeScopesUnknown Code = "scopes_unknown"
	CodeExpiresSoon   Code = "expires_soon"
	CodeExpiresNever  Code = "expires_never"
	CodeExpiresOther  Code = "expires_other"
)

// Severity tells an error, which makes a check fail, from a warning.
type Severity string

// The severities.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
)

// Problem is a failure explained: what happened, why, and what to do next.
// Every text in it is ready for a terminal; what the server said is cleaned.
//
//nolint:errname // it is the project's word, and more than an error: remarks on a working token are problems too
type Problem struct {
	Code     Code
	Severity Severity
	// HTTPStatus is the answer's status, or 0 when there was no answer.
	HTTPStatus int
	// Summary says what happened, in one clause without a full stop.
	Summary string
	// Cause says why, in whole sentences.
	Cause string
	// Remedy lists what to do, the likeliest first.
	Remedy []string
	// RetryAfter is how long the server asks to wait, or 0.
	RetryAfter time.Duration
	// ServerSaid is the server's own words, cleaned and cut, or "".
	ServerSaid string

	// err is the error behind the problem, for errors.Is and errors.As.
	err error
}

func newProblem(code Code, summary, cause string, remedy ...string) *Problem {
	return &Problem{Code: code, Severity: SeverityError, Summary: summary, Cause: cause, Remedy: remedy}
}

// Error implements error with the summary alone.
func (p *Problem) Error() string { return p.Summary }

// Unwrap returns the error behind the problem, if any.
func (p *Problem) Unwrap() error { return p.err }

// RefusesToken reports whether the instance said that the token is good for
// nothing, so that losing it is no loss.
func (p *Problem) RefusesToken() bool {
	return slices.Contains([]Code{CodeTokenUnknown, CodeTokenExpired, CodeTokenRevoked, CodeTokenNotPersonal, CodeImpersonationOff}, p.Code)
}

// warning turns the problem into a remark that leaves a token usable.
func (p *Problem) warning() *Problem {
	p.Severity = SeverityWarning
	return p
}

// MarshalJSON writes the shape that `glpat check --json` documents.
func (p *Problem) MarshalJSON() ([]byte, error) {
	remedy := p.Remedy
	if remedy == nil {
		remedy = []string{}
	}
	return json.Marshal(struct {
		Code              Code     `json:"code"`
		Severity          Severity `json:"severity"`
		HTTPStatus        int      `json:"http_status"`
		Summary           string   `json:"summary"`
		Cause             string   `json:"cause"`
		Remedy            []string `json:"remedy"`
		RetryAfterSeconds int      `json:"retry_after_seconds"`
		ServerSaid        string   `json:"server_said"`
	}{
		p.Code, p.Severity, p.HTTPStatus, p.Summary, p.Cause, remedy,
		int((p.RetryAfter + time.Second - 1) / time.Second), p.ServerSaid,
	})
}
