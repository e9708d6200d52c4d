package picture

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"glpat/ui/style"
)

// box paints the rows inside a border that carries the page's title.
func box(title string, rows []row, width int, frame Frame) []string {
	g, inks := frame.Glyphs, inksOf(frame)
	title = " " + ansi.Truncate(title, width-4, g.Ellipsis) + " "
	rest := strings.Repeat(g.Line, width-1-ansi.StringWidth(title))
	side := inks.paint(span{g.Vertical, lookFrame})

	lines := []string{
		inks.paint(span{g.TopLeft + g.Line, lookFrame}, span{title, lookText}, span{rest + g.TopRight, lookFrame}),
	}
	for _, row := range rows {
		for _, line := range row.lines {
			lines = append(lines, side+inks.paint(line...)+blank(width-line.width())+side)
		}
	}
	return append(lines, inks.paint(span{g.BotLeft + strings.Repeat(g.Line, width) + g.BotRight, lookFrame}))
}

// inks has the style of every look.
type inks [lookMark + 1]style.Style

func inksOf(frame Frame) *inks {
	return &inks{
		lookText:  frame.Styles.Text,
		lookDim:   frame.Styles.Dim,
		lookFrame: frame.Styles.Frame,
		lookMark:  frame.Styles.Mark,
	}
}

// paint writes spans side by side, each in its style.
func (all *inks) paint(spans ...span) string {
	var painted strings.Builder
	for _, span := range spans {
		painted.WriteString(all[span.look].Render(span.text))
	}
	return painted.String()
}
