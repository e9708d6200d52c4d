package picture

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"glpat/gitlab/catalog"
)

// form draws the form as it is just before it is sent.
func (s *canvas) form(pages catalog.FormLayout, content Content) {
	s.title = pages.FormHeading
	if s.title == "" {
		s.title = tokensHeading(pages)
	}
	s.fields(pages, content, guide)
	s.space()
	s.mark(button(pages.Submit), "press this", "press")
}

// fields draws the form's fields in their order, and below them the boxes.
func (s *canvas) fields(pages catalog.FormLayout, content Content, w weight) {
	column := labelColumn(pages)
	if column+minValue > s.width-2 {
		column = 0
	}
	var setDate hint
	if content.Expires != "" {
		// GitLab takes no date from a link, so this field alone is left to do.
		setDate = hint{"set this date", "set this"}
	}
	s.field(catalog.LabelTokenName, content.Name, nil, column, context)
	if pages.DescriptionLabel != "" {
		s.field(pages.DescriptionLabel, content.Description, nil, column, context)
	}
	s.field(catalog.LabelExpiration, content.Expires, setDate, column, w)
	s.add(w, span{" " + pages.ScopesHeading, lookText})
	for _, b := range boxes(pages, content.Scopes) {
		s.scopeBox(b, slices.Contains(content.Scopes, b.scope))
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
func (s *canvas) field(label, value string, words hint, column int, w weight) {
	room := s.width - 2 - column
	// A field is one line, whatever white space its value has.
	value = s.cut(strings.Join(strings.Fields(value), " "), room)
	left := room - ansi.StringWidth(value)
	filled := line{{value, lookText}, {strings.Repeat("_", left), lookDim}}
	for _, form := range words {
		if said := " " + s.glyphs.Left + " " + form; ansi.StringWidth(said) <= left {
			filled[1] = span{said, lookText}
			break
		}
	}
	if column == 0 {
		s.addLines(w, append(s.wrap(lookText, label), filled.indent(1)))
		return
	}
	s.add(w, append(line{{" " + label + blank(column-ansi.StringWidth(label)), lookText}}, filled...)...)
}

// scopeBox draws a scope's box, or the title of a group of them.
func (s *canvas) scopeBox(b scopeBox, ticked bool) {
	switch {
	case b.title != "":
		s.add(filler, span{" " + b.title, lookDim})
	case ticked:
		s.add(guide, span{" " + s.glyphs.BoxOn + " " + s.cut(string(b.scope), s.width-6), lookText})
	default:
		s.add(filler, span{" " + s.glyphs.BoxOff + " " + string(b.scope), lookDim})
	}
}
