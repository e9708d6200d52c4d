package practice

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest/realparts"
	"glpat/gitlab/token"
)

// granularReleases has one release of each form for fine-grained tokens.
func granularReleases() []string { return []string{"18.10", "18.11", "19.2", "19.5"} }

// openGranular signs in and opens the form by the way a person takes.
func openGranular(s *Server) realparts.Action {
	return chromedp.Steps(
		chromedp.EmulateViewport(1280, 2600),
		realparts.Visit(s.URL()+s.edition.pages.Path()),
		realparts.Click(`[data-testid=sign-in-button]`),
		realparts.Click(`[data-testid=create-token-dropdown] summary`),
		realparts.See(`[data-testid=create-fine-grained-token-item]`),
		realparts.Shoot(s.Release().String()+"-8-dropdown"),
		realparts.Click(`[data-testid=create-fine-grained-token-item]`),
		realparts.See(`#granular-token-form`),
	)
}

// allow clicks together what permissions say, as a person does: the tab, the
// category, the resource, then its actions.
func allow(permissions []catalog.Permission) realparts.Action {
	var steps []realparts.Action
	var opened []string
	for _, permission := range permissions {
		key := resourceKey(permission)
		steps = append(steps, realparts.Click(`[data-testid=tab-`+tabKey(permission.Where)+`]`))
		toggle := `[data-testid="toggle-` + tabKey(permission.Where) + `-` + permission.Category + `"]`
		if !slices.Contains(opened, toggle) {
			opened = append(opened, toggle)
			steps = append(steps, realparts.Click(toggle))
		}
		steps = append(
			steps,
			realparts.Click(`[data-testid=resource-`+key+`]`),
			realparts.Click(`[data-testid=permissions-`+key+`]`),
		)
		for _, name := range permission.APINames() {
			steps = append(steps, realparts.Click(`[data-testid=permission-`+permissionKey(permission.Where, name)+`]`))
		}
		steps = append(steps, realparts.Click(`h1`))
	}
	return chromedp.Steps(steps...)
}

