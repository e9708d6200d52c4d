package problem

// Code names one kind of problem. A new kind gets a new code, a row in
// [entries] and an exit status.
type Code string

// The codes of a token that is refused.
const (
	CodeTokenMalformed   Code = "token_malformed"
	CodeTokenWrongKind   Code = "token_wrong_kind"
	CodeTokenMissing     Code = "token_missing"
	CodeTokenUnknown     Code = "token_unknown"
	CodeTokenExpired     Code = "token_expired"
	CodeTokenRevoked     Code = "token_revoked"
	CodeTokenNotPersonal Code = "token_not_personal"
	CodeImpersonationOff Code = "impersonation_off"
	CodeDPoPRequired     Code = "dpop_required"
	CodeTokensOff        Code = "tokens_off"
)

// The codes of an account or a client that is not let in, whatever its token.
const (
	CodeAccountBlocked     Code = "account_blocked"
	CodeAccountPending     Code = "account_pending"
	CodeAccountDeactivated Code = "account_deactivated"
	CodeAccountInternal    Code = "account_internal"
	CodeEmailUnconfirmed   Code = "email_unconfirmed"
	CodeTermsNotAccepted   Code = "terms_not_accepted"
	CodePasswordExpired    Code = "password_expired"
	CodeEditorRefused      Code = "editor_refused"
	CodeSSORequired        Code = "sso_required"
	CodeIPBlocked          Code = "ip_blocked"
	CodeGatewayDenied      Code = "gateway_denied"
)

// The codes of a token that is not allowed to do what was asked.
const (
	CodeScopeInsufficient      Code = "scope_insufficient"
	CodeFineGrainedMissing     Code = "granular_permission_missing"
	CodeFineGrainedUnsupported Code = "granular_not_supported"
	CodeAccessDenied           Code = "access_denied"
	CodeJobTokenRefused        Code = "job_token_refused"
	CodePushRejected           Code = "push_rejected"
	CodeAlreadyExists          Code = "already_exists"
)

// The codes of an instance that cannot answer, or not this question.
const (
	CodeNotFound        Code = "not_found"
	CodeFeatureOff      Code = "feature_off"
	CodeEndpointMissing Code = "endpoint_missing"
	CodeWrongPath       Code = "wrong_path"
	CodeNotGitLab       Code = "not_gitlab"
	CodeTooOld          Code = "too_old"
	CodeBadRequest      Code = "bad_request"
	CodeRateLimited     Code = "rate_limited"
	CodeServerError     Code = "server_error"
	CodeUnavailable     Code = "unavailable"
	CodeUpdating        Code = "updating"
	CodeMaintenance     Code = "maintenance"
)

// The codes of an answer that is not what was asked for.
const (
	CodeInvalidResponse  Code = "invalid_response"
	CodeWrongContentType Code = "wrong_content_type"
	CodeAnswerCutShort   Code = "answer_cut_short"
	CodeAnswerTooLong    Code = "answer_too_long"
	CodeUnknownAnswer    Code = "unknown_answer"
	CodeLoginPage        Code = "login_page"
	CodeCaptivePortal    Code = "captive_portal"
	CodeRedirectRefused  Code = "redirect_refused"
	CodeRedirectLoop     Code = "redirect_loop"
	CodeRedirectInsecure Code = "redirect_insecure"
)

// The codes of a connection that fails.
const (
	CodeDNSFailure         Code = "dns_failure"
	CodeConnectionRefused  Code = "connection_refused"
	CodeNetworkUnreachable Code = "network_unreachable"
	CodeConnectionLost     Code = "connection_lost"
	CodeConnectTimeout     Code = "connect_timeout"
	CodeTLSTimeout         Code = "tls_timeout"
	CodeAnswerTimeout      Code = "answer_timeout"
	CodeTimeout            Code = "timeout"
	CodeTLSUntrusted       Code = "tls_untrusted"
	CodeTLSExpired         Code = "tls_expired"
	CodeTLSWrongHost       Code = "tls_wrong_host"
	CodeTLSFailed          Code = "tls_failed"
	CodeClientCertRequired Code = "client_cert_required"
	CodeNotHTTPS           Code = "not_https"
	CodeHTTPSRequired      Code = "https_required"
	CodePlainHTTP          Code = "plain_http"
	CodeProxyFailed        Code = "proxy_failed"
	CodeProxyAuthRequired  Code = "proxy_auth_required"
	CodeClockSkew          Code = "clock_skew"
	CodeNetworkFailure     Code = "network_failure"
	CodeInterrupted        Code = "interrupted"
)

// The codes of warnings about a token that works.
const (
	CodeScopeMissing  Code = "scope_missing"
	CodeScopeExcess   Code = "scope_excess"
	CodeScopesUnknown Code = "scopes_unknown"
	CodeExpiresSoon   Code = "expires_soon"
	CodeExpiresNever  Code = "expires_never"
	CodeExpiresOther  Code = "expires_other"
	CodeOwnerOther    Code = "owner_other"
	CodeTokenOfBot    Code = "token_of_bot" //nolint:gosec // it is a word, no secret
)
