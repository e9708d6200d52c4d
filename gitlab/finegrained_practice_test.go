package gitlab_test

import (
	"net/http"
	"strings"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/practice"
	"glpat/gitlab/problem"
	"glpat/gitlab/transport"
)

// A fine-grained token with what a purpose needs, and no more, passes the check
// for it and is failed by no proof, on an instance that enforces GitLab's list.
func TestAFineGrainedTokenForEachPurposePassesItsCheck(t *testing.T) {
	t.Parallel()
	for _, release := range []catalog.Release{catalog.NewRelease(18, 11), catalog.NewRelease(19, 2), catalog.NewRelease(19, 5)} {
		server, client := startPractice(t, practice.Options{Release: release}), newClient(t)
		instance, err := client.Discover(t.Context(), gitlabtest.MustAddress(t, server.URL()), transport.Config{})
		if err != nil {
			t.Fatal(err)
		}
		tried := 0
		for _, purpose := range catalog.AllPurposes() {
			if purpose.FineGrained.Fit == catalog.FitNone {
				continue
			}
			tried++
			needed := catalog.FineGrainedFor([]catalog.Purpose{purpose}).Permissions
			secret, err := server.MakeFineGrainedToken(purpose.Name, needed...)
			if err != nil {
				t.Fatal(err)
			}
			report := client.Check(t.Context(), instance, secret, gitlab.Want{Purposes: []catalog.Purpose{purpose}})
			for _, found := range report.Problems {
				if found.Severity == problem.SeverityError || found.Code == problem.CodeScopeExcess {
					t.Errorf("%s, %s: %s", release, purpose.Name, found.Summary)
				}
			}
			result := client.Probe(t.Context(), instance, secret, purpose.Probe, gitlab.ProbeTarget{
				Project: "practice-team/web-shop", Username: "pat",
			}).For(purpose)
			// The practice's person is no administrator, who alone reads the report.
			if result.Outcome == gitlab.ProbeFails && purpose.Probe != catalog.ProbeUsageData {
				t.Errorf("%s, %s: the proof fails: %s", release, purpose.Name, result.Means)
			}
		}
		if tried < 30 {
			t.Errorf("only %d purposes were tried", tried)
		}
	}
}

// A proof asks for what it asks: what a purpose does not need fails nothing.
func TestAProofFailsWhereThePurposeNeedsWhatIsRefused(t *testing.T) {
	t.Parallel()
	refused := gitlab.ProbeResult{
		Kind: catalog.ProbeReadAPI, Outcome: gitlab.ProbeFails, Asked: "GET /api/v4/projects?membership=true&per_page=1",
		Status: http.StatusForbidden, Problem: problem.NewProblem(problem.CodeFineGrainedMissing, "", ""),
	}
	for name, want := range map[string]gitlab.ProbeOutcome{
		"jenkins": gitlab.ProbeUnclear, "semantic-release": gitlab.ProbeUnclear, "flux": gitlab.ProbeUnclear,
		"read-api": gitlab.ProbeFails, "renovate": gitlab.ProbeFails, "push-images": gitlab.ProbeFails,
	} {
		result := refused.For(purposes(t, name)[0])
		if result.Outcome != want || (result.Problem == nil) != (want == gitlab.ProbeUnclear) ||
			(want == gitlab.ProbeUnclear) != strings.Contains(result.Means, "So this shows nothing.") {
			t.Errorf("%s: the proof ends as %s: %s", name, result.Outcome, result.Means)
		}
	}
	other := refused
	other.Problem = problem.NewProblem(problem.CodeAccessDenied, "", "")
	if result := other.For(purposes(t, "jenkins")[0]); result.Outcome != gitlab.ProbeFails {
		t.Errorf("another refusal ends as %s", result.Outcome)
	}
}
