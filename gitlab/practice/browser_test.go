package practice

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/practice/parts"

	"github.com/chromedp/chromedp"
)

// A form with the broadest scope has no other: its script takes the others out.
func TestInTheNewestFormTheScopeAPIStandsAlone(t *testing.T) {
	ctx := parts.OpenBrowser(t)
	s := playing(t, "19.2")
	var ticked, disabled []string
	parts.Do(ctx, t,
		parts.Visit(s.linkTo("broad", "", "read_user")), parts.Click(`[data-testid=sign-in-button]`), parts.See(`[data-testid=api-checkbox]`),
		parts.Click(`[data-testid=api-checkbox]`), parts.Into(&ticked, parts.TickedScopes()),
		parts.Into(&disabled, chromedp.Evaluate[[]string](`Array.from(document.querySelectorAll("fieldset input:disabled")).map(b => b.value)`)),
		parts.Shoot("19.2-4-broad"))
	if !slices.Equal(ticked, []string{"api"}) || !slices.Contains(disabled, "read_user") {
		t.Errorf("ticked are %q, disabled %q", ticked, disabled)
	}
}

func exists(selector string) string {
	return fmt.Sprintf("document.querySelector(%q) !== null", selector)
}

func TestABrowserGoesFromThePrefilledLinkToTheToken(t *testing.T) {
	ctx := parts.OpenBrowser(t)
	for _, release := range everyRelease() {
		t.Run(release, func(t *testing.T) {
			s := playing(t, release)
			pages := s.edition.pages
			var name, description, heading string
			var ticked []string
			parts.Do(ctx, t,
				parts.Visit(s.linkTo("laptop of Pat", "to clone & push", "read_repository,write_repository")),
				parts.See(`[data-testid=sign-in-button]`), parts.Shoot(release+"-1-sign-in"),
				parts.Click(`[data-testid=sign-in-button]`),
				parts.See(`[data-testid=create-token-button]`), parts.Shoot(release+"-4-form"),
				parts.Into(&name, parts.ValueOf(`#personal_access_token_name`)),
				parts.Into(&ticked, parts.TickedScopes()),
				parts.Into(&heading, parts.TextOf(`[data-testid=create-token-button]`)))
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
				parts.Do(ctx, t, parts.Into(&description, parts.ValueOf(`#personal_access_token_description`)))
				if description != "to clone & push" {
					t.Errorf("the description is %q", description)
				}
			}
			var secret string
			field := "#" + createdFieldID(pages)
			parts.Do(ctx, t, parts.Click(`[data-testid=create-token-button]`), parts.See(field),
				parts.Shoot(release+"-5-created"), parts.Into(&secret, parts.ValueOf(field)))
			if !strings.HasPrefix(secret, TokenPrefix) {
				t.Fatal("the page after the form shows no token")
			}
			if response, body := ask(t, s, "GET", "/personal_access_tokens/self", gitlab.NewSecret(secret)); response.StatusCode != 200 {
				t.Errorf("the token does not work: %s %s", response.Status, body)
			}
			var still bool
			parts.Do(ctx, t, chromedp.Reload(), parts.Loaded("main"), parts.Into(&still, chromedp.Evaluate[bool](exists(field))))
			if still {
				t.Error("the token is shown a second time")
			}
		})
	}
}

