package gitlab

import (
	"cmp"
	"slices"
	"strings"

	"glpat/gitlab/catalog"
	"glpat/gitlab/problem"
)

// asked lists the scopes that are wanted: those named, and those that the
// purposes need at the instance where none are.
func (w Want) asked(instance Instance) []catalog.Scope {
	if len(w.Scopes) > 0 {
		return w.Scopes
	}
	sets := make([]catalog.ScopeSet, len(w.Purposes))
	for i, purpose := range w.Purposes {
		sets[i] = instance.ScopeSet(purpose)
	}
	return catalog.JoinSetsFor(w.Purposes, sets, catalog.Release{}).Names()
}

// held are the purposes that a token is held against. One that the scopes asked
// for surely leave out, by hand or because the instance lacks what it needs, is not
// among them: the person knew when they chose.
func (w Want) held(within catalog.ReleaseBounds) []catalog.Purpose {
	return slices.DeleteFunc(slices.Clone(w.Purposes), func(purpose catalog.Purpose) bool {
		return len(w.Scopes) > 0 && catalog.Judge(w.Scopes, purpose.Does, within) == catalog.SurelyNot
	})
}

// missingPart is a part of what was wanted and does not work.
type missingPart struct {
	scopes []catalog.Scope
	// cannot is what does not work, as the end of "you cannot …".
	cannot string
}

// compareScopes holds the scopes of a legacy token against what was asked. A
// purpose is met by whatever scopes do its job; what they expose beyond it is a
// remark of its own, and so is a job of which it is not sure that they do it.
func (r *Report) compareScopes(want Want, instance Instance) {
	asked, within := want.asked(instance), instance.Releases()
	purposes := want.held(within)
	if len(asked) == 0 {
		return
	}
	var lacks []missingPart
	for _, purpose := range purposes {
		missing := missingFor(purpose, r.Token.Scopes, instance)
		switch catalog.Judge(r.Token.Scopes, purpose.Does, within) {
		case catalog.Surely:
		case catalog.Unsure:
			r.add(problemOfUnsurePurpose(purpose, missing, instance))
		case catalog.SurelyNot:
			lacks = append(lacks, missingPart{missing, purpose.Title})
		}
	}
	for _, scope := range want.Scopes {
		if !partOf(purposes, scope, instance) && !catalog.Covers(r.Token.Scopes, scope) {
			info, _ := scope.Info()
			lacks = append(lacks, missingPart{[]catalog.Scope{scope}, info.Grants})
		}
	}
	if len(lacks) > 0 {
		r.add(problemOfMissingScopes(lacks, want, asked, instance))
	}
	needless := excessOf(r.Token.Scopes, slices.Concat(asked, want.Filled, usedFor(purposes, r.Token.Scopes, within)))
	if len(needless) > 0 {
		r.add(problemOfExcess(needless, asked, purposes, r.Release))
	}
}

// missingFor lists the scopes of the purpose's set that a token does not have; all
// of them where it has each, and together they do not do the job in this release.
func missingFor(purpose catalog.Purpose, granted []catalog.Scope, instance Instance) []catalog.Scope {
	set := instance.ScopeSet(purpose).Names()
	missing := slices.DeleteFunc(
		slices.Clone(set),
		func(scope catalog.Scope) bool { return catalog.Covers(granted, scope) },
	)
	if len(missing) == 0 {
		return set
	}
	return missing
}

// usedFor lists the scopes of the sets with which a token does a purpose's job, or
// may do it, at an instance that has not surely replaced them by a newer set.
func usedFor(purposes []catalog.Purpose, granted []catalog.Scope, within catalog.ReleaseBounds) []catalog.Scope {
	lacks := func(scope catalog.Scope) bool { return !catalog.Covers(granted, scope) }
	var used []catalog.Scope
	for _, purpose := range purposes {
		for i, set := range purpose.Sets {
			replaced := i+1 < len(purpose.Sets) && within.Reached(purpose.Sets[i+1].Since) == catalog.Surely
			if !replaced && !slices.ContainsFunc(set.Names(), lacks) {
				used = append(used, set.Names()...)
			}
		}
	}
	return used
}

// partOf reports whether one of the purposes needs the scope at the instance, and
// so tells by itself whether it is there.
func partOf(purposes []catalog.Purpose, scope catalog.Scope, instance Instance) bool {
	return slices.ContainsFunc(purposes, func(purpose catalog.Purpose) bool {
		return slices.Contains(instance.ScopeSet(purpose).Names(), scope)
	})
}

