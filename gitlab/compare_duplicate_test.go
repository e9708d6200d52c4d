package gitlab_test

import (
	"strings"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/token"
)

func TestAFineGrainedTokenThatLacksSomethingIsDuplicatedWhereTheListDoesThat(t *testing.T) {
	t.Parallel()
	for release, want := range map[catalog.Release]bool{
		catalog.NewRelease(18, 10): false,
		catalog.NewRelease(19, 2):  true,
		catalog.NewRelease(19, 5):  true,
	} {
		server, _ := serve(t, withGrants(grantsOf("all_memberships", "push_code")).ServeHTTP)
		instance := gitlab.Instance{URL: server.URL, Layout: catalog.LayoutAt(release)}
		report := newClient(t).Check(t.Context(), instance, token.NewSecret(gitlabtest.Hush),
			gitlab.Want{Purposes: purposes(t, "clone")})
		if len(report.Problems) == 0 {
			t.Fatalf("%s: nothing is missing", release)
		}
		said := strings.Join(report.Problems[0].Phrases(), "\n")
		if strings.Contains(said, `"Duplicate" in this token's menu`) != want {
			t.Errorf("%s: it says %s", release, said)
		}
	}
}
