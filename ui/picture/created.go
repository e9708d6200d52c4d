package picture

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"glpat/gitlab/catalog"
)

// copyIcon stands for the copy button where it has an icon and no text.
const copyIcon = "(copy icon)"

// copyLabel is what the copy button is called. Before 18.9 that is the tip of an
// icon (new_access_token_app.vue, access_token.vue), from then on its text
// (created_personal_access_token.vue).
func copyLabel(pages catalog.FormLayout) string {
	if pages.Since.Before(catalog.NewRelease(18, 1)) {
		return "Copy personal access token"
	}
	return "Copy token"
}

// copyHasText reports whether the copy button has a text of its own, which came
// with a page of its own for the new token.
func copyHasText(pages catalog.FormLayout) bool { return pages.OpenerChoice != "" }

// created draws what the page shows once the token is made.
func (c *canvas) created(pages catalog.FormLayout) {
	c.title = tokensHeading(pages)
	c.write(guide, lookText, pages.CreatedLabel)
	if copyHasText(pages) {
		c.add(guide, span{" " + c.mask(c.width-2), lookText})
		c.mark(button(copyLabel(pages)), "press this", "press")
		c.add(context, span{" " + button("Done"), lookDim})
		return
	}
	// At least a few dots have to be left of the icon.
	const dots = 4
	icon := c.pointLeft(copyIcon, hint{"press this", "press"}, c.width-1-dots)[0]
	masked := line{{" " + c.mask(c.width-2-icon.width()), lookText}}
	c.add(marked, append(masked, icon...)...)
	c.write(context, lookDim, "The icon's tip says "+c.glyphs.Quote(copyLabel(pages)))
	c.space()
	c.write(filler, lookDim, c.belowCreated(pages))
}

// belowCreated is what follows the new token on the page.
func (c *canvas) belowCreated(pages catalog.FormLayout) string {
	switch {
	case pages.Opener == "":
		return pages.FormHeading
	case pages.FormHeading == "":
		return "Search or filter access tokens" + c.glyphs.Ellipsis
	default:
		return tokensCard
	}
}

// mask gives a hidden token of a number of cells, no longer than a real one.
func (c *canvas) mask(cells int) string {
	return strings.Repeat(c.glyphs.Mask, min(cells, 26)/ansi.StringWidth(c.glyphs.Mask))
}
