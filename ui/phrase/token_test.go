package phrase_test

import (
	"strings"
	"testing"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/ui/phrase"
)

func TestTheOwnerIsNamedOrSaidToBeUntold(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		report gitlab.Report
		want   string
	}{
		{"a person", gitlab.Report{User: &gitlab.User{Username: "sam", Name: "Sam"}}, "Sam (sam)"},
		{"a bot", gitlab.Report{User: &gitlab.User{Username: "b", Name: "B", Bot: true}}, "B (b), a bot"},
		{
			"nobody, with scopes that do not show it",
			gitlab.Report{Token: &gitlab.Token{Scopes: []catalog.Scope{"read_repository", "self_rotate"}}},
			"not shown to a token that only has read_repository, self_rotate (normal)",
		},
		{
			"nobody, with a scope that would show it",
			gitlab.Report{Token: &gitlab.Token{Scopes: []catalog.Scope{"read_repository", "api"}}},
			"not known",
		},
		{"nobody, with no scopes told", gitlab.Report{Token: &gitlab.Token{}}, "not known"},
		{
			"nobody, with permissions",
			gitlab.Report{Token: &gitlab.Token{FineGrained: true}},
			"not shown to a token with these permissions (normal)",
		},
	} {
		if got := phrase.Owner(test.report); got != test.want {
			t.Errorf("%s: it says %q, want %q", test.name, got, test.want)
		}
	}
}

func TestScopesAreListedWithCommas(t *testing.T) {
	t.Parallel()
	if got := phrase.Scopes([]catalog.Scope{"api", "read_user"}); got != "api, read_user" {
		t.Errorf("it says %q", got)
	}
	if got := phrase.Scopes(nil); got != "" {
		t.Errorf("it says %q of none", got)
	}
}

func TestAPauseIsInWholeSecondsAndAMinuteWhereNoneIsTold(t *testing.T) {
	t.Parallel()
	for asked, want := range map[time.Duration]time.Duration{
		0: time.Minute, time.Millisecond: time.Second, 1500 * time.Millisecond: 2 * time.Second, time.Hour: time.Hour,
	} {
		got, told := phrase.Pause(&problem.Problem{RetryAfter: asked})
		if got != want || told != (asked > 0) {
			t.Errorf("%v gives %v, told %v; want %v", asked, got, told, want)
		}
	}
}

// A token ends as its day begins, at 00:00 UTC.
func TestTheEndOfATokenIsSaidAsPeopleSayIt(t *testing.T) {
	t.Parallel()
	today := input.DateOf(gitlabtest.Today())
	for _, c := range []struct {
		name string
		in   int // days
		want string
	}{
		{"long ago", -90, "2026-08-24, expired 90 days ago"},
		{"yesterday", -1, "2026-11-21, expired 1 day ago"},
		{"today it is over", 0, "2026-11-22, expired today at 00:00 UTC"},
		{"tomorrow", 1, "2026-11-23, tomorrow at 00:00 UTC"},
		{"in two days", 2, "2026-11-24, in 2 days"},
		{"in a year", 365, "2027-11-22, in 365 days"},
	} {
		if got := phrase.EndOfToken(&gitlab.Token{Expires: today.AddDays(c.in), DaysLeft: c.in}); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if got := phrase.EndOfToken(&gitlab.Token{}); got != "never" {
		t.Errorf("without an end: %q", got)
	}
}

func TestEveryOutcomeOfAProbeHasWordsOfItsOwn(t *testing.T) {
	t.Parallel()
	said := map[string]gitlab.ProbeOutcome{}
	for _, outcome := range []gitlab.ProbeOutcome{
		gitlab.ProbeWorks, gitlab.ProbeFails, gitlab.ProbePartly, gitlab.ProbeUnclear,
	} {
		words := phrase.OutcomeOfProbe(outcome)
		if other, known := said[words]; known {
			t.Errorf("%v and %v are both %q", other, outcome, words)
		}
		said[words] = outcome
	}
}

func TestBothWordingsOfTheUserNameAgreeOnWhetherThereIsOne(t *testing.T) {
	t.Parallel()
	for _, rule := range []catalog.UsernameRule{catalog.UsernameNone, catalog.UsernameAny, catalog.UsernameOwner} {
		none := rule == catalog.UsernameNone
		if (phrase.Username(rule) == "") != none || (phrase.UsernameSentence(rule) == "") != none {
			t.Errorf("%v: %q and %q", rule, phrase.Username(rule), phrase.UsernameSentence(rule))
		}
	}
}

func TestARoleIsNamedWithWhereOneSeesOnesOwn(t *testing.T) {
	t.Parallel()
	quote := func(label string) string { return "'" + label + "'" }
	for _, test := range []struct {
		needed string
		at     catalog.Release
		want   string
	}{
		{"Developer in the project", catalog.NewRelease(18, 4), "under 'Manage' > 'Members'."},
		{"Developer in the project", catalog.Release{}, "under 'Manage' > 'Members'."},
		{"Developer in the project", catalog.NewRelease(15, 11), "under 'Project information' > 'Members'."},
		{"to be an administrator", catalog.NewRelease(18, 4), ""},
		{"", catalog.NewRelease(18, 4), ""},
	} {
		if got := phrase.OwnRole(
			test.needed,
			test.at,
			quote,
		); !strings.HasSuffix(got, test.want) ||
			(test.want == "") != (got == "") {
			t.Errorf("%q at %s: it says %q, want %q", test.needed, test.at, got, test.want)
		}
	}
}
