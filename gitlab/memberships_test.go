package gitlab_test

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
)

const associationsAPI = "/api/v4/personal_access_tokens/self/associations"

// associationsOf writes a page of what a token reaches, as GitLab's documents
// show it.
func associationsOf(groups, projects []string) string {
	return `{"groups":[` + strings.Join(groups, ",") + `],"projects":[` + strings.Join(projects, ",") + `]}`
}

func groupRow(id int, path string, level string) string {
	return fmt.Sprintf(
		`{"id":%d,"web_url":"https://gitlab.example.com/groups/%s","name":"A `+
			`name","parent_id":null,"organization_id":1,"access_levels":%s,"visibility":"public"}`,
		id,
		path,
		level,
	)
}

func projectRow(id int, path string, own, group string) string {
	return fmt.Sprintf(
		`{"id":%d,"description":"Leet.","name":"P","name_with_namespace":"A / `+
			`P","path":"p","path_with_namespace":%q,"access_levels":{"project_access_level":%s,"group_access_level":%s},"visibility":"private","web_url":"x"}`,
		id,
		path,
		own,
		group,
	)
}

// rows makes count rows from the number on.
func rows(from, count int, row func(id int) string) []string {
	var all []string
	for id := from; id < from+count; id++ {
		all = append(all, row(id))
	}
	return all
}

// listAll reads until it is done or fails, and counts the calls.
func listAll(t *testing.T, handler http.HandlerFunc) (gitlab.Memberships, *problem.Problem, []*http.Request) {
	t.Helper()
	server, seen := serve(t, handler)
	client, instance := newClient(t), gitlab.Instance{URL: server.URL}
	var known gitlab.Memberships
	for calls := 0; !known.Done; calls++ {
		if calls > 60 {
			t.Fatal("it does not end")
		}
		var problem *problem.Problem
		known, problem = client.ListMemberships(t.Context(), instance, token.NewSecret(gitlabtest.Hush), known)
		if problem != nil {
			return known, problem, seen.all()
		}
	}
	return known, nil, seen.all()
}

// paged serves as many groups and projects, a hundred of each a page, with the
// headers of the projects as GitLab sends them.
func paged(groups, projects int, headers bool) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		number, _ := strconv.Atoi(r.URL.Query().Get("page"))
		within := func(all int) (from, count int) {
			from = (number - 1) * 100
			return from + 1, max(0, min(100, all-from))
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("X-Gitlab-Meta", "{}")
		if headers {
			w.Header().Set("X-Per-Page", "100")
			w.Header().Set("X-Next-Page", "")
			if number*100 < projects {
				w.Header().Set("X-Next-Page", strconv.Itoa(number+1))
				w.Header().Set("Link", `<https://elsewhere.example/steal?page=2>; rel="next"`)
			}
		}
		from, count := within(groups)
		listed := rows(from, count, func(id int) string { return groupRow(id, "g"+strconv.Itoa(id), "20") })
		from, count = within(projects)
		_, _ = w.Write(
			[]byte(
				associationsOf(
					listed,
					rows(from, count, func(id int) string { return projectRow(id, "g/p"+strconv.Itoa(id), "null", "30") }),
				),
			),
		)
	}
}

func TestWhereATokenReachesIsReadPageByPage(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		groups, projects, calls int
		bounded                 bool
		says                    string
	}{
		{0, 0, 1, false, "no group and no project"},
		{1, 0, 1, false, "1 group and 0 projects, the highest role is Reporter"},
		{2, 14, 1, false, "2 groups and 14 projects, the highest role is Developer"},
		{99, 99, 1, false, "99 groups and 99 projects, the highest role is Developer"},
		{5, 250, 3, false, "5 groups and 250 projects, the highest role is Developer"},
		{250, 5, 3, false, "250 groups and 5 projects, the highest role is Developer"},
		{100, 100, 2, false, "100 groups and 100 projects, the highest role is Developer"},
		{3, 4999, 50, false, "3 groups and 4999 projects, the highest role is Developer"},
		{3, 5000, 50, true, "at least 3 groups and 5000 projects, the highest role is Developer"},
		{3, 9999, 50, true, "at least 3 groups and 5000 projects, the highest role is Developer"},
	} {
		for _, headers := range []bool{true, false} {
			known, problem, requests := listAll(t, paged(test.groups, test.projects, headers))
			if problem != nil || len(requests) != test.calls || known.Bounded != test.bounded ||
				known.Complete() == test.bounded || known.Summary() != test.says {
				t.Errorf(
					"%d groups, %d projects, headers %v: %q after %d calls, bounded %v, %v; want %+v",
					test.groups, test.projects, headers, known.Summary(), len(requests), known.Bounded, problem, test,
				)
			}
			if len(known.Groups) > 200 || len(known.Projects) > 200 {
				t.Errorf("%d groups and %d projects are kept", len(known.Groups), len(known.Projects))
			}
			for i, request := range requests {
				want := fmt.Sprintf("%s?min_access_level=10&page=%d&per_page=100", associationsAPI, i+1)
				if request.URL.String() != want || request.Method != http.MethodGet ||
					request.Header.Get("Authorization") != "Bearer "+gitlabtest.Hush {
					t.Errorf("it asks %s %s, want %s", request.Method, request.URL, want)
				}
			}
		}
	}
}

