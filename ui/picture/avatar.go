package picture

import (
	"github.com/charmbracelet/x/ansi"

	"glpat/gitlab/catalog"
)

// avatarText stands for the person's picture. Everybody has another one; the
// initials are what GitLab draws for people who gave none.
const avatarText = "(PP)"

// sidebarWidth is how many cells the left sidebar takes, where the avatar is in
// it.
const sidebarWidth = 16

// avatar draws the frame that every page has, with the user menu open.
func (c *canvas) avatar(pages catalog.FormLayout) {
	c.title = "Any page of GitLab"
	click := step("1", "click your picture", "click here")
	switch pages.Avatar {
	case catalog.AvatarLeftSidebar:
		c.sidebarAvatar(click)
	case catalog.AvatarTopBar:
		c.barAvatar(click, " GitLab", "   Search")
	case catalog.AvatarUpperRight:
		c.barAvatar(click, " GitLab", "   Search or go to"+c.glyphs.Ellipsis)
	}
}

// barAvatar draws a bar on top with the avatar at its right end, and as many of
// the other things in the bar as there is room for.
func (c *canvas) barAvatar(click hint, things ...string) {
	first := ansi.StringWidth(things[0])
	right := c.pointRight(avatarText, click, c.width-first)[1:] // without its indent
	room := c.width - right.width()
	left := ""
	for _, thing := range things {
		if ansi.StringWidth(left+thing) < room {
			left += thing
		}
	}
	bar := line{{left, lookDim}, {blank(room - ansi.StringWidth(left)), lookBlank}}
	c.add(marked, append(bar, right...)...)
	c.rule()
	menu := c.popup(c.userMenu(), c.width-2)
	c.addPopup(menu, c.width-1-popupWidth(menu))
}

// sidebarAvatar draws the left sidebar with the avatar in its topmost row.
func (c *canvas) sidebarAvatar(click hint) {
	rule := span{c.glyphs.Vertical, lookFrame}
	room := c.width - sidebarWidth - 1
	bar := line{{" GitLab  + ", lookDim}, {avatarText, lookMark}, {" ", lookText}, rule, {c.glyphs.Left, lookText}}
	for _, form := range click {
		if said := c.glyphs.Left + " " + form; ansi.StringWidth(said) <= room {
			bar[4].text = said
			break
		}
	}
	c.add(marked, bar...)
	c.addPopup(c.popup(c.userMenu(), c.width-2), 1)
	for _, label := range []string{"Projects", "Groups"} {
		c.add(filler, span{" " + label + blank(sidebarWidth-1-len(label)), lookDim}, rule)
	}
}

// userMenu lists what every release since 13.6 has in the user menu
// (app/assets/javascripts/super_sidebar/components/user_menu.vue; for 13.6 to
// 15.11 unverified). A trial, compute minutes, admin mode and GitLab Next come
// in for some people, between these or before the last one.
func (c *canvas) userMenu() []entry {
	return []entry{
		{label: "Your name  @username", look: lookDim, weight: context},
		{label: "Set status", weight: context},
		{label: "Edit profile", weight: context},
		{label: catalog.LabelPreferences, weight: marked, words: step("2", "choose this", "choose")},
		{label: c.glyphs.More, look: lookDim, weight: spare},
		{label: "Sign out", weight: context},
	}
}
