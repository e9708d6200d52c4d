package flow

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
)

func noon() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

// full is a draft that lacks nothing.
func full() Draft {
	draft := Draft{Name: "backup", Expires: input.DateOf(noon()).AddDays(30), Today: noon()}
	draft = draft.WithPurposes([]string{"clone"})
	draft = draft.WithInstance(
		gitlab.Instance{
			URL:     "https://gitlab.example.com",
			AtLeast: catalog.NewRelease(18, 7),
			Layout:  catalog.LayoutAt(catalog.NewRelease(18, 7)),
		},
	)
	draft.Secret = token.NewSecret("glpat-abcdefghij0123456789")
	draft.Report = &gitlab.Report{Token: &gitlab.Token{ID: 1, Active: true}}
	return draft
}

// newest is a full draft for an instance that makes both types of token.
func newest() Draft {
	draft := full()
	instance := *draft.Instance
	instance.AtLeast = catalog.NewRelease(19, 2)
	instance.Layout = catalog.LayoutAt(instance.AtLeast)
	draft.Instance = &instance
	return draft
}

func TestTheFiveStepsHaveTheirDocumentedNames(t *testing.T) {
	var names []string
	for _, step := range Steps() {
		names = append(names, step.String())
	}
	if got := strings.Join(names, ", "); got != "Sign in, Preferences, Access tokens, Add new token, Choose scopes" {
		t.Error(got)
	}
}

func TestAPlaceNamesWhatItsDraftLacks(t *testing.T) {
	cases := []struct {
		name   string
		at     Place
		change func(*Draft)
		field  Field
		says   string
	}{
		{"no instance", PlaceInstance, func(d *Draft) { d.Instance = nil }, FieldAddress, "No GitLab is chosen yet"},
		{"no name", PlaceForm, func(d *Draft) { d.Name = "  " }, FieldName, "A token needs a name"},
		{
			"too long a description",
			PlaceForm,
			func(d *Draft) { d.Description = strings.Repeat("x", 256) },
			FieldDescription,
			"too long",
		},
		{
			"an end that is over",
			PlaceForm,
			func(d *Draft) { d.Expires = input.DateOf(noon()) },
			FieldExpires,
			"already over",
		},
		{
			"an end that is over",
			PlaceForm,
			func(d *Draft) { d.Expires = input.DateOf(noon()) },
			FieldExpires,
			"already over",
		},
		{"a purpose that this GitLab cannot meet", PlacePurposes, func(d *Draft) {
			d.Instance.ScopesOffered = []catalog.Scope{catalog.ScopeReadUser}
		}, FieldPurposes, "Not possible here"},
		{"a fine-grained token for what it cannot do", PlaceType, func(d *Draft) {
			*d = newest().WithPurposes([]string{"push-images"}).WithType(catalog.TypeFineGrained)
		}, FieldType, "A fine-grained token cannot push"},
		{"a fine-grained token for scopes", PlaceType, func(d *Draft) {
			*d = newest().WithScope(catalog.ScopeAPI, true).WithType(catalog.TypeFineGrained)
			d.Purposes = nil
		}, FieldType, "scopes by hand"},
		{
			"a scope that needs a second look",
			PlaceScopes,
			func(d *Draft) { *d = d.WithScope(catalog.ScopeSudo, true) },
			FieldSecondLook,
			"sudo needs a second look",
		},
		{"no scope", PlaceScopes, func(d *Draft) { d.Scopes = nil }, FieldScopes, "No scope is chosen"},
		{"no checked token", PlaceCreate, func(d *Draft) { d.Report = nil }, FieldToken, "no checked token"},
		{"a report that names no token", PlaceCreate, func(d *Draft) {
			d.Report = &gitlab.Report{Problems: []*problem.Problem{{Severity: problem.SeverityError}}}
		}, FieldToken, "no checked token"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			draft := full()
			c.change(&draft)
			place, missing := Forward(c.at, draft)
			if place != c.at || len(missing) != 1 {
				t.Fatalf("at place %d it says %v", place, missing)
			}
			field, err := missing[0].Field, missing[0].Err
			if field != c.field || !strings.Contains(err.Error(), c.says) {
				t.Fatalf("at the field %d it says %q", field, err)
			}
			if input, ok := errors.AsType[*input.Error](err); !ok || input.Do == "" {
				t.Error("it does not say what to do")
			}
		})
	}
}

