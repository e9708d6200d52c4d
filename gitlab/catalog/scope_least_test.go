package catalog_test

import (
	"slices"
	"testing"

	"glpat/gitlab/catalog"
)

func TestWhatToAddIsTheLeastThatOpensIt(t *testing.T) {
	t.Parallel()
	for _, at := range []catalog.Release{{}, catalog.NewRelease(17, 9)} {
		for _, info := range catalog.AllScopes() {
			have := []catalog.Scope{info.Scope}
			_, closed := catalog.OperationsOf(have, at)
			for _, operation := range closed {
				add := catalog.LeastToAdd(have, operation, at)
				if !catalog.Allows(slices.Concat(have, add), operation, at) {
					t.Errorf("%s with %v does not %s", info.Scope, add, operation.Phrase())
				}
				for i := range add {
					if fewer := slices.Delete(slices.Clone(add), i, i+1); catalog.Allows(slices.Concat(have, fewer), operation, at) {
						t.Errorf("%s with %v is enough to %s, and %v is said", info.Scope, fewer, operation.Phrase(), add)
					}
				}
			}
		}
	}
}

func TestTheLeastForAListHoldsItAndServesThePurpose(t *testing.T) {
	t.Parallel()
	clone, err := catalog.FindPurpose("clone")
	if err != nil {
		t.Fatal(err)
	}
	asked := []catalog.Scope{catalog.ScopeAPI, catalog.ScopeReadAPI, catalog.ScopeReadUser}
	least := catalog.LeastFor(asked, []catalog.Purpose{clone}, catalog.Release{})
	for _, scope := range asked {
		if !catalog.Covers(least.Scopes, scope) {
			t.Errorf("%v do not hold %s", least.Scopes, scope)
		}
	}
	if len(least.Contained) != 2 || !slices.Equal(least.Beyond, asked) {
		t.Errorf("contained are %v, beyond the purpose %v", least.Contained, least.Beyond)
	}
	if !slices.Equal(least.Missing, nil) && !catalog.Covers(least.Scopes, least.Missing[0]) {
		t.Errorf("missing is %v, which %v do not hold", least.Missing, least.Scopes)
	}
	if alone := catalog.LeastFor(asked, nil, catalog.Release{}); len(alone.Beyond)+len(alone.Missing) > 0 {
		t.Errorf("without a purpose beyond are %v and missing %v", alone.Beyond, alone.Missing)
	}
}

func TestAScopeServesMorePurposesThanItIsTheSmallestFor(t *testing.T) {
	t.Parallel()
	for _, info := range catalog.AllScopes() {
		smallest, also := catalog.PurposesOfScope(info.Scope, catalog.Release{})
		for _, purpose := range also {
			if slices.ContainsFunc(smallest, func(other catalog.Purpose) bool { return other.Name == purpose.Name }) {
				t.Errorf("%s is the smallest for %s and serves it too", info.Scope, purpose.Name)
			}
			if !catalog.AllowsAll([]catalog.Scope{info.Scope}, purpose.Does, catalog.Release{}) {
				t.Errorf("%s does not serve %s", info.Scope, purpose.Name)
			}
		}
	}
}