//nolint:tparallel // one browser goes from one release to the next
func TestABrowserMakesAFineGrainedTokenForCloning(t *testing.T) {
	t.Parallel()
	clone, err := catalog.FindPurpose("clone")
	if err != nil {
		t.Fatal(err)
	}
	needed := catalog.FineGrainedFor([]catalog.Purpose{clone}).Permissions
	ctx := realparts.OpenBrowser(t)
	for _, release := range granularReleases() {
		t.Run(release, func(t *testing.T) {
			s := playing(t, release)
			realparts.Do(ctx, t, openGranular(s), realparts.Shoot(release+"-8-granular"))

			var said string
			realparts.Do(ctx, t, realparts.Click(`[data-testid=create-granular-token-button]`), realparts.See(`.form-error`),
				realparts.Shoot(release+"-8-granular-errors"), realparts.Into(&said, realparts.TextOfElement(`.alert.danger ul`)))
			want := map[string]string{
				"18.10": "Token name is required.\nToken description is required.\nAt least one scope " +
					"is required.", "18.11": "Add token name.\nAdd token description.\nAdd at least one resource with " +
					"permissions.", "19.2": "Add token name.\nAdd token description.\nAdd at least one resource with permissions.",
				"19.5": "Add token name.\nAdd token description.\nAdd at least one resource with permissions.",
			}[release]
			if strings.TrimSpace(said) != want {
				t.Errorf("the empty form says %q, want %q", said, want)
			}

			field := "#" + createdFieldID(s.edition.pages)
			var secret, kind string
			realparts.Do(
				ctx,
				t,
				realparts.Fill(`#granular_name`, "laptop of Pat"),
				realparts.Fill(`#granular_description`, "to clone"),
				allow(needed),
				realparts.Click(`[data-testid=tab-project]`),
				realparts.Click(`[data-testid=access-selected_memberships]`),
				realparts.Click(`[data-testid=add-place]`),
				realparts.Shoot(release+"-8-granular-places"),
				realparts.Click(`[data-testid=place-project-102]`),
				realparts.Click(`h1`),
				realparts.Shoot(release+"-8-granular-filled"),
				realparts.Click(`[data-testid=create-granular-token-button]`),
				realparts.See(field),
				realparts.Shoot(release+"-9-granular-created"),
				realparts.Into(&secret, realparts.ValueOfElement(field)),
				realparts.Into(&kind, chromedp.Evaluate[string](`document.querySelector("`+field+`").type`)),
			)
			if !strings.HasPrefix(secret, TokenPrefix) || kind != "password" {
				t.Fatalf("the page after the form shows a token of %d characters in a field of type %q", len(secret), kind)
			}
			made, found := s.store.find(token.NewSecret(secret))
			if !found || !made.fineGrained || made.name != "laptop of Pat" || made.description != "to clone" {
				t.Fatalf("the token is %+v", made)
			}
			infrastructure := int64(102)
			diff := grantsDiffer(
				made.granted,
				[]fineGrainedGrant{
					{Access: "selected_memberships", ProjectID: &infrastructure, Permissions: []string{"download_code"}},
					{Access: "user", Permissions: []string{"read_personal_access_token", "read_user"}},
				},
			)
			if diff != "" {
				t.Error(diff)
			}
			if response, body := ask(t, s, "GET", "/user", token.NewSecret(secret)); response.StatusCode != 200 {
				t.Errorf("the token's owner: %s %s", response.Status, body)
			}
			realparts.Do(
				ctx,
				t,
				realparts.Click(`[data-testid=copy-button]`),
				realparts.Click(`[data-testid=done-button][href]`),
				realparts.Loaded(`table`),
				realparts.Shoot(release+"-9-granular-list"),
			)
		})
	}
}

// The script takes back what is taken back: a resource that is removed leaves
// with its permissions, a category brings all of its own.
func TestWhatIsPickedInTheFineGrainedFormCanBeTakenBack(t *testing.T) {
	t.Parallel()
	ctx := realparts.OpenBrowser(t)
	s := playing(t, "19.2")
	permissions := chromedp.Evaluate[[]string](
		`Array.from(document.querySelectorAll("input[name$='[permissions][]']:checked")).map(b => b.value)`,
	)
	rows := chromedp.Evaluate[[]string](
		`Array.from(document.querySelectorAll(".panel-project .half [data-row]:not([hidden])")).map(r => r.dataset.row)`,
	)
	var before, after, whole, none []string
	var tally string
	code := catalog.Permission{
		Category: "Repository",
		Resource: "Code",
		Actions:  []string{"Download", "Push"},
		Where:    catalog.BoundaryProject,
	}
	realparts.Do(
		ctx,
		t,
		openGranular(s),
		allow([]catalog.Permission{code}),
		realparts.Into(&before, permissions),
		realparts.Click(`[data-remove=project-code]`),
		realparts.Into(&after, permissions),
		realparts.Into(&none, rows),
		realparts.Click(`.panel-project .category:has([data-testid="toggle-project-Wiki"]) [data-all]`),
		realparts.Click(`[data-testid=resource-project-code]`),
		realparts.Into(&whole, rows),
		realparts.Into(&tally, realparts.TextOfElement(`[data-tally=project]`)),
		realparts.Shoot("19.2-8-granular-order"),
	)
	if !slices.Equal(before, []string{"project-download_code", "project-push_code"}) || len(after) != 0 || len(none) != 0 {
		t.Errorf("ticked are %q, then %q with the rows %q", before, after, none)
	}
	if !slices.Equal(whole, []string{"project-wiki", "project-code"}) || tally != "2" {
		t.Errorf("the rows are %q, counted %s; want them in the order of picking", whole, tally)
	}
}
