package widget

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// Block is a piece of a screen as it is drawn: its lines, the line to keep in
// view, and the cursor, if any, counted from the block's first cell.
type Block struct {
	Lines  []string
	Focus  int
	Cursor *tea.Cursor
	// Broken tells that a link or a command did not fit a line.
	Broken bool
}

// Window is which lines of a block are shown.
type Window struct {
	From   int // the first line that is shown
	Height int // how many lines are shown
	total  int // how many lines the block has
}

// Window returns the lines to show where there is room for height of them:
// those around the focus, moved by scroll lines.
func (b Block) Window(height, scroll int) Window {
	if len(b.Lines) <= height {
		return Window{From: 0, Height: len(b.Lines), total: len(b.Lines)}
	}
	from := 0
	if b.Focus > height-3 { // the beginning is kept while the focus can be seen
		from = min(b.Focus-height/2, len(b.Lines)-height)
	}
	return Window{From: min(max(from+scroll, 0), len(b.Lines)-height), Height: height, total: len(b.Lines)}
}

// Above reports whether lines before the window are left out.
func (w Window) Above() bool { return w.From > 0 }

// Below reports whether lines after the window are left out.
func (w Window) Below() bool { return w.From+w.Height < w.total }

// Crop returns the window's lines, with the mark more in place of a line next to
// which lines are left out, and moves the cursor along.
func (b Block) Crop(w Window, more string) Block {
	cropped := Block{Lines: slices.Clone(b.Lines[w.From : w.From+w.Height])}
	if w.Above() {
		cropped.Lines[0] = more
	}
	if w.Below() {
		cropped.Lines[w.Height-1] = more
	}
	if b.Cursor != nil && b.Cursor.Y >= w.From && b.Cursor.Y < w.From+w.Height {
		moved := *b.Cursor
		moved.Y -= w.From
		cropped.Cursor = &moved
	}
	return cropped
}

// Beside puts other lines to the right of a block, from column on.
func Beside(left Block, right []string, column int) Block {
	for i, line := range right {
		if i == len(left.Lines) {
			left.Lines = append(left.Lines, "")
		}
		pad := max(column-Cells(left.Lines[i]), 1)
		left.Lines[i] += strings.Repeat(" ", pad) + line
	}
	return left
}
