package wizard

import (
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/input"
)

// A token ends as its day begins, at 00:00 UTC.
func TestTheEndOfATokenIsSaidAsPeopleSayIt(t *testing.T) {
	today := input.DateOf(noon())
	cases := []struct {
		name string
		in   int // days
		want string
	}{
		{"long ago", -90, "2026-08-24, ended 90 days ago"},
		{"yesterday", -1, "2026-11-21, ended 1 day ago"},
		{"today it is over", 0, "2026-11-22, ended today at 00:00 UTC"},
		{"tomorrow", 1, "2026-11-23, tomorrow at 00:00 UTC"},
		{"in two days", 2, "2026-11-24, in 2 days"},
		{"in a year", 365, "2027-11-22, in 365 days"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			token := gitlab.Token{Expires: today.AddDays(c.in), DaysLeft: c.in}
			if got := endWords(&token); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
	if got := endWords(&gitlab.Token{}); got != "never" {
		t.Errorf("without an end: %q", got)
	}
}
