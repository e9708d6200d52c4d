package practice

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest/realparts"
)

// The link for every purpose, in every release that can meet it, opens a form
// with exactly those boxes ticked, for somebody to whom no scope is hidden.
func TestTheLinkForEveryPurposeTicksItsScopesAndNoOthers(t *testing.T) {
	t.Parallel()
	for _, release := range everyRelease() {
		t.Run(release, func(t *testing.T) {
			t.Parallel()
			s := playing(t, release)
			v := visitorOf(t, s)
			v.signIn("root")
			links := linksOf(t, s)
			for _, link := range links {
				link.holds(t, s, v.tokenFormOn(v.landing(link.path)).values["personal_access_token[scopes][]"])
			}
			if len(links) < 30 {
				t.Errorf("only %d purposes have a link", len(links))
			}
		})
	}
}

// A real browser, whose form's script may change the boxes, ticks the same ones.
// The newest release of each order of the scopes opens every link; in the others
// the tab goes to one page, and the forms are written over it. Purposes with the
// same scopes have the same link, which is opened once.
//
//nolint:tparallel // one browser goes from one release to the next
func TestABrowserTicksTheScopesOfEveryLinkAndNoOthers(t *testing.T) {
	t.Parallel()
	ctx := realparts.OpenBrowser(t)
	opening := newestOfEachScopeOrder(t)
	for _, release := range everyRelease() {
		t.Run(release, func(t *testing.T) {
			s := playing(t, release)
			var open func(path string) realparts.Action
			if slices.Contains(opening, release) {
				realparts.Do(ctx, t,
					realparts.Visit(s.linkTo("first", "", "read_user")), realparts.See(`[data-testid=sign-in-button]`),
					realparts.Fill(`#user_login`, "root"), realparts.Click(`[data-testid=sign-in-button]`),
					realparts.Loaded(`[data-testid=read_user-checkbox]:checked`))
				open = func(path string) realparts.Action { return realparts.Visit(s.URL() + path) }
			} else {
				realparts.Do(ctx, t, realparts.Visit(s.URL()+pathSignIn))
				v := visitorOf(t, s)
				v.signIn("root")
				open = func(path string) realparts.Action {
					_, page := v.get(v.landing(path))
					return realparts.Show(page)
				}
			}
			opened := map[string][]string{}
			for _, link := range linksOf(t, s) {
				ticked, known := opened[link.path]
				if !known {
					realparts.Do(ctx, t, open(link.path), realparts.Into(&ticked, realparts.TickedScopes()))
					opened[link.path] = ticked
				}
				link.holds(t, s, ticked)
			}
		})
	}
}

// landing is where a link ends: newer releases send it on to the form.
func (v visitor) landing(path string) string {
	v.t.Helper()
	response, _ := v.get(path)
	if response.StatusCode != http.StatusFound {
		return path
	}
	return strings.TrimPrefix(response.Header.Get("Location"), v.server.URL())
}

// purposeLink is the link that glpat makes for a purpose.
type purposeLink struct {
	purpose catalog.Purpose
	set     catalog.ScopeSet
	path    string // with the query
}

// linksOf returns the links for all purposes that the instance can meet.
func linksOf(t *testing.T, s *Server) []purposeLink {
	t.Helper()
	instance := looked(t, s)
	var links []purposeLink
	for _, purpose := range catalog.AllPurposes() {
		if instance.Unmet(purpose) != "" {
			continue
		}
		set := instance.ScopeSet(purpose)
		path, err := gitlab.TokenRequest{Name: "for a purpose", Scopes: set.Names()}.Link("", s.edition.pages)
		if err != nil {
			t.Fatal(err)
		}
		links = append(links, purposeLink{purpose, set, path})
	}
	return links
}

// holds wants the link's scopes to be those that are ticked.
func (l purposeLink) holds(t *testing.T, s *Server, ticked []string) {
	t.Helper()
	want := l.set.Names()
	if s.edition.pages.ScopeOrder == catalog.ScopesGrouped && slices.Contains(want, catalog.ScopeAPI) {
		want = []catalog.Scope{catalog.ScopeAPI} // there it stands alone
	}
	var names []string
	for _, scope := range want {
		names = append(names, string(scope))
	}
	if !slices.Equal(slices.Sorted(slices.Values(ticked)), slices.Sorted(slices.Values(names))) {
		t.Errorf("the link for %s ticks %q, want %q", l.purpose.Name, ticked, names)
	}
}

// newestOfEachScopeOrder returns the newest release of each order in which the
// forms list the scopes.
func newestOfEachScopeOrder(t *testing.T) []string {
	t.Helper()
	var newest []string
	var orders []catalog.ScopeOrder
	for _, text := range everyRelease() {
		release, err := catalog.ParseRelease(text)
		if err != nil {
			t.Fatal(err)
		}
		order := catalog.LayoutAt(release).ScopeOrder
		if at := slices.Index(orders, order); at >= 0 {
			newest[at] = text
			continue
		}
		newest, orders = append(newest, text), append(orders, order)
	}
	return newest
}
