package gitlab

import (
	"net/http"
	"slices"
	"strings"

	"glpat/gitlab/catalog"
	"glpat/gitlab/problem"
	"glpat/gitlab/transport"
)

// comparePermissions holds the permissions of a fine-grained token against what the
// purposes need.
func (r *Report) comparePermissions(want Want, instance Instance) {
	asked, purposes := want.asked(instance), want.held(instance.Releases())
	if len(asked) == 0 {
		return
	}
	tokens := instance.tokensPage()
	var possible []catalog.Purpose
	var needed []catalog.Permission
	for _, purpose := range purposes {
		if purpose.FineGrained.Fit != catalog.FitNone {
			possible, needed = append(possible, purpose), append(needed, purpose.FineGrained.Permissions...)
			continue
		}
		r.add(problem.NewProblem(
			problem.CodeFineGrainedMissing,
			"A fine-grained token cannot "+purpose.Title,
			purpose.FineGrained.Why,
			problem.OpenPage("Create a legacy token with "+catalog.ListScopes(instance.ScopeSet(purpose).Names()), tokens),
		))
	}
	switch {
	case len(purposes) > 0 && len(possible) == 0:
		return
	case len(purposes) > 0 && r.Token.Grants == nil:
		r.add(problem.NewProblem(
			problem.CodeScopesUnknown,
			"Whether the token may do all of it is not known",
			"The token is fine-grained, and which permissions it has was not told. GitLab tells it from "+
				catalog.FineGrainedReleased().String()+" on.",
			problem.OpenPage("See in GitLab that it has "+labels(catalog.MergePermissions(needed)), tokens),
			tryInTool(),
		).AsWarning())
		return
	case len(purposes) == 0:
		r.add(problemOfUnknownScopes(
			asked,
			"The token is fine-grained: it has permissions instead of scopes, and which they are is not known here.",
			problem.OpenPage("Compare its permissions in GitLab with what the tool needs", tokens),
			tryInTool(),
		).AsWarning())
		return
	}
	if lacking := r.missingPermissions(possible, instance); len(lacking) > 0 {
		r.add(lacking...)
		return
	}
	if r.Token.GrantsCut {
		return // what is more than asked may be needed by what was left out
	}
	fine := catalog.FineGrainedFor(possible)
	// The names agree, so what is left over is truly more.
	if excess := excessPermissions(r.Token.Grants, fine.Permissions); len(excess) > 0 {
		r.add(problem.NewProblem(
			problem.CodeScopeExcess,
			"The token may do more than asked: "+catalog.ListSome(excess),
			"With it a token that leaks can do that too.",
			problem.OpenPage("Create a fine-grained token without it, and revoke this one", tokens),
		).AsWarning())
	}
	if fine.Fit != catalog.FitFull {
		r.add(problem.NewProblem(
			problem.CodeScopesUnknown,
			"Whether the token can do everything you asked for is not known",
			fine.Why,
			tryInTool(),
		).AsWarning())
	}
}

// missingPermissions are the problems of a token that seems to lack some, none for
// one that has all. That one is missing is sure only of a purpose whose list is
// sure, by a name that is verified, and where the token's own list was read whole
// and has no name that glpat does not know: a token of a beta keeps its old names.
func (r *Report) missingPermissions(purposes []catalog.Purpose, instance Instance) []*problem.Problem {
	tokens := instance.tokensPage()
	var missing, unsure []catalog.Permission
	var without, why []string
	doubt := r.doubtOfGrants()
	for _, purpose := range purposes {
		var lacking []catalog.Permission
		for _, needed := range purpose.FineGrained.Permissions {
			absent, lacks := missingFrom(r.Token.Grants, needed)
			if !lacks {
				continue
			}
			because := doubt
			switch {
			case doubt != "":
			case purpose.FineGrained.Fit != catalog.FitFull:
				because = purpose.FineGrained.Why
			case !absent.NamesVerified():
				because = otherNames
			}
			if because == "" {
				lacking = append(lacking, absent)
				continue
			}
			unsure = append(unsure, absent)
			if !slices.Contains(why, because) {
				why = append(why, because)
			}
		}
		if len(lacking) > 0 {
			without = append(without, "Without "+labels(lacking)+" you cannot "+purpose.Title+".")
			missing = append(missing, lacking...)
		}
	}
	var problems []*problem.Problem
	if len(missing) > 0 {
		problems = append(problems, problemOfMissing(catalog.MergePermissions(missing), without, instance))
	}
	if len(unsure) > 0 {
		listed := labels(catalog.MergePermissions(unsure))
		problems = append(problems, problem.NewProblem(
			problem.CodeScopesUnknown,
			"Whether the token has "+listed+" is not known",
			strings.Join(why, " "),
			problem.OpenPage("See in GitLab that it has "+listed, tokens),
			tryInTool(),
		).AsWarning())
	}
	return problems
}

