package flow

import (
	"slices"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
)

// refusal is the report on a token that failed with a problem.
func refusal(code problem.Code) gitlab.Report {
	return gitlab.Report{Problems: []*problem.Problem{{Code: code, Severity: problem.SeverityError}}}
}

func TestANewTokenHasNoReportAndIsKeptNowhere(t *testing.T) {
	t.Parallel()
	draft := full().WithKept(true).WithToken(token.NewSecret("glpat-zyxwvutsrqponmlkjihg"))
	if draft.Report != nil || draft.Kept || !draft.Unkept() {
		t.Errorf("it has the report %v and is kept: %v", draft.Report, draft.Kept)
	}
	if _, missing := Forward(PlaceCreate, draft); len(missing) == 0 {
		t.Error("it leads on without a check")
	}
}

func TestATokenGivenUpTakesItsReportWithIt(t *testing.T) {
	t.Parallel()
	draft := full().WithoutToken()
	if !draft.Secret.Empty() || draft.Report != nil || draft.Unkept() {
		t.Errorf("the draft has %+v", draft)
	}
}

func TestATokenIsHeldUnlessTheInstanceRefusesIt(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name   string
		report gitlab.Report
		held   bool
	}{
		{"one that works", gitlab.Report{Token: &gitlab.Token{Active: true}}, true},
		{"one that works in spite of a problem", gitlab.Report{
			Token:    &gitlab.Token{Active: true},
			Problems: refusal(problem.CodeTokenExpired).Problems,
		}, true},
		{"one that could not be checked", refusal(problem.CodeTimeout), true},
		{"one that GitLab does not know", refusal(problem.CodeTokenUnknown), false},
		{"one that is over", refusal(problem.CodeTokenExpired), false},
		{"one that is revoked", refusal(problem.CodeTokenRevoked), false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			draft := full().WithToken(token.NewSecret("glpat-abcdefghij0123456789")).WithReport(c.report)
			if draft.Report == nil {
				t.Fatal("the draft has no report")
			}
			if draft.Unkept() != c.held {
				t.Errorf("it is held: %v", draft.Unkept())
			}
		})
	}
}

func TestAPracticeInstanceIsKnownByItsTokenOnThisMachineAlone(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, url, secret string
		practice          bool
	}{
		{"a practice token on this machine", "http://127.0.0.1:8080", "practice-glpat-abc", true},
		{"a practice token elsewhere", "https://gitlab.example.com", "practice-glpat-abc", false},
		{"another token on this machine", "http://127.0.0.1:8080", "glpat-abc", false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			before := NewDraft(noon()).WithInstance(gitlab.Instance{URL: c.url}).WithToken(token.NewSecret(c.secret))
			after := before.WithReport(gitlab.Report{Token: &gitlab.Token{Active: true}})
			if after.Practice() != c.practice {
				t.Errorf("it is the practice instance: %v", after.Practice())
			}
			if before.Practice() {
				t.Error("the draft before changed too")
			}
		})
	}
}

func TestAPracticeTokenCountsAsKeptAnywhere(t *testing.T) {
	t.Parallel()
	practice := full().WithInstance(gitlab.Instance{URL: "http://127.0.0.1:8080", Offering: catalog.OfferingPractice})
	if !practice.WithKept(false).Kept {
		t.Error("a practice token counts as lost")
	}
	if full().WithKept(false).Kept || !full().WithKept(true).Kept {
		t.Error("a token is not kept as it was said")
	}
}

func TestScopesByHandHaveNoPurposeButThoseThatWereNamed(t *testing.T) {
	t.Parallel()
	draft := full().WithScopesByHand()
	if len(draft.Purposes) > 0 || !draft.ScopesByHand {
		t.Errorf("by hand there are still the purposes %v", draft.Purposes)
	}
	if !slices.Equal(draft.Scopes, full().Scopes) {
		t.Errorf("what was ticked became %v", draft.Scopes)
	}
	named := full().WithScopes([]catalog.Scope{catalog.ScopeAPI})
	if !slices.Equal(named.Purposes, full().Purposes) {
		t.Errorf("the purposes to compare with became %v", named.Purposes)
	}
	if again := named.WithInstance(*named.Instance); !slices.Equal(again.Scopes, []catalog.Scope{catalog.ScopeAPI}) {
		t.Errorf("after looking again the scopes are %v", again.Scopes)
	}
}

