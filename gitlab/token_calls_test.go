package gitlab_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/practice"
	"glpat/gitlab/token"
)

// pathsAsked sorts the paths of requests, below the API.
func pathsAsked(requests []*http.Request) []string {
	var paths []string
	for _, request := range requests {
		paths = append(paths, strings.TrimPrefix(request.URL.Path, "/api/v4"))
	}
	slices.Sort(paths)
	return paths
}

// Which answer tells the permissions of a fine-grained token hangs on the release,
// and so does what is asked. A token that tells its release is asked for no more
// than that release needs.
func TestThePermissionsOfAFineGrainedTokenAreAskedForWhereTheReleaseTellsThem(t *testing.T) {
	t.Parallel()
	const self, byID, user, metadata = "/personal_access_tokens/self", "/personal_access_tokens/1", "/user", "/metadata"
	at := catalog.NewRelease
	clone := purposes(t, "clone")
	for _, test := range []struct {
		name        string
		release     catalog.Release
		known       gitlab.Instance // what is known of the instance before
		want        gitlab.Want
		tells, told bool // the release to the token, the permissions to glpat
		asked       []string
	}{
		{
			"19.2, nothing is known before", at(19, 2),
			gitlab.Instance{},
			gitlab.Want{Purposes: clone},
			false, true,
			[]string{metadata, byID, self, user},
		},
		{
			"19.4, and the token tells the release", at(19, 4),
			gitlab.Instance{},
			gitlab.Want{Purposes: clone},
			true, true,
			[]string{metadata, byID, self, user},
		},
		{
			"19.5", at(19, 5),
			gitlab.Instance{},
			gitlab.Want{Purposes: clone},
			false, true,
			[]string{metadata, self, user},
		},
		{
			"19.2, and a fine-grained token is wanted", at(19, 2),
			gitlab.Instance{AtLeast: at(19, 1)},
			gitlab.Want{Purposes: clone, FineGrained: true},
			false, true,
			[]string{byID, self, user},
		},
		{
			"19.5, and a fine-grained token is wanted", at(19, 5),
			gitlab.Instance{AtLeast: at(19, 1)},
			gitlab.Want{Purposes: clone, FineGrained: true},
			false, true,
			[]string{self, user},
		},
		{
			"a beta, nothing is known before", at(18, 11),
			gitlab.Instance{},
			gitlab.Want{Purposes: clone},
			false, false,
			[]string{metadata, byID, self, user},
		},
		{
			"a beta, and the token tells the release", at(18, 11),
			gitlab.Instance{},
			gitlab.Want{Purposes: clone},
			true, false,
			[]string{metadata, self, user},
		},
		{
			"a beta that is known to be one", at(18, 11),
			gitlab.Instance{Release: at(18, 11)},
			gitlab.Want{Purposes: clone, FineGrained: true},
			false, false,
			[]string{metadata, self, user},
		},
		{
			"19.5 that is known to be one", at(19, 5),
			gitlab.Instance{AtLeast: at(19, 5)},
			gitlab.Want{Purposes: clone, FineGrained: true},
			false, true,
			[]string{metadata, self, user},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			played := startPractice(t, practice.Options{Release: test.release})
			permissions := catalog.FineGrainedFor(clone).Permissions
			if test.tells {
				permissions = append(permissions, catalog.Permission{
					Category: "System Access", Resource: "Metadata", Actions: []string{"Read"}, Where: catalog.BoundaryGlobal,
				})
			}
			secret, err := played.MakeFineGrainedToken("n", permissions...)
			if err != nil {
				t.Fatal(err)
			}
			server, reached := serve(t, played.ServeHTTP)
			test.known.URL = server.URL
			report := newClient(t).Check(t.Context(), test.known, secret, test.want)
			if got := pathsAsked(reached.all()); !slices.Equal(got, test.asked) {
				t.Errorf("asked for %q, want %q", got, test.asked)
			}
			if report.Token == nil || !report.Token.FineGrained || (report.Token.Grants != nil) != test.told ||
				!report.OK() || (len(report.Problems) == 0) != test.told {
				t.Errorf("the report is %+v, its problems %v", report.Token, report.Problems)
			}
			for _, prob := range report.Problems {
				if !strings.Contains(prob.Cause, "which permissions it has was not told") {
					t.Errorf("it says %q", prob.Cause)
				}
			}
		})
	}
}

// A verdict on a token with scopes takes three requests side by side, and one that
// was wanted fine-grained no more, whatever came.
func TestAVerdictTakesThreeRequestsAtMost(t *testing.T) {
	t.Parallel()
	for _, release := range []catalog.Release{
		catalog.NewRelease(16, 11), catalog.NewRelease(18, 11), catalog.NewRelease(19, 2), catalog.NewRelease(19, 5),
	} {
		for _, want := range []gitlab.Want{{}, {FineGrained: true}} {
			played := startPractice(t, practice.Options{Release: release})
			secret, err := played.MakeToken("n", catalog.ScopeReadAPI)
			if err != nil {
				t.Fatal(err)
			}
			server, reached := serve(t, played.ServeHTTP)
			report := newClient(t).Check(t.Context(), gitlab.Instance{URL: server.URL}, secret, want)
			if got := reached.all(); len(got) != 3 || report.Release != release || !report.OK() {
				t.Errorf("%s, %+v: %d requests, release %s, %v", release, want, len(got), report.Release, report.Problems)
			}
		}
	}
}

func TestWhatIsSaidOfAnotherTokenIsNotTaken(t *testing.T) {
	t.Parallel()
	other := strings.Replace(selfBody, `"granular":false`, `"granular":true,"granular_scopes":`+
		grantsOf("all_memberships", "download_code"), 1)
	for name, body := range map[string]string{
		"another token":  strings.Replace(other, `"id":`, `"id":9`, 1),
		"no token":       `{}`,
		"a page":         `<html>`,
		"something else": `[1]`,
	} {
		api := withGrants("null")
		api.api["/api/v4/personal_access_tokens/812"] = route{body: body}
		server, _ := serve(t, api.ServeHTTP)
		report := newClient(t).Check(t.Context(), gitlab.Instance{URL: server.URL}, token.NewSecret(gitlabtest.Hush),
			gitlab.Want{Purposes: purposes(t, "clone")})
		if report.Token == nil || report.Token.Grants != nil || !report.OK() {
			t.Errorf("%s: %+v, %v", name, report.Token, report.Problems)
		}
	}
}
