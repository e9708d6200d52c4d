package catalog_test

import (
	"slices"
	"strings"
	"testing"

	"glpat/gitlab/catalog"
)

// permissionFacts are what purposes need of a fine-grained token, written out
// apart from the catalogue, as GitLab's documents have it
// (doc/auth/tokens/fine_grained_access_tokens_rest.md and …_other.md): the tab,
// the category, the resource and its actions; and the API's names of those whose
// names are verified. "never" is what such a token cannot do.
var permissionFacts = map[string]string{
	"clone":             "Group and project|Repository|Code: Download",
	"pull-mirror":       "Group and project|Repository|Code: Download",
	"argocd":            "Group and project|Repository|Code: Download",
	"push":              "Group and project|Repository|Code: Download, Push",
	"push-mirror":       "Group and project|Repository|Code: Download, Push",
	"pull-images":       "Group and project|Packages and Registry|Container Repository: Read",
	"push-images":       "never",
	"delete-images":     "Group and project|Packages and Registry|Container Repository: Delete",
	"pull-proxy":        "Group and project|Packages and Registry|Dependency Proxy: Read",
	"virtual-registry":  "Group and project|Packages and Registry|Package: Read",
	"install-packages":  "Group and project|Packages and Registry|Package: Read",
	"publish-packages":  "Group and project|Packages and Registry|Package: Create",
	"terraform-modules": "Group and project|Packages and Registry|Package: Read",
	"terraform-state":   "Group and project|CI/CD|Terraform State: Read, Create, Lock",
	"create-runners":    "User|CI/CD|Runner: Create",
	"manage-runners":    "User|CI/CD|Runner: Read\nGroup and project|CI/CD|Runner: Read, Update, Delete, Assign",
	"kubernetes":        "never",
	"renew-itself":      "User|System Access|Personal Access Token: Rotate",
	"service-ping":      "Global|Project Planning|Service Ping: Read",
	"read-tickets":      "Group and project|Project Planning|Work Item: Read",
	"write-tickets":     "Group and project|Project Planning|Work Item: Create, Update",
	"whoami":            "User|System Access|User: Read",
	"code-suggestions": "User|Duo|Code Suggestion Completion: Create\nUser|Duo|Code Suggestion Connection Detail: Read\n" +
		"User|Duo|Code Suggestion Direct Access: Create\nGroup and project|Duo|Code Suggestion Enabled Status: Read",
	"jenkins": "Group and project|CI/CD|Commit Status: Create\nGroup and project|Integrations|Webhook: Create, Read, " +
		"Update",
	"flux": "User|Projects|Project: Create\nGroup and project|System Access|Deploy Key: Create\n" +
		"Group and project|Repository|Code: Download, Push",
	"semantic-release": "Group and project|Projects|Markdown Upload: Create\nGroup and project|Repository|Code: Download, Push\nGroup and project|Project " +
		"Features|Release: Create, Read, Update",
	"sonarqube-decorate": "Group and project|Repository|Merge Request: Read",
}

// Every purpose has what the documents say that it needs, wherever there may be
// more to it.
func TestThePermissionsOfPurposesAreThoseOfGitLabsDocuments(t *testing.T) {
	for name, facts := range permissionFacts {
		purpose, err := catalog.FindPurpose(name)
		if err != nil {
			t.Error(err)
			continue
		}
		if (facts == "never") != (purpose.FineGrained.Fit == catalog.FitNone) {
			t.Errorf("%s: the fit is %s, want %q", name, purpose.FineGrained.Fit, facts)
		}
		if facts == "never" {
			continue
		}
		for fact := range strings.SplitSeq(facts, "\n") {
			tab, rest, _ := strings.Cut(fact, "|")
			category, rest, _ := strings.Cut(rest, "|")
			resource, actions, _ := strings.Cut(rest, ": ")
			has := slices.ContainsFunc(purpose.FineGrained.Permissions, func(p catalog.Permission) bool {
				return p.Where.Tab() == tab && p.Category == category && p.Resource == resource &&
					!slices.ContainsFunc(
						strings.Split(actions, ", "),
						func(action string) bool { return !slices.Contains(p.Actions, action) },
					)
			})
			if !has {
				t.Errorf("%s lacks %s; it has %v", name, fact, purpose.FineGrained.Permissions)
			}
		}
	}
}

func TestTheVerifiedNamesOfPermissionsAreThoseOfTheAPI(t *testing.T) {
	for label, want := range map[string]string{
		"Code: Download": "download_code", "Code: Push": "push_code", "Package: Create": "create_package", "Dependency Proxy: Read": "read_dependency_proxy",
		"Personal Access Token: Read": "read_personal_access_token", "Personal Access Token: " +
			"Rotate": "rotate_personal_access_token",
		"User: Read": "read_user", "Runner: Create": "create_runner",
	} {
		resource, action, _ := strings.Cut(label, ": ")
		if got := (catalog.Permission{Resource: resource, Actions: []string{action}}).APINames(); !slices.Equal(
			got,
			[]string{want},
		) {
			t.Errorf("%s is %v, want %s", label, got, want)
		}
	}
}