func TestAYesToPlainHTTPIsForOneAddress(t *testing.T) {
	t.Parallel()
	draft := NewDraft(noon()).WithAddress("http://gitlab.lan").WithPlainAllowed()
	if !draft.AllowPlain {
		t.Fatal("the yes is lost")
	}
	if draft = draft.WithAddress("http://other.lan"); draft.AllowPlain || draft.Address != "http://other.lan" {
		t.Errorf("another address has the yes of the first: %+v", draft)
	}
}

func TestPagesSeenTheLastTimeHoldUntilTheInstanceHasThemNoMore(t *testing.T) {
	t.Parallel()
	old, now := catalog.LayoutAt(catalog.NewRelease(15, 11)), catalog.LayoutAt(catalog.NewRelease(18, 7))
	if old == now {
		t.Fatal("the two releases have the same pages")
	}
	if got := full().WithLayoutSeen(old).PagesSeen; got != nil {
		t.Errorf("pages that ended hold: %v", got)
	}
	unsure := full().WithInstance(gitlab.Instance{URL: "https://other.example.com", Layout: now})
	if got := unsure.WithLayoutSeen(old).Layout(); got != old {
		t.Errorf("the pages are %v", got)
	}
	chosen := unsure.WithPagesSeen(catalog.AllLayouts()[1])
	if got := chosen.WithLayoutSeen(old).Layout(); got != chosen.Layout() {
		t.Errorf("what the person chose since became %v", got)
	}
}

func TestTheNameAndTheEndFollowFromThePurposesUntilTheyAreGiven(t *testing.T) {
	t.Parallel()
	days := func(count int) input.Date { return input.DateOf(noon()).AddDays(count) }
	laptop := NewDraft(noon()).WithComputer("pats-laptop.lan.example.com")
	for _, c := range []struct {
		name  string
		draft Draft
		named string
		ends  input.Date
	}{
		{"nothing is known", NewDraft(noon()), "glpat 2026-11-22", days(input.DefaultLifetimeDays)},
		{"the purpose alone", NewDraft(noon()).WithPurposes([]string{"clone"}), "clone 2026-11-22", days(365)},
		{"the computer too", laptop.WithPurposes([]string{"clone"}), "clone on pats-laptop", days(365)},
		{
			"another purpose later", laptop.WithPurposes([]string{"clone"}).WithDefaults().WithPurposes([]string{"api"}),
			"api on pats-laptop", days(30),
		},
		{"of two purposes the shorter", laptop.WithPurposes([]string{"clone", "api"}), "clone on pats-laptop", days(30)},
		{
			"a computer that is called like a token",
			NewDraft(noon()).WithComputer("glpat-abcdefghij0123456789").WithPurposes([]string{"clone"}),
			"clone 2026-11-22", days(365),
		},
		{
			"both are given",
			laptop.WithName("backup").WithLifetime(7).WithDefaults().WithPurposes([]string{"clone"}),
			"backup", days(7),
		},
		{"no end is given", laptop.WithName("backup").WithoutEnd(), "backup", input.Date{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := c.draft.WithDefaults()
			if got.Name != c.named || got.Expires != c.ends {
				t.Errorf("it is called %q and ends %v, want %q and %v", got.Name, got.Expires, c.named, c.ends)
			}
		})
	}
}

func TestTheOtherAnswersAreHeldAsTheyAreGiven(t *testing.T) {
	t.Parallel()
	later := noon().AddDate(0, 0, 1)
	draft := full().WithAccount(AccountNeed).WithOwner("alice").WithToday(later)
	if draft.Account != AccountNeed || draft.Want().Owner != "alice" || !draft.Today.Equal(later) {
		t.Errorf("the draft has %+v", draft)
	}
}
