package practice

import (
	"slices"
	"strings"
	"testing"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/practice/parts"
)

// The link for every purpose, in every release that can meet it, opens in a
// real browser with exactly those boxes ticked. The browser stays open, signed
// in as somebody to whom no scope is hidden. Purposes with the same scopes have
// the same link but for name and description, so a link is opened once.
func TestTheLinkForEveryPurposeTicksItsScopesAndNoOthers(t *testing.T) {
	ctx := parts.OpenBrowser(t)
	started, links, loads := time.Now(), 0, 0
	for _, release := range everyRelease() {
		s := playing(t, release)
		parts.Do(ctx, t,
			parts.Visit(s.linkTo("first", "", "read_user")), parts.See(`[data-testid=sign-in-button]`),
			parts.Fill(`#user_login`, "root"), parts.Click(`[data-testid=sign-in-button]`),
			parts.Loaded(`[data-testid=read_user-checkbox]:checked`))
		instance := looked(t, s)
		opened, held := map[string]string{}, 0
		for _, purpose := range gitlab.AllPurposes() {
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
				parts.Do(ctx, t, parts.Visit(link), parts.Into(&boxes, parts.TickedScopes()))
				slices.Sort(boxes)
				ticked = strings.Join(boxes, ",")
				opened[link] = ticked
			}
			want := set.Names()
			slices.Sort(want)
			if s.edition.pages.ScopeOrder == gitlab.ScopesGrouped && slices.Contains(want, gitlab.ScopeAPI) {
				want = []gitlab.Scope{gitlab.ScopeAPI} // there it stands alone
			}
			if ticked != gitlab.JoinScopes(want) {
				t.Errorf("%s: the link for %s ticks %q, want %q", release, purpose.Name, ticked, gitlab.JoinScopes(want))
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
