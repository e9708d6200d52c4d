package gitlab

import (
	"strings"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
)

// compareOwner compares the token's owner, where it is known, with the one that
// was wanted.
func (r *Report) compareOwner(want Want, tokens string) {
	if r.User == nil {
		return
	}
	owner := input.Clean(strings.TrimPrefix(strings.TrimSpace(want.Owner), "@"), 100)
	if owner != "" && !strings.EqualFold(owner, r.User.Username) {
		r.add(problem.NewProblem(
			problem.CodeOwnerOther,
			"The token belongs to "+r.User.Username+", not to "+owner,
			"It acts as "+r.User.Username+", with that account's roles.",
			problem.OpenPage("Sign in to GitLab as "+owner+", and create a token there", tokens),
		))
	}
	if r.User.Bot && !strings.EqualFold(owner, r.User.Username) {
		kind := catalog.BotKindOf(r.User.Username)
		r.add(problem.NewProblem(
			problem.CodeTokenOfBot,
			"The token belongs to "+kind.Phrase()+", not to a person",
			kind.Meaning(),
			problem.OpenPage(catalog.KeepForProgram, tokens),
		).AsWarning())
	}
}
