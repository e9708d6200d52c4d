package catalog_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"glpat/gitlab/catalog"
)

// The document has a row for each call and each part of GitLab that its
// permission may be given in: these are its numbers, counted in the document
// itself, apart from the list.
func TestTheListIsWhole(t *testing.T) {
	t.Parallel()
	want := map[string]int{
		"Application Security": 48, "CI/CD": 230, "Compliance": 13, "Duo": 24, "Geo": 21, "GitLab Orbit": 19, "Groups": 74,
		"Integrations": 361, "Monitoring": 16, "Note": 5, "Notifications": 11, "Organizations": 2,
		"Packages and Registry": 252, "Project Features": 57, "Project Model Registry and Experiments": 32,
		"Project Planning": 363, "Projects": 64, "Repository": 165, "Search": 20, "Secrets Management": 2,
		"Subscription and Licensing": 20, "System Access": 229, "System Migration": 51,
		"System Migration and Integration": 4, "Wiki": 12,
	}
	rows, rules := map[string]int{}, map[catalog.CallRule]int{}
	for call := range catalog.AllCalls() {
		rules[call.Rule]++
		for _, access := range call.Accesses {
			rows[call.Needs(access)[0].Category]++
		}
	}
	for category, number := range want {
		if rows[category] != number {
			t.Errorf("%s has %d rows, want %d", category, rows[category], number)
		}
	}
	if len(rows) != len(want) {
		t.Errorf("there are %d categories, want %d", len(rows), len(want))
	}
	for rule, number := range map[catalog.CallRule]int{
		catalog.RulePublic: 246, catalog.RuleOpen: 27, catalog.RuleOtherToken: 232,
	} {
		if rules[rule] != number {
			t.Errorf("%d calls have the rule %d, want %d", rules[rule], rule, number)
		}
	}
}

// Every line says something that can be read, and says it once.
func TestTheListSaysEachThingOnce(t *testing.T) {
	t.Parallel()
	calls, names := map[string]bool{}, map[string]string{}
	for call := range catalog.AllCalls() {
		key := call.Method + " " + call.Path
		if calls[key] || call.Path[0] != '/' || call.Method == "" {
			t.Errorf("%q is there twice, or cannot be read", key)
		}
		calls[key] = true
		permission := call.Rule == catalog.RulePermission || call.Rule == catalog.RulePublic
		if permission != (len(call.Accesses) > 0) || permission != (call.OtherToken == "" && call.Rule != catalog.RuleOpen) {
			t.Errorf("%s: %v, in place of it %q", key, call.Accesses, call.OtherToken)
		}
	}
	for _, resource := range catalog.AllResources() {
		for _, action := range resource.Actions {
			if len(action.Accesses) == 0 || action.Accesses[len(action.Accesses)-1] > catalog.AccessInstance {
				t.Errorf("%s: %s is in %v", resource.Name, action.Name, action.Accesses)
			}
			label := resource.Name + ": " + action.Name
			permission := catalog.Permission{Resource: resource.Name, Actions: []string{action.Name}}
			name := permission.APINames()[0]
			if other := names[name]; other != "" {
				t.Errorf("%s is %s and %s", name, other, label)
			}
			names[name] = label
			if found, exists := catalog.FindPermission(name); !exists || found.Label() != label {
				t.Errorf("%s is found as %s, want %s", name, found.Label(), label)
			}
		}
	}
	if len(names) < 570 {
		t.Errorf("there are only %d permissions", len(names))
	}
}

