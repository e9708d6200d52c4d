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

// settingsMenu is the left menu of the user settings, in the release's order.
func (e edition) settingsMenu() []entry {
	var menu []entry
	for _, item := range catalog.SettingsMenu(e.release) {
		shown := e.settingsEntryOf(item)
		for _, below := range catalog.SettingsBelow(item) {
			shown.below = append(shown.below, e.settingsEntryOf(below))
		}
		menu = append(menu, shown)
	}
	return menu
}

// settingsEntryOf is an entry with its icon and the path that it leads to.
func (e edition) settingsEntryOf(item catalog.SettingsEntry) entry {
	since := func(major, minor int, now, before string) string {
		if e.release.AtLeast(catalog.NewRelease(major, minor)) {
			return now
		}
		return before
	}
	shown := entry{label: item.Label(e.release)}
	switch item {
	case catalog.SettingsProfile:
		shown.icon, shown.path = "person", e.profilePath()
	case catalog.SettingsAccount:
		shown.icon, shown.path = "account", "/-/profile/account"
	case catalog.SettingsAccess:
		shown.icon = "key"
	case catalog.SettingsApplications:
		shown.icon, shown.path = "grid", since(16, 8, "/-/user_settings/applications", "/-/profile/applications")
	case catalog.SettingsChat:
		shown.icon, shown.path = "chat", since(18, 7, "/-/profile/integration_accounts", "/-/profile/chat")
	case catalog.SettingsTokens:
		shown.icon, shown.path = "token", e.pages.Path()
	case catalog.SettingsEmails:
		shown.icon, shown.path = "mail", "/-/profile/emails"
	case catalog.SettingsPassword:
		older := since(16, 8, "/-/user_settings/password/edit", "/-/profile/password/edit")
		shown.icon, shown.path = "lock", since(18, 11, "/-/profile/two_factor_auth", older)
	case catalog.SettingsNotifications:
		shown.icon, shown.path = "bell", "/-/profile/notifications"
	case catalog.SettingsSSHKeys:
		shown.icon, shown.path = "key", since(17, 0, "/-/user_settings/ssh_keys", "/-/profile/keys")
	case catalog.SettingsGPGKeys:
		shown.icon, shown.path = "key", since(17, 0, "/-/user_settings/gpg_keys", "/-/profile/gpg_keys")
	case catalog.SettingsPreferences:
		shown.icon, shown.path = "sliders", catalog.PreferencesPath
	case catalog.SettingsCommentTemplates:
		shown.icon, shown.path = "chat", "/-/profile/comment_templates"
	case catalog.SettingsSessions:
		shown.icon, shown.path = "screen", since(16, 8, "/-/user_settings/active_sessions", "/-/profile/active_sessions")
	case catalog.SettingsLog:
		shown.icon, shown.path = "log", since(16, 8, "/-/user_settings/authentication_log", "/-/profile/audit_log")
	case catalog.SettingsQuotas:
		shown.icon, shown.path = "quota", "/-/profile/usage_quotas"
	}
	return shown
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
