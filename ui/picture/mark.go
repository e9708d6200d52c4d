package picture

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// hint is what an arrow says, longest form first. The first form that fits is
// drawn; where none fits, the arrow stands alone.
type hint []string

// step is a hint with its place in an order, which stays when the words go.
func step(number string, words ...string) hint {
	h := hint{}
	for _, w := range words {
		h = append(h, number+" "+w)
	}
	return append(h, number)
}

// pointLeft marks a label and points at it from its right, within a number of
// cells, or from below where the label leaves no room for an arrow. A label too
// long for one line continues on the next.
func (c *canvas) pointLeft(label string, words hint, cells int) []line {
	arrow := c.glyphs.Left
	room := cells - ansi.StringWidth(label) - 2 - ansi.StringWidth(arrow)
	for _, form := range words {
		if room >= ansi.StringWidth(form)+2 { // a blank on either side
			return []line{{{" " + label + " ", lookMark}, {arrow + " " + form, lookText}}}
		}
	}
	if room >= 0 {
		return []line{{{" " + label + " ", lookMark}, {arrow, lookText}}}
	}
	if cells >= ansi.StringWidth(label)+2 {
		below := " " + c.glyphs.BotLeft + c.glyphs.Line + c.glyphs.Line
		if len(words) > 0 {
			below += " " + words[0]
		}
		return []line{{{" " + label + " ", lookMark}}, {{" " + c.cut(below, cells-2), lookText}}}
	}
	var lines []line
	for part := range strings.SplitSeq(ansi.Wrap(label, cells-2-ansi.StringWidth(arrow), ""), "\n") {
		lines = append(lines, line{{" " + part + " ", lookMark}})
	}
	last := len(lines) - 1
	lines[last] = append(lines[last], span{arrow, lookText})
	return lines
}

// pointRight marks a label at the right end of a number of cells and points at
// it from its left. A label too long for the line loses its padding.
func (c *canvas) pointRight(label string, words hint, cells int) line {
	arrow := c.glyphs.Line + c.glyphs.Line + c.glyphs.Pointer
	mark := " " + label + " "
	if ansi.StringWidth(arrow+mark) > cells {
		mark = strings.NewReplacer("[ ", "[", " ]", "]").Replace(label)
	}
	room := cells - ansi.StringWidth(arrow+mark)
	for _, form := range words {
		if room >= ansi.StringWidth(form)+2 {
			arrow = form + " " + arrow
			break
		}
	}
	l := line{{arrow, lookText}, {c.cut(mark, cells-ansi.StringWidth(arrow)), lookMark}}
	return l.indent(cells - l.width())
}

// mark puts a marked label below the others.
func (c *canvas) mark(label string, words ...string) {
	c.addLines(marked, c.pointLeft(label, words, c.width))
}
