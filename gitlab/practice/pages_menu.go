package practice

import (
	"slices"
	"strings"

	"glpat/gitlab/catalog"
)

// entry is an entry of the user settings menu. A group has entries below it and
// no page of its own.
type entry struct {
	icon, label, path string
	below             []entry
}

// settingsMenu is the left menu of the user settings, in the release's order
// (lib/sidebars/user_settings/panel.rb and menus/access_menu.rb; before 16.0
// app/views/layouts/nav/sidebar/_profile.html.haml).
func (e edition) settingsMenu() []entry {
	at := e.release
	label := func(old, short string) string {
		if e.has(featureShortMenuLabels) {
			return short
		}
		return old
	}
	moved := func(old, now string, major, minor int) string {
		if at.AtLeast(catalog.NewRelease(major, minor)) {
			return "/-/user_settings/" + now
		}
		return "/-/profile/" + old
	}
	profile := entry{icon: "person", label: "Profile", path: e.profilePath()}
	account := entry{icon: "account", label: "Account", path: "/-/profile/account"}
	applications := entry{icon: "grid", label: "Applications", path: moved("applications", "applications", 16, 8)}
	chat := entry{icon: "chat", label: "Chat", path: "/-/profile/chat"}
	if at.AtLeast(catalog.NewRelease(18, 7)) { // label unverified
		chat = entry{icon: "chat", label: "Integration accounts", path: "/-/profile/integration_accounts"}
	}
	tokens := entry{icon: "token", label: e.pages.MenuEntry, path: e.pages.Path()}
	emails := entry{icon: "mail", label: "Emails", path: "/-/profile/emails"}
	password := entry{icon: "lock", label: "Password", path: moved("password/edit", "password/edit", 16, 8)}
	notifications := entry{icon: "bell", label: "Notifications", path: "/-/profile/notifications"}
	ssh := entry{icon: "key", label: label("SSH Keys", "SSH keys"), path: moved("keys", "ssh_keys", 17, 0)}
	gpg := entry{icon: "key", label: label("GPG Keys", "GPG keys"), path: moved("gpg_keys", "gpg_keys", 17, 0)}
	preferences := entry{icon: "sliders", label: catalog.LabelPreferences, path: catalog.PreferencesPath}
	templates := entry{icon: "chat", label: "Comment templates", path: "/-/profile/comment_templates"}
	sessions := entry{
		icon:  "screen",
		label: label("Active Sessions", "Active sessions"),
		path:  moved("active_sessions", "active_sessions", 16, 8),
	}
	log := entry{icon: "log", label: "Authentication log", path: moved("audit_log", "authentication_log", 16, 8)}
	quotas := entry{icon: "quota", label: "Usage quotas", path: "/-/profile/usage_quotas"}

	if e.pages.MenuGroup != "" {
		if at.AtLeast(catalog.NewRelease(18, 11)) { // release unverified
			password = entry{icon: "lock", label: "Password and authentication", path: "/-/profile/two_factor_auth"}
		}
		// That the group stands after Account is inferred.
		access := entry{
			icon:  "key",
			label: e.pages.MenuGroup,
			below: []entry{password, tokens, ssh, gpg, applications, sessions, log},
		}
		return []entry{profile, account, access, chat, emails, notifications, preferences, templates, quotas}
	}
	menu := []entry{profile, account, applications, chat, tokens, emails, password, notifications, ssh, gpg, preferences}
	if at.AtLeast(catalog.NewRelease(16, 0)) {
		menu = append(menu, templates)
	}
	menu = append(menu, sessions, log)
	if at.AtLeast(catalog.NewRelease(17, 0)) {
		menu = append(menu, quotas)
	}
	return menu
}

// profilePath is where "Edit profile" leads.
func (e edition) profilePath() string {
	if e.has(featureUserSettingsProfile) {
		return "/-/user_settings/profile"
	}
	return "/-/profile"
}

// settingsEntry finds the entry of the settings menu with a path.
func (e edition) settingsEntry(path string) (entry, bool) {
	for _, item := range e.settingsMenu() {
		at := slices.IndexFunc(item.below, func(below entry) bool { return below.path == path })
		switch {
		case item.path == path:
			return item, true
		case at >= 0:
			return item.below[at], true
		}
	}
	return entry{}, false
}

// movedTo is where an old path leads in the releases that still redirect it,
// from 16.8 to 16.11; otherwise "".
func (e edition) movedTo(path string) string {
	if e.has(featureOldPathsGone) {
		return ""
	}
	rest, old := strings.CutPrefix(path, "/-/profile")
	target := "/-/user_settings" + rest
	switch {
	case !old:
		return ""
	case rest == "" && e.has(featureUserSettingsProfile):
		return e.profilePath()
	case target == e.pages.Path():
		return target
	}
	return ""
}

// icon draws a menu entry's icon, a few strokes on a 16 by 16 field.
func icon(name string) part {
	strokes := map[string]string{ //nolint:gosec // "token" and "lock" are pictures
		"person":  "M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 14c.5-3 2.5-4 5.5-4s5 1 5.5 4",
		"account": "M2 3h12v10H2zM5 8a1.5 1.5 0 1 0 0-.1M9 6.5h3M9 9.5h3",
		"grid":    "M2 2h5v5H2zM9 2h5v5H9zM2 9h5v5H2zM9 9h5v5H9z",
		"chat":    "M2 3h12v8H7l-3 3v-3H2z",
		"token":   "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 5l3 3-3 3-3-3z",
		"mail":    "M2 3.5h12v9H2zM2 4l6 5 6-5",
		"lock":    "M3.5 7h9v7h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2",
		"bell":    "M3 12h10l-1.5-2V7a3.5 3.5 0 0 0-7 0v3zM6.5 14h3",
		"key":     "M5 14a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM7.2 8.8 13 3M11 5l2 2",
		"sliders": "M2 4h12M2 8h12M2 12h12M5 2.5v3M11 6.5v3M7 10.5v3",
		"screen":  "M2 3h12v8H2zM6 14h4M8 11v3",
		"log":     "M3 2h10v12H3zM5.5 5.5h5M5.5 8h5M5.5 10.5h3",
		"quota":   "M2 14h12M4 12V8M8 12V3M12 12V6",
		"home":    "M2 8l6-5 6 5M4 7v6h8V7",
		"plus":    "M8 3v10M3 8h10",
		"search":  "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.8 10.8 14 14",
		"dots":    "M8 3.5v.1M8 8v.1M8 12.5v.1",
		"down":    "M4 6l4 4 4-4",
		"about":   "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.5v3.5M8 5v.1",
	}
	return verbatim(`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="` + strokes[name] + `"/></svg>`)
}