func TestABrowserGoesTheWayOverTheMenus(t *testing.T) {
	ctx := parts.OpenBrowser(t)
	for _, release := range everyRelease() {
		t.Run(release, func(t *testing.T) {
			s := playing(t, release)
			pages := s.edition.pages
			var menu string
			parts.Do(ctx, t,
				parts.Visit(s.URL()), parts.Click(`[data-testid=sign-in-button]`),
				parts.See(`[data-testid=user-menu-toggle]`), parts.Shoot(release+"-0-home"),
				parts.Click(`[data-testid=user-menu-toggle]`), parts.See(`[data-testid=preferences-item]`),
				parts.Shoot(release+"-2-user-menu"),
				parts.Click(`[data-testid=preferences-item]`), parts.See(`.sidebar .nav-link.active`))
			if pages.MenuGroup != "" {
				parts.Do(ctx, t, parts.Click(`.nav-group>summary`), parts.See(`[data-testid=access_token_link]`))
			}
			parts.Do(ctx, t, parts.Shoot(release+"-2-preferences"), parts.Into(&menu, parts.TextOf(`[data-testid=access_token_link]`)),
				parts.Click(`[data-testid=access_token_link]`), parts.Loaded(`[data-page="`+pages.Path()+`"]`),
				parts.Shoot(release+"-3-list"))
			if strings.TrimSpace(menu) != pages.MenuEntry {
				t.Errorf("the menu entry is %q, want %q", menu, pages.MenuEntry)
			}
			switch {
			case pages.OpenerChoice != "":
				parts.Do(ctx, t, parts.Click(`[data-testid=create-token-dropdown] summary`), parts.Click(`[data-testid=create-fine-grained-token-item]`),
					parts.See(`#granular-token-form`), parts.Shoot(release+"-3-granular"), parts.Visit(s.URL()+pages.Path()), parts.Loaded(`[data-page="`+pages.Path()+`"]`))
				parts.Do(ctx, t, parts.Click(`[data-testid=create-token-dropdown] summary`), parts.See(`[data-testid=create-legacy-token-item]`),
					parts.Shoot(release+"-3-opener"), parts.Click(`[data-testid=create-legacy-token-item]`))
			case pages.Opener != "":
				parts.Do(ctx, t, parts.Click(`[data-testid=add-new-token-button]`))
			}
			var problem string
			parts.Do(ctx, t, parts.See(`[data-testid=create-token-button]`), parts.Shoot(release+"-4-empty-form"),
				parts.Click(`[data-testid=create-token-button]`), parts.See(`.form-error`), parts.Shoot(release+"-4-errors"),
				parts.Into(&problem, parts.TextOf(`.alert.danger`)))
			for _, want := range map[bool][]string{
				true:  {"Token name is required.", "At least one scope is required."},
				false: {"Name can't be blank", "Scopes can't be blank"},
			}[pages.ScopeOrder != gitlab.ScopesBroadFirst] {
				if !strings.Contains(problem, want) {
					t.Errorf("the page says %q, want %q in it", problem, want)
				}
			}
		})
	}
}

func TestABrowserRevokesATokenAfterAQuestion(t *testing.T) {
	ctx := parts.OpenBrowser(t)
	for _, release := range []string{"15.11", "17.9", "18.4", "19.2"} {
		t.Run(release, func(t *testing.T) {
			s := playing(t, release)
			secret := makeToken(t, s, "read_api")
			parts.Do(ctx, t, parts.Visit(s.URL()+s.edition.pages.Path()), parts.Click(`[data-testid=sign-in-button]`), parts.Loaded(`table`))
			if s.edition.pages.ScopeOrder != gitlab.ScopesBroadFirst {
				parts.Do(ctx, t, parts.Click(`td .drop summary`))
			}
			parts.Do(ctx, t, parts.See(`[data-testid=revoke-button]`), parts.Click(`[data-testid=revoke-button]`),
				parts.See(`dialog[open] [type=submit]`), parts.Shoot(release+"-6-revoke"),
				parts.Click(`dialog[open] [type=submit]`), parts.See(`.alert.info`), parts.Shoot(release+"-6-revoked"))
			if response, body := ask(t, s, "GET", "/personal_access_tokens/self", secret); response.StatusCode != 401 || !strings.Contains(body, "revoked") {
				t.Errorf("the revoked token gets %s %s", response.Status, body)
			}
		})
	}
}

func TestPagesFitASmallWindow(t *testing.T) {
	ctx := parts.OpenBrowser(t)
	for _, release := range []string{"15.11", "17.2", "17.9", "18.4", "18.8", "19.2"} {
		t.Run(release, func(t *testing.T) {
			s := playing(t, release)
			var overflow int
			parts.Do(ctx, t, chromedp.EmulateViewport(800, 600),
				parts.Visit(s.linkTo("small", "", "api")), parts.Click(`[data-testid=sign-in-button]`),
				parts.See(`[data-testid=create-token-button]`), parts.Shoot(release+"-7-small"),
				parts.Into(&overflow, chromedp.Evaluate[int](`document.documentElement.scrollWidth - window.innerWidth`)))
			if overflow > 0 {
				t.Errorf("the page is %d pixels wider than the window", overflow)
			}
		})
	}
}