// resourceFacts are rows of the list, written out apart from it as GitLab's
// documents have them: the category, and the actions with the parts of GitLab that
// each is given in (P project, G group, U user, I instance).
var resourceFacts = map[string]string{
	"Commit Status":                     "CI/CD|Create P",
	"Deployment":                        "CI/CD|Approve P, Create P, Delete P, Read P, Update P",
	"Environment":                       "CI/CD|Create P, Delete P, Read P, Stop P, Update P",
	"Job":                               "CI/CD|Delete P, Read P, Run P, Update P",
	"Pipeline":                          "CI/CD|Create P, Delete P, Read PU, Update P",
	"Runner":                            "CI/CD|Assign P, Create U, Delete PGI, Read PGUI, Update PGI",
	"Terraform State":                   "CI/CD|Create P, Delete P, Lock P, Read P, Update P",
	"Chat Completion":                   "Duo|Create U",
	"Code Suggestion Completion":        "Duo|Create U",
	"Code Suggestion Connection Detail": "Duo|Read U",
	"Code Suggestion Direct Access":     "Duo|Create U",
	"Code Suggestion Enabled Status":    "Duo|Read P",
	"MCP tool":                          "Duo|Execute U",
	"Group": "Groups|Archive G, Create U, Delete G, Read GU, Share G, Transfer G, " +
		"Update G",
	"Webhook":                "Integrations|Create PGI, Delete PGI, Read PGI, Trigger PGI, Update PGI",
	"Container Repository":   "Packages and Registry|Delete P, Read PG",
	"Dependency Proxy":       "Packages and Registry|Read G, Update G",
	"Dependency Proxy Cache": "Packages and Registry|Purge G",
	"Package":                "Packages and Registry|Create PG, Delete PG, Read PGI, Update P",
	"Virtual Registry":       "Packages and Registry|Create G, Delete G, Read G, Update G",
	"Release":                "Project Features|Create P, Delete P, Read PG, Update P",
	"Release Link":           "Project Features|Create P, Delete P, Read P, Update P",
	"Label":                  "Project Planning|Create PG, Delete PG, Promote P, Read PG, Subscribe PG, Update PG",
	"Service Ping":           "Project Planning|Read I",
	"Markdown Upload":        "Projects|Create PG, Delete PG, Read PG",
	"Project":                "Projects|Archive P, Create U, Delete P, Fork P, Read PGU, Share PG, Transfer PI, Update P",
	"Branch":                 "Repository|Create P, Delete P, Protect PG, Read P",
	"Code":                   "Repository|Download P, Push P, Read P",
	"Commit":                 "Repository|Create P, Delete P, Read P, Update P",
	"Merge Request": "Repository|Approve P, Create P, Delete P, Merge P, Read PGU, " +
		"Subscribe P, Update P",
	"Repository":     "Repository|Create P, Delete P, Read P, Update P",
	"Repository Tag": "Repository|Create P, Delete P, Read P",
	"Deploy Key":     "System Access|Create PI, Delete P, Enable P, Read PUI, Update P",
	"Metadata":       "System Access|Read I",
	"Personal Access Token": "System Access|Create UI, Read GU, " +
		"Revoke GU, Rotate GU",
	"Wiki": "Wiki|Create PG, Delete PG, Read PG, Subscribe PG, Update PG",
}

func TestResourcesAreThoseOfGitLabsDocuments(t *testing.T) {
	t.Parallel()
	found := map[string]string{}
	for _, resource := range catalog.AllResources() {
		var actions []string
		for _, action := range resource.Actions {
			letters := make([]byte, len(action.Accesses))
			for i, access := range action.Accesses {
				letters[i] = strings.ToUpper(access.String())[0]
			}
			actions = append(actions, action.Name+" "+string(letters))
		}
		found[resource.Name] = resource.Category + "|" + strings.Join(actions, ", ")
	}
	for name, want := range resourceFacts {
		if found[name] != want {
			t.Errorf("%s is %q, want %q", name, found[name], want)
		}
	}
	for _, name := range []string{"Code Suggestion"} {
		if found[name] != "" {
			t.Errorf("%s is there", name)
		}
	}
}

func TestAnActionStandsUnderItsOwnTabsAlone(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ resource, project, user, global string }{
		{"Project", "Archive Delete Fork Read Share Transfer Update", "Create Read", "Transfer"},
		{"Group", "Archive Delete Read Share Transfer Update", "Create Read", ""},
		{"Runner", "Assign Delete Read Update", "Create Read", "Delete Read Update"},
		{"Metadata", "", "", "Read"},
		{"Dependency Proxy", "Read Update", "", ""},
	} {
		resources := catalog.AllResources()
		at := slices.IndexFunc(resources, func(r catalog.Resource) bool { return r.Name == test.resource })
		for where, want := range map[catalog.Boundary]string{
			catalog.BoundaryProject: test.project, catalog.BoundaryUser: test.user, catalog.BoundaryGlobal: test.global,
		} {
			if got := strings.Join(resources[at].Under(where).Actions, " "); got != want {
				t.Errorf("%s has under %q %q, want %q", test.resource, where.Tab(), got, want)
			}
		}
	}
	user := catalog.AllResources()[slices.IndexFunc(catalog.AllResources(), func(r catalog.Resource) bool {
		return r.Name == "User"
	})]
	if got := user.Under(catalog.BoundaryUser).Actions; !slices.Equal(got, []string{"Follow", "Read", "Unfollow"}) {
		t.Errorf("User has under User %q", got)
	}
}

