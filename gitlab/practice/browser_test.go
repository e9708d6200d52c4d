package practice

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"glpat/gitlab"

	"github.com/chromedp/chromedp"
)

// openBrowser starts a fresh Chromium and returns a context for its one tab.
func openBrowser(t *testing.T) context.Context {
	t.Helper()
	path := requirePart(t, "Chromium", "chromium", "chromium-browser", "google-chrome")
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.UserDataDir(t.TempDir()), chromedp.WindowSize(1280, 800),
	}
	ctx, end := context.WithTimeout(t.Context(), 4*time.Minute)
	t.Cleanup(end)
	ctx, end = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(end)
	ctx, end = chromedp.NewContext(ctx)
	t.Cleanup(end)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// run does steps in the browser, each of which has a while to come true.
func run(ctx context.Context, t *testing.T, steps ...step) {
	t.Helper()
	ctx, end := context.WithTimeout(ctx, 20*time.Second)
	defer end()
	for i, do := range steps {
		if err := chromedp.Do(ctx, do); err != nil {
			t.Fatalf("step %d: %v", i+1, err)
		}
	}
}

type step = chromedp.Action[chromedp.Void]

func see(selector string) step    { return chromedp.WaitVisible(chromedp.CSS(selector)) }
func loaded(selector string) step { return chromedp.WaitReady(chromedp.CSS(selector)) }
func click(selector string) step  { return chromedp.Click(chromedp.CSS(selector)) }

// into keeps what an action reads.
func into[T any](target *T, read chromedp.Action[T]) step {
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) (err error) {
		*target, err = read(ctx, tab)
		return err
	})
}

func valueOf(selector string) chromedp.Action[string] { return chromedp.Value(chromedp.CSS(selector)) }

func textOf(selector string) chromedp.Action[string] { return chromedp.Text(chromedp.CSS(selector)) }

// shoot keeps a picture of the page when GLPAT_TEST_SHOTS names a folder.
func shoot(name string) step {
	folder := os.Getenv("GLPAT_TEST_SHOTS")
	if folder == "" {
		return chromedp.Steps()
	}
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		picture, err := chromedp.CaptureScreenshot()(ctx, tab)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(folder, name+".png"), picture, 0o600) //nolint:gosec // the folder is the developer's own
	})
}

// A form with the broadest scope has no other: its script takes the others out.
func TestInTheNewestFormTheScopeAPIStandsAlone(t *testing.T) {
	ctx := openBrowser(t)
	s := playing(t, "19.2")
	var ticked, disabled []string
	run(ctx, t,
		chromedp.Navigate(s.linkTo("broad", "", "read_user")), click(`[data-testid=sign-in-button]`), see(`[data-testid=api-checkbox]`),
		click(`[data-testid=api-checkbox]`), into(&ticked, chromedp.Evaluate[[]string](tickedScopes)),
		into(&disabled, chromedp.Evaluate[[]string](`Array.from(document.querySelectorAll("fieldset input:disabled")).map(b => b.value)`)),
		shoot("19.2-4-broad"))
	if !slices.Equal(ticked, []string{"api"}) || !slices.Contains(disabled, "read_user") {
		t.Errorf("ticked are %q, disabled %q", ticked, disabled)
	}
}

func exists(selector string) string {
	return fmt.Sprintf("document.querySelector(%q) !== null", selector)
}

// tickedScopes reads which boxes are ticked, as the browser sees them.
const tickedScopes = `Array.from(document.querySelectorAll("[data-testid$='-checkbox']")).filter(b => b.checked).map(b => b.value)`

func TestABrowserGoesFromThePrefilledLinkToTheToken(t *testing.T) {
	ctx := openBrowser(t)
	for _, release := range everyRelease() {
		t.Run(release, func(t *testing.T) {
			s := playing(t, release)
			pages := s.edition.pages
			var name, description, heading string
			var ticked []string
			run(ctx, t,
				chromedp.Navigate(s.linkTo("laptop of Pat", "to clone & push", "read_repository,write_repository")),
				see(`[data-testid=sign-in-button]`), shoot(release+"-1-sign-in"),
				click(`[data-testid=sign-in-button]`),
				see(`[data-testid=create-token-button]`), shoot(release+"-4-form"),
				into(&name, valueOf(`#personal_access_token_name`)),
				into(&ticked, chromedp.Evaluate[[]string](tickedScopes)),
				into(&heading, textOf(`[data-testid=create-token-button]`)))
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
				run(ctx, t, into(&description, valueOf(`#personal_access_token_description`)))
				if description != "to clone & push" {
					t.Errorf("the description is %q", description)
				}
			}
			var secret string
			field := "#" + createdFieldID(pages)
			run(ctx, t, click(`[data-testid=create-token-button]`), see(field),
				shoot(release+"-5-created"), into(&secret, valueOf(field)))
			if !strings.HasPrefix(secret, TokenPrefix) {
				t.Fatal("the page after the form shows no token")
			}
			if response, body := ask(t, s, "GET", "/personal_access_tokens/self", gitlab.NewSecret(secret)); response.StatusCode != 200 {
				t.Errorf("the token does not work: %s %s", response.Status, body)
			}
			var still bool
			run(ctx, t, chromedp.Reload(), loaded("main"), into(&still, chromedp.Evaluate[bool](exists(field))))
			if still {
				t.Error("the token is shown a second time")
			}
		})
	}
}

