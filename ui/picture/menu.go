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
	for _, entry := range catalog.SettingsMenu(pages.Since) {
		below := catalog.SettingsBelow(entry)
		if below == nil {
			c.menuEntry(entry.Label(pages.Since), entry == catalog.SettingsTokens, 0, choose)
			continue
		}
		c.add(marked, c.groupTitle(pages.MenuGroup)...)
		for _, inside := range below {
			c.menuEntry(inside.Label(pages.Since), inside == catalog.SettingsTokens, 2, choose)
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

// entryBelow names the entry below the tokens entry.
func entryBelow(pages catalog.FormLayout) string {
	entries := catalog.SettingsMenu(pages.Since)
	if pages.MenuGroup != "" {
		entries = catalog.SettingsBelow(catalog.SettingsAccess)
	}
	return entries[slices.Index(entries, catalog.SettingsTokens)+1].Label(pages.Since)
}
