package gitlab

import (
	"cmp"
	"slices"
	"strings"
)

// asked lists the scopes that are wanted: those named, and those that the
// purposes need at the instance where none are.
func (w Want) asked(instance Instance) []Scope {
	if len(w.Scopes) > 0 {
		return w.Scopes
	}
	var all []Scope
	for _, purpose := range w.Purposes {
		all = append(all, instance.ScopeSet(purpose).Names()...)
	}
	return ReduceScopes(all)
}

// held are the purposes that a token is held against. One that the scopes asked
// for leave out, by hand or because the instance lacks what it needs, is not
// among them: the person knew when they chose.
func (w Want) held(at Release) []Purpose {
	return slices.DeleteFunc(slices.Clone(w.Purposes), func(purpose Purpose) bool {
		return len(w.Scopes) > 0 && !AllowsAll(w.Scopes, purpose.Does, at)
	})
}

// missingPart is a part of what was wanted and does not work.
type missingPart struct {
	scopes []Scope
	// cannot is what does not work, as the end of "you cannot …".
	cannot string
}

// compareScopes holds the scopes of a legacy token against what was asked. A
// purpose is met by whatever scopes do its job; what they expose beyond it is a
// remark of its own. An unknown release is taken for the newest.
func (r *Report) compareScopes(want Want, instance Instance) {
	asked := want.asked(instance)
	purposes := want.held(r.Release)
	if len(asked) == 0 {
		return
	}
	var lacks []missingPart
	for _, purpose := range purposes {
		if AllowsAll(r.Token.Scopes, purpose.Does, r.Release) {
			continue
		}
		set := instance.ScopeSet(purpose).Names()
		missing := slices.DeleteFunc(slices.Clone(set), func(scope Scope) bool { return Covers(r.Token.Scopes, scope) })
		if len(missing) == 0 {
			missing = set // each alone is covered, and together they do not do it in this release
		}
		lacks = append(lacks, missingPart{missing, purpose.Title})
	}
	for _, scope := range want.Scopes {
		if !partOf(purposes, scope, instance) && !Covers(r.Token.Scopes, scope) {
			info, _ := scope.Info()
			lacks = append(lacks, missingPart{[]Scope{scope}, info.Grants})
		}
	}
	if len(lacks) > 0 {
		r.Problems = append(r.Problems, problemOfMissingScopes(lacks, want, asked, instance))
	}
	if excess := excessOf(r.Token.Scopes, asked); len(excess) > 0 {
		r.Problems = append(r.Problems, problemOfExcess(excess, asked, purposes, r.Release))
	}
}

// partOf reports whether one of the purposes needs the scope at the instance, and
// so tells by itself whether it is there.
func partOf(purposes []Purpose, scope Scope, instance Instance) bool {
	return slices.ContainsFunc(purposes, func(purpose Purpose) bool {
		return slices.Contains(instance.ScopeSet(purpose).Names(), scope)
	})
}

func problemOfMissingScopes(lacks []missingPart, want Want, asked []Scope, instance Instance) *Problem {
	var missing []Scope
	var without []string
	for _, lack := range lacks {
		for _, scope := range lack.scopes {
			if !slices.Contains(missing, scope) {
				missing = append(missing, scope)
			}
		}
		if lack.cannot != "" {
			without = append(without, "Without "+ListScopes(lack.scopes)+" you cannot "+lack.cannot+".")
		}
	}
	for _, purpose := range want.Purposes {
		if unmet := instance.Unmet(purpose); unmet != "" && len(want.Scopes) == 0 {
			without = append(without, "No token can "+purpose.Title+" here: "+unmet+".")
		}
	}
	return NewProblem(CodeScopeMissing, "The token lacks "+ListScopes(missing), strings.Join(without, " "),
		"Create a token with "+ListScopes(ReduceScopes(asked))+"; a token's scopes cannot be changed later")
}

// excessOf lists the scopes that nothing asked for needs, the most at risk first.
func excessOf(granted, asked []Scope) []Scope {
	excess := slices.DeleteFunc(slices.Clone(granted), func(scope Scope) bool { return Covers(asked, scope) })
	slices.SortStableFunc(excess, func(a, b Scope) int { return cmp.Compare(RiskOf([]Scope{b}), RiskOf([]Scope{a})) })
	return excess
}

func problemOfExcess(excess, asked []Scope, purposes []Purpose, at Release) *Problem {
	var also []string
	for _, scope := range ReduceScopes(excess) {
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
	return NewProblem(CodeScopeExcess, "The token may do more than asked: "+ListScopes(excess), cause,
		"Create a token with "+ListScopes(ReduceScopes(asked))+" alone, and revoke this one").AsWarning()
}

// fewOperations is how many operations are named one by one; a scope that opens
// more is said as a whole.
const fewOperations = 2

// exposes says what would not be allowed without this scope of the excess, and is
// not what the token is for. Of one that is not known it says nothing.
func exposes(scope Scope, asked, excess []Scope, purposes []Purpose, at Release) []string {
	with := slices.Concat(asked, excess)
	without := slices.DeleteFunc(slices.Clone(with), func(other Scope) bool { return Covers([]Scope{scope}, other) && !Covers(asked, other) })
	var opened []string
	for _, operation := range AllOperations() {
		wanted := slices.ContainsFunc(purposes, func(purpose Purpose) bool { return slices.Contains(purpose.Does, operation) })
		if !wanted && Allows(with, operation, at) && !Allows(without, operation, at) {
			opened = append(opened, operation.Phrase())
		}
	}
	if len(opened) > 0 && len(opened) <= fewOperations {
		return opened
	}
	info, _ := scope.Info()
	return []string{info.Grants}
}
