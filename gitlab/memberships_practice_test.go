package gitlab_test

import (
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/practice"
	"glpat/gitlab/problem"
	"glpat/gitlab/transport"
)

func TestTheReachOfATokenOfEachRelease(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		release catalog.Release
		told    bool
	}{{catalog.NewRelease(16, 11), false}, {catalog.NewRelease(17, 9), true}, {catalog.NewRelease(18, 4), true}, {catalog.NewRelease(19, 2), true}} {
		server := startPractice(t, practice.Options{Release: test.release})
		client := newClient(t)
		instance, err := client.Discover(t.Context(), gitlabtest.MustAddress(t, server.URL()), transport.Config{})
		if err != nil {
			t.Fatal(err)
		}
		secret := tokenOn(t, client, instance, server, "write_repository", "2026-12-22")
		known, prob := gitlab.Memberships{}, (*problem.Problem)(nil)
		for prob == nil && !known.Done {
			known, prob = client.ListMemberships(t.Context(), instance, secret, known)
		}
		if !test.told {
			wantProblem(t, prob, problem.CodeTooOld)
			continue
		}
		if prob != nil || !known.Complete() || known.GroupCount == 0 || known.ProjectCount == 0 ||
			known.Highest < catalog.RoleDeveloper ||
			known.Groups[0].Path != "practice-team" {
			t.Errorf("%s: %+v, %v", test.release, known, prob)
		}
	}
}
