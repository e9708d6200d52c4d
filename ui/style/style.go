package style

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// Style is a colour and weight for text within one line, kept as what it writes
// before and after the text. That is all a frame needs, and several times
// cheaper than laying out a box for every span. The zero value changes nothing.
type Style struct{ before, after string }

func newStyle(style lipgloss.Style) Style {
	before, after, _ := strings.Cut(style.Render("x"), "x")
	return Style{before, after}
}

// Render gives the text in this style. The text has no style of its own.
func (s Style) Render(text string) string {
	if text == "" || s.before == "" {
		return text
	}
	return s.before + text + s.after
}

// Linked returns the style with an address behind it, for terminals that let
// one click it.
func (s Style) Linked(address string) Style {
	return Style{ansi.SetHyperlink(address) + s.before, s.after + ansi.ResetHyperlink()}
}
