package gitlab_test

import (
	"strings"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/problem"
)

func TestAnEndThatCannotBeSoIsToldAndNotCounted(t *testing.T) {
	t.Parallel()
	for _, end := range []string{
		`"0001-01-01"`, `"1970-01-01"`, `"99999-01-01"`, `"2026-11-21"`, `"-0001-01-01"`, `"2026-02-31"`, `""`, `"soon"`, `12`,
		`{}`, `["2026-12-22"]`,
	} {
		t.Run(end, func(t *testing.T) {
			t.Parallel()
			api := newFake()
			api.api[selfAPI] = route{body: strings.Replace(selfBody, `"2026-12-22"`, end, 1)}
			report, _ := checkAgainst(t, api.ServeHTTP, gitlab.Want{})
			if !report.Works() || !report.OK() || len(report.Problems) != 1 ||
				report.Problems[0].Code != problem.CodeInvalidResponse || len(report.Problems[0].Remedy) == 0 {
				t.Fatalf("it works: %v, and the problems are %v", report.Works(), report.Problems)
			}
			if token := report.Token; !token.Expires.IsZero() || token.DaysLeft != 0 ||
				strings.Contains(token.EndWords(), "never") {
				t.Errorf("it %s, on %q", token.EndWords(), token.Expires)
			}
		})
	}
	for _, end := range []string{`"9999-12-31"`, `"2099-01-01"`, `"2026-12-22T00:00:00.000Z"`} {
		api := newFake()
		api.api[selfAPI] = route{body: strings.Replace(selfBody, `"2026-12-22"`, end, 1)}
		report, _ := checkAgainst(t, api.ServeHTTP, gitlab.Want{})
		if !report.OK() || len(report.Problems) > 0 || report.Token.DaysLeft < 30 {
			t.Errorf("%s: %v, %d days left", end, report.Problems, report.Token.DaysLeft)
		}
	}
}
