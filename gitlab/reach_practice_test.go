package gitlab_test

import (
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/practice"
	"glpat/gitlab/practice/faultlab"
)

func TestTheReachOfATokenOfEachRelease(t *testing.T) {
	for _, test := range []struct {
		release gitlab.Release
		told    bool
	}{{gitlab.NewRelease(16, 11), false}, {gitlab.NewRelease(17, 9), true}, {gitlab.NewRelease(18, 4), true}, {gitlab.NewRelease(19, 2), true}} {
		server := startPractice(t, practice.Options{Release: test.release})
		client := newClient(t)
		instance, err := client.Discover(t.Context(), faultlab.Address(t, server.URL()), gitlab.Config{})
		if err != nil {
			t.Fatal(err)
		}
		secret := tokenOn(t, client, instance, server, "write_repository", "2026-12-22")
		reach, prob := gitlab.Memberships{}, (*gitlab.Problem)(nil)
		for prob == nil && !reach.Done {
			reach, prob = client.ListMemberships(t.Context(), instance, secret, reach)
		}
		if !test.told {
			wantProblem(t, prob, gitlab.CodeTooOld)
			continue
		}
		if prob != nil || !reach.Complete() || reach.GroupCount == 0 || reach.ProjectCount == 0 || reach.Highest < gitlab.RoleDeveloper || reach.Groups[0].Path != "practice-team" {
			t.Errorf("%s: %+v, %v", test.release, reach, prob)
		}
	}
}
