package catalog

// SettingsEntry is an entry of the menu of the user settings.
type SettingsEntry int

// The entries.
const (
	SettingsProfile SettingsEntry = iota
	SettingsAccount
	SettingsAccess // the group that holds others, from 18.9 on
	SettingsApplications
	SettingsChat
	SettingsTokens
	SettingsEmails
	SettingsPassword
	SettingsNotifications
	SettingsSSHKeys
	SettingsGPGKeys
	SettingsPreferences
	SettingsCommentTemplates
	SettingsSessions
	SettingsLog
	SettingsQuotas
)

// SettingsMenu lists the menu of a release in its order, as the Community Edition
// has it (lib/sidebars/user_settings/panel.rb; before 16.0
// app/views/layouts/nav/sidebar/_profile.html.haml). Other editions add Billing
// after Account.
func SettingsMenu(release Release) []SettingsEntry {
	grouped := LayoutAt(release).MenuGroup != ""
	menu := []SettingsEntry{SettingsProfile, SettingsAccount}
	if grouped {
		// That the group stands right after Account is inferred.
		menu = append(menu, SettingsAccess, SettingsChat, SettingsEmails, SettingsNotifications, SettingsPreferences)
	} else {
		menu = append(menu, SettingsApplications, SettingsChat, SettingsTokens, SettingsEmails, SettingsPassword,
			SettingsNotifications, SettingsSSHKeys, SettingsGPGKeys, SettingsPreferences)
	}
	if release.AtLeast(NewRelease(16, 0)) { // the menus of 16 have it, of which minor is unverified
		menu = append(menu, SettingsCommentTemplates)
	}
	if !grouped {
		menu = append(menu, SettingsSessions, SettingsLog)
	}
	if release.AtLeast(NewRelease(17, 0)) { // the menus of 17 have it, of which minor is unverified
		menu = append(menu, SettingsQuotas)
	}
	return menu
}

// SettingsBelow lists the entries inside an entry of the menu, which only
// [SettingsAccess] has (lib/sidebars/user_settings/menus/access_menu.rb).
func SettingsBelow(entry SettingsEntry) []SettingsEntry {
	if entry != SettingsAccess {
		return nil
	}
	return []SettingsEntry{
		SettingsPassword, SettingsTokens, SettingsSSHKeys, SettingsGPGKeys, SettingsApplications, SettingsSessions,
		SettingsLog,
	}
}

// Label returns what an entry is called in a release.
func (e SettingsEntry) Label(release Release) string {
	since := func(major, minor int, now, before string) string {
		if release.AtLeast(NewRelease(major, minor)) {
			return now
		}
		return before
	}
	switch e {
	case SettingsProfile:
		return "Profile"
	case SettingsAccount:
		return "Account"
	case SettingsAccess:
		return LayoutAt(release).MenuGroup
	case SettingsApplications:
		return "Applications"
	case SettingsChat:
		return since(18, 7, "Integration accounts", "Chat") // the label is unverified, the route is read
	case SettingsTokens:
		return LayoutAt(release).MenuEntry
	case SettingsEmails:
		return "Emails"
	case SettingsPassword:
		return since(18, 11, "Password and authentication", "Password") // its release is unverified
	case SettingsNotifications:
		return "Notifications"
	case SettingsSSHKeys:
		return since(17, 3, "SSH keys", "SSH Keys") // its release is unverified, here and below
	case SettingsGPGKeys:
		return since(17, 3, "GPG keys", "GPG Keys")
	case SettingsPreferences:
		return LabelPreferences
	case SettingsCommentTemplates:
		return "Comment templates"
	case SettingsSessions:
		return since(17, 3, "Active sessions", "Active Sessions")
	case SettingsLog:
		return "Authentication log"
	case SettingsQuotas:
		return "Usage quotas"
	}
	return ""
}
