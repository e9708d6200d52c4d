package gitlab

import (
	"slices"

	"glpat/gitlab/problem"
)

// Verdict is what a check comes to, in a word. The words are stable: they stand in
// JSON.
type Verdict string

// The verdicts.
const (
	VerdictWorks   Verdict = "works"        // the instance takes the token, for all that was asked
	VerdictPartly  Verdict = "works_partly" // it takes the token, but what was asked is missing or could not be seen
	VerdictRefused Verdict = "refused"      // it does not take the token, or the account that it belongs to
	VerdictUnknown Verdict = "unknown"      // nothing shows whether it does
)

// Verdicts returns every verdict.
func Verdicts() []Verdict {
	return []Verdict{VerdictWorks, VerdictPartly, VerdictRefused, VerdictUnknown}
}

// Verdict returns what the check came to. Warnings do not count against a token.
func (r Report) Verdict() Verdict {
	refusing := []problem.Code{
		problem.CodeTokenMalformed, problem.CodeTokenWrongKind, problem.CodeTokenUnknown, problem.CodeTokenExpired,
		problem.CodeTokenRevoked, problem.CodeTokenNotPersonal, problem.CodeImpersonationOff,
		problem.CodeDPoPRequired, problem.CodeTokensOff, problem.CodeAccountBlocked, problem.CodeAccountPending,
		problem.CodeAccountDeactivated, problem.CodeAccountInternal, problem.CodeEmailUnconfirmed,
		problem.CodeTermsNotAccepted, problem.CodePasswordExpired,
	}
	failure := r.Failure()
	switch {
	case r.Works() && failure == nil:
		return VerdictWorks
	case r.Works():
		return VerdictPartly
	case failure != nil && slices.Contains(refusing, failure.Code), r.Token != nil && !r.Token.Active:
		return VerdictRefused
	}
	return VerdictUnknown
}
