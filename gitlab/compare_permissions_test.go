package gitlab_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/problem"
)

// granularRefusal is what GitLab says where a fine-grained permission is
// missing.
func granularRefusal(named string) route {
	return route{
		status: http.StatusForbidden,
		body: `{"error":"insufficient_granular_scope","error_description":"Access denied: This operation requires a ` +
			`fine-grained personal access token with the following user permissions: [` + named + `]."}`,
	}
}

// withGrants is a GitLab whose token is fine-grained, with that list of grants.
func withGrants(grants string) *fake {
	api := newFake()
	body := strings.Replace(selfBody, `["read_api","read_repository"]`, `["granular"]`, 1)
	api.api[selfAPI] = route{
		body: strings.Replace(body, `"granular":false`, `"granular":true,"granular_scopes":`+grants, 1),
	}
	api.api[metadataAPI] = granularRefusal("Metadata: Read")
	return api
}

const grantsOfUser = `{"access":"user","permissions":["read_personal_access_token","read_user"],"project_id":null,"group_id":null}`

func grantsOf(access, permissions string) string {
	permissions = strings.ReplaceAll(permissions, ",", `","`)
	return `[` + grantsOfUser + `,{"access":"` + access + `","permissions":["` + permissions +
		`"],"project_id":7,"group_id":null}]`
}

func TestTheGrantsOfAFineGrainedTokenAreHeldAgainstThePurpose(t *testing.T) {
	missing, excess, unknown := problem.CodeFineGrainedMissing, problem.CodeScopeExcess, problem.CodeScopesUnknown
	for _, test := range []struct {
		name, grants, purposes, scopes string
		want                           []problem.Code
		says                           string
	}{
		{"all there", grantsOf("selected_memberships", "download_code"), "clone", "", nil, ""},
		{"all there for every membership", grantsOf("all_memberships", "download_code"), "clone", "", nil, ""},
		{
			"one missing", grantsOf("personal_projects", "download_code"), "push", "",
			[]problem.Code{missing},
			`lacks Code: Push (push_code)|Without Code: Push you cannot push code.|under "Group and project", Repository > ` +
				`Code: Push`,
		},
		{
			"under the wrong tab", grantsOf("user", "download_code"), "clone", "",
			[]problem.Code{missing},
			"Code: Download (download_code)",
		},
		{"a kind of access that nobody knows yet", grantsOf("from_the_future", "download_code"), "clone", "", nil, ""},
		{"nothing granted", `[]`, "clone", "", []problem.Code{missing}, "download_code"},
		{
			"more than that", grantsOf("all_memberships", "download_code,push_code"), "clone", "",
			[]problem.Code{excess},
			"more than asked: push_code",
		},
		{
			"much more than that", grantsOf("all_memberships", "download_code,a_b,b_b,c_b,d_b,e_b,f_b,g_b"), "clone", "",
			[]problem.Code{excess},
			"a_b, b_b, c_b, d_b, e_b and 2 more",
		},
		{"the version besides", grantsOf("instance", "read_metadata"), "whoami", "", nil, ""},
		{
			"what no such token can do", grantsOf("all_memberships", "download_code"), "push-images", "",
			[]problem.Code{missing},
			"A fine-grained token cannot push container images|read_registry and write_registry",
		},
		{
			"what no such token can do, and something else", grantsOf("all_memberships", "push_code"), "push-images,clone", "",
			[]problem.Code{missing, missing},
			"cannot push container images",
		},
		{
			"what such tokens do partly", grantsOf("all_memberships", "nothing_at_all"), "read-api", "",
			[]problem.Code{unknown},
			"Project: Read|names some permissions otherwise",
		},
		{"no list", `null`, "clone", "", []problem.Code{unknown}, "GitLab tells it from 19.2 on|See in GitLab that it has Code: " +
			"Download: "},
		{"no list, and what no such token can do", `null`, "push-images", "", []problem.Code{missing}, "push container " +
			"images"},
		{"something else than a list", `{"a":1}`, "clone", "", []problem.Code{unknown}, ""},
		{
			"a list of something else", `[7,"x",{"access":9},{"access":"user","permissions":"all"}]`, "clone", "",
			[]problem.Code{unknown},
			"Code: Download|something in it that glpat does not know",
		},
		{"sixty projects with much in each, and the user's own " +
			"behind them", `[` + strings.Repeat(`{"access":"selected_memberships","permissions":["download_code"`+strings.Repeat(`,"read_job"`, 24)+`],"project_id":7,"group_id":null},`, 60) + grantsOfUser + `]`, "clone", "", []problem.Code{excess}, "more than asked: read_job"},
		{
			"a row that cannot be read beside what is needed",
			`[` + grantsOfUser + `,{"access":"all_memberships","permissions":["download_code","push_code"]},{"permissions":[{"name":"x"}]}]`,
			"clone", "", nil, "",
		},
		{
			"a name that nobody verified", grantsOf("all_memberships", "write_work_item"), "write-tickets", "",
			[]problem.Code{unknown},
			"Work Item: ",
		},
		{
			"what a list that nobody published has more", grantsOf("all_memberships", "download_code,push_code"), "semantic-release",
			"",
			[]problem.Code{unknown},
			"Release: |its makers have not published one",
		},
		{
			"a name of a beta among those of today", grantsOf("all_memberships", "download_code,write_work_item"), "push", "",
			[]problem.Code{unknown},
			"Code: Push|names some permissions otherwise",
		},
		{
			"a name that is verified", grantsOf("all_memberships", "read_project"), "write-tickets", "",
			[]problem.Code{missing},
			"Work Item: Create, Read, Update (create_work_item, read_work_item, update_work_item)",
		},
		{
			"a name that is not the label's", `[{"access":"user","permissions":["read_personal_access_token","read_user",` +
				`"create_code_suggestion_completion","read_code_suggestion_connection_detail",` +
				`"create_code_suggestion_direct_access","create_chat_completion"]},` +
				`{"access":"all_memberships","permissions":["read_code_suggestion_enabled"]}]`, "code-suggestions", "",
			[]problem.Code{unknown},
			"Whether the token can do everything",
		},
		{
			"scopes by hand", grantsOf("all_memberships", "download_code"), "", "read_repository",
			[]problem.Code{unknown},
			"read_repository",
		},
		{"nothing asked", grantsOf("all_memberships", "download_code"), "", "", nil, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			report, requests := checkAgainst(
				t,
				withGrants(test.grants).ServeHTTP,
				gitlab.Want{Purposes: purposes(t, test.purposes), Scopes: gitlabtest.MustScopes(t, test.scopes)},
			)
			asked := 3
			if test.grants == "null" {
				asked++ // by the token's id
			}
			if got := problemCodes(report); !slices.Equal(got, test.want) || len(requests) != asked {
				t.Fatalf("the problems are %v after %d requests, want %q", report.Problems, len(requests), test.want)
			}
			if !report.Token.FineGrained || !report.Works() || report.User == nil || report.Release.Known() {
				t.Errorf(
					"granular %v, works %v, user %v, release %s",
					report.Token.FineGrained, report.Works(), report.User, report.Release,
				)
			}
			for part := range strings.SplitSeq(test.says, "|") {
				if len(test.want) > 0 &&
					!strings.Contains(
						strings.Join(append(report.Problems[0].Phrases(), report.Problems[0].Summary, report.Problems[0].Cause), " "),
						part,
					) {
					t.Errorf("%q is not in %+v", part, *report.Problems[0])
				}
			}
		})
	}
}

