package gitlab

import (
	"glpat/gitlab/catalog"
	"glpat/gitlab/problem"
)

// compare holds what was granted against what was asked: what the token may do,
// whose it is, and when it ends.
func (r *Report) compare(want Want, instance Instance) {
	token, tokens := r.Token, instance.tokensPage()
	if !token.Active {
		r.add(problem.NewProblem(
			problem.CodeTokenRevoked,
			"GitLab says that the token is not active",
			"It was revoked or has expired.",
			problem.OpenPage("Create a new one", tokens),
		))
		return
	}
	if token.FineGrained {
		r.comparePermissions(want, instance)
	} else {
		r.compareScopes(want, instance)
	}
	r.compareOwner(want, tokens)
	r.compareEnd(want, tokens)
}

// problemOfUnknownScopes is an error, so that nobody takes silence for a yes.
func problemOfUnknownScopes(want []catalog.Scope, cause string, remedy ...problem.Remedy) *problem.Problem {
	return problem.NewProblem(
		problem.CodeScopesUnknown,
		"Whether the token has "+catalog.ListScopes(want)+" is not known",
		cause,
		remedy...)
}

// tryInTool is the remedy where only a use of the token shows what it may do.
func tryInTool() problem.Remedy { return problem.NewStep("Try the token in the tool it is for") }

// EndWords says in how many days the token ends, or how long ago it did, as the
// end of a sentence about it: "ends in 30 days", "expired 2 days ago", "never
// ends".
func (t *Token) EndWords() string {
	switch {
	case t.OddEnd != "":
		return "ends on a day that is not known"
	case t.Expires.IsZero():
		return "never ends"
	case t.DaysLeft < 0:
		return "expired " + catalog.Plural(-t.DaysLeft, "day") + " ago"
	case t.DaysLeft == 0:
		return "expired today"
	}
	return "ends in " + catalog.Plural(t.DaysLeft, "day")
}