func TestTheRolesAndPathsOfMemberships(t *testing.T) {
	t.Parallel()
	body := associationsOf([]string{
		groupRow(1, "team", "10"),
		groupRow(2, "team/inner", "null"),
		groupRow(3, "odd", "999"),
		groupRow(4, "list", "[50]"),
		groupRow(5, "object", `{"group_access_level":25}`),
		`{"id":6,"web_url":"nothing","name":"By\u001b[2J name","access_levels":15}`,
	}, []string{
		projectRow(1, "team/own", "50", "20"),
		projectRow(2, "team/inherited", "null", "40"),
		projectRow(3, "team/neither", "null", "null"),
		projectRow(4, "team/odd", `"owner"`, "-3"),
		projectRow(5, "team/\u202eevil", "30", "null"),
		projectRow(5, "team/again", "50", "50"),
		projectRow(0, "no/number", "50", "50"),
	})
	known, problem, _ := listAll(
		t,
		func(w http.ResponseWriter, r *http.Request) { routes{associationsAPI: {body: body}}.ServeHTTP(w, r) },
	)
	if problem != nil {
		t.Fatal(problem)
	}
	want := []gitlab.Membership{
		{Path: "team", Role: catalog.RoleGuest},
		{Path: "team/inner"},
		{Path: "odd"},
		{Path: "list"},
		{Path: "object", Role: catalog.RoleSecurity},
		{Path: "By name", Role: catalog.RolePlanner},
	}
	if !slices.Equal(known.Groups, want) {
		t.Errorf("the groups are %v, want %v", known.Groups, want)
	}
	if want := []gitlab.Membership{
		{Path: "team/own", Role: catalog.RoleOwner},
		{Path: "team/inherited", Role: catalog.RoleMaintainer},
		{Path: "team/neither"},
		{Path: "team/odd"},
		{Path: "team/evil", Role: catalog.RoleDeveloper},
	}; !slices.Equal(known.Projects, want) {
		t.Errorf("the projects are %v, want %v", known.Projects, want)
	}
	if known.Highest != catalog.RoleOwner || known.GroupCount != 6 || known.ProjectCount != 5 {
		t.Errorf("the reach is %+v", known)
	}
}

func TestTheMembershipsOfAHostileServerEnd(t *testing.T) {
	t.Parallel()
	calls := 0
	for name, test := range map[string]struct {
		page  func(number int) string
		calls int
	}{
		"the same page for ever": {func(int) string {
			return associationsOf(nil, rows(1, 100, func(id int) string { return projectRow(id, "a/b", "30", "null") }))
		}, 2},
		"pages that never end": {func(number int) string {
			return associationsOf(nil, rows(number*100, 100, func(id int) string { return projectRow(id, "a/b", "30", "null") }))
		}, 50},
		"one short page after the other": {func(number int) string {
			return associationsOf(nil, []string{projectRow(number, "a/b", "30", "null")})
		}, 50},
		"a page that is far too long": {func(int) string {
			return associationsOf(rows(1, 3000, func(id int) string { return groupRow(id, "g", "30") }), nil)
		}, 1},
		"empty pages": {func(int) string { return associationsOf(nil, nil) }, 1},
		"rows that are nothing": {func(int) string {
			return associationsOf(rows(1, 100, func(int) string { return `{}` }), rows(1, 100, func(int) string { return `null` }))
		}, 1},
	} {
		calls = 0
		known, problem, _ := listAll(t, func(w http.ResponseWriter, r *http.Request) {
			calls++
			number, _ := strconv.Atoi(r.URL.Query().Get("page"))
			w.Header().Set("X-Next-Page", "1")
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write([]byte(test.page(number)))
		})
		if problem != nil || calls != test.calls || known.GroupCount > 100 {
			t.Errorf("%s: %d calls, want %d; %d groups; %v", name, calls, test.calls, known.GroupCount, problem)
		}
	}
}

