package flow

import (
	"slices"
	"testing"

	"glpat/gitlab/catalog"
)

// The parts of a way, as the tests below put them together.
func toTheForm() []Place {
	return []Place{PlaceInstance, PlaceAccount, PlacePreferences, PlaceTokens, PlacePurposes, PlaceType}
}

func theEnd() []Place { return []Place{PlaceCreate, PlaceResult, PlaceDone} }

func TestTheWayOfEveryKindOfDraftLeadsForthAndBack(t *testing.T) {
	t.Parallel()
	given := func(d Draft) Draft {
		return d.WithGivenAddress("gitlab.example.com").WithGivenPurposes([]string{"clone"})
	}
	gone := newest().WithLegacyGone(true)
	bySelf := []catalog.Scope{catalog.ScopeReadUser}
	form, permissions := []Place{PlaceForm}, []Place{PlaceForm, PlacePermissions}
	straight := []Place{PlaceInstance}
	for _, test := range []struct {
		name  string
		draft Draft
		want  []Place
	}{
		{"one type of token", full(), slices.Concat(toTheForm(), form, theEnd())},
		{
			"a legacy token of two types",
			newest().WithType(catalog.TypeLegacy), slices.Concat(toTheForm(), form, theEnd()),
		},
		{
			"a fine-grained token of two types",
			newest().WithType(catalog.TypeFineGrained), slices.Concat(toTheForm(), permissions, theEnd()),
		},
		{"fine-grained tokens alone", gone, slices.Concat(toTheForm(), permissions, theEnd())},
		{
			"a type that the pages do not have",
			full().WithType(catalog.TypeFineGrained), slices.Concat(toTheForm(), form, theEnd()),
		},
		{
			"scopes by hand",
			full().WithScopesByHand(), slices.Concat(toTheForm(), []Place{PlaceScopes, PlaceForm}, theEnd()),
		},
		{
			"scopes that are to be seen",
			full().WithScopesOpened(), slices.Concat(toTheForm(), []Place{PlaceScopes, PlaceForm}, theEnd()),
		},
		{
			"scopes that were named and looked at twice",
			full().WithGivenScopes([]catalog.Scope{catalog.ScopeSudo}).WithConfirmed(catalog.ScopeSudo),
			[]Place{
				PlaceInstance, PlaceAccount, PlacePreferences, PlaceTokens, PlaceType, PlaceForm,
				PlaceCreate, PlaceResult, PlaceDone,
			},
		},
		{
			"who made a token here before goes straight to the form",
			full().WithMadeBefore(true),
			slices.Concat(straight, []Place{PlacePurposes, PlaceForm}, theEnd()),
		},
		{
			"where all was said at the start nothing is asked",
			given(full()), slices.Concat(straight, form, theEnd()),
		},
		{
			"scopes that were said at the start will do",
			full().WithGivenAddress("gitlab.example.com").WithGivenScopes(bySelf),
			slices.Concat(straight, form, theEnd()),
		},
		{
			"the address alone does not make it straight",
			full().WithGivenAddress("gitlab.example.com"), slices.Concat(toTheForm(), form, theEnd()),
		},
		{
			"the purpose alone is not asked for again",
			full().WithGivenPurposes([]string{"clone"}),
			slices.Concat(
				[]Place{PlaceInstance, PlaceAccount, PlacePreferences, PlaceTokens, PlaceType}, form, theEnd(),
			),
		},
		{
			"straight by choice, after the question",
			full().WithWay(WayStraight),
			slices.Concat([]Place{PlaceInstance, PlaceAccount, PlacePurposes}, form, theEnd()),
		},
		{
			"through the menus by choice, in spite of all",
			given(full()).WithMadeBefore(true).WithWay(WayMenus),
			slices.Concat(
				[]Place{PlaceInstance, PlaceAccount, PlacePreferences, PlaceTokens, PlaceType}, form, theEnd(),
			),
		},
		{
			"who needs an account is told how to get one, on the straight way too",
			given(full()).WithAccount(AccountNeed),
			slices.Concat([]Place{PlaceInstance, PlaceAccount}, form, theEnd()),
		},
		{
			"a type that is to be seen",
			given(newest()).WithTypeOpened(), slices.Concat(straight, []Place{PlaceType}, form, theEnd()),
		},
		{
			"straight to the form of fine-grained tokens",
			given(gone), slices.Concat(straight, permissions, theEnd()),
		},
		{
			"the purpose that was said is to be seen",
			given(full()).WithPurposesOpened(),
			slices.Concat(straight, []Place{PlacePurposes}, form, theEnd()),
		},
		{
			"another address than was said at the start",
			given(full()).WithAddress("other.example.com"),
			slices.Concat(
				[]Place{PlaceInstance, PlaceAccount, PlacePreferences, PlaceTokens, PlaceType}, form, theEnd(),
			),
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			walked := []Place{PlaceInstance}
			for at := PlaceInstance; at != PlaceDone; {
				next, missing := Forward(at, test.draft)
				if len(missing) > 0 || next == at {
					t.Fatalf("place %d does not lead on: %v", at, missing)
				}
				at = next
				walked = append(walked, at)
			}
			if !slices.Equal(walked, test.want) {
				t.Errorf("the way is %v, want %v", walked, test.want)
			}
			var back []Place
			for at := PlaceResult; at != PlaceInstance; {
				before, ok := Back(at, test.draft)
				if !ok {
					t.Fatalf("there is no way back from %d", at)
				}
				at = before
				back = append(back, at)
			}
			slices.Reverse(back)
			if want := test.want[:len(test.want)-2]; !slices.Equal(back, want) {
				t.Errorf("the way back is %v, want %v", back, want)
			}
			for _, end := range []Place{PlaceInstance, PlaceDone} {
				if _, ok := Back(end, test.draft); ok {
					t.Errorf("there is a way back from place %d", end)
				}
			}
		})
	}
}

// What was said at the start is asked all the same where it does not hold here.
func TestAPurposeThatThisGitLabCannotMeetIsAskedForAgain(t *testing.T) {
	t.Parallel()
	draft := full().WithGivenAddress("gitlab.example.com").WithGivenPurposes([]string{"clone"})
	instance := *draft.Instance
	instance.ScopesOffered = []catalog.Scope{catalog.ScopeReadUser}
	draft = draft.WithInstance(instance)
	next, missing := Forward(PlaceInstance, draft)
	if next != PlacePurposes || len(missing) > 0 {
		t.Errorf("the way leads to place %d, %v", next, missing)
	}
}