func TestAFineGrainedTokenThatMayNotReadItselfIsNotRefused(t *testing.T) {
	t.Parallel()
	api := newFake()
	for path := range api.api {
		api.api[path] = granularRefusal("Personal Access Token: Read")
	}
	report, _ := checkAgainst(t, api.ServeHTTP, gitlab.Want{Purposes: purposes(t, "clone")})
	failure := report.Failure()
	if failure == nil || failure.Code != problem.CodeFineGrainedMissing || failure.RefusesToken() || report.Works() ||
		report.Known() ||
		len(report.Problems) != 1 {
		t.Fatalf("works %v, problems %v", report.Works(), report.Problems)
	}
	for _, want := range []string{`"Personal Access ` +
		`Token: Read"`, "legacy token", `"User: Read"`, "It may work all the same"} {
		if !strings.Contains(failure.Cause+strings.Join(failure.Phrases(), " "), want) {
			t.Errorf("%q is missing in %q, %q", want, failure.Cause, failure.Phrases())
		}
	}
}

func TestAFineGrainedTokenThatMayNotReadItsOwnerWorks(t *testing.T) {
	t.Parallel()
	api := withGrants(grantsOf("all_memberships", "download_code"))
	api.api[userAPI] = granularRefusal("User: Read")
	for _, want := range []gitlab.Want{{}, {Owner: "sam"}, {Purposes: purposes(t, "clone")}} {
		report, _ := checkAgainst(t, api.ServeHTTP, want)
		got := problemCodes(report)
		if !slices.Equal(got, []problem.Code{problem.CodeFineGrainedMissing}) || !report.OK() ||
			!strings.Contains(report.Problems[0].Remedy[0].Text, `"User: Read"`) {
			t.Errorf("%+v: %v", want, report.Problems)
		}
	}
	missing := strings.Replace(grantsOf("all_memberships", "download_code"), `,"read_user"`, "", 1)
	api = withGrants(missing)
	api.api[userAPI] = granularRefusal("User: Read")
	report, _ := checkAgainst(t, api.ServeHTTP, gitlab.Want{Purposes: purposes(t, "whoami")})
	if len(report.Problems) != 1 || report.OK() ||
		!strings.Contains(report.Problems[0].Summary, "User: Read (read_user)") {
		t.Errorf("a token that has to read its owner and cannot: %v", report.Problems)
	}
}

func TestALegacyTokenInAGroupThatEnforcesIsNotCalledFineGrained(t *testing.T) {
	t.Parallel()
	api := newFake()
	api.api[userAPI] = granularRefusal("User: Read")
	if report, _ := checkAgainst(t, api.ServeHTTP, gitlab.Want{}); len(report.Problems) > 0 || report.Token.FineGrained {
		t.Errorf("granular %v, problems %v", report.Token.FineGrained, report.Problems)
	}
}

func TestAHugeListOfGrantsIsBoundedAndClean(t *testing.T) {
	t.Parallel()
	row := `{"access":"user\u001b[2J","permissions":["read_user","` + gitlabtest.Hush + `"` +
		strings.Repeat(`,"a\u202eb"`, 40) + `]}`
	report, _ := checkAgainst(t, withGrants(`[`+strings.Repeat(row+",", 1200)+row+`]`).ServeHTTP, gitlab.Want{})
	count := 0
	for _, grant := range report.Token.Grants {
		count += len(grant.Permissions)
	}
	written, err := json.Marshal(report)
	if err != nil || count > 20_000 || len(report.Token.Grants) > 1000 || !report.Token.GrantsCut {
		t.Fatalf("%d grants with %d permissions, %v", len(report.Token.Grants), count, err)
	}
	text := redacted(string(written))
	if strings.Contains(text, gitlabtest.Hush) || strings.Contains(text, `\u001b`) ||
		strings.ContainsRune(text, '\u202e') {
		t.Errorf("the report is not clean: %.300s", text)
	}
}
