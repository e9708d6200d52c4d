package system

import (
	"io"
	"runtime"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// TerminalWriter is where lines for a person are written to. On a terminal they are
// broken between words, which a terminal itself does not do.
type TerminalWriter struct {
	io.Writer
	// Columns is the width, in cells; 0 for what is no terminal, or too narrow to
	// break lines.
	Columns int
	// Colours tells that it shows them.
	Colours bool
	// Program is what the person types to start the program: see [ProgramName].
	Program string
}

// OnTerminal returns the writer for what is told to a person through a file. program
// is what they typed to start this one.
func OnTerminal(file interface {
	io.Writer
	Fd() uintptr
}, program string, getenv func(string) string,
) TerminalWriter {
	out := TerminalWriter{Writer: file, Program: program}
	columns, _, err := term.GetSize(file.Fd())
	if err != nil {
		return out
	}
	if columns >= narrowest {
		out.Columns = columns
	}
	// The console of an old Windows would show the escape sequences.
	out.Colours = getenv("NO_COLOR") == "" && getenv("TERM") != "dumb" && runtime.GOOS != "windows"
	return out
}

// Dim returns what may be skipped when reading, in the grey of the terminal's theme
// where it shows colours. The text says the same without.
func (w TerminalWriter) Dim(text string) string {
	if !w.Colours || text == "" {
		return text
	}
	return ansi.NewStyle().ForegroundColor(ansi.BrightBlack).Styled(text)
}

// narrowest is the width below which breaking lines helps nobody, in cells.
const narrowest = 30

// Wrap breaks a line between words, never inside one: an address or a command
// has to stay whole. The lines that follow stand under the first's text, in a row
// with a label under what is behind it.
func (w TerminalWriter) Wrap(line string) string {
	if first, rest, more := strings.Cut(line, "\n"); more {
		return w.Wrap(first) + "\n" + w.Wrap(rest)
	}
	indent := w.indent(line)
	if w.Columns == 0 || ansi.StringWidth(line) <= w.Columns {
		return line
	}
	var wrapped strings.Builder
	width, spaces := 0, -1 // the first word has none before it
	for word := range strings.SplitSeq(line, " ") {
		if spaces++; word == "" {
			continue
		}
		cells := ansi.StringWidth(word)
		if width+spaces+cells > w.Columns && width > len(indent) {
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
func (w TerminalWriter) indent(line string) string {
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
		if columns <= w.Columns-enough {
			return strings.Repeat(" ", columns)
		}
	}
	return ""
}
