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

// Render gives the text in this look. The text has no look of its own.
func (l Style) Render(text string) string {
	if text == "" || l.before == "" {
		return text
	}
	return l.before + text + l.after
}

// Linked returns the look with an address behind it, for terminals that let
// one click it.
func (l Style) Linked(address string) Style {
	return Style{ansi.SetHyperlink(address) + l.before, l.after + ansi.ResetHyperlink()}
}
