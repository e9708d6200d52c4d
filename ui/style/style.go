// Package style holds the colours, the few shared styles and the key bindings
// of the wizard.
//
// Colours are ANSI 0 to 15, so that a terminal's own theme decides how they
// look and both light and dark backgrounds stay readable. Nothing is told by
// colour alone: every coloured word says the same without colour. What may come
// in: looks shared by two screens or more. What may not: words and layout.
package style

import (
	"charm.land/lipgloss/v2"
)

// Styles are the looks that screens and pictures share.
type Styles struct {
	Title    lipgloss.Style // a screen's heading
	Text     lipgloss.Style // running text
	Dim      lipgloss.Style // what may be skipped when reading
	Accent   lipgloss.Style // what to act on: a label to find, a link
	Good     lipgloss.Style // something that holds
	Warn     lipgloss.Style // something to look at
	Bad      lipgloss.Style // something that is wrong
	Key      lipgloss.Style // a key's name in the footer
	Selected lipgloss.Style // the row under the cursor
	Frame    lipgloss.Style // borders of pictures and boxes
	Mark     lipgloss.Style // the one element of a picture to choose
}

// New returns the styles for a dark or a light background. Where the terminal
// does not answer the question, callers pass dark: the colours read on both.
func New(dark bool) Styles {
	lightDark := lipgloss.LightDark(dark)
	colour := func(light, dark string) lipgloss.Style {
		return lipgloss.NewStyle().Foreground(lightDark(lipgloss.Color(light), lipgloss.Color(dark)))
	}
	plain := lipgloss.NewStyle()
	return Styles{
		Title:    plain.Bold(true),
		Text:     plain,
		Dim:      colour("8", "8"),
		Accent:   colour("4", "14").Bold(true),
		Good:     colour("2", "10"),
		Warn:     colour("3", "11"),
		Bad:      colour("1", "9"),
		Key:      plain.Bold(true),
		Selected: colour("4", "14").Bold(true),
		Frame:    colour("8", "8"),
		Mark:     plain.Bold(true).Reverse(true),
	}
}

// Glyphs are the few marks outside ASCII that glpat draws, with their plain
// stand-ins for a terminal that is not UTF-8.
type Glyphs struct {
	Done, Current, Todo string // states of a step
	Pointer             string // the row under the cursor
	Dot                 string // between keys in the footer
	Line                string // a horizontal line
	Ellipsis            string
	Bullet              string
	Left                string // an arrow that points left at what to choose
	OpenQuote           string
	CloseQuote          string
	Mask                string // one character of a hidden secret
	Vertical            string
	TopLeft, TopRight   string
	BotLeft, BotRight   string
	TeeLeft, TeeRight   string
	Down                string // a menu that opens downwards
	More                string // rows left out above or below
	BoxOn, BoxOff       string // a ticked and an empty box
}

// UnicodeGlyphs are the marks for a UTF-8 terminal.
func UnicodeGlyphs() Glyphs {
	return Glyphs{
		Done: "✓", Current: "●", Todo: "○", Pointer: "›", Dot: "·", Line: "─", Ellipsis: "…",
		Bullet: "•", Left: "◀──", OpenQuote: "“", CloseQuote: "”", Mask: "•", Vertical: "│",
		TopLeft: "┌", TopRight: "┐", BotLeft: "└", BotRight: "┘", TeeLeft: "├", TeeRight: "┤",
		Down: "▾", More: "⋮", BoxOn: "[x]", BoxOff: "[ ]",
	}
}

// ASCIIGlyphs are the stand-ins.
func ASCIIGlyphs() Glyphs {
	return Glyphs{
		Done: "x", Current: "*", Todo: "-", Pointer: ">", Dot: "|", Line: "-", Ellipsis: "...",
		Bullet: "*", Left: "<--", OpenQuote: `"`, CloseQuote: `"`, Mask: "*", Vertical: "|",
		TopLeft: "+", TopRight: "+", BotLeft: "+", BotRight: "+", TeeLeft: "+", TeeRight: "+",
		Down: "v", More: ":", BoxOn: "[x]", BoxOff: "[ ]",
	}
}

// Quote puts GitLab's label in quotes.
func (g Glyphs) Quote(label string) string { return g.OpenQuote + label + g.CloseQuote }
