package catalog

import "slices"

// Covers reports whether a token with the granted scopes may do what scope
// allows.
func Covers(granted []Scope, scope Scope) bool {
	for _, have := range granted {
		if have == scope {
			return true
		}
		if info, _ := have.Info(); slices.Contains(info.Implies, scope) {
			return true
		}
	}
	return false
}

// ReduceScopes drops what others in the list already contain, keeping the
// order. One that opens what those that contain it do not stays: write_repository
// contains read_repository for Git, and reads no file through the API.
func ReduceScopes(scopes []Scope) []Scope {
	reduced := dropCovered(scopes)
	for _, scope := range scopes {
		opensMore := func(operation Operation) bool {
			return Allows([]Scope{scope}, operation, Release{}) && !Allows(reduced, operation, Release{})
		}
		if !slices.Contains(reduced, scope) && slices.ContainsFunc(AllOperations(), opensMore) {
			reduced = append(reduced, scope)
		}
	}
	at := func(scope Scope) int { return slices.Index(scopes, scope) }
	slices.SortFunc(reduced, func(a, b Scope) int { return at(a) - at(b) })
	return reduced
}

// dropCovered drops what another scope of the list contains.
func dropCovered(scopes []Scope) []Scope {
	var kept []Scope
	for _, scope := range scopes {
		contained := slices.ContainsFunc(scopes, func(other Scope) bool {
			return other != scope && Covers([]Scope{other}, scope)
		})
		if !contained && !slices.Contains(kept, scope) {
			kept = append(kept, scope)
		}
	}
	return kept
}
