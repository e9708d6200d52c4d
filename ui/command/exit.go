package command

import (
	"errors"
	"fmt"

	"glpat/gitlab"
)

// Status is an exit status; the README explains each.
type Status int

// The exit statuses.
const (
	StatusOK          Status = 0
	StatusUnexpected  Status = 1
	StatusUsage       Status = 2
	StatusToken       Status = 3
	StatusNotAllowed  Status = 4
	StatusNoGitLab    Status = 5
	StatusRateLimited Status = 6
	StatusServer      Status = 7
	StatusNetwork     Status = 8
	StatusInterrupted Status = 130
)

// statusOf gives the exit status for an error.
func statusOf(err error) Status {
	var (
		problem *gitlab.Problem
		input   *gitlab.InputError
		usage   *usageError
		exit    *exitError
		unmet   *unmetError
	)
	switch {
	case err == nil:
		return StatusOK
	case errors.As(err, &exit):
		return exit.status
	case errors.As(err, &problem):
		return statusOfCode(problem.Code)
	case errors.As(err, &unmet):
		return unmet.status()
	case errors.As(err, &input), errors.As(err, &usage):
		return StatusUsage
	}
	return StatusUnexpected
}

func statusOfCode(code gitlab.Code) Status {
	switch code {
	case gitlab.CodeTokenMalformed, gitlab.CodeTokenWrongKind, gitlab.CodeTokenUnknown, gitlab.CodeTokenExpired,
		gitlab.CodeTokenRevoked, gitlab.CodeTokenNotPersonal, gitlab.CodeImpersonationOff, gitlab.CodeDPoPRequired,
		gitlab.CodeTokensOff:
		return StatusToken
	case gitlab.CodeAccountBlocked, gitlab.CodeAccountPending, gitlab.CodeAccountDeactivated, gitlab.CodeAccountInternal,
		gitlab.CodeEmailUnconfirmed, gitlab.CodeTermsNotAccepted, gitlab.CodePasswordExpired, gitlab.CodeEditorRefused,
		gitlab.CodeSSORequired, gitlab.CodeIPBlocked, gitlab.CodeGatewayDenied,
		gitlab.CodeScopeInsufficient, gitlab.CodeFineGrainedMissing, gitlab.CodeAccessDenied, gitlab.CodeScopeMissing,
		gitlab.CodeOwnerOther:
		return StatusNotAllowed
	case gitlab.CodeNotFound, gitlab.CodeEndpointMissing, gitlab.CodeWrongPath, gitlab.CodeNotGitLab, gitlab.CodeTooOld,
		gitlab.CodeBadRequest, gitlab.CodeInvalidResponse, gitlab.CodeWrongContentType, gitlab.CodeAnswerCutShort,
		gitlab.CodeAnswerTooLong, gitlab.CodeUnknownAnswer, gitlab.CodeLoginPage, gitlab.CodeCaptivePortal,
		gitlab.CodeRedirectRefused, gitlab.CodeRedirectLoop, gitlab.CodeRedirectInsecure, gitlab.CodeScopesUnknown:
		return StatusNoGitLab
	case gitlab.CodeRateLimited:
		return StatusRateLimited
	case gitlab.CodeServerError, gitlab.CodeUnavailable, gitlab.CodeUpdating, gitlab.CodeMaintenance:
		return StatusServer
	case gitlab.CodeDNSFailure, gitlab.CodeConnectionRefused, gitlab.CodeNetworkUnreachable, gitlab.CodeConnectionLost,
		gitlab.CodeConnectTimeout, gitlab.CodeTLSTimeout, gitlab.CodeAnswerTimeout, gitlab.CodeTimeout,
		gitlab.CodeTLSUntrusted, gitlab.CodeTLSExpired, gitlab.CodeTLSWrongHost, gitlab.CodeTLSFailed,
		gitlab.CodeClientCertRequired, gitlab.CodeNotHTTPS, gitlab.CodeHTTPSRequired, gitlab.CodeProxyFailed,
		gitlab.CodeProxyAuthRequired, gitlab.CodeClockSkew, gitlab.CodeNetworkFailure:
		return StatusNetwork
	case gitlab.CodePlainHTTP:
		return StatusUsage
	case gitlab.CodeInterrupted:
		return StatusInterrupted
	case gitlab.CodeScopeExcess, gitlab.CodeExpiresSoon, gitlab.CodeExpiresNever, gitlab.CodeExpiresOther,
		gitlab.CodeTokenOfBot:
		return StatusOK
	}
	return StatusUnexpected
}

// usageError is a command line that cannot be carried out.
type usageError struct{ what, do string }

// Error implements error.
func (e *usageError) Error() string { return e.what }

// exitError ends with a status and prints nothing more.
type exitError struct{ status Status }

// Error implements error.
func (e *exitError) Error() string { return fmt.Sprintf("exit status %d", int(e.status)) }
