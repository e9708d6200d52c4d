package gitlab

import (
	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
)

// compare holds what was granted against what was asked: what the token may do,
// whose it is, and when it ends.
func (r *Report) compare(want Want, instance Instance) {
	token, tokens := r.Token, tokensPage(instance)
	if !token.Active {
		r.Problems = append(
			r.Problems,
			problem.NewProblem(
				problem.CodeTokenRevoked,
				"GitLab says that the token is not active",
				"It was revoked or has ended.",
				problem.OpenPage("Create a new one", tokens),
			),
		)
		return
	}
	// The release that GitLab told the token is surer than one found without it.
	instance.AtLeast = instance.AtLeast.Newer(r.Release)
	if token.FineGrained {
		r.comparePermissions(want, instance)
	} else {
		r.compareScopes(want, instance)
	}
	r.compareOwner(want, tokens)
	r.compareEnd(want, tokens)
}

// compareEnd compares the day on which the token ends with the day that was
// wanted.
func (r *Report) compareEnd(want Want, tokens string) {
	token := r.Token
	switch {
	case token.Expires.IsZero():
		never := problem.Context{}.Problem(problem.CodeExpiresNever)
		if !want.Expires.IsZero() {
			never.Remedy = append(
				never.Remedy,
				problem.OpenPage("Or revoke it now, and create one that ends on "+want.Expires.Long(), tokens),
			)
		}
		r.Problems = append(r.Problems, never)
	case token.DaysLeft <= 0:
		r.Problems = append(
			r.Problems,
			problem.OfClock(
				"GitLab says that the token works, though by this computer's "+
					"clock it "+token.EndWords()+", on "+token.Expires.Long()+".",
			),
		)
	case token.DaysLeft <= expiresSoonDays && (want.Expires.IsZero() || token.Expires.Before(want.Expires)):
		r.Problems = append(
			r.Problems,
			problem.NewProblem(problem.CodeExpiresSoon, "The token ends in "+catalog.Plural(token.DaysLeft, "day"),
				"It stops working at 00:00 UTC on "+token.Expires.Long()+".",
				problem.OpenPage("Create the next one before that", tokens)).AsWarning(),
		)
	}
	if !token.Expires.IsZero() && !want.Expires.IsZero() && token.Expires != want.Expires {
		r.Problems = append(r.Problems, problemOfOtherEnd(token.Expires, want.Expires, tokens))
	}
}

// problemOfUnknownScopes is an error, so that nobody takes silence for a yes.
func problemOfUnknownScopes(want []catalog.Scope, cause string, remedy ...problem.Remedy) *problem.Problem {
	return problem.NewProblem(
		problem.CodeScopesUnknown,
		"Whether the token has "+catalog.ListScopes(want)+" is not known",
		cause,
		remedy...)
}

func problemOfOtherEnd(ends, wanted input.Date, tokens string) *problem.Problem {
	meaning, keep := "It stops working before you wanted.", "Keep it if it need not work longer"
	if wanted.Before(ends) {
		meaning, keep = "It works longer than you wanted, for everybody who gets hold "+
			"of it.", "Keep it, and revoke it on the day you wanted"
	}
	return problem.NewProblem(
		problem.CodeExpiresOther,
		"The token ends on "+ends.Long()+", you asked for "+wanted.Long(),
		meaning+" "+problem.CauseOfOtherEnd,
		problem.NewStep(
			keep,
		),
		problem.OpenPage("Or revoke it, and choose the date in the form when you create another", tokens),
	).
		AsWarning()
}

// EndWords says in how many days the token ends, or how long ago it did, as the
// end of a sentence about it: "ends in 30 days", "ended 2 days ago", "never
// ends".
func (t *Token) EndWords() string {
	switch {
	case t.Expires.IsZero():
		return "never ends"
	case t.DaysLeft < 0:
		return "ended " + catalog.Plural(-t.DaysLeft, "day") + " ago"
	case t.DaysLeft == 0:
		return "ended today"
	}
	return "ends in " + catalog.Plural(t.DaysLeft, "day")
}
