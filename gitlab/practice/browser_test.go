package practice

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest/realparts"
	"glpat/gitlab/token"
)

// A form with the broadest scope has no other: its script takes the others out.
func TestInTheNewestFormTheScopeAPIStandsAlone(t *testing.T) {
	t.Parallel()
	ctx := realparts.OpenBrowser(t)
	s := playing(t, "19.2")
	var ticked, disabled []string
	realparts.Do(
		ctx,
		t,
		realparts.Visit(s.linkTo("broad", "", "read_user")),
		realparts.Click(`[data-testid=sign-in-button]`),
		realparts.See(`[data-testid=api-checkbox]`),
		realparts.Click(`[data-testid=api-checkbox]`),
		realparts.Into(&ticked, realparts.TickedScopes()),
		realparts.Into(
			&disabled,
			chromedp.Evaluate[[]string](`Array.from(document.querySelectorAll("fieldset input:disabled")).map(b => b.value)`),
		),
		realparts.Shoot("19.2-4-broad"),
	)
	if !slices.Equal(ticked, []string{"api"}) || !slices.Contains(disabled, "read_user") {
		t.Errorf("ticked are %q, disabled %q", ticked, disabled)
	}
}

func exists(selector string) string {
	return fmt.Sprintf("document.querySelector(%q) !== null", selector)
}

//nolint:tparallel // one browser goes from one release to the next
func TestABrowserGoesFromThePrefilledLinkToTheToken(t *testing.T) {
	t.Parallel()
	ctx := realparts.OpenBrowser(t)
	for _, release := range everyRelease() {
		t.Run(release, func(t *testing.T) {
			s := playing(t, release)
			pages := s.edition.pages
			var name, description, heading string
			var ticked []string
			realparts.Do(ctx, t,
				realparts.Visit(s.linkTo("laptop of Pat", "to clone & push", "read_repository,write_repository")),
				realparts.See(`[data-testid=sign-in-button]`), realparts.Shoot(release+"-1-sign-in"),
				realparts.Click(`[data-testid=sign-in-button]`),
				realparts.See(`[data-testid=create-token-button]`), realparts.Shoot(release+"-4-form"),
				realparts.Into(&name, realparts.ValueOfElement(`#personal_access_token_name`)),
				realparts.Into(&ticked, realparts.TickedScopes()),
				realparts.Into(&heading, realparts.TextOfElement(`[data-testid=create-token-button]`)))
			if name != "laptop of Pat" {
				t.Errorf("the name is %q", name)
			}
			slices.Sort(ticked)
			if !slices.Equal(ticked, []string{"read_repository", "write_repository"}) {
				t.Errorf("the ticked scopes are %q", ticked)
			}
			if heading != pages.Submit {
				t.Errorf("the button is %q, want %q", heading, pages.Submit)
			}
			if pages.DescriptionLabel != "" {
				realparts.Do(ctx, t, realparts.Into(&description, realparts.ValueOfElement(`#personal_access_token_description`)))
				if description != "to clone & push" {
					t.Errorf("the description is %q", description)
				}
			}
			var secret string
			field := "#" + createdFieldID(pages)
			realparts.Do(ctx, t, realparts.Click(`[data-testid=create-token-button]`), realparts.See(field),
				realparts.Shoot(release+"-5-created"), realparts.Into(&secret, realparts.ValueOfElement(field)))
			if !strings.HasPrefix(secret, TokenPrefix) {
				t.Fatal("the page after the form shows no token")
			}
			response, body := ask(t, s, "GET", "/personal_access_tokens/self", token.NewSecret(secret))
			if response.StatusCode != 200 {
				t.Errorf("the token does not work: %s %s", response.Status, body)
			}
			var still bool
			realparts.Do(
				ctx,
				t,
				chromedp.Reload(),
				realparts.Loaded("main"),
				realparts.Into(&still, chromedp.Evaluate[bool](exists(field))),
			)
			if still {
				t.Error("the token is shown a second time")
			}
		})
	}
}

