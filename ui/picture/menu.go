package picture

import (
	"slices"

	"glpat/gitlab/catalog"
)

// menu draws the user settings menu, which stands at the left of the
// Preferences page.
func (c *canvas) menu(pages catalog.FormLayout) {
	c.title = "User settings"
	if pages.Generation == catalog.GenerationA {
		c.title = "User Settings"
	}
	choose := hint{"choose this", "choose"}
	if pages.MenuGroup != "" {
		choose = step("2", choose...)
	}
	for _, label := range settingsMenu(pages) {
		if label != pages.MenuGroup {
			c.menuEntry(label, label == pages.MenuEntry, 0, choose)
			continue
		}
		c.add(marked, c.groupTitle(label)...)
		for _, inside := range accessGroup(pages) {
			c.menuEntry(inside, inside == pages.MenuEntry, 2, choose)
		}
	}
}

func (c *canvas) menuEntry(label string, isMarked bool, indent int, choose hint) {
	if !isMarked {
		c.add(context, span{blank(indent+1) + c.cut(label, c.width-indent-2), lookText})
		return
	}
	lines := c.pointLeft(label, choose, c.width-indent)
	for i := range lines {
		lines[i] = lines[i].indent(indent)
	}
	c.addLines(marked, lines)
}

// groupTitle draws the title of the group that holds the tokens entry. The group
// is drawn open; where it is closed, it has to be opened first.
func (c *canvas) groupTitle(label string) line {
	said := c.pointLeft(label+" "+c.glyphs.Down, step("1", "open this", "open"), c.width)[0]
	said[0].look = lookText
	return said
}

// settingsMenu lists the entries of the user settings menu in their order, as
// the Community Edition has them (app/views/layouts/nav/sidebar/
// _profile.html.haml, later lib/sidebars/user_settings/panel.rb). Other
// editions add Billing after Account.
func settingsMenu(pages catalog.FormLayout) []string {
	keys := []string{"SSH Keys", "GPG Keys"}
	sessions := "Active Sessions"
	if pages.Since.AtLeast(catalog.NewRelease(17, 3)) {
		keys, sessions = []string{"SSH keys", "GPG keys"}, "Active sessions"
	}
	chat := "Chat"
	if pages.Since.AtLeast(catalog.NewRelease(18, 7)) {
		chat = "Integration accounts" // the label is unverified, the route is read
	}

	menu := []string{"Profile", "Account"}
	if pages.MenuGroup != "" {
		// That the group stands right after Account is unverified.
		menu = append(menu, pages.MenuGroup, chat, "Emails", "Notifications", catalog.LabelPreferences)
	} else {
		menu = append(menu, "Applications", chat, pages.MenuEntry, "Emails", "Password", "Notifications")
		menu = append(menu, keys...)
		menu = append(menu, catalog.LabelPreferences)
	}
	if pages.Since.AtLeast(catalog.NewRelease(16, 8)) {
		menu = append(menu, "Comment templates") // its first release is unverified
	}
	if pages.MenuGroup == "" {
		menu = append(menu, sessions, "Authentication log")
	}
	if pages.Since.AtLeast(catalog.NewRelease(17, 3)) {
		menu = append(menu, "Usage quotas")
	}
	return menu
}

// accessGroup lists the entries of the group that holds the tokens entry
// (lib/sidebars/user_settings/menus/access_menu.rb). The first builds had
// Password in the first place.
func accessGroup(pages catalog.FormLayout) []string {
	return []string{
		"Password and authentication", pages.MenuEntry, "SSH keys", "GPG keys", "Applications",
		"Active sessions", "Authentication log",
	}
}

// entryBelow names the entry below the tokens entry.
func entryBelow(pages catalog.FormLayout) string {
	entries := settingsMenu(pages)
	if pages.MenuGroup != "" {
		entries = accessGroup(pages)
	}
	return entries[slices.Index(entries, pages.MenuEntry)+1]
}