// problemOfUnsurePurpose warns that a token may or may not do a job, because that
// hangs on a release that is not known, or because GitLab does there what its
// documents do not say.
func problemOfUnsurePurpose(purpose catalog.Purpose, missing []catalog.Scope, instance Instance) *problem.Problem {
	cause := "That depends on the release, and GitLab did not tell it."
	if _, exact := instance.Releases().Exact(); exact {
		cause = "GitLab's documents ask for " + catalog.ListScopes(missing) +
			", though this release may let it through without."
	}
	return problem.NewProblem(
		problem.CodeScopesUnknown,
		"Whether you can "+purpose.Title+" with this token is not sure",
		cause,
		tryInTool(),
		problem.OpenPage("If it fails, create a token with "+catalog.ListScopes(instance.ScopeSet(purpose).Names()),
			instance.tokensPage()),
	).AsWarning()
}

func problemOfMissingScopes(lacks []missingPart, want Want, asked []catalog.Scope, instance Instance) *problem.Problem {
	var missing []catalog.Scope
	var without []string
	for _, lack := range lacks {
		for _, scope := range lack.scopes {
			if !slices.Contains(missing, scope) {
				missing = append(missing, scope)
			}
		}
		if lack.cannot != "" {
			without = append(without, "Without "+catalog.ListScopes(lack.scopes)+" you cannot "+lack.cannot+".")
		}
	}
	for _, purpose := range want.Purposes {
		if unmet := instance.Unmet(purpose); unmet != "" && len(want.Scopes) == 0 {
			without = append(without, "No token can "+purpose.Title+" here: "+unmet+".")
		}
	}
	return problem.NewProblem(
		problem.CodeScopeMissing,
		"The token lacks "+catalog.ListScopes(missing),
		strings.Join(without, " "),
		problem.NewStep("Create a token with "+catalog.ListScopes(catalog.ReduceScopes(asked))+
			"; a token's scopes cannot be changed later"),
	)
}

// excessOf lists the scopes that nothing asked for needs, the most at risk first.
func excessOf(granted, asked []catalog.Scope) []catalog.Scope {
	excess := slices.DeleteFunc(
		slices.Clone(granted),
		func(scope catalog.Scope) bool { return catalog.Covers(asked, scope) },
	)
	slices.SortStableFunc(excess, func(a, b catalog.Scope) int {
		return cmp.Compare(catalog.RiskOf([]catalog.Scope{b}), catalog.RiskOf([]catalog.Scope{a}))
	})
	return excess
}

func problemOfExcess(excess, asked []catalog.Scope, purposes []catalog.Purpose, at catalog.Release) *problem.Problem {
	var also []string
	for _, scope := range catalog.ReduceScopes(excess) {
		for _, words := range exposes(scope, asked, excess, purposes, at) {
			if words != "" && !slices.Contains(also, words) {
				also = append(also, words)
			}
		}
	}
	cause := "Nothing you asked for needs it."
	if len(also) > 0 {
		cause = "With it a token that leaks can also " + strings.Join(also, ", and ") + "."
	}
	return problem.NewProblem(
		problem.CodeScopeExcess,
		"The token may do more than asked: "+catalog.ListScopes(excess),
		cause,
		problem.NewStep("Create a token with "+catalog.ListScopes(catalog.ReduceScopes(asked))+" alone, and revoke this one"),
	).AsWarning()
}

// fewOperations is how many operations are named one by one; a scope that opens
// more is said as a whole.
const fewOperations = 2

// exposes says what would not be allowed without this scope of the excess, and is
// not what the token is for. Of one that is not known it says nothing.
func exposes(
	scope catalog.Scope,
	asked, excess []catalog.Scope,
	purposes []catalog.Purpose,
	at catalog.Release,
) []string {
	with := slices.Concat(asked, excess)
	without := slices.DeleteFunc(slices.Clone(with), func(other catalog.Scope) bool {
		return catalog.Covers([]catalog.Scope{scope}, other) && !catalog.Covers(asked, other)
	})
	var opened []string
	for _, operation := range catalog.AllOperations() {
		wanted := slices.ContainsFunc(
			purposes,
			func(purpose catalog.Purpose) bool { return slices.Contains(purpose.Does, operation) },
		)
		if !wanted && catalog.Allows(with, operation, at) && !catalog.Allows(without, operation, at) {
			opened = append(opened, operation.Phrase())
		}
	}
	if len(opened) > 0 && len(opened) <= fewOperations {
		return opened
	}
	info, _ := scope.Info()
	return []string{info.Grants}
}
