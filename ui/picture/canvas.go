package picture

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"glpat/ui/style"
)

// canvas is a page of GitLab that is being drawn: rows between two borders.
type canvas struct {
	width  int // cells between the borders
	glyphs style.Glyphs
	title  string
	rows   []row
}

// look is how a piece of a line is painted.
type look int

const (
	lookBlank look = iota // spaces, in no style
	lookText
	lookDim
	lookFrame
	lookMark
)

// span is a piece of a line, without control sequences.
type span struct {
	text string
	look look
}

type line []span

func (l line) width() int {
	width := 0
	for _, span := range l {
		width += ansi.StringWidth(span.text)
	}
	return width
}

// indent moves the line to the right by a number of cells.
func (l line) indent(cells int) line {
	return append(line{{blank(cells), lookBlank}}, l...)
}

// weight says how long a row stays when a picture has to become lower.
type weight int

const (
	spare   weight = iota // blanks and rules: go first and leave no trace
	filler                // boxes nobody ticked
	context               // what stands around
	guide                 // what helps to find the mark, or has to be filled in
	marked                // stays
)

// row is what stays or goes together: lines, no wider than the canvas.
type row struct {
	lines  []line
	weight weight
	// more stands in the row's place once it is gone. Without it, the More
	// glyph stands at the left.
	more line
}

// add puts a line below the others.
func (c *canvas) add(w weight, spans ...span) {
	c.rows = append(c.rows, row{lines: []line{spans}, weight: w})
}

// addLines puts lines that belong together below the others.
func (c *canvas) addLines(w weight, lines []line) {
	c.rows = append(c.rows, row{lines: lines, weight: w})
}

// write puts text below the others, broken between words where it must be.
func (c *canvas) write(w weight, look look, text string) {
	c.addLines(w, c.wrap(look, text))
}

func (c *canvas) wrap(look look, text string) []line {
	var lines []line
	for part := range strings.SplitSeq(ansi.Wrap(text, c.width-2, ""), "\n") {
		lines = append(lines, line{{" " + part, look}})
	}
	return lines
}

// space puts a blank line below the others.
func (c *canvas) space() { c.add(spare) }

// rule puts a horizontal line below the others.
func (c *canvas) rule() {
	c.add(spare, span{strings.Repeat(c.glyphs.Line, c.width), lookFrame})
}

// cut shortens text to a number of cells.
func (c *canvas) cut(text string, cells int) string {
	return ansi.Truncate(text, max(cells, 0), c.glyphs.Ellipsis)
}

// button is how a button's label is drawn.
func button(label string) string { return "[ " + label + " ]" }

// blank gives a number of spaces, none when the number is negative.
func blank(cells int) string { return strings.Repeat(" ", max(cells, 0)) }
