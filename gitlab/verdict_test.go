package gitlab_test

import (
	"encoding/json"
	"slices"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/problem"
)

func TestAReportComesToOneVerdict(t *testing.T) {
	t.Parallel()
	active, revoked := &gitlab.Token{Active: true}, &gitlab.Token{}
	failing := func(code problem.Code) []*problem.Problem { return []*problem.Problem{problem.Context{}.Problem(code)} }
	met := map[gitlab.Verdict]bool{}
	for _, test := range []struct {
		name   string
		report gitlab.Report
		want   gitlab.Verdict
	}{
		{"a token that works", gitlab.Report{Token: active}, "works"},
		{"one that works, with a warning", gitlab.Report{Token: active, Problems: failing(problem.CodeExpiresNever)}, "works"},
		{"one that lacks a scope", gitlab.Report{Token: active, Problems: failing(problem.CodeScopeMissing)}, "works_partly"},
		{"one of a GitLab too old to tell", gitlab.Report{Problems: failing(problem.CodeTooOld)}, "works"},
		{"one that was revoked", gitlab.Report{Token: revoked, Problems: failing(problem.CodeTokenRevoked)}, "refused"},
		{"one that is not known", gitlab.Report{Problems: failing(problem.CodeTokenUnknown)}, "refused"},
		{"one of a blocked account", gitlab.Report{Problems: failing(problem.CodeAccountBlocked)}, "refused"},
		{"one that could not be asked about", gitlab.Report{Problems: failing(problem.CodeDNSFailure)}, "unknown"},
		{"one that may not read itself", gitlab.Report{Problems: failing(problem.CodeScopeInsufficient)}, "unknown"},
		{"nothing", gitlab.Report{}, "unknown"},
	} {
		met[test.want] = true
		if got := test.report.Verdict(); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
		text, err := json.Marshal(test.report)
		if err != nil {
			t.Fatal(err)
		}
		var written struct{ Verdict gitlab.Verdict }
		if err := json.Unmarshal(text, &written); err != nil || written.Verdict != test.want {
			t.Errorf("%s: JSON says %q, %v", test.name, written.Verdict, err)
		}
	}
	if slices.ContainsFunc(gitlab.Verdicts(), func(verdict gitlab.Verdict) bool { return !met[verdict] }) {
		t.Errorf("only %v were met", met)
	}
}
