package picture

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// box paints the rows inside a border that carries the page's title.
func box(title string, rows []row, width int, frame Frame) []string {
	g, inks := frame.Glyphs, inksOf(frame)
	title = " " + ansi.Truncate(title, width-4, g.Ellipsis) + " "
	rest := strings.Repeat(g.Line, width-1-ansi.StringWidth(title))
	side := inks.paint(span{g.Vertical, lookFrame})

	lines := []string{inks.paint(span{g.TopLeft + g.Line, lookFrame}, span{title, lookText}, span{rest + g.TopRight, lookFrame})}
	for _, row := range rows {
		for _, line := range row.lines {
			lines = append(lines, side+inks.paint(line...)+blank(width-line.width())+side)
		}
	}
	return append(lines, inks.paint(span{g.BotLeft + strings.Repeat(g.Line, width) + g.BotRight, lookFrame}))
}

// ink is a style as what it writes before and after a text.
type ink struct{ before, after string }

// inks has the ink of every look. Taking it once a picture, and not once a span,
// makes a picture several times faster. It holds for styles of colour and
// weight, which is all that a span may have: no padding, no borders.
type inks [lookMark + 1]ink

func inksOf(frame Frame) *inks {
	var all inks
	for look, style := range [...]lipgloss.Style{
		lookText:  frame.Styles.Text,
		lookDim:   frame.Styles.Dim,
		lookFrame: frame.Styles.Frame,
		lookMark:  frame.Styles.Mark,
	} {
		all[look].before, all[look].after, _ = strings.Cut(style.Render("x"), "x")
	}
	return &all
}

// paint writes spans side by side, each in its ink.
func (all *inks) paint(spans ...span) string {
	var painted strings.Builder
	for _, span := range spans {
		ink := all[span.look]
		painted.WriteString(ink.before)
		painted.WriteString(span.text)
		painted.WriteString(ink.after)
	}
	return painted.String()
}
