package problem_test

import (
	"net/http"
	"strings"
	"testing"

	"glpat/gitlab/catalog"
	"glpat/gitlab/problem"
	"glpat/gitlab/transport"
)

// Whatever permission of the list a refusal names, it is told where the form has
// it; what the list does not have is told as GitLab says it.
func TestARefusalSaysWhereTheFormHasWhatIsMissing(t *testing.T) {
	t.Parallel()
	remedyOf := func(part, labels string) string {
		body := `{"error":"insufficient_granular_scope","error_description":"Access denied: This operation requires a ` +
			`fine-grained personal access token with the following ` + part + ` permissions: [` + labels + `]."}`
		found := problem.OfAnswer(&transport.Answer{
			Status: http.StatusForbidden, Body: []byte(body), Header: http.Header{"Content-Type": {"application/json"}},
		}, problem.Context{})
		if found.Code != problem.CodeFineGrainedMissing {
			t.Fatalf("%s %s is %s", part, labels, found.Code)
		}
		return strings.Join(found.Phrases(), "\n")
	}
	asked := 0
	for _, resource := range catalog.AllResources() {
		for _, action := range resource.Actions {
			for _, access := range action.Accesses {
				asked++
				label := resource.Name + ": " + action.Name
				want := "under \"" + access.Tab().Tab() + "\", " + resource.Category + " > " + label + "."
				if got := remedyOf(access.String(), label); !strings.Contains(got, want) {
					t.Errorf("%s %s: %q lacks %q", access, label, got, want)
				}
			}
		}
	}
	if asked < 777 {
		t.Errorf("only %d permissions were asked for", asked)
	}
	for labels, want := range map[string]string{
		"Deployment: Read, Merge Request: Read": `under "Group and project", CI/CD > Deployment: Read; under "Group and ` +
			`project", Repository > Merge Request: Read.`,
		"Moon: Walk, Code: Push": `this too: Moon: Walk; under "Group and project", Repository > Code: Push.`,
		"Project: Create":        "this too: Project: Create.",
	} {
		if got := remedyOf("project", labels); !strings.Contains(got, want) {
			t.Errorf("%s: %q lacks %q", labels, got, want)
		}
	}
}