func TestMembershipsThatCannotBeReadSayWhy(t *testing.T) {
	for _, test := range []struct {
		name     string
		answer   route
		want     problem.Code
		severity problem.Severity
		says     string
	}{
		{"an older release", route{status: 404, body: `{"error":"404 Not ` +
			`Found"}`}, problem.CodeTooOld, problem.SeverityWarning, "from 17.4 on"},
		{"an address for another method", route{status: 405, body: `{"error":"405 Not ` +
			`Allowed"}`}, problem.CodeTooOld, problem.SeverityWarning, "from 17.4 on"},
		{"a fine-grained token", granularRefusal("Personal Access " +
			"Token: Read"), problem.CodeFineGrainedMissing, problem.SeverityWarning, `"Personal Access Token: Read"`},
		{"too many calls", route{status: 429, body: `{"message":{"error":"This endpoint has been requested too many times. ` +
			`Try again later."}}`, header: map[string]string{"Retry-After": "60"}}, problem.CodeRateLimited, problem.SeverityError, ""},
		{
			"a refused token",
			route{status: 401, body: gitlabtest.RefusedBody},
			problem.CodeTokenUnknown, problem.SeverityError,
			"",
		},
		{"a server's fault", route{status: 500, body: `{"message":"500 Internal Server ` +
			`Error"}`}, problem.CodeServerError, problem.SeverityError, ""},
		{
			"a sign-in page",
			route{kind: "text/html", body: "<html>Sign in</html>"},
			problem.CodeLoginPage,
			problem.SeverityError, "",
		},
		{"something else", route{body: `{"message":"hello"}`}, problem.CodeInvalidResponse, problem.SeverityError, ""},
		{"half an answer", route{body: `{"groups":[{"id":1`}, problem.CodeAnswerCutShort, problem.SeverityError, ""},
		{"the token itself", route{status: 403, body: `{"message":"403 ` +
			`Forbidden - ` + gitlabtest.Hush + `"}`}, problem.CodeAccessDenied, problem.SeverityError, token.Redacted},
		{
			"a path for the token",
			route{body: associationsOf(nil, []string{projectRow(1, "a/"+gitlabtest.Hush, "30", "null")})},
			"", "", "",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			known, prob, _ := listAll(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("X-Gitlab-Meta", "{}")
				routes{associationsAPI: test.answer}.ServeHTTP(w, r)
			})
			if strings.Contains(redacted(known, prob), gitlabtest.Hush) {
				t.Errorf("the token is in %v, %v", known, prob)
			}
			if test.want == "" {
				return
			}
			wantProblem(t, prob, test.want)
			if prob.Severity != test.severity ||
				!strings.Contains(redacted(prob.Cause, prob.Remedy, prob.ServerSaid), test.says) ||
				known.Done {
				t.Errorf("it is %+v, done %v", *prob, known.Done)
			}
			if test.want == problem.CodeRateLimited && prob.RetryAfter.Seconds() != 60 {
				t.Errorf("the pause is %s", prob.RetryAfter)
			}
		})
	}
}

func TestReadingMembershipsGoesOnAfterAPauseAndKeepsNoneOfAnAbandonedPage(t *testing.T) {
	t.Parallel()
	limited := false
	pages := paged(0, 150, true)
	server, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if limited {
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		pages(w, r)
	})
	client, instance, secret := newClient(t), gitlab.Instance{URL: server.URL}, token.NewSecret(gitlabtest.Hush)
	first, problem := client.ListMemberships(t.Context(), instance, secret, gitlab.Memberships{})
	if problem != nil || first.ProjectCount != 100 || first.Done {
		t.Fatalf("%+v, %v", first, problem)
	}
	limited = true
	same, problem := client.ListMemberships(t.Context(), instance, secret, first)
	if problem == nil || same.ProjectCount != 100 || same.Done {
		t.Errorf("while limited: %d projects, %v", same.ProjectCount, problem)
	}
	limited = false
	if _, problem = client.ListMemberships(t.Context(), instance, secret, same); problem != nil {
		t.Fatal(problem)
	}
	// What came of the page that was dropped does not count.
	again, problem := client.ListMemberships(t.Context(), instance, secret, same)
	if problem != nil || again.ProjectCount != 150 || !again.Complete() || first.ProjectCount != 100 ||
		len(first.Projects) != 100 {
		t.Errorf("%d projects, complete %v, %v", again.ProjectCount, again.Complete(), problem)
	}
	after, problem := client.ListMemberships(t.Context(), instance, secret, again)
	if problem != nil || after.ProjectCount != 150 {
		t.Errorf("a reach that is done goes on: %+v, %v", after, problem)
	}
}

func TestReadingMembershipsNeverLeavesTheInstance(t *testing.T) {
	t.Parallel()
	other, reached := serve(t, func(http.ResponseWriter, *http.Request) {})
	_, prob, _ := listAll(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL+associationsAPI, http.StatusFound)
	})
	wantProblem(t, prob, problem.CodeRedirectRefused)
	_, prob = newClient(
		t,
	).ListMemberships(t.Context(), gitlab.Instance{URL: "http://gitlab.example.com"}, token.NewSecret(gitlabtest.Hush), gitlab.Memberships{})
	wantProblem(t, prob, problem.CodePlainHTTP)
	if len(reached.all()) > 0 {
		t.Error("the token went elsewhere")
	}
}
