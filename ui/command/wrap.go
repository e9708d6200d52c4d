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
// has to stay whole. The lines that follow stand under the first's text.
func (s screen) wrap(line string) string {
	if first, rest, more := strings.Cut(line, "\n"); more {
		return s.wrap(first) + "\n" + s.wrap(rest)
	}
	text := strings.TrimLeft(line, " ")
	indent := line[:len(line)-len(text)]
	if strings.HasPrefix(text, "- ") {
		indent += "  "
	}
	if ansi.StringWidth(line) <= s.columns {
		return line
	}
	var wrapped strings.Builder
	width := 0
	for i, word := range strings.Split(line, " ") {
		cells := ansi.StringWidth(word)
		switch {
		case i == 0:
		case width+1+cells > s.columns && width > len(indent):
			wrapped.WriteString("\n" + indent)
			width = len(indent)
		default:
			wrapped.WriteByte(' ')
			width++
		}
		wrapped.WriteString(word)
		width += cells
	}
	return wrapped.String()
}
