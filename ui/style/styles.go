package style

import (
	"image/color"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"glpat/gitlab/token"
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

// Theme is what drawing needs to know: the colours and the marks of a terminal, and
// what is never drawn.
type Theme struct {
	Styles Styles
	Glyphs Glyphs
	// Secrets takes the run's secrets out of every text before it is laid out; nil
	// knows none.
	Secrets *token.Redactor
}