func TestACallIsFoundWithWhatItNeeds(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ asked, path, needs string }{
		{"GET /user", "/user", "User: User: Read"},
		{"GET /users", "/users", "Global: User: Read"},
		{"GET /users/77", "/users/:id", "User: User: Read"},
		{"HEAD /user", "/user", "User: User: Read"},
		{"GET /personal_access_tokens/self", "/personal_access_tokens/self", "User: Personal Access Token: Read"},
		{"GET /personal_access_tokens/812", "/personal_access_tokens/:id", "User: Personal Access Token: Read"},
		{"POST /projects/group%2Fproject/issues", "/projects/:id/issues", "Group and project: Work Item: Create"},
		{"POST /projects/:id/issues/", "/projects/:id/issues", "Group and project: Work Item: Create"},
		{"POST /projects", "/projects", "User: Project: Create"},
		{"GET /runners/7", "/runners/:id", "Group and project: Runner: Read"},
		{"GET /runners/all", "/runners/all", "Global: Runner: Read"},
		{"GET /projects/1/packages/npm/@a%2fb", "/projects/:id/packages/npm/*package_name", "Group and project: Package: Read"},
		{"GET /projects/1/packages/npm/@a/b", "/projects/:id/packages/npm/*package_name", "Group and project: Package: Read"},
		{
			"GET /projects/1/packages/npm/-/package/@a/b/dist-tags", "/projects/:id/packages/npm/-/package/*package_name/dist-tags",
			"Group and project: Package: Read",
		},
		{
			"GET /projects/1/packages/go/example.com/x/@v/v1.0.0.info",
			"/projects/:id/packages/go/*module_name/@v/:module_version.info", "Group and project: Package: Read",
		},
		{
			"PUT /projects/1/packages/generic/a/1.0/b.tgz",
			"/projects/:id/packages/generic/:package_name/*package_version/(*path/):file_name", "Group and project: Package: Create",
		},
		{
			"GET /projects/1/releases/permalink/latest", "/projects/:id/releases/permalink/latest(/)(*suffix_path)",
			"Group and project: Release: Read",
		},
		{
			"GET /projects/1/deployments/2/merge_requests", "/projects/:id/deployments/:deployment_id/merge_requests",
			"Group and project: Deployment: Read, Group and project: Merge Request: Read",
		},
		{"GET /packages/npm/a", "/packages/npm/*package_name", "External registry redirect"},
		{"POST /runners", "/runners", "Runner token"},
		{"GET /templates/licenses/mit", "/templates/licenses/:name", "nothing"},
		{
			"GET /projects/1/packages/nuget/v2/Packages(Id='a',Version='1')",
			`/projects/:project_id/packages/nuget/v2/Packages\(Id='*package_name',Version='*package_version'\)`, "nothing",
		},
		{"GET /nothing/of/this/sort", "", ""},
		{"GET /", "", ""},
		{"GET ", "", ""},
		{"PUT /user", "", ""},
	} {
		method, path, _ := strings.Cut(test.asked, " ")
		call, exists := catalog.FindCall(method, path)
		var needs []string
		if len(call.Accesses) > 0 {
			for _, permission := range call.Needs(call.Accesses[0]) {
				needs = append(needs, permission.Where.Tab()+": "+permission.Label())
			}
		}
		got := strings.Join(needs, ", ") + call.OtherToken
		if call.Rule == catalog.RuleOpen {
			got = "nothing"
		}
		if exists != (test.path != "") || call.Path != test.path || got != test.needs {
			t.Errorf("%s is %q and needs %q, want %q and %q", test.asked, call.Path, got, test.path, test.needs)
		}
	}
}

// What anybody may see takes no permission.
func TestWhatIsPublicIsTold(t *testing.T) {
	t.Parallel()
	for asked, want := range map[string]catalog.CallRule{
		"/projects/1": catalog.RulePublic, "/projects/1/issues": catalog.RulePublic, "/user": catalog.RulePermission,
		"/projects": catalog.RulePermission, "/projects/1/hooks": catalog.RulePermission,
	} {
		if call, exists := catalog.FindCall(http.MethodGet, asked); !exists || call.Rule != want {
			t.Errorf("%s has the rule %d, want %d", asked, call.Rule, want)
		}
	}
}

// Every purpose asks for what there is, under the tab where it is.
func TestEveryPermissionOfAPurposeIsOnTheForm(t *testing.T) {
	t.Parallel()
	resources := catalog.AllResources()
	for _, purpose := range catalog.AllPurposes() {
		for _, permission := range catalog.FineGrainedFor([]catalog.Purpose{purpose}).Permissions {
			at := slices.IndexFunc(resources, func(r catalog.Resource) bool {
				return r.Category == permission.Category && r.Name == permission.Resource
			})
			if at < 0 {
				t.Errorf("%s wants %s > %s, which there is not", purpose.Name, permission.Category, permission.Resource)
				continue
			}
			for _, action := range permission.Actions {
				if !slices.Contains(resources[at].Under(permission.Where).Actions, action) {
					t.Errorf("%s wants %s: %s under %q, which there is not", purpose.Name, permission.Resource, action,
						permission.Where.Tab())
				}
			}
		}
	}
}
