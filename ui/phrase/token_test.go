package phrase_test

import (
	"testing"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
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
		{"nobody, with scopes", gitlab.Report{Token: &gitlab.Token{}}, "GitLab does not tell with these scopes"},
		{
			"nobody, with permissions",
			gitlab.Report{Token: &gitlab.Token{FineGrained: true}},
			"GitLab does not tell with these permissions",
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
