package command

import (
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// screen is a terminal that lines are written to. Its lines are broken between
// words, which a terminal itself does not do.
type screen struct {
	io.Writer
	columns int
}

// onScreen returns the writer for what is told to a person: a screen where the
// file is a terminal of a known width.
func onScreen(file interface {
	io.Writer
	Fd() uintptr
},
) io.Writer {
	columns, _, err := term.GetSize(file.Fd())
	if err != nil || columns < narrowest {
		return file
	}
	return screen{file, columns}
}

// narrowest is the width below which breaking lines helps nobody, in cells.
const narrowest = 30

// wrap breaks a line between words, never inside one: an address or a command
// has to stay whole. The lines that follow stand under the first's text, in a row
// with a label under what is behind it.
func (s screen) wrap(line string) string {
	if first, rest, more := strings.Cut(line, "\n"); more {
		return s.wrap(first) + "\n" + s.wrap(rest)
	}
	indent := s.indent(line)
	if ansi.StringWidth(line) <= s.columns {
		return line
	}
	var wrapped strings.Builder
	width, spaces := 0, -1 // the first word has none before it
	for word := range strings.SplitSeq(line, " ") {
		if spaces++; word == "" {
			continue
		}
		cells := ansi.StringWidth(word)
		if width+spaces+cells > s.columns && width > len(indent) {
			wrapped.WriteString("\n" + indent)
			width = len(indent)
		} else {
			wrapped.WriteString(strings.Repeat(" ", spaces))
			width += spaces
		}
		wrapped.WriteString(word)
		width, spaces = width+cells, 0
	}
	return wrapped.String()
}

// indent is what the lines that follow a line begin with. Where it would leave
// too little to them, it is that of the line alone, or a few spaces.
func (s screen) indent(line string) string {
	text := strings.TrimLeft(line, " ")
	own := len(line) - len(text)
	under := own
	if label, behind, isRow := strings.Cut(text, "  "); isRow {
		under += len(label) + len("  ") + len(behind) - len(strings.TrimLeft(behind, " "))
	} else if strings.HasPrefix(text, "- ") {
		under += len("- ")
	}
	const few, enough = 4, 24
	for _, columns := range []int{under, own, few} {
		if columns <= s.columns-enough {
			return strings.Repeat(" ", columns)
		}
	}
	return ""
}
