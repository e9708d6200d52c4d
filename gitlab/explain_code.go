package gitlab

import (
	"context"
	"crypto/x509"
	"net"
	"net/http"
	"syscall"
)

// explainCode gives the problem of one of glpat's own codes as it looks without
// an instance, nil for anything else. Where a failure gives the code, it is
// that failure's own explanation.
func explainCode(code Code) *Problem {
	ofStatus := func(status int, body string) *Problem {
		problem := problemOfAnswer(&Answer{Status: status, Header: http.Header{}, Body: []byte(body)}, Instance{})
		problem.ServerSaid = ""
		return problem
	}
	ofError := func(err error) *Problem { return explainError(context.Background(), err, "") }
	switch code {
	case CodeTokenMalformed:
		return newProblem(code, "This cannot be a whole token", "Something is missing, or does not belong to it.", copyAgain)
	case CodeTokenWrongKind:
		return newProblem(code, "This is a token of another kind", "The prefix tells the kinds of token apart.",
			"Create a personal access token and use that one")
	case CodeTokenUnknown:
		return ofStatus(http.StatusUnauthorized, "")
	case CodeTokenExpired:
		return ofStatus(http.StatusUnauthorized, `{"error":"invalid_token","error_description":"Token is expired."}`)
	case CodeTokenRevoked:
		return ofStatus(http.StatusUnauthorized, `{"error":"invalid_token","error_description":"Token was revoked."}`)
	case CodeImpersonationOff:
		return ofStatus(http.StatusUnauthorized, `{"error_description":"impersonation was disabled"}`)
	case CodeDPoPRequired:
		return ofStatus(http.StatusUnauthorized, `{"error":"dpop_error"}`)
	case CodeTokenNotPersonal:
		return ofStatus(http.StatusBadRequest, `{"message":"requires token type to be a personal access token"}`)
	case CodeSSORequired:
		return problemOfSSO()
	case CodeScopeInsufficient:
		return ofStatus(http.StatusForbidden, `{"error":"insufficient_scope"}`)
	case CodeGranularMissing:
		return ofStatus(http.StatusForbidden, `{"error":"insufficient_granular_scope"}`)
	case CodeAccountBlocked:
		return ofStatus(http.StatusForbidden, `{"message":"blocked"}`)
	case CodeAccessDenied:
		return ofStatus(http.StatusForbidden, "")
	case CodeIPBlocked:
		return ofStatus(http.StatusForbidden, "<html></html>")
	case CodeNotFound:
		return ofStatus(http.StatusNotFound, "")
	case CodeBadRequest:
		return ofStatus(http.StatusBadRequest, "")
	case CodeRateLimited:
		return ofStatus(http.StatusTooManyRequests, "")
	case CodeServerError:
		return ofStatus(http.StatusInternalServerError, "")
	case CodeUnavailable:
		return ofStatus(http.StatusBadGateway, "")
	case CodeNotGitLab:
		return problemNotGitLab("There is a server at the address, but it is not a GitLab")
	case CodeTooOld:
		return problemTooOld()
	case CodeInvalidResponse:
		return problemOfShape(&Answer{}, &shapeError{err: errNoToken}, "")
	case CodeLoginPage:
		return problemOfShape(&Answer{}, &shapeError{err: errWebPage}, "")
	case CodeRedirectRefused:
		return newProblem(code, "The address sends callers on to another one",
			"glpat never follows to another address, because it would carry your token there.",
			"If the other address is your GitLab, use that one",
			"If it is a sign-in page, connect to the network or VPN first")
	case CodeDNSFailure:
		return ofError(&net.DNSError{IsNotFound: true})
	case CodeConnectionRefused:
		return ofError(syscall.ECONNREFUSED)
	case CodeTimeout:
		return ofError(context.DeadlineExceeded)
	case CodeNetworkFailure:
		problem := ofError(syscall.ECONNRESET)
		problem.Cause = "The way there is closed, or the connection was cut."
		return problem
	case CodeTLSUntrusted:
		return ofError(x509.UnknownAuthorityError{})
	case CodeTLSExpired:
		return ofError(x509.CertificateInvalidError{Reason: x509.Expired})
	case CodeTLSWrongHost:
		return ofError(x509.HostnameError{})
	case CodeProxyFailed:
		return ofError(&proxyError{status: "407 Proxy Authentication Required"})
	case CodeClockSkew:
		return problemOfClock("GitLab and this computer do not agree on what day it is.")
	case CodeInterrupted:
		return newProblem(code, "The call was stopped before an answer came", "You ended the wait.", "Try again")
	case CodeScopeMissing:
		return newProblem(code, "The token lacks a scope that it should have", "It works, but not for all that you want.",
			"Create a token with the scopes that the check names; a token's scopes cannot be changed later")
	case CodeScopeExcess:
		return newProblem(code, "The token may do more than asked", "If it leaks, others can do all of that too.",
			"Create a token with the scopes you need alone, and revoke this one").warning()
	case CodeScopesUnknown:
		return newProblem(code, "Whether the token may do what you want is not known",
			"GitLab tells a token's scopes from 15.5 on, and fine-grained tokens have permissions instead of scopes.",
			"Try the token in the tool it is for").warning()
	case CodeExpiresSoon:
		return newProblem(code, "The token ends within a week", "It stops working at 00:00 UTC on its end date.",
			"Create the next one before that").warning()
	case CodeExpiresNever:
		return problemNeverEnds()
	case CodeExpiresOther:
		return newProblem(code, "The token does not end on the day you asked for", causeOfOtherEnd,
			"Keep it if its date will do", "Or revoke it, and choose the date in GitLab's form when you create another").warning()
	}
	return nil
}
