package gitlab

import (
	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
)

// compareEnd compares the day on which the token ends with the day that was
// wanted.
func (r *Report) compareEnd(want Want, tokens string) {
	token := r.Token
	switch {
	case token.Expires.IsZero():
		never := problem.Context{}.Problem(problem.CodeExpiresNever)
		if !want.Expires.IsZero() {
			again := problem.OpenPage("Or revoke it now, and create one that ends on "+want.Expires.Long(), tokens)
			never.Remedy = append(never.Remedy, again)
		}
		r.add(never)
	case token.DaysLeft <= 0:
		r.add(problem.OfClock("GitLab says that the token works, though by this computer's clock it " +
			token.EndWords() + ", on " + token.Expires.Long() + "."))
	case token.DaysLeft <= expiresSoonDays && (want.Expires.IsZero() || token.Expires.Before(want.Expires)):
		r.add(problem.NewProblem(
			problem.CodeExpiresSoon,
			"The token ends in "+catalog.Plural(token.DaysLeft, "day"),
			"It stops working at 00:00 UTC on "+token.Expires.Long()+".",
			problem.OpenPage("Create the next one before that", tokens),
		).AsWarning())
	}
	if !token.Expires.IsZero() && !want.Expires.IsZero() && token.Expires != want.Expires {
		r.add(problemOfOtherEnd(token.Expires, want.Expires, tokens))
	}
}

func problemOfOtherEnd(ends, wanted input.Date, tokens string) *problem.Problem {
	meaning, keep := "It stops working before you wanted.", "Keep it if it need not work longer"
	if wanted.Before(ends) {
		meaning = "It works longer than you wanted, for everybody who gets hold of it."
		keep = "Keep it, and revoke it on the day you wanted"
	}
	return problem.NewProblem(
		problem.CodeExpiresOther,
		"The token ends on "+ends.Long()+", you asked for "+wanted.Long(),
		meaning+" "+problem.CauseOfOtherEnd,
		problem.NewStep(keep),
		problem.OpenPage("Or revoke it, and choose the date in the form when you create another", tokens),
	).AsWarning()
}

// expiresSoonDays is how many days before its end a token gets a warning.
// GitLab sends its own mail at the same time.
const expiresSoonDays = 7
