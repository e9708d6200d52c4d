package gitlab

import (
	"fmt"
	"slices"
	"strings"
)

// compare holds what was granted against what was asked, and looks at the end
// date. tokens says where to create the next token.
func (r *Report) compare(want Want, tokens string) {
	token := r.Token
	if !token.Active {
		r.Problems = append(r.Problems, newProblem(CodeTokenRevoked, "GitLab says that the token is not active", "It was revoked or has ended.",
			"Create a new one: "+tokens))
		return
	}
	if !token.Granular {
		r.compareScopes(want.Scopes)
	}
	switch {
	case token.Expires.IsZero():
		r.Problems = append(r.Problems, problemNeverEnds())
	case token.DaysLeft <= 0:
		r.Problems = append(r.Problems, problemOfClock("GitLab says that the token works, though it ends on "+token.Expires.Long()+"."))
	case token.DaysLeft <= expiresSoonDays && (want.Expires.IsZero() || token.Expires.Before(want.Expires)):
		r.Problems = append(r.Problems, newProblem(CodeExpiresSoon, "The token ends in "+plural(token.DaysLeft, "day"),
			"It stops working at 00:00 UTC on "+token.Expires.Long()+".",
			"Create the next one before that: "+tokens).warning())
	}
}

func problemNeverEnds() *Problem {
	return newProblem(CodeExpiresNever, "The token never ends",
		"This GitLab allows it. A token that leaks works until somebody notices.",
		"Revoke it when it is no longer needed").warning()
}

func problemOfClock(cause string) *Problem {
	return newProblem(CodeClockSkew, "This computer's date seems to be wrong", cause, "Set the computer's clock").warning()
}

func (r *Report) compareScopes(want []Scope) {
	if len(want) == 0 {
		return
	}
	granted := r.Token.Scopes
	var missing, excess []Scope
	for _, scope := range want {
		if !Covers(granted, scope) {
			missing = append(missing, scope)
		}
	}
	for _, scope := range granted {
		if !slices.Contains(want, scope) && !Covers(want, scope) {
			excess = append(excess, scope)
		}
	}
	if len(missing) > 0 {
		var without []string
		for _, scope := range missing {
			info, _ := scope.Info()
			without = append(without, info.Grants)
		}
		r.Problems = append(r.Problems, newProblem(CodeScopeMissing,
			"The token lacks "+listScopes(missing),
			"Without it you cannot "+strings.Join(without, ", nor ")+".",
			"Create a token with "+listScopes(want)+"; a token's scopes cannot be changed later"))
	}
	if len(excess) > 0 {
		var also []string
		for _, scope := range excess {
			if info, known := scope.Info(); known {
				also = append(also, info.Grants)
			}
		}
		cause := "Nothing you asked for needs it."
		if len(also) > 0 {
			cause = "With it a token that leaks can also " + strings.Join(also, ", and ") + "."
		}
		r.Problems = append(r.Problems, newProblem(CodeScopeExcess,
			"The token may do more than asked: "+listScopes(excess), cause,
			"Create a token with "+listScopes(want)+" alone, and revoke this one").warning())
	}
}

func listScopes(scopes []Scope) string {
	names := make([]string, len(scopes))
	for i, scope := range scopes {
		names[i] = string(scope)
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

func plural(count int, noun string) string {
	if count == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", count, noun)
}
