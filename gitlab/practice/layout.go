package practice

import (
	"net/http"

	"glpat/gitlab/catalog"
)

// htmlPage is what stands inside the release's frame.
type htmlPage struct {
	title  string
	active string   // path of the current entry of the settings menu; "" outside the settings
	crumbs []string // where the page is, from the outside in
	body   part
}

// practiceWords is what every page says of itself.
const practiceWords = "This is a practice GitLab. Nothing here is real, and nothing is kept."

// show writes a page in the frame of the release: where the avatar stands and
// what is around the page is what changed most between them.
func (v *visit) show(p htmlPage) {
	var frame part
	main := el("main", id("content-body"),
		when(len(p.crumbs) > 0, el("nav.breadcrumbs", attr("aria-label", "Breadcrumbs"),
			each(p.crumbs, func(crumb string) part { return el("span.crumb", text(crumb)) }))),
		p.body)
	switch v.edition.pages.Avatar {
	case catalog.AvatarTopBar:
		frame = all(
			el("header.top.dark", v.mark(), el("span.top-links", text("Menu")), el("span.spacer"),
				el("span.search", icon("search"), text("Search GitLab")), v.userMenu()),
			el("div.frame", v.sidebar(p.active, nothing), main))
	case catalog.AvatarLeftSidebar:
		row := el("div.sidebar-top",
			el("div.sidebar-row", v.mark(), el("span.spacer"), el("span.round", icon("plus")), v.userMenu()),
			el("div.search", icon("search"), text("Search or go to…")))
		frame = el("div.frame", v.sidebar(p.active, row), main)
	case catalog.AvatarUpperRight:
		frame = all(
			el("header.top.light", v.mark(), el("span.spacer"),
				el("span.search", icon("search"), text("Search or go to…")),
				el("span.top-end", el("span.round", icon("plus")), el("span.round", icon("log")), v.userMenu())),
			el("div.frame", v.sidebar(p.active, nothing), main))
	}
	v.sendDocument(
		http.StatusOK,
		p.title,
		"signed-in generation-"+string(v.edition.pages.Generation)+" "+avatarClass(v.edition.pages.Avatar),
		frame,
	)
}

// sendDocument writes a whole page: head, banner, content, script.
func (v *visit) sendDocument(status int, title, classes string, content part) {
	v.send(status, document(
		el("head",
			el("meta", attr("charset", "utf-8")),
			el("meta", attr("name", "viewport"), attr("content", "width=device-width, initial-scale=1")),
			el("meta", attr("name", "csrf-param"), attr("content", "authenticity_token")),
			el("meta", attr("name", "csrf-token"), attr("content", v.session.csrf)),
			el("meta", attr("name", "description"), attr("content", "GitLab Enterprise Edition")),
			el("title", text(title+" · GitLab")),
			el("link", attr("rel", "manifest"), href("/-/manifest.json")),
			el("style", attr("nonce", v.nonce), verbatim(stylesheet)),
			v.gon(),
		),
		el("body", attr("class", classes), attr("data-page", v.r.URL.Path),
			v.banner(), content,
			el("script", attr("nonce", v.nonce), verbatim(script)))))
}

func (v *visit) banner() part {
	return el("div.practice-banner", attr("role", "note"), el("strong", text(practiceWords)),
		el("span", text("It plays GitLab "+v.edition.release.String()+".")))
}

// writeStaticPage writes a page that stands outside the frame: errors, and what
// others put before GitLab.
func writeStaticPage(w http.ResponseWriter, status int, title, number, heading, advice string) {
	nonce := newNonce()
	header := w.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Content-Security-Policy", "default-src 'none'; style-src 'nonce-"+nonce+"'")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(document(
		el("head", el("meta", attr("charset", "utf-8")), el("title", text(title)),
			el("style", attr("nonce", nonce), verbatim(stylesheet))),
		el("body.static", el("div.practice-banner", el("strong", text(practiceWords))),
			el("div.static-box", when(number != "", el("h1", text(number))), el("h3", text(heading)), el("hr"),
				el("p", text(advice)), el("p", el("a", href(pathHome), text("Go to the start page"))))))))
}

// mark is the practice instance's own sign, at the place of GitLab's.
func (v *visit) mark() part {
	return el("a.mark", href(pathHome), attr("aria-label", "Homepage"), el("span.mark-sign", icon("home")))
}

// userMenu is the avatar with the menu it opens.
func (v *visit) userMenu() part {
	return el("details.user-menu",
		el("summary", testID("user-menu-toggle"), attr("aria-label", v.user.name+"’s user menu"),
			el("span.avatar", text(v.user.name[:1])), icon("down")),
		el("div.menu",
			el("div.menu-head", el("strong", text(v.user.name)), el("span", text("@"+v.user.username))),
			el("span.menu-item.inert", text("Set status")),
			el("a.menu-item", href(v.edition.profilePath()), testID("edit-profile-link"), text("Edit profile")),
			el("a.menu-item", href(catalog.PreferencesPath), testID("preferences-item"), text(catalog.LabelPreferences)),
			el("form.menu-foot", attr("method", "post"), attr("action", pathSignOut), v.protectionToken(),
				el("button.menu-item", attr("type", "submit"), testID("sign-out-link"), text("Sign out")))))
}

// sidebar is the left menu: the settings, or on other pages the way to them.
func (v *visit) sidebar(active string, top part) part {
	if active == "" {
		return el("nav.sidebar", top,
			el("h2.sidebar-title", text("Your work")),
			el("ul", el("li", el("a.nav-link.active", href(pathHome), icon("grid"), el("span", text("Projects"))))))
	}
	link := func(item entry) part {
		class := "nav-link"
		if item.path == active {
			class += " active"
		}
		return el(
			"li",
			el("a", attr("class", class), href(item.path), when(item.icon == "token", testID("access_token_link")),
				icon(item.icon), el("span", text(item.label))),
		)
	}
	title := "User settings"
	if v.edition.pages.Avatar == catalog.AvatarTopBar {
		title = "User Settings"
	}
	return el("nav.sidebar", attr("aria-label", title), top,
		el("h2.sidebar-title", el("span.avatar.small", text(v.user.name[:1])), text(title)),
		el("ul", each(v.edition.settingsMenu(), func(item entry) part {
			if item.below == nil {
				return link(item)
			}
			return el("li", el("details.nav-group", flag("open", holds(item, active)),
				el("summary.nav-link", icon(item.icon), el("span", text(item.label)), icon("down")),
				el("ul", each(item.below, link))))
		})))
}

func holds(group entry, path string) bool {
	for _, item := range group.below {
		if item.path == path {
			return true
		}
	}
	return false
}

func avatarClass(place catalog.AvatarPlace) string {
	switch place {
	case catalog.AvatarTopBar:
		return "avatar-top"
	case catalog.AvatarLeftSidebar:
		return "avatar-left"
	case catalog.AvatarUpperRight:
		return "avatar-right"
	}
	return ""
}