//nolint:tparallel // one browser goes from one release to the next
func TestABrowserGoesTheWayOverTheMenus(t *testing.T) {
	t.Parallel()
	ctx := realparts.OpenBrowser(t)
	for _, release := range everyRelease() {
		t.Run(release, func(t *testing.T) {
			s := playing(t, release)
			pages := s.edition.pages
			var menu string
			realparts.Do(ctx, t,
				realparts.Visit(s.URL()), realparts.Click(`[data-testid=sign-in-button]`),
				realparts.See(`[data-testid=user-menu-toggle]`), realparts.Shoot(release+"-0-home"),
				realparts.Click(`[data-testid=user-menu-toggle]`), realparts.See(`[data-testid=preferences-item]`),
				realparts.Shoot(release+"-2-user-menu"),
				realparts.Click(`[data-testid=preferences-item]`), realparts.See(`.sidebar .nav-link.active`))
			if pages.MenuGroup != "" {
				realparts.Do(ctx, t, realparts.Click(`.nav-group>summary`), realparts.See(`[data-testid=access_token_link]`))
			}
			realparts.Do(
				ctx,
				t,
				realparts.Shoot(release+"-2-preferences"),
				realparts.Into(&menu, realparts.TextOfElement(`[data-testid=access_token_link]`)),
				realparts.Click(`[data-testid=access_token_link]`),
				realparts.Loaded(`[data-page="`+pages.Path()+`"]`),
				realparts.Shoot(release+"-3-list"),
			)
			if strings.TrimSpace(menu) != pages.MenuEntry {
				t.Errorf("the menu entry is %q, want %q", menu, pages.MenuEntry)
			}
			switch {
			case pages.OpenerChoice != "":
				realparts.Do(
					ctx,
					t,
					realparts.Click(`[data-testid=create-token-dropdown] summary`),
					realparts.Click(`[data-testid=create-fine-grained-token-item]`),
					realparts.See(`#granular-token-form`),
					realparts.Shoot(release+"-3-granular"),
					realparts.Visit(s.URL()+pages.Path()),
					realparts.Loaded(`[data-page="`+pages.Path()+`"]`),
				)
				realparts.Do(
					ctx,
					t,
					realparts.Click(`[data-testid=create-token-dropdown] summary`),
					realparts.See(`[data-testid=create-legacy-token-item]`),
					realparts.Shoot(release+"-3-opener"),
					realparts.Click(`[data-testid=create-legacy-token-item]`),
				)
			case pages.Opener != "":
				realparts.Do(ctx, t, realparts.Click(`[data-testid=add-new-token-button]`))
			}
			var problem string
			realparts.Do(
				ctx,
				t,
				realparts.See(`[data-testid=create-token-button]`),
				realparts.Shoot(release+"-4-empty-form"),
				realparts.Click(`[data-testid=create-token-button]`),
				realparts.See(`.form-error`),
				realparts.Shoot(release+"-4-errors"),
				realparts.Into(&problem, realparts.TextOfElement(`.alert.danger`)),
			)
			for _, want := range map[bool][]string{
				true:  {"Token name is required.", "At least one scope is required."},
				false: {"Name can't be blank", "Scopes can't be blank"},
			}[pages.ScopeOrder != catalog.ScopesBroadFirst] {
				if !strings.Contains(problem, want) {
					t.Errorf("the page says %q, want %q in it", problem, want)
				}
			}
		})
	}
}

//nolint:tparallel // one browser goes from one release to the next
func TestABrowserRevokesATokenAfterAQuestion(t *testing.T) {
	t.Parallel()
	ctx := realparts.OpenBrowser(t)
	for _, release := range []string{"15.11", "17.9", "18.4", "19.2"} {
		t.Run(release, func(t *testing.T) {
			s := playing(t, release)
			secret := makeToken(t, s, "read_api")
			realparts.Do(
				ctx,
				t,
				realparts.Visit(s.URL()+s.edition.pages.Path()),
				realparts.Click(`[data-testid=sign-in-button]`),
				realparts.Loaded(`table`),
			)
			if s.edition.pages.ScopeOrder != catalog.ScopesBroadFirst {
				realparts.Do(ctx, t, realparts.Click(`td .drop summary`))
			}
			realparts.Do(ctx, t, realparts.See(`[data-testid=revoke-button]`), realparts.Click(`[data-testid=revoke-button]`),
				realparts.See(`dialog[open] [type=submit]`), realparts.Shoot(release+"-6-revoke"),
				realparts.Click(`dialog[open] [type=submit]`), realparts.See(`.alert.info`), realparts.Shoot(release+"-6-revoked"))
			response, body := ask(t, s, "GET", "/personal_access_tokens/self", secret)
			if response.StatusCode != 401 || !strings.Contains(body, "revoked") {
				t.Errorf("the revoked token gets %s %s", response.Status, body)
			}
		})
	}
}

//nolint:tparallel // one browser goes from one release to the next
func TestPagesFitASmallWindow(t *testing.T) {
	t.Parallel()
	ctx := realparts.OpenBrowser(t)
	for _, release := range []string{"15.11", "17.2", "17.9", "18.4", "18.8", "19.2"} {
		t.Run(release, func(t *testing.T) {
			s := playing(t, release)
			var overflow int
			realparts.Do(ctx, t, chromedp.EmulateViewport(800, 600),
				realparts.Visit(s.linkTo("small", "", "api")), realparts.Click(`[data-testid=sign-in-button]`),
				realparts.See(`[data-testid=create-token-button]`), realparts.Shoot(release+"-7-small"),
				realparts.Into(&overflow, chromedp.Evaluate[int](`document.documentElement.scrollWidth - window.innerWidth`)))
			if overflow > 0 {
				t.Errorf("the page is %d pixels wider than the window", overflow)
			}
		})
	}
}
