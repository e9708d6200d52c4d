package practice

import (
	"slices"
	"strings"
	"testing"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest/realparts"
)

// The link for every purpose, in every release that can meet it, opens in a
// real browser with exactly those boxes ticked. The browser stays open, signed
// in as somebody to whom no scope is hidden. Purposes with the same scopes have
// the same link but for name and description, so a link is opened once.
func TestTheLinkForEveryPurposeTicksItsScopesAndNoOthers(t *testing.T) {
	ctx := realparts.OpenBrowser(t)
	started, links, loads := time.Now(), 0, 0
	for _, release := range everyRelease() {
		s := playing(t, release)
		realparts.Do(ctx, t,
			realparts.Visit(s.linkTo("first", "", "read_user")), realparts.See(`[data-testid=sign-in-button]`),
			realparts.Fill(`#user_login`, "root"), realparts.Click(`[data-testid=sign-in-button]`),
			realparts.Loaded(`[data-testid=read_user-checkbox]:checked`))
		instance := looked(t, s)
		opened, held := map[string]string{}, 0
		for _, purpose := range catalog.AllPurposes() {
			if instance.Unmet(purpose) != "" {
				continue
			}
			set := instance.ScopeSet(purpose)
			link, err := gitlab.TokenRequest{Name: "for a purpose", Scopes: set.Names()}.Link(s.URL(), s.edition.pages)
			if err != nil {
				t.Fatal(err)
			}
			ticked, known := opened[link]
			if !known {
				var boxes []string
				realparts.Do(ctx, t, realparts.Visit(link), realparts.Into(&boxes, realparts.TickedScopes()))
				slices.Sort(boxes)
				ticked = strings.Join(boxes, ",")
				opened[link] = ticked
			}
			want := set.Names()
			slices.Sort(want)
			if s.edition.pages.ScopeOrder == catalog.ScopesGrouped && slices.Contains(want, catalog.ScopeAPI) {
				want = []catalog.Scope{catalog.ScopeAPI} // there it stands alone
			}
			if ticked != catalog.JoinScopes(want) {
				t.Errorf("%s: the link for %s ticks %q, want %q", release, purpose.Name, ticked, catalog.JoinScopes(want))
			}
			held++
		}
		if held < 30 {
			t.Errorf("%s: only %d purposes have a link", release, held)
		}
		links, loads = links+held, loads+len(opened)
	}
	t.Logf("%d links, %d pages, %v", links, loads, time.Since(started).Round(time.Millisecond))
}
