package catalog_test

import (
	"slices"
	"strings"
	"testing"

	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest"
)

func purposesNamed(t testing.TB, names ...string) []catalog.Purpose {
	t.Helper()
	purposes, err := catalog.FindPurposes(names)
	if err != nil {
		t.Fatal(err)
	}
	return purposes
}

// written gives permissions as "User: System Access > User: Read".
func written(permissions []catalog.Permission) []string {
	var texts []string
	for _, permission := range permissions {
		texts = append(texts, permission.Where.Tab()+": "+permission.Category+" > "+permission.Label())
	}
	return texts
}

// The expectations are from doc/auth/tokens/fine_grained_access_tokens_rest.md
// and …_other.md, apart from the catalogue.
func TestAFineGrainedTokenIsListedTabByTab(t *testing.T) {
	toCheck := []string{"User: System Access > Personal Access Token: Read", "User: System Access > User: Read"}
	for _, test := range []struct {
		purposes string
		fit      catalog.Fit
		want     []string
	}{
		{"clone", catalog.FitFull, append([]string{"Group and project: Repository > Code: Download"}, toCheck...)},
		{"push", catalog.FitFull, append([]string{"Group and project: Repository > Code: Download, Push"}, toCheck...)},
		{"clone,push,pull-images", catalog.FitFull, append([]string{
			"Group and project: Packages and Registry > Container " +
				"Repository: Read", "Group and project: Repository > Code: Download, Push",
		}, toCheck...)},
		{
			"renew-itself", catalog.FitFull,
			[]string{"User: System Access > Personal Access Token: Rotate, Read", "User: System Access > User: Read"},
		},
		{"create-runners", catalog.FitFull, append([]string{"User: CI/CD > Runner: Create"}, toCheck...)},
		{"service-ping", catalog.FitFull, append(slices.Clone(toCheck), "Global: Project Planning > Service Ping: Read")},
		{
			"terraform-state", catalog.FitFull,
			append([]string{"Group and project: CI/CD > Terraform State: Create, Read, Lock"}, toCheck...),
		},
		{
			"clone,push-images", catalog.FitNone,
			append([]string{"Group and project: Repository > Code: Download"}, toCheck...),
		},
		{"kubernetes", catalog.FitNone, toCheck},
		{"", catalog.FitFull, toCheck},
	} {
		t.Run(test.purposes, func(t *testing.T) {
			fine := catalog.FineGrainedFor(
				purposesNamed(t, strings.FieldsFunc(test.purposes, func(r rune) bool { return r == ',' })...),
			)
			if got := written(fine.Permissions); fine.Fit != test.fit || !slices.Equal(got, test.want) {
				t.Errorf("it fits %s and needs %q, want %s and %q", fine.Fit, got, test.fit, test.want)
			}
			if (fine.Fit != catalog.FitFull) == (fine.Why == "") {
				t.Errorf("it fits %s, because %q", fine.Fit, fine.Why)
			}
		})
	}
}

func TestPermissionsHaveTheNamesOfTheAPI(t *testing.T) {
	for _, test := range []struct {
		resource, action, want string
	}{
		{"Code", "Download", "download_code"},
		{"Personal Access Token", "Read", "read_personal_access_token"},
		{"Personal Access Token", "Rotate", "rotate_personal_access_token"},
		{"User", "Read", "read_user"},
		{"Package", "Create", "create_package"},
		{"Dependency Proxy", "Read", "read_dependency_proxy"},
		{"MCP tool", "Execute", "execute_mcp_tool"},
		{"Runner", "Create", "create_runner"},
		{"Code Suggestion Completion", "Create", "create_code_suggestion_completion"},
		{"Code Suggestion Enabled Status", "Read", "read_code_suggestion_enabled"},
		{"Branch", "Protect", "protect_branch"},
		{"User", "Disable Two Factor", "disable_two_factor_user"},
	} {
		permission := catalog.Permission{Resource: test.resource, Actions: []string{test.action}}
		if got := permission.APINames(); !slices.Equal(got, []string{test.want}) {
			t.Errorf("%s is %q, want %s", permission.Label(), got, test.want)
		}
	}
}

func TestTheTypeOfTokenThatFits(t *testing.T) {
	at := func(text string) catalog.FormLayout {
		release, err := catalog.ParseRelease(text)
		if err != nil {
			t.Fatal(err)
		}
		return catalog.LayoutAt(release)
	}
	for _, test := range []struct {
		name, release, purposes, scopes string
		legacyGone                      bool
		want                            catalog.TokenType
		why                             string
	}{
		{
			"an old release has one type", "17.9", "write-tickets", "api", false, catalog.TypeLegacy,
			"no fine-grained tokens yet",
		},
		{"a beta is not advised", "18.11", "write-tickets", "api", false, catalog.TypeLegacy, "beta"},
		{"little is at risk", "19.2", "clone", "read_repository", false, catalog.TypeLegacy, "limit what it can do"},
		{"much would be at risk", "19.2", "write-tickets", "api", false, catalog.TypeFineGrained, "only what it is for"},
		{"the list is not known", "19.2", "vscode", "api", false, catalog.TypeLegacy, "not known"},
		{
			"one of two cannot be done", "19.2", "write-tickets,push-images", "api", false, catalog.TypeLegacy, "cannot do this",
		},
		{"scopes by hand", "19.2", "", "api", false, catalog.TypeLegacy, "by hand"},
		{
			"legacy tokens are off", "19.2", "clone", "read_repository", true, catalog.TypeFineGrained,
			"no legacy tokens any more",
		},
		{
			"legacy tokens are off and it cannot be done", "19.2", "push-images", "read_registry,write_registry", true,
			catalog.TypeFineGrained, "cannot do this",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			purposes := purposesNamed(t, strings.FieldsFunc(test.purposes, func(r rune) bool { return r == ',' })...)
			advice := catalog.AdviseType(at(test.release), test.legacyGone, purposes, gitlabtest.MustScopes(t, test.scopes))
			if advice.Type != test.want || !strings.Contains(advice.Why, test.why) {
				t.Errorf("a %s token is advised, because %s", advice.Type, advice.Why)
			}
			if advice.Legacy == test.legacyGone {
				t.Errorf("a legacy token is possible: %v", advice.Legacy)
			}
		})
	}
}