func TestABrowserGoesTheWayOverTheMenus(t *testing.T) {
	ctx := openBrowser(t)
	for _, release := range everyRelease() {
		t.Run(release, func(t *testing.T) {
			s := playing(t, release)
			pages := s.edition.pages
			var menu string
			run(ctx, t,
				chromedp.Navigate(s.URL()), click(`[data-testid=sign-in-button]`),
				see(`[data-testid=user-menu-toggle]`), shoot(release+"-0-home"),
				click(`[data-testid=user-menu-toggle]`), see(`[data-testid=preferences-item]`),
				shoot(release+"-2-user-menu"),
				click(`[data-testid=preferences-item]`), see(`.sidebar .nav-link.active`))
			if pages.MenuGroup != "" {
				run(ctx, t, click(`.nav-group>summary`), see(`[data-testid=access_token_link]`))
			}
			run(ctx, t, shoot(release+"-2-preferences"), into(&menu, textOf(`[data-testid=access_token_link]`)),
				click(`[data-testid=access_token_link]`), loaded(`[data-page="`+pages.Path()+`"]`),
				shoot(release+"-3-list"))
			if strings.TrimSpace(menu) != pages.MenuEntry {
				t.Errorf("the menu entry is %q, want %q", menu, pages.MenuEntry)
			}
			switch {
			case pages.OpenerChoice != "":
				run(ctx, t, click(`[data-testid=create-token-dropdown] summary`), see(`[data-testid=create-legacy-token-item]`),
					shoot(release+"-3-opener"), click(`[data-testid=create-legacy-token-item]`))
			case pages.Opener != "":
				run(ctx, t, click(`[data-testid=add-new-token-button]`))
			}
			var problem string
			run(ctx, t, see(`[data-testid=create-token-button]`), shoot(release+"-4-empty-form"),
				click(`[data-testid=create-token-button]`), see(`.form-error`), shoot(release+"-4-errors"),
				into(&problem, textOf(`.alert.danger`)))
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
	ctx := openBrowser(t)
	for _, release := range []string{"15.11", "17.9", "18.4", "19.2"} {
		t.Run(release, func(t *testing.T) {
			s := playing(t, release)
			secret := makeToken(t, s, "read_api")
			run(ctx, t, chromedp.Navigate(s.URL()+s.edition.pages.Path()), click(`[data-testid=sign-in-button]`), loaded(`table`))
			if s.edition.pages.ScopeOrder != gitlab.ScopesBroadFirst {
				run(ctx, t, click(`td .drop summary`))
			}
			run(ctx, t, see(`[data-testid=revoke-button]`), click(`[data-testid=revoke-button]`),
				see(`dialog[open] [type=submit]`), shoot(release+"-6-revoke"),
				click(`dialog[open] [type=submit]`), see(`.alert.info`), shoot(release+"-6-revoked"))
			if response, body := ask(t, s, "GET", "/personal_access_tokens/self", secret); response.StatusCode != 401 || !strings.Contains(body, "revoked") {
				t.Errorf("the revoked token gets %s %s", response.Status, body)
			}
		})
	}
}

func TestPagesFitASmallWindow(t *testing.T) {
	ctx := openBrowser(t)
	for _, release := range []string{"15.11", "17.2", "17.9", "18.4", "18.8", "19.2"} {
		t.Run(release, func(t *testing.T) {
			s := playing(t, release)
			var overflow int
			run(ctx, t, chromedp.EmulateViewport(800, 600),
				chromedp.Navigate(s.linkTo("small", "", "api")), click(`[data-testid=sign-in-button]`),
				see(`[data-testid=create-token-button]`), shoot(release+"-7-small"),
				into(&overflow, chromedp.Evaluate[int](`document.documentElement.scrollWidth - window.innerWidth`)))
			if overflow > 0 {
				t.Errorf("the page is %d pixels wider than the window", overflow)
			}
		})
	}
}
