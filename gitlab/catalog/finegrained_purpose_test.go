package catalog_test

import (
	"strings"
	"testing"

	"glpat/gitlab/catalog"
)

// purposeCalls are calls that a purpose's tools make, as their own documents and
// sources have them. What is not here goes over Git, the registry or GraphQL.
var purposeCalls = map[string]string{
	"delete-images": "GET /projects/1/registry/repositories, DELETE /projects/1/registry/repositories/2, " +
		"DELETE /projects/1/registry/repositories/2/tags/v1",
	"read-api": "GET /projects, GET /groups, GET /projects/1, GET /groups/1, GET /projects/1/issues, " +
		"GET /projects/1/labels, GET /projects/1/members, GET /projects/1/merge_requests",
	"api": "GET /projects, GET /groups, POST /projects/1/issues, PUT /projects/1/merge_requests/2",
	"read-tickets": "GET /projects, GET /projects/1/issues, GET /projects/1/issues/2/notes, GET /projects/1/labels, " +
		"GET /projects/1/members/all",
	"write-tickets": "GET /projects, POST /projects/1/issues, PUT /projects/1/issues/2, POST /projects/1/issues/2/notes, " +
		"GET /projects/1/labels, GET /projects/1/members",
	"whoami": "GET /user",
	"glab": "GET /projects/1, GET /projects/1/issues, POST /projects/1/issues, GET /projects/1/merge_requests, " +
		"POST /projects/1/merge_requests, POST /projects/1/merge_requests/2/notes",
	"vscode":    "GET /projects/1, GET /projects/1/merge_requests, GET /projects/1/issues",
	"jetbrains": "GET /projects/1, GET /projects/1/merge_requests, POST /projects/1/merge_requests/2/discussions",
	"code-suggestions": "POST /code_suggestions/completions, POST /code_suggestions/connection_details, " +
		"POST /code_suggestions/direct_access, POST /code_suggestions/enabled, POST /chat/completions",
	"renew-itself": "POST /personal_access_tokens/self/rotate",
	"install-packages": "GET /projects/1/packages/npm/@a%2fb, GET /projects/1/packages/pypi/simple/a, " +
		"GET /projects/1/packages/maven/com/a/a.pom, GET /projects/1/packages/generic/a/1/a.tgz, GET /projects/1/packages",
	"publish-packages": "PUT /projects/1/packages/npm/a, POST /projects/1/packages/pypi, " +
		"PUT /projects/1/packages/maven/com/a/a.pom, PUT /projects/1/packages/generic/a/1/a.tgz, " +
		"PUT /projects/1/packages/nuget, GET /projects/1/packages",
	"go-modules": "GET /projects/1",
	"terraform-modules": "GET /packages/terraform/modules/v1/a/b/c/versions, " +
		"GET /packages/terraform/modules/v1/a/b/c/1.0.0/download",
	"virtual-registry": "GET /virtual_registries/packages/maven/1/com/a/a.pom",
	"terraform-state": "GET /projects/1/terraform/state/default, POST /projects/1/terraform/state/default, " +
		"POST /projects/1/terraform/state/default/lock, DELETE /projects/1/terraform/state/default/lock",
	"create-runners":     "POST /user/runners",
	"manage-runners":     "GET /runners, GET /runners/1, PUT /runners/1, DELETE /runners/1, POST /projects/1/runners",
	"service-ping":       "GET /usage_data/service_ping",
	"terraform-provider": "GET /projects, GET /projects/1, GET /groups/1",
	"ansible":            "GET /projects, GET /projects/1, GET /groups/1",
	"renovate": "GET /projects, GET /projects/1, GET /projects/1/merge_requests, POST /projects/1/merge_requests, " +
		"PUT /projects/1/merge_requests/2, POST /projects/1/issues",
	"semantic-release": "GET /projects/1, POST /projects/1/releases, PUT /projects/1/releases/v1, " +
		"POST /projects/1/releases/v1/assets/links, POST /projects/1/uploads, GET /projects/1/repository/commits/a/merge_requests, " +
		"GET /projects/1/merge_requests/2/closes_issues, POST /projects/1/issues, POST /projects/1/issues/2/notes, " +
		"POST /projects/1/merge_requests/2/notes",
	"jenkins": "GET /projects/1, POST /projects/1/statuses/a, GET /projects/1/hooks, POST /projects/1/hooks, " +
		"PUT /projects/1/hooks/2, POST /projects/1/merge_requests/2/notes",
	"flux": "POST /projects, GET /projects/1, GET /groups/1, GET /projects/1/deploy_keys, POST /projects/1/deploy_keys",
	"backstage": "GET /projects, GET /projects/1, GET /groups/1, GET /groups/1/members, " +
		"GET /projects/1/repository/files/a/raw",
	"sonarqube": "GET /projects, GET /projects/1",
	"sonarqube-decorate": "GET /projects/1, GET /projects/1/merge_requests/2, POST /projects/1/merge_requests/2/discussions, " +
		"POST /projects/1/merge_requests/2/notes",
	"reviewdog": "GET /projects/1, GET /projects/1/merge_requests/2, POST /projects/1/merge_requests/2/discussions, " +
		"GET /projects/1/repository/compare",
	"danger": "GET /projects/1, GET /projects/1/merge_requests/2, POST /projects/1/merge_requests/2/notes, " +
		"DELETE /projects/1/merge_requests/2/notes/3",
	"mcp-read":  "GET /projects, GET /projects/1/issues, GET /projects/1/merge_requests, GET /projects/1/repository/tree",
	"mcp-write": "GET /projects, POST /projects/1/issues, POST /projects/1/merge_requests, GET /projects/1/repository/tree",
}

