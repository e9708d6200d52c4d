package practice

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"glpat/gitlab"
	"glpat/gitlab/practice/parts"
)

// granularReleases has one release of each form for fine-grained tokens.
func granularReleases() []string { return []string{"18.10", "18.11", "19.2"} }

// openGranular signs in and opens the form by the way a person takes.
func openGranular(s *Server) parts.Step {
	return chromedp.Steps(
		chromedp.EmulateViewport(1280, 2600),
		parts.Visit(s.URL()+s.edition.pages.Path()), parts.Click(`[data-testid=sign-in-button]`),
		parts.Click(`[data-testid=create-token-dropdown] summary`), parts.See(`[data-testid=create-fine-grained-token-item]`),
		parts.Shoot(s.Release().String()+"-8-dropdown"), parts.Click(`[data-testid=create-fine-grained-token-item]`),
		parts.See(`#granular-token-form`))
}

// allow clicks together what permissions say, as a person does: the tab, the
// category, the resource, then its actions.
func allow(permissions []gitlab.Permission) parts.Step {
	var steps []parts.Step
	var opened []string
	for _, permission := range permissions {
		key := resourceKey(permission)
		steps = append(steps, parts.Click(`[data-testid=tab-`+tabKey(permission.Where)+`]`))
		toggle := `[data-testid="toggle-` + tabKey(permission.Where) + `-` + permission.Category + `"]`
		if !slices.Contains(opened, toggle) {
			opened = append(opened, toggle)
			steps = append(steps, parts.Click(toggle))
		}
		steps = append(steps, parts.Click(`[data-testid=resource-`+key+`]`), parts.Click(`[data-testid=permissions-`+key+`]`))
		for _, name := range permission.APINames() {
			steps = append(steps, parts.Click(`[data-testid=permission-`+permissionKey(permission.Where, name)+`]`))
		}
		steps = append(steps, parts.Click(`h1`))
	}
	return chromedp.Steps(steps...)
}

func TestABrowserMakesAFineGrainedTokenForCloning(t *testing.T) {
	clone, err := gitlab.FindPurpose("clone")
	if err != nil {
		t.Fatal(err)
	}
	needed := gitlab.FineGrainedFor([]gitlab.Purpose{clone}).Permissions
	ctx := parts.OpenBrowser(t)
	for _, release := range granularReleases() {
		t.Run(release, func(t *testing.T) {
			s := playing(t, release)
			parts.Do(ctx, t, openGranular(s), parts.Shoot(release+"-8-granular"))

			var said string
			parts.Do(ctx, t, parts.Click(`[data-testid=create-granular-token-button]`), parts.See(`.form-error`),
				parts.Shoot(release+"-8-granular-errors"), parts.Into(&said, parts.TextOf(`.alert.danger ul`)))
			if want := map[string]string{
				"18.10": "Token name is required.\nToken description is required.\nAt least one scope is required.",
				"18.11": "Add token name.\nAdd token description.\nAdd at least one resource with permissions.",
				"19.2":  "Add token name.\nAdd at least one resource with permissions.",
			}[release]; strings.TrimSpace(said) != want {
				t.Errorf("the empty form says %q, want %q", said, want)
			}

			field := "#" + createdFieldID(s.edition.pages)
			var secret, kind string
			parts.Do(ctx, t,
				parts.Fill(`#granular_name`, "laptop of Pat"), parts.Fill(`#granular_description`, "to clone"),
				allow(needed),
				parts.Click(`[data-testid=tab-project]`), parts.Click(`[data-testid=access-selected_memberships]`), parts.Click(`[data-testid=add-place]`),
				parts.Shoot(release+"-8-granular-places"), parts.Click(`[data-testid=place-project-102]`), parts.Click(`h1`),
				parts.Shoot(release+"-8-granular-filled"),
				parts.Click(`[data-testid=create-granular-token-button]`), parts.See(field), parts.Shoot(release+"-9-granular-created"),
				parts.Into(&secret, parts.ValueOf(field)),
				parts.Into(&kind, chromedp.Evaluate[string](`document.querySelector("`+field+`").type`)))
			if !strings.HasPrefix(secret, TokenPrefix) || kind != "password" {
				t.Fatalf("the page after the form shows a token of %d characters in a field of type %q", len(secret), kind)
			}
			made, found := s.store.find(gitlab.NewSecret(secret))
			if !found || !made.granular || made.name != "laptop of Pat" || made.description != "to clone" {
				t.Fatalf("the token is %+v", made)
			}
			infrastructure := int64(102)
			if diff := grantsDiffer(made.granted, []grant{
				{Access: "selected_memberships", ProjectID: &infrastructure, Permissions: []string{"download_code"}},
				{Access: "user", Permissions: []string{"read_personal_access_token", "read_user"}},
			}); diff != "" {
				t.Error(diff)
			}
			if response, body := ask(t, s, "GET", "/user", gitlab.NewSecret(secret)); response.StatusCode != 200 {
				t.Errorf("the token's owner: %s %s", response.Status, body)
			}
			parts.Do(ctx, t, parts.Click(`[data-testid=copy-button]`), parts.Click(`[data-testid=done-button][href]`),
				parts.Loaded(`table`), parts.Shoot(release+"-9-granular-list"))
		})
	}
}

// The script takes back what is taken back: a resource that is removed leaves
// with its permissions, a category brings all of its own.
func TestWhatIsPickedInTheFineGrainedFormCanBeTakenBack(t *testing.T) {
	ctx := parts.OpenBrowser(t)
	s := playing(t, "19.2")
	permissions := chromedp.Evaluate[[]string](`Array.from(document.querySelectorAll("input[name$='[permissions][]']:checked")).map(b => b.value)`)
	rows := chromedp.Evaluate[[]string](`Array.from(document.querySelectorAll(".panel-project .half [data-row]:not([hidden])")).map(r => r.dataset.row)`)
	var before, after, whole, none []string
	var tally string
	code := gitlab.Permission{Category: "Repository", Resource: "Code", Actions: []string{"Download", "Push"}, Where: gitlab.BoundaryProject}
	parts.Do(ctx, t, openGranular(s), allow([]gitlab.Permission{code}), parts.Into(&before, permissions),
		parts.Click(`[data-remove=project-code]`), parts.Into(&after, permissions), parts.Into(&none, rows),
		parts.Click(`.panel-project .category:has([data-testid="toggle-project-Wiki"]) [data-all]`),
		parts.Click(`[data-testid=resource-project-code]`), parts.Into(&whole, rows), parts.Into(&tally, parts.TextOf(`[data-tally=project]`)),
		parts.Shoot("19.2-8-granular-order"))
	if !slices.Equal(before, []string{"project-download_code", "project-push_code"}) || len(after) != 0 || len(none) != 0 {
		t.Errorf("ticked are %q, then %q with the rows %q", before, after, none)
	}
	if !slices.Equal(whole, []string{"project-wiki", "project-code"}) || tally != "2" {
		t.Errorf("the rows are %q, counted %s; want them in the order of picking", whole, tally)
	}
}
