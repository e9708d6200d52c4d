package picture

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"glpat/gitlab/catalog"
)

// form draws the form as it is just before it is sent.
func (c *canvas) form(pages catalog.FormLayout, content Content) {
	c.title = pages.FormHeading
	if c.title == "" {
		c.title = tokensHeading(pages)
	}
	c.fields(pages, content, guide)
	c.space()
	c.mark(button(pages.Submit), "press this", "press")
}

// fields draws the form's fields in their order, and below them the boxes.
func (c *canvas) fields(pages catalog.FormLayout, content Content, w weight) {
	column := labelColumn(pages)
	if column+minValue > c.width-2 {
		column = 0
	}
	var setDate hint
	if content.Expires != "" {
		// GitLab takes no date from a link, so this field alone is left to do.
		setDate = hint{"set this date", "set this"}
	}
	c.field(catalog.LabelTokenName, content.Name, nil, column, context)
	if pages.DescriptionLabel != "" {
		c.field(pages.DescriptionLabel, content.Description, nil, column, context)
	}
	c.field(catalog.LabelExpiration, content.Expires, setDate, column, w)
	c.add(w, span{" " + pages.ScopesHeading, lookText})
	for _, b := range boxes(pages, content.Scopes) {
		c.scopeBox(b, slices.Contains(content.Scopes, b.scope))
	}
}

// minValue is how many cells a value needs beside its label, which is a date and
// what is said of it; with fewer, the value stands below.
const minValue = 24

// labelColumn is how many cells the labels of the fields take.
func labelColumn(pages catalog.FormLayout) int {
	column := 0
	for _, label := range []string{catalog.LabelTokenName, pages.DescriptionLabel, catalog.LabelExpiration} {
		column = max(column, ansi.StringWidth(label)+2)
	}
	return column
}

// field draws a label and its value on a line to write on, beside each other or,
// where column is 0, below each other. Words point at the value if they fit.
func (c *canvas) field(label, value string, words hint, column int, w weight) {
	room := c.width - 2 - column
	// A field is one line, whatever white space its value has.
	value = c.cut(strings.Join(strings.Fields(value), " "), room)
	left := room - ansi.StringWidth(value)
	filled := line{{value, lookText}, {strings.Repeat("_", left), lookDim}}
	for _, form := range words {
		if said := " " + c.glyphs.Left + " " + form; ansi.StringWidth(said) <= left {
			filled[1] = span{said, lookText}
			break
		}
	}
	if column == 0 {
		c.addLines(w, append(c.wrap(lookText, label), filled.indent(1)))
		return
	}
	c.add(w, append(line{{" " + label + blank(column-ansi.StringWidth(label)), lookText}}, filled...)...)
}

// scopeBox draws a scope's box, or the title of a group of them.
func (c *canvas) scopeBox(b scopeBox, ticked bool) {
	switch {
	case b.title != "":
		c.add(filler, span{" " + b.title, lookDim})
	case ticked:
		c.add(guide, span{" " + c.glyphs.BoxOn + " " + c.cut(string(b.scope), c.width-6), lookText})
	default:
		c.add(filler, span{" " + c.glyphs.BoxOff + " " + string(b.scope), lookDim})
	}
}
