package command

import (
	"errors"

	"glpat/gitlab/input"
	"glpat/gitlab/problem"
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
	StatusUnproven    Status = 10 // a proof that was asked for was not made, and all else is well
	StatusInterrupted Status = 130
)

// statusOf gives the exit status for an error.
func statusOf(err error) Status {
	var (
		problem *problem.Problem
		input   *input.Error
		usage   *usageError
		unknown *unknownWordError
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
	case errors.As(err, &input), errors.As(err, &usage), errors.As(err, &unknown):
		return StatusUsage
	}
	return StatusUnexpected
}

func statusOfCode(code problem.Code) Status {
	switch code {
	case problem.CodeTokenMalformed,
		problem.CodeTokenWrongKind,
		problem.CodeTokenMissing,
		problem.CodeTokenUnknown,
		problem.CodeTokenExpired,
		problem.CodeTokenRevoked,
		problem.CodeTokenNotPersonal,
		problem.CodeImpersonationOff,
		problem.CodeDPoPRequired,
		problem.CodeTokensOff:
		return StatusToken
	case problem.CodeAccountBlocked,
		problem.CodeAccountPending,
		problem.CodeAccountDeactivated,
		problem.CodeAccountInternal,
		problem.CodeEmailUnconfirmed,
		problem.CodeTermsNotAccepted,
		problem.CodePasswordExpired,
		problem.CodeEditorRefused,
		problem.CodeSSORequired,
		problem.CodeIPBlocked,
		problem.CodeGatewayDenied,
		problem.CodeScopeInsufficient,
		problem.CodeFineGrainedMissing,
		problem.CodeFineGrainedUnsupported,
		problem.CodeAccessDenied,
		problem.CodeJobTokenRefused,
		problem.CodePushRejected,
		problem.CodeScopeMissing,
		problem.CodeOwnerOther:
		return StatusNotAllowed
	case problem.CodeNotFound,
		problem.CodeFeatureOff,
		problem.CodeAlreadyExists,
		problem.CodeEndpointMissing,
		problem.CodeWrongPath,
		problem.CodeNotGitLab,
		problem.CodeTooOld,
		problem.CodeBadRequest,
		problem.CodeInvalidResponse,
		problem.CodeWrongContentType,
		problem.CodeAnswerCutShort,
		problem.CodeAnswerTooLong,
		problem.CodeUnknownAnswer,
		problem.CodeLoginPage,
		problem.CodeCaptivePortal,
		problem.CodeRedirectRefused,
		problem.CodeRedirectLoop,
		problem.CodeRedirectInsecure,
		problem.CodeScopesUnknown:
		return StatusNoGitLab
	case problem.CodeRateLimited:
		return StatusRateLimited
	case problem.CodeServerError, problem.CodeUnavailable, problem.CodeUpdating, problem.CodeMaintenance:
		return StatusServer
	case problem.CodeDNSFailure, problem.CodeConnectionRefused, problem.CodeNetworkUnreachable, problem.CodeConnectionLost,
		problem.CodeConnectTimeout, problem.CodeTLSTimeout, problem.CodeAnswerTimeout, problem.CodeTimeout,
		problem.CodeTLSUntrusted, problem.CodeTLSExpired, problem.CodeTLSWrongHost, problem.CodeTLSFailed,
		problem.CodeClientCertRequired, problem.CodeNotHTTPS, problem.CodeHTTPSRequired, problem.CodeProxyFailed,
		problem.CodeProxyAuthRequired, problem.CodeClockSkew, problem.CodeNetworkFailure:
		return StatusNetwork
	case problem.CodePlainHTTP:
		return StatusUsage
	case problem.CodeInterrupted:
		return StatusInterrupted
	case problem.CodeScopeExcess, problem.CodeExpiresSoon, problem.CodeExpiresNever, problem.CodeExpiresOther,
		problem.CodeTokenOfBot:
		return StatusOK
	}
	return StatusUnexpected
}
