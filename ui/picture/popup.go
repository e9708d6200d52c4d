package picture

import "strings"

// entry is a row of a menu that has opened over the page.
type entry struct {
	label  string
	look   look
	weight weight
	words  hint // what the arrow at a marked entry says
}

// popup draws an open menu as a box of its own, no wider than a number of
// cells.
func (c *canvas) popup(entries []entry, cells int) []row {
	var rows []row
	width := 0
	for _, entry := range entries {
		lines := []line{{{" " + c.cut(entry.label, cells-4) + " ", entry.look}}}
		if entry.weight == marked {
			lines = c.pointLeft(entry.label, entry.words, cells-2)
		}
		for _, line := range lines {
			width = max(width, line.width())
		}
		rows = append(rows, row{lines: lines, weight: entry.weight})
	}
	width = min(width+1, cells-2)

	side := span{c.glyphs.Vertical, lookFrame}
	frame := func(l line) line {
		framed := append(line{side}, l...)
		return append(framed, span{blank(width - l.width()), lookBlank}, side)
	}
	edge := func(left, right string) row {
		return row{lines: []line{{{left + strings.Repeat(c.glyphs.Line, width) + right, lookFrame}}}}
	}
	for i, row := range rows {
		for j, line := range row.lines {
			rows[i].lines[j] = frame(line)
		}
		rows[i].more = frame(line{{" " + c.glyphs.More, lookDim}})
	}
	rows = append(rows, edge(c.glyphs.BotLeft, c.glyphs.BotRight))
	return append([]row{edge(c.glyphs.TopLeft, c.glyphs.TopRight)}, rows...)
}

// addPopup puts an open menu below the others, so that cells remain at its
// left.
func (c *canvas) addPopup(rows []row, cells int) {
	for _, row := range rows {
		for i := range row.lines {
			row.lines[i] = row.lines[i].indent(cells)
		}
		if row.more != nil {
			row.more = row.more.indent(cells)
		}
		c.rows = append(c.rows, row)
	}
}

// popupWidth is how many cells the rows of an open menu take.
func popupWidth(rows []row) int { return rows[0].lines[0].width() }