// A purpose asks for what its calls need, and the calls are GitLab's.
func TestAPurposesPermissionsMakeItsCalls(t *testing.T) {
	t.Parallel()
	for name, calls := range purposeCalls {
		purpose, err := catalog.FindPurpose(name)
		if err != nil {
			t.Error(err)
			continue
		}
		for asked := range strings.SplitSeq(calls, ", ") {
			method, path, _ := strings.Cut(asked, " ")
			call, exists := catalog.FindCall(method, path)
			if !exists {
				t.Errorf("%s: %s is no call", name, asked)
				continue
			}
			if !purpose.FineGrained.Covers(call) {
				var needs []string
				for _, access := range call.Accesses {
					needs = append(needs, written(call.Needs(access))...)
				}
				t.Errorf("%s may not %s, which needs one of %q", name, asked, needs)
			}
		}
	}
}

// What needs no permission at all, and what takes no fine-grained token.
func TestTheCallsApartFromPermissions(t *testing.T) {
	t.Parallel()
	everything := catalog.FineGrained{}
	for _, resource := range catalog.AllResources() {
		for _, where := range []catalog.Boundary{catalog.BoundaryProject, catalog.BoundaryUser, catalog.BoundaryGlobal} {
			everything.Permissions = append(everything.Permissions, resource.Under(where))
		}
	}
	for asked, covers := range map[string][2]bool{ // by no permission, and by all
		"GET /templates/licenses":               {true, true},
		"GET /user":                             {false, true},
		"GET /packages/npm/a":                   {false, false},
		"POST /runners/verify":                  {false, false},
		"GET /projects/1/deployments/2":         {false, true},
		"POST /projects/1/packages/npm/a/audit": {false, false},
	} {
		method, path, _ := strings.Cut(asked, " ")
		call, _ := catalog.FindCall(method, path)
		if got := [2]bool{(catalog.FineGrained{}).Covers(call), everything.Covers(call)}; got != covers {
			t.Errorf("%s is covered by nothing and by everything: %v, want %v", asked, got, covers)
		}
	}
}