func TestScopesFollowThePurposesUntilOneIsTickedByHand(t *testing.T) {
	draft := full()
	if got := catalog.JoinScopes(draft.Scopes); got != "read_repository" {
		t.Fatalf("to clone it takes %s", got)
	}
	draft = draft.WithPurposes([]string{"push-images", "push"})
	if got := catalog.JoinScopes(draft.Scopes); got != "read_registry,write_registry,write_repository" {
		t.Errorf("for both it takes %s", got)
	}
	if got := catalog.JoinScopes(draft.WithPurposes([]string{"clone", "push"}).Scopes); got != "write_repository" {
		t.Errorf("to clone and push it takes %s", got)
	}
	before := draft
	draft = draft.WithScope(catalog.ScopeReadUser, true)
	if catalog.JoinScopes(before.Scopes) == catalog.JoinScopes(draft.Scopes) {
		t.Error("ticking changes nothing")
	}
	again := draft.WithInstance(gitlab.Instance{URL: "https://gitlab.example.com"})
	if !slices.Contains(again.Scopes, catalog.ScopeReadUser) {
		t.Error("looking again loses what was ticked by hand")
	}
	if other := draft.WithPurposes([]string{"clone"}); catalog.JoinScopes(other.Scopes) != "read_repository" {
		t.Error("another purpose does not bring its own scopes")
	}
}

func TestAnEndThatAGitLabMayNotTakeLetsOn(t *testing.T) {
	late := full().WithExpires(input.DateOf(noon()).AddDays(366))
	for name, draft := range map[string]Draft{"a day more than a year": late, "no end": full().WithoutEnd()} {
		if missing := draft.Missing(PlaceForm); len(missing) > 0 || draft.EndDoubt() == "" {
			t.Errorf("%s: it lacks %v, and the doubt is %q", name, missing, draft.EndDoubt())
		}
	}
	if doubt := full().EndDoubt(); doubt != "" {
		t.Errorf("an end that every GitLab takes is doubted: %s", doubt)
	}
}

func TestANameThatAGitLabMayNotTakeLetsOn(t *testing.T) {
	draft := full().WithName(strings.Repeat("ä", 256))
	if missing := draft.Missing(PlaceForm); len(missing) > 0 || draft.NameDoubt() == "" {
		t.Errorf("it lacks %v, and the doubt is %q", missing, draft.NameDoubt())
	}
	if doubt := full().WithName(strings.Repeat("ä", 255)).NameDoubt(); doubt != "" {
		t.Errorf("a name that every GitLab takes is doubted: %s", doubt)
	}
	if missing := full().WithName(strings.Repeat("ä", 1001)).Missing(PlaceForm); len(missing) != 1 {
		t.Errorf("a name without end lacks %v", missing)
	}
}

func TestTheScopesOfAPurposeAreThoseOfTheInstancesRelease(t *testing.T) {
	draft := Draft{Today: noon()}.WithPurposes([]string{"pull-proxy"})
	const before, after = "read_registry,write_registry", "read_virtual_registry,write_virtual_registry"
	bound := draft.WithInstance(gitlab.Instance{URL: "https://a", AtLeast: catalog.NewRelease(17, 9)})
	if got := catalog.JoinScopes(bound.Scopes); got != after {
		t.Errorf("at 17.9 or newer it takes %s", got)
	}
	told := bound.WithReport(gitlab.Report{Release: catalog.NewRelease(17, 10)})
	if got := catalog.JoinScopes(told.Scopes); got != before || told.Instance.Release != catalog.NewRelease(17, 10) {
		t.Errorf("told that it is 17.10, it takes %s", got)
	}
	if want := bound.Want(); len(want.Scopes) > 0 || catalog.JoinScopes(want.Filled) != after {
		t.Errorf("the token is held against %v, not against what the purpose needs", want.Scopes)
	}
	if want := bound.WithScopes(bound.Scopes).Want(); catalog.JoinScopes(want.Scopes) != after {
		t.Errorf("scopes named by hand are held against %v", want.Scopes)
	}
}

func TestNothingIsAskedForAPurposeThatTheInstanceCannotMeet(t *testing.T) {
	d := Draft{}.WithPurposes([]string{"pull-images", "clone"})
	if got := catalog.JoinScopes(d.Scopes); got != "read_registry,read_repository" {
		t.Fatalf("before anything is known the draft asks for %s", got)
	}
	d = d.WithInstance(
		gitlab.Instance{
			URL:           "https://gitlab.example.com",
			ScopesOffered: []catalog.Scope{"api", "read_api", "read_repository"},
		},
	)
	if got := catalog.JoinScopes(d.Scopes); got != "read_repository" {
		t.Errorf("where there is no registry the draft asks for %s", got)
	}
	if why := d.Unmet(d.Chosen()[0]); why != "this GitLab has no container registry" {
		t.Errorf("it says %q", why)
	}
}