// otherNames says why a name that is not in a token's list proves nothing.
const otherNames = "Its list has no such name. GitLab names some permissions otherwise in other releases, so that it " +
	"may be there all the same."

// doubtOfGrants says why a permission that the token's list lacks may be there all
// the same, "" where the list can be trusted.
func (r *Report) doubtOfGrants() string {
	if r.Token.GrantsCut {
		return "GitLab's list of its permissions is too long, or has something in it that glpat does not know."
	}
	for _, grant := range r.Token.Grants {
		for _, name := range grant.Permissions {
			if _, known := catalog.FindPermission(name); !known {
				return otherNames
			}
		}
	}
	return ""
}

// missingFrom gives what of the permission the grants lack, and whether they
// lack anything. Names are compared as [catalog.Permission.APINames] writes them.
func missingFrom(grants []Grant, p catalog.Permission) (catalog.Permission, bool) {
	var actions []string
	for i, name := range p.APINames() {
		has := slices.ContainsFunc(grants, func(grant Grant) bool {
			return grant.within(p.Where) && slices.Contains(grant.Permissions, name)
		})
		if !has {
			actions = append(actions, p.Actions[i])
		}
	}
	p.Actions = actions
	return p, len(actions) > 0
}

func problemOfMissing(all []catalog.Permission, without []string, instance Instance) *problem.Problem {
	var names, places []string
	for _, permission := range all {
		names = append(names, permission.Label()+" ("+strings.Join(permission.APINames(), ", ")+")")
		places = append(places, permission.Place())
	}
	missing := problem.NewProblem(
		problem.CodeFineGrainedMissing,
		"The token lacks "+strings.Join(names, ", "),
		strings.Join(without, " "),
		problem.NewStep("Create a fine-grained token that has this too: "+strings.Join(places, "; ")),
		problem.OpenPage("The page", instance.tokensPage()),
	)
	if instance.layoutOrNewest().FineGrainedForm.CanDuplicate() {
		missing.Remedy = append(missing.Remedy, problem.NewStep(
			`There, "`+catalog.LabelDuplicate+`" in this token's menu fills in the form like it; add what it lacks`,
		))
	}
	return missing
}

func labels(permissions []catalog.Permission) string {
	names := make([]string, len(permissions))
	for i, permission := range permissions {
		names[i] = permission.Label()
	}
	return strings.Join(names, " and ")
}

// excessPermissions lists, by their API names, the permissions that nothing
// needs. Reading the instance's version harms nobody.
func excessPermissions(grants []Grant, needed []catalog.Permission) []string {
	names := []string{"read_metadata"}
	for _, permission := range needed {
		names = append(names, permission.APINames()...)
	}
	var excess []string
	for _, grant := range grants {
		for _, permission := range grant.Permissions {
			if !slices.Contains(names, permission) && !slices.Contains(excess, permission) {
				excess = append(excess, permission)
			}
		}
	}
	return excess
}

// refusesPermission reports whether the API knew the token and a fine-grained
// permission was missing. A legacy token gets the same answer in a group that
// takes fine-grained tokens only.
func refusesPermission(answer *transport.Answer) bool {
	code := meaningOf(answer)
	return code == problem.CodeFineGrainedMissing || code == problem.CodeFineGrainedUnsupported
}

// meaningOf is what a refusal of the API says by its words, "" where it says
// nothing that is known.
func meaningOf(answer *transport.Answer) problem.Code {
	body, isJSON := problem.ReadRefusal(answer)
	if !isJSON || answer.Status < http.StatusBadRequest {
		return ""
	}
	code, _ := problem.MeaningOf(body.Text(), answer.Status)
	return code
}

// problemOfHiddenToken explains a token that may not read itself.
func problemOfHiddenToken(prob *problem.Problem, d problem.Context) *problem.Problem {
	prob.Summary = "GitLab knows the token, but it may not read itself"
	prob.Cause = `It seems to be a fine-grained token without "Personal Access Token: Read" ` +
		`(read_personal_access_token), so neither its permissions nor its end can be read. ` +
		"It may work all the same. A top-level group that takes fine-grained tokens only gives a legacy token this " +
		"answer too."
	prob.Remedy = []problem.Remedy{
		d.TokensPage(`Create a fine-grained token that has, under "User", "Personal Access Token: Read" and "User: Read" ` +
			`beside what it is for. The page`),
		problem.NewStep("Or try this one in the tool it is for"),
	}
	return prob
}

// problemOfHiddenOwner returns the warning about a token that may not tell
// whose it is.
func problemOfHiddenOwner(instance Instance) *problem.Problem {
	return problem.NewProblem(
		problem.CodeFineGrainedMissing,
		"Whose token it is, it may not tell",
		`A fine-grained token tells its owner only with "User: Read". It works all the same.`,
		problem.OpenPage(
			`To see the owner too, set "User: Read", under "User", when you create the next one`,
			instance.tokensPage(),
		),
	).AsWarning()
}
