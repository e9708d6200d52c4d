package catalog

import (
	"slices"
	"strings"
)

// OperationsOf lists what a token with the scopes may do at a release, and what
// not.
func OperationsOf(scopes []Scope, at Release) (may, mayNot []Operation) {
	for _, operation := range AllOperations() {
		if Allows(scopes, operation, at) {
			may = append(may, operation)
		} else {
			mayNot = append(mayNot, operation)
		}
	}
	return may, mayNot
}

// OperationWith is an operation, and the scopes that it takes beside those that
// are there.
type OperationWith struct {
	Operation Operation
	With      []Scope
}

// OpenedWith lists the operations that a scope opens together with one other,
// though neither opens them alone. Of others that contain each other the least
// stands for all.
func OpenedWith(scope Scope, at Release) []OperationWith {
	var opened []OperationWith
	_, closed := OperationsOf([]Scope{scope}, at)
	for _, operation := range closed {
		helps := func(other Scope) bool {
			return Allows([]Scope{scope, other}, operation, at) && !Allows([]Scope{other}, operation, at)
		}
		for _, info := range ScopesAt(at) {
			if helps(info.Scope) && !slices.ContainsFunc(info.Implies, helps) {
				opened = append(opened, OperationWith{operation, []Scope{info.Scope}})
			}
		}
	}
	return opened
}

// LeastToAdd returns what opens an operation beside the scopes and puts least at
// risk: one scope, or two where no small one does; of two that weigh the same, the
// newer. It is nil where nothing opens it.
func LeastToAdd(scopes []Scope, operation Operation, at Release) []Scope {
	var best []Scope
	try := func(add ...Scope) {
		if Allows(slices.Concat(scopes, add), operation, at) && (best == nil || weight(add) <= weight(best)) {
			best = add
		}
	}
	all := ScopesAt(at)
	for i, one := range all {
		try(one.Scope)
		for _, other := range all[i+1:] {
			try(one.Scope, other.Scope)
		}
	}
	return best
}

// LeastFirst returns the scopes sorted by what they put at risk, the least first.
func LeastFirst(scopes []Scope) []Scope {
	sorted := slices.Clone(scopes)
	slices.SortStableFunc(sorted, func(a, b Scope) int { return weight([]Scope{a}) - weight([]Scope{b}) })
	return sorted
}

// weight compares sets of scopes: by their risk, then by how much they contain.
func weight(scopes []Scope) int {
	const aboveAll = 1000
	sum := aboveAll * int(RiskOf(scopes))
	for _, scope := range scopes {
		info, _ := scope.Info()
		sum += 1 + len(info.Implies)
	}
	return sum
}

// PurposesOfScope lists the purposes whose smallest set has the scope, and those
// that it serves alone, though a smaller one would do.
func PurposesOfScope(scope Scope, at Release) (smallest, also []Purpose) {
	for _, purpose := range AllPurposes() {
		switch {
		case slices.Contains(purpose.SetFor(at).Names(), scope):
			smallest = append(smallest, purpose)
		case AllowsAll([]Scope{scope}, purpose.Does, at):
			also = append(also, purpose)
		}
	}
	return smallest, also
}

// LeastScopes is the smallest set that holds a list of scopes and serves some
// purposes; see [LeastFor].
type LeastScopes struct {
	Scopes []Scope
	// Contained are the scopes of the list that others of the set contain.
	Contained []ContainedScope
	// Beyond are the scopes of the list that the purposes do not need, and Missing
	// those that the list lacks for them. Without a purpose there are none.
	Beyond, Missing []Scope
}

// ContainedScope is a scope, and those that contain it.
type ContainedScope struct {
	Scope Scope
	In    []Scope
}

// LeastFor returns the smallest set that holds the scopes and serves the purposes,
// which may be none.
func LeastFor(asked []Scope, purposes []Purpose, at Release) LeastScopes {
	needed := SetForAll(purposes, at).Names()
	least := LeastScopes{Scopes: ReduceScopes(slices.Concat(asked, needed))}
	for _, scope := range asked {
		if !slices.Contains(least.Scopes, scope) {
			least.Contained = append(least.Contained, ContainedScope{scope, holdersOf(scope, least.Scopes)})
		}
		if len(purposes) > 0 && !Covers(needed, scope) {
			least.Beyond = append(least.Beyond, scope)
		}
	}
	for _, scope := range needed {
		if !Covers(asked, scope) {
			least.Missing = append(least.Missing, scope)
		}
	}
	return least
}

// holdersOf lists those of the scopes that contain a scope.
func holdersOf(scope Scope, scopes []Scope) []Scope {
	return slices.DeleteFunc(slices.Clone(scopes), func(wider Scope) bool { return !Covers([]Scope{wider}, scope) })
}

// SetOf returns the set of some scopes, without reasons.
func SetOf(scopes []Scope) ScopeSet {
	var set ScopeSet
	for _, scope := range scopes {
		set.Scopes = append(set.Scopes, ScopeReason{Scope: scope})
	}
	return set
}

// ScopesAt lists the scopes that a release has; one that is not known has all.
func ScopesAt(release Release) []ScopeInfo {
	return slices.DeleteFunc(AllScopes(), func(info ScopeInfo) bool {
		return release.Known() && release.Before(info.NeverBefore())
	})
}

// FirstReleaseWithScopes is the first release that has a scope at all.
func FirstReleaseWithScopes() Release {
	first := AllScopes()[0].Since
	for _, info := range AllScopes() {
		if info.Since.Before(first) {
			first = info.Since
		}
	}
	return first
}

// FindNonPersonalScope finds a scope that no personal access token has, by its
// name in letters of any case.
func FindNonPersonalScope(name string) (scope NonPersonalScope, found bool) {
	for _, scope := range NonPersonalScopes() {
		if strings.EqualFold(name, string(scope.Scope)) {
			return scope, true
		}
	}
	return NonPersonalScope{}, false
}
