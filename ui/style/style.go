// Package style holds the colours, the few shared styles and the key bindings
// of the wizard.
//
// Colours are ANSI 0 to 15, so that a terminal's own theme decides how they
// look and both light and dark backgrounds stay readable. Nothing is told by
// colour alone: every coloured word says the same without colour. What may come
// in: looks shared by two screens or more. What may not: words and layout.
package style

import (
	"image/color"

	"charm.land/bubbles/v2/spinner"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
)

// Styles are the looks that screens and pictures share.
type Styles struct {
	Title    Style // a screen's heading
	Text     Style // running text
	Dim      Style // what may be skipped when reading
	Accent   Style // what to act on: a label to find, a date to set
	Link     Style // an address
	Good     Style // something that holds
	Warn     Style // something to look at
	Bad      Style // something that is wrong
	Key      Style // a key's name in the footer
	Selected Style // the row under the cursor
	Frame    Style // borders of pictures and boxes
	Mark     Style // the one element of a picture to choose

	// Field is how a text field looks.
	Field textinput.Styles
}

// NewStyles returns the styles for a dark or a light background. Where the terminal
// does not answer the question, callers pass dark: the colours read on both.
func NewStyles(dark bool) Styles {
	choose := lipgloss.LightDark(dark)
	coloured := func(light, dark color.Color) lipgloss.Style {
		return lipgloss.NewStyle().Foreground(choose(light, dark))
	}
	plain := lipgloss.NewStyle()
	dim := coloured(lipgloss.BrightBlack, lipgloss.BrightBlack)
	accent := coloured(lipgloss.Blue, lipgloss.BrightCyan)
	return Styles{
		Title:    newStyle(plain.Bold(true)),
		Text:     newStyle(plain),
		Dim:      newStyle(dim),
		Accent:   newStyle(accent.Bold(true)),
		Link:     newStyle(accent),
		Good:     newStyle(coloured(lipgloss.Green, lipgloss.BrightGreen)),
		Warn:     newStyle(coloured(lipgloss.Yellow, lipgloss.BrightYellow)),
		Bad:      newStyle(coloured(lipgloss.Red, lipgloss.BrightRed)),
		Key:      newStyle(plain.Bold(true)),
		Selected: newStyle(accent.Bold(true)),
		Frame:    newStyle(dim),
		Mark:     newStyle(plain.Bold(true).Reverse(true)),
		Field:    fieldStyles(plain, dim),
	}
}

func fieldStyles(text, placeholder lipgloss.Style) textinput.Styles {
	state := textinput.StyleState{Text: text, Prompt: text, Suggestion: placeholder, Placeholder: placeholder}
	return textinput.Styles{
		Focused: state, Blurred: state,
		Cursor: textinput.CursorStyle{Shape: tea.CursorBar},
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
	BoxIn, BoxNo        string // a box that another contains, and one that cannot be ticked

	// Spinner moves during a wait.
	Spinner spinner.Spinner
}

// UnicodeGlyphs are the marks for a UTF-8 terminal.
func UnicodeGlyphs() Glyphs {
	return Glyphs{
		Done: "✓", Current: "●", Todo: "○", Pointer: "›", Dot: "·", Line: "─", Ellipsis: "…",
		Bullet: "•", Left: "◀──", OpenQuote: "“", CloseQuote: "”", Mask: "•", Vertical: "│",
		TopLeft: "┌", TopRight: "┐", BotLeft: "└", BotRight: "┘", TeeLeft: "├", TeeRight: "┤",
		Down: "▾", More: "⋮", BoxOn: "[x]", BoxOff: "[ ]",
		BoxIn: "[•]", BoxNo: "[–]",
		Spinner: spinner.MiniDot,
	}
}

// ASCIIGlyphs are the stand-ins.
func ASCIIGlyphs() Glyphs {
	return Glyphs{
		Done: "x", Current: "*", Todo: "o", Pointer: ">", Dot: "|", Line: "-", Ellipsis: "...",
		Bullet: "*", Left: "<--", OpenQuote: `"`, CloseQuote: `"`, Mask: "*", Vertical: "|",
		TopLeft: "+", TopRight: "+", BotLeft: "+", BotRight: "+", TeeLeft: "+", TeeRight: "+",
		Down: "v", More: ":", BoxOn: "[x]", BoxOff: "[ ]",
		BoxIn: "[*]", BoxNo: "[-]",
		Spinner: spinner.Line,
	}
}

// Quote puts GitLab's label in quotes.
func (g Glyphs) Quote(label string) string { return g.OpenQuote + label + g.CloseQuote }

// Theme is what drawing needs to know of a terminal: its colours and its marks.
type Theme struct {
	Styles Styles
	Glyphs Glyphs
}