func TestAnotherInstanceTakesAwayWhatBelongedToTheFirst(t *testing.T) {
	draft := full().WithPagesSeen(catalog.AllLayouts()[0])
	same := draft.WithInstance(*draft.Instance)
	if same.PagesSeen == nil || same.Secret.Empty() || same.Report == nil {
		t.Error("the same instance loses something")
	}
	other := draft.WithInstance(gitlab.Instance{URL: "https://other.example.com"})
	if other.PagesSeen != nil || !other.Secret.Empty() || other.Report != nil || other.Name != "backup" {
		t.Errorf("the other instance has %+v", other)
	}
}

func TestThePagesThatThePersonSawHoldUntilTheySayTheDetectedOnes(t *testing.T) {
	draft := full()
	detected := draft.Layout()
	for _, pages := range catalog.AllLayouts() {
		seen := draft.WithPagesSeen(pages)
		if seen.Layout() != pages || seen.DetectedLayout() != detected {
			t.Errorf("the pages are %v, detected %v", seen.Layout(), seen.DetectedLayout())
		}
		if (seen.PagesSeen == nil) != (pages == detected) {
			t.Errorf("of %v it is noted %v", pages, seen.PagesSeen)
		}
	}
}

func TestThereIsNoLinkBeforeItWouldOpenTheForm(t *testing.T) {
	draft := full()
	if got, want := draft.Link(), "https://gitlab.example.com/-/user_settings/personal_access_tokens?name=backup&scopes=read_repository"; got != want {
		t.Errorf("the link is %s", got)
	}
	draft.Scopes = nil
	if got := draft.Link(); got != "" {
		t.Errorf("without a scope the link is %s", got)
	}
}

func TestATickedScopeTakesThePlaceOfWhatItContains(t *testing.T) {
	draft := full().WithScope(catalog.ScopeReadUser, true)
	whole := draft.WithScope(catalog.ScopeAPI, true)
	if got := catalog.JoinScopes(whole.Scopes); got != "api" {
		t.Errorf("with api it takes %s", got)
	}
	if got := whole.WithScope(catalog.ScopeAPI, false).Scopes; len(got) != 0 {
		t.Errorf("without api again it takes %v", got)
	}
	more, missing := whole.ByHand()
	if catalog.JoinScopes(more) != "api" || len(missing) != 0 {
		t.Errorf("it has %v more than is needed, and lacks %v", more, missing)
	}
	more, missing = full().WithScope("read_repository", false).ByHand()
	if len(more) != 0 || catalog.JoinScopes(missing) != "read_repository" {
		t.Errorf("without its scope it has %v more, and lacks %v", more, missing)
	}
	if got := catalog.JoinScopes(whole.WithNeededScopes().Scopes); got != "read_repository" {
		t.Errorf("what it needs is %s", got)
	}
}

func TestASecondLookIsTakenOnceForEveryTick(t *testing.T) {
	draft := full().WithScope(catalog.ScopeSudo, true).WithConfirmed(catalog.ScopeSudo)
	if unsure := draft.SecondLook(); len(unsure) != 0 {
		t.Errorf("%v needs another look", unsure)
	}
	draft = draft.WithScope(catalog.ScopeSudo, false).WithScope(catalog.ScopeSudo, true)
	if unsure := draft.SecondLook(); !slices.Equal(unsure, []catalog.Scope{catalog.ScopeSudo}) {
		t.Errorf("ticked again, %v needs another look", unsure)
	}
}

func TestTheAdvisedTypeHoldsUntilThePersonChoosesAPossibleOne(t *testing.T) {
	draft := newest().WithAdvisedType()
	advised := draft.Type
	other := catalog.TypeLegacy
	if advised == other {
		other = catalog.TypeFineGrained
	}
	if got := draft.WithType(other).WithAdvisedType().Type; got != other {
		t.Errorf("the choice became %v", got)
	}
	impossible := newest().WithPurposes([]string{"push-images"}).WithType(catalog.TypeFineGrained).WithAdvisedType()
	if impossible.Type != catalog.TypeLegacy || impossible.TypeByHand {
		t.Errorf("a type that does not do it stays chosen: %v", impossible.Type)
	}
	if gone := newest().WithLegacyGone(true); !gone.FineGrained() {
		t.Error("without legacy tokens it is not a fine-grained one")
	}
}
