package wizard

import (
	"slices"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest/realparts"
	"glpat/gitlab/input"
	"glpat/gitlab/practice"
	"glpat/gitlab/transport"
	"glpat/ui/flow"
)

// The prefilled link goes through a real browser to a token, and the token
// through the wizard to its verdict, with the real adapter on both sides.
//
//nolint:tparallel // one browser goes from one release to the next
func TestARealBrowserTakesTheLinkToATokenThatWorks(t *testing.T) {
	t.Parallel()
	tab := realparts.OpenBrowser(t)
	for _, release := range []string{"15.11", "16.2", "16.11", "17.8", "18.4", "18.11", "19.2"} {
		t.Run(release, func(t *testing.T) {
			at, err := catalog.ParseRelease(release)
			if err != nil {
				t.Fatal(err)
			}
			server, err := practice.Start(practice.Options{Release: at})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = server.Close() })
			transport := transport.NewTransport("glpat/test")
			t.Cleanup(transport.Close)

			w := newWorld()
			env := w.env()
			env.GitLab, env.Now = gitlab.NewClient(transport, time.Now), time.Now
			start := chosen()
			start.Draft.Address = server.URL()
			start.Draft = start.Draft.WithPurposes([]string{"read-api", "push"})
			start.Draft.Expires = input.DateOf(time.Now()).AddDays(60)
			d := begin(t, env, start)
			d.walkTo(flow.PlaceCreate)

			pages := d.model.shared.draft.Layout()
			var name, description, button, secret string
			var ticked []string
			realparts.Do(tab, t,
				realparts.Visit(d.model.shared.draft.Link()),
				realparts.Click(`[data-testid=sign-in-button]`),
				realparts.See(`[data-testid=create-token-button]`),
				realparts.Into(&name, realparts.ValueOfElement(`#personal_access_token_name`)),
				realparts.Into(&ticked, realparts.TickedScopes()),
				realparts.Into(&button, realparts.TextOfElement(`[data-testid=create-token-button]`)),
				realparts.Into(new(bool), chromedp.Evaluate[bool](
					`(f => { f.value = "`+start.Draft.Expires.String()+`"; return true `+
						`})(document.querySelector("#personal_access_token_expires_at"))`,
				)))
			if name != "build bot" || button != pages.Submit {
				t.Errorf("the form has the name %q and the button %q, want %q", name, button, pages.Submit)
			}
			slices.Sort(ticked)
			if !slices.Equal(ticked, []string{"read_api", "write_repository"}) {
				t.Errorf("the ticked scopes are %q", ticked)
			}
			if pages.DescriptionLabel != "" {
				realparts.Do(tab, t, realparts.Into(&description, realparts.ValueOfElement(`#personal_access_token_description`)))
				if description != "for the nightly build" {
					t.Errorf("the description is %q", description)
				}
			}
			const created = `#new-access-token, #access-token-field, #created-personal-access-token-field`
			realparts.Do(
				tab,
				t,
				realparts.Click(`[data-testid=create-token-button]`),
				realparts.See(created),
				realparts.Into(&secret, realparts.ValueOfElement(created)),
			)

			d.paste(secret)
			d.sees("personal access token, checksum fits")
			d.press("enter")
			d.at(flow.PlaceResult)
			d.sees("Your token works", "Name build bot", "Pat Practice (pat)", "read_api", "write_repository",
				start.Draft.Expires.String()+", in 60 days")
			d.doesNotSee("Problem:", "Note:")
		})
	}
}
