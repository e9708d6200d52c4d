package gitlab_test

import (
	"slices"
	"strings"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
)

// withScopes is a GitLab whose token has the scopes, of which those for Git
// alone may not read whose it is.
func withScopes(t testing.TB, granted, version string) *fake {
	t.Helper()
	api := newFake()
	api.api[selfAPI] = route{
		body: strings.Replace(
			selfBody,
			`["read_api","read_repository"]`,
			`["`+strings.ReplaceAll(granted, ",", `","`)+`"]`,
			1,
		),
	}
	api.api[metadataAPI] = route{body: strings.Replace(metadataBody, "18.1.1", version, 1)}
	if !catalog.Covers(gitlabtest.MustScopes(t, granted), catalog.ScopeReadUser) {
		api.api[userAPI] = route{status: 403, body: gitlabtest.LackingScopeBody}
		api.api[metadataAPI] = route{status: 403, body: gitlabtest.LackingScopeBody}
	}
	return api
}

func purposes(t testing.TB, names string) []catalog.Purpose {
	t.Helper()
	if names == "" {
		return nil
	}
	found, err := catalog.FindPurposes(strings.Split(names, ","))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestATokenIsHeldAgainstWhatItIsFor(t *testing.T) {
	missing, excess, unsure := problem.CodeScopeMissing, problem.CodeScopeExcess, problem.CodeScopesUnknown
	for _, test := range []struct {
		name, granted, scopes, purposes, version string
		want                                     []problem.Code
		says                                     []string // of each problem, summary or cause
	}{
		{"exactly", "read_repository", "", "clone", "", nil, nil},
		{"exactly, by scopes and purpose", "read_repository", "read_repository", "clone", "", nil, nil},
		{
			"api to clone", "api", "", "clone", "",
			[]problem.Code{excess},
			[]string{"more than asked: api | can also do everything you can do"},
		},
		{"read_user to clone", "read_user", "", "clone", "", []problem.Code{missing, excess}, []string{
			"lacks read_repository | Without read_repository you cannot clone and " +
				"pull code.", "read_user | also read your profile",
		}},
		{
			"write_repository to clone", "write_repository", "read_repository", "clone", "",
			[]problem.Code{excess},
			[]string{"more than asked: write_repository | can also push code over HTTPS."},
		},
		{"a token that may only push, to push", "write_repository", "", "push", "", nil, nil},
		{"one of two purposes", "read_repository", "", "clone,pull-images", "", []problem.Code{missing}, []string{
			"lacks read_registry | Without read_registry you cannot pull container images.",
		}},
		{"none of two purposes", "read_user", "", "clone,pull-images", "", []problem.Code{missing, excess}, []string{
			"lacks read_repository and read_registry | Without read_repository you cannot clone and pull code. Without " +
				"read_registry you cannot pull container images.", "read_user",
		}},
		{"two purposes for the same scope", "read_user", "", "api,glab", "", []problem.Code{missing}, []string{
			"The token lacks api | Without api you cannot read and change through the API. Without api you cannot use glab",
		}},
		{
			"half of what images need", "write_registry", "", "push-images", "",
			[]problem.Code{missing},
			[]string{"lacks read_registry | Without read_registry you cannot push container images."},
		},
		{"the risky first", "read_user,read_repository,sudo,write_repository", "", "clone", "", []problem.Code{excess}, []string{
			"more than asked: sudo, write_repository and read_user | also act as any user of the instance, and push code over " +
				"HTTPS, and read your profile and the list of users.",
		}},
		{
			"a scope that another one swallows", "api,read_api", "", "clone", "",
			[]problem.Code{excess},
			[]string{"api and read_api | settings, code, packages and images."},
		},
		{
			"the newer pair for the proxy", "read_virtual_registry,write_virtual_registry", "", "pull-proxy", "18.1.1", nil, nil,
		},
		{"the older pair for the proxy in a newer release", "read_user,read_registry,write_registry", "", "pull-proxy", "18.1.1", []problem.Code{excess}, []string{
			"write_registry, read_user and read_registry | also push container images, and read your profile and the list of " +
				"users, and pull container images.",
		}},
		{
			"the older pair for the proxy in an older release", "read_user,read_registry,write_registry",
			"read_user,read_registry,write_registry", "pull-proxy", "17.9.0", nil, nil,
		},
		{
			"the newer pair for the proxy in an older release", "read_user,read_virtual_registry,write_virtual_registry", "",
			"pull-proxy", "17.9.0",
			[]problem.Code{unsure, excess},
			[]string{"is not sure | GitLab's documents ask for read_registry and write_registry", "more than asked: read_user"},
		},
		{
			"another scope for the proxy in an older release", "read_user", "", "pull-proxy", "17.9.0",
			[]problem.Code{unsure, excess},
			[]string{"is not sure | this release may let it through", "more than asked: read_user"},
		},
		{
			"another scope for the proxy in a newer release", "read_user", "", "pull-proxy", "18.0.0",
			[]problem.Code{missing, excess},
			[]string{"lacks read_virtual_registry and write_virtual_registry", ""},
		},
		{
			"a scope added by hand is missing", "read_repository", "read_repository,create_runner", "clone", "",
			[]problem.Code{missing},
			[]string{"lacks create_runner | Without create_runner you cannot create runners"},
		},
		{
			"a scope added by hand is there", "read_repository,create_runner", "read_repository,create_runner", "clone", "", nil,
			nil,
		},
		{"a purpose whose scope was taken away by hand", "read_registry", "read_registry", "push-images", "", nil, nil},
		{
			"api chosen by hand for a small purpose", "write_repository", "api", "clone", "",
			[]problem.Code{missing},
			[]string{"lacks api"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			want := gitlab.Want{
				Scopes:   gitlabtest.MustScopes(t, test.scopes),
				Purposes: purposes(t, test.purposes),
				Owner:    "sam",
			}
			report, _ := checkAgainst(t, withScopes(t, test.granted, max(test.version, "17.0")).ServeHTTP, want)
			if got := problemCodes(report); !slices.Equal(got, test.want) {
				for _, problem := range report.Problems {
					t.Log(problem.Code, problem.Summary, problem.Cause)
				}
				t.Fatalf("the problems are %q, want %q", got, test.want)
			}
			for i, says := range test.says {
				problem := report.Problems[i]
				for part := range strings.SplitSeq(says, " | ") {
					if !strings.Contains(problem.Summary+"\n"+problem.Cause, part) {
						t.Errorf("%s says %q, %q; want %q", problem.Code, problem.Summary, problem.Cause, part)
					}
				}
			}
			if report.OK() == slices.Contains(test.want, missing) {
				t.Errorf("OK is %v", report.OK())
			}
		})
	}
}

func TestEveryPurposesOwnSetPassesItsVerdict(t *testing.T) {
	t.Parallel()
	for _, purpose := range catalog.AllPurposes() {
		for _, release := range []string{"16.11.0", "17.9.0", "18.4.0", "19.2.0"} {
			at, err := catalog.ParseRelease(release)
			if err != nil {
				t.Fatal(err)
			}
			set := purpose.SetFor(at)
			if at.Before(set.MinRelease()) {
				continue
			}
			granted := catalog.JoinScopes(set.Names())
			api := withScopes(t, granted, release)
			api.api[metadataAPI] = route{body: strings.Replace(metadataBody, "18.1.1", release, 1)}
			report, _ := checkAgainst(t, api.ServeHTTP, gitlab.Want{Purposes: []catalog.Purpose{purpose}})
			if len(report.Problems) > 0 {
				t.Errorf("%s on %s with %s: %v", purpose.Name, release, granted, report.Problems[0])
			}
			for i := range set.Scopes {
				less := slices.Delete(set.Names(), i, i+1)
				api.api[selfAPI] = route{
					body: strings.Replace(
						selfBody,
						`["read_api","read_repository"]`,
						`["`+strings.ReplaceAll(catalog.JoinScopes(less), ",", `","`)+`"]`,
						1,
					),
				}
				report, _ := checkAgainst(t, api.ServeHTTP, gitlab.Want{Purposes: []catalog.Purpose{purpose}})
				if catalog.Judge(less, purpose.Does, catalog.Exactly(at)) == catalog.Unsure {
					if failure := report.Failure(); failure != nil {
						t.Errorf("%s on %s, of which it is not sure, is refused: %v", purpose.Name, release, failure)
					}
					continue
				}
				if failure := report.Failure(); failure == nil || failure.Code != problem.CodeScopeMissing ||
					!strings.Contains(failure.Summary, string(set.Scopes[i].Scope)) {
					t.Errorf("%s on %s without %s: %v", purpose.Name, release, set.Scopes[i].Scope, report.Problems)
				}
			}
		}
	}
}

func TestAnInstanceThatCannotIsNamedAsTheReason(t *testing.T) {
	t.Parallel()
	server, _ := serve(t, withScopes(t, "read_user", "18.1.1").ServeHTTP)
	instance := gitlab.Instance{
		URL:           server.URL,
		AtLeast:       catalog.NewRelease(17, 0),
		ScopesOffered: gitlabtest.MustScopes(t, "api,read_user,read_repository"),
	}
	report := newClient(
		t,
	).Check(t.Context(), instance, token.NewSecret(gitlabtest.Hush), gitlab.Want{Purposes: purposes(t, "pull-images")})
	failure := report.Failure()
	if failure == nil || failure.Code != problem.CodeScopeMissing ||
		!strings.Contains(failure.Cause, "No token can pull container images here: this GitLab has no container registry.") {
		t.Errorf("the failure is %v", failure)
	}
}
