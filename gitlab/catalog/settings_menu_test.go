package catalog_test

import (
	"slices"
	"strings"
	"testing"

	"glpat/gitlab/catalog"
)

func TestTheSettingsMenuIsThatOfTheRelease(t *testing.T) {
	t.Parallel()
	for release, want := range map[string]string{
		"15.11": "Profile, Account, Applications, Chat, Access Tokens, Emails, Password, Notifications, SSH Keys, GPG Keys, " +
			"Preferences, Active Sessions, Authentication log",
		"16.0": "Profile, Account, Applications, Chat, Access Tokens, Emails, Password, Notifications, SSH Keys, GPG Keys, " +
			"Preferences, Comment templates, Active Sessions, Authentication log",
		"17.9": "Profile, Account, Applications, Chat, Access tokens, Emails, Password, Notifications, SSH keys, GPG keys, " +
			"Preferences, Comment templates, Active sessions, Authentication log, Usage quotas",
		"18.8": "Profile, Account, Applications, Integration accounts, Personal access tokens, Emails, Password, " +
			"Notifications, SSH keys, GPG keys, Preferences, Comment templates, Active sessions, Authentication log, Usage quotas",
		"18.9": "Profile, Account, Access (Password, Personal access tokens, SSH keys, GPG keys, Applications, Active sessions, " +
			"Authentication log), Integration accounts, Emails, Notifications, Preferences, Comment templates, Usage quotas",
		"19.5": "Profile, Account, Access (Password and authentication, Personal access tokens, SSH keys, GPG keys, " +
			"Applications, Active sessions, Authentication log), Integration accounts, Emails, Notifications, Preferences, " +
			"Comment templates, Usage quotas",
	} {
		at, err := catalog.ParseRelease(release)
		if err != nil {
			t.Fatal(err)
		}
		var labels func(entries []catalog.SettingsEntry) string
		labels = func(entries []catalog.SettingsEntry) string {
			var said []string
			for _, entry := range entries {
				label := entry.Label(at)
				if below := catalog.SettingsBelow(entry); below != nil {
					label += " (" + labels(below) + ")"
				}
				said = append(said, label)
			}
			return strings.Join(said, ", ")
		}
		if got := labels(catalog.SettingsMenu(at)); got != want {
			t.Errorf("%s: the menu is\n%s, want\n%s", release, got, want)
		}
	}
	for _, pages := range catalog.AllLayouts() {
		menu := catalog.SettingsMenu(pages.Since)
		if slices.Contains(menu, catalog.SettingsTokens) == (pages.MenuGroup != "") {
			t.Errorf("%s: the tokens entry does not stand where the layout says", pages.Since)
		}
	}
}
