package wizard

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"glpat/gitlab/problem"
	"glpat/ui/style"
)

// block is a screen's body: lines no wider than asked, the line to keep in
// view, and the cursor, if any, counted from the block's first cell.
type block struct {
	lines  []string
	focus  int
	cursor *tea.Cursor
}

// sheet builds a block line by line.
type sheet struct {
	desk  *shared
	width int
	block block
}

func (d *shared) sheet(width int) *sheet { return &sheet{desk: d, width: width} }

// line adds one line, cut where it is too wide.
func (s *sheet) line(text string) {
	s.block.lines = append(s.block.lines, cut(text, s.width, s.desk.glyphs.Ellipsis))
}

// focused adds a line and keeps it in view.
func (s *sheet) focused(text string) {
	s.block.focus = len(s.block.lines)
	s.line(text)
}

// gap adds an empty line, never two in a row and none at the top.
func (s *sheet) gap() {
	if n := len(s.block.lines); n > 0 && s.block.lines[n-1] != "" {
		s.block.lines = append(s.block.lines, "")
	}
}

// title adds the screen's question or heading.
func (s *sheet) title(text string) { s.para(s.desk.styles.Title, text) }

// text adds running text.
func (s *sheet) text(text string) { s.para(s.desk.styles.Text, text) }

// para adds text in one style, wrapped at words.
func (s *sheet) para(look style.Style, text string) { s.indented(look, "", text) }

// indented adds wrapped text whose first line begins with lead and whose other
// lines stand under it.
func (s *sheet) indented(look style.Style, lead, text string) {
	room := max(s.width-cells(lead), 8)
	if cells(text) <= room && !strings.Contains(text, "\n") {
		s.line(lead + look.Render(text))
		return
	}
	pad := strings.Repeat(" ", cells(lead))
	for i, line := range strings.Split(ansi.Wrap(holdTogether(text), room, ""), "\n") {
		if i > 0 {
			lead = pad
		}
		s.line(lead + look.Render(strings.ReplaceAll(line, heldHyphen, "-")))
	}
}

// heldHyphen is a hyphen at which no line is broken.
const heldHyphen = "\u2011"

// holdTogether keeps web addresses and options in one piece: wrapping breaks
// lines at every hyphen, and half an address cannot be opened.
func holdTogether(text string) string {
	if !strings.Contains(text, "://") && !strings.Contains(text, "--") {
		return text
	}
	words := strings.Split(text, " ")
	for i, word := range words {
		if strings.Contains(word, "://") || strings.HasPrefix(word, "--") {
			words[i] = strings.ReplaceAll(word, "-", heldHyphen)
		}
	}
	return strings.Join(words, " ")
}

// link adds an address: clickable where the terminal can, broken into lines
// where it is long, complete in any case.
func (s *sheet) link(address string) {
	look := s.desk.styles.Link.Linked(address)
	for line := range strings.SplitSeq(ansi.Hardwrap(address, s.width, false), "\n") {
		s.block.lines = append(s.block.lines, look.Render(line))
	}
}

// problem adds a failure: what happened, why, what to do, and the server's own
// words.
func (s *sheet) problem(prob *problem.Problem) {
	styles := s.desk.styles
	look, mark := styles.Bad, "Problem: "
	if prob.Severity == problem.SeverityWarning {
		look, mark = styles.Warn, "Note: "
	}
	s.focused("") // keeps the beginning in view
	s.block.lines = s.block.lines[:len(s.block.lines)-1]
	s.para(look, mark+prob.Summary+".")
	if prob.Cause != "" {
		s.para(styles.Text, prob.Cause)
	}
	for _, remedy := range prob.Remedy {
		s.indented(styles.Text, " "+s.desk.glyphs.Bullet+" ", remedy)
	}
	if prob.RetryAfter > 0 {
		s.indented(styles.Text, " "+s.desk.glyphs.Bullet+" ", "It asks to wait "+lasting(prob.RetryAfter))
	}
	if prob.ServerSaid != "" {
		s.indented(styles.Dim, "   ", "The server said: "+prob.ServerSaid)
	}
}

// missing adds what is wrong with an input.
func (s *sheet) missing(err error) { s.para(s.desk.styles.Bad, err.Error()+".") }

// row adds a row of a list. The chosen row has the pointer, and its remark in
// full; the others' remarks are cut where they do not fit.
func (s *sheet) row(chosen bool, label, remark string) {
	styles, lead, look := s.desk.styles, "  ", s.desk.styles.Text
	if chosen {
		s.block.focus = len(s.block.lines)
		lead, look = s.desk.glyphs.Pointer+" ", styles.Selected
	}
	label = look.Render(lead + label)
	room := s.width - cells(label) - 2
	switch {
	case cells(remark) <= room:
		if remark != "" {
			label += "  " + styles.Dim.Render(remark)
		}
		s.block.lines = append(s.block.lines, label)
	case chosen:
		s.line(label)
		s.indented(styles.Dim, "    ", remark)
	case room < minRemark:
		s.line(label)
	default:
		remark = cut(remark, room, s.desk.glyphs.Ellipsis)
		s.block.lines = append(s.block.lines, label+"  "+styles.Dim.Render(remark))
	}
}

// minRemark is the fewest cells worth showing of a remark that is cut.
const minRemark = 16

// field adds a label and its value, which is broken into lines where it is
// long.
func (s *sheet) field(label, value string) {
	s.indented(s.desk.styles.Text, "  "+padRight(label, fieldColumn), value)
}

// fieldColumn is as wide as the longest label of a field, in cells.
const fieldColumn = 17

// code adds a line to copy, complete even where the window is narrow.
func (s *sheet) code(text string) {
	for line := range strings.SplitSeq(ansi.Hardwrap(text, s.width-2, true), "\n") {
		s.line("  " + s.desk.styles.Text.Render(line))
	}
}

// notice adds the word on something done aside.
func (s *sheet) notice() {
	if s.desk.notice != "" {
		s.gap()
		s.para(s.desk.styles.Good, s.desk.notice)
	}
}

// window is which lines of a block are shown: those around its focus, moved by
// scroll lines.
type window struct{ from, height, of int }

func (b block) window(height, scroll int) window {
	if len(b.lines) <= height {
		return window{0, len(b.lines), len(b.lines)}
	}
	from := 0
	if b.focus > height-3 { // the beginning is kept while the focus can be seen
		from = min(b.focus-height/2, len(b.lines)-height)
	}
	return window{min(max(from+scroll, 0), len(b.lines)-height), height, len(b.lines)}
}

func (w window) above() bool { return w.from > 0 }
func (w window) below() bool { return w.from+w.height < w.of }

// crop gives the window's lines, with a mark where lines are left out, and
// moves the cursor along.
func (b block) crop(w window, more string) block {
	cropped := block{lines: slices.Clone(b.lines[w.from : w.from+w.height])}
	if w.above() {
		cropped.lines[0] = more
	}
	if w.below() {
		cropped.lines[w.height-1] = more
	}
	if b.cursor != nil && b.cursor.Y >= w.from && b.cursor.Y < w.from+w.height {
		moved := *b.cursor
		moved.Y -= w.from
		cropped.cursor = &moved
	}
	return cropped
}

// label adds a field's label, with the pointer where the field is focused.
func (s *sheet) label(text string, focused bool) {
	lead, look := "  ", s.desk.styles.Text
	if focused {
		lead, look = s.desk.glyphs.Pointer+" ", s.desk.styles.Selected
	}
	s.line(look.Render(lead + text))
}

// options adds choices side by side, in as many rows as they need.
func (s *sheet) options(parts []string) {
	row := ""
	for _, part := range parts {
		if row != "" && cells(row)+cells(part) > s.width-4 {
			s.line("    " + row)
			row = ""
		}
		row += part
	}
	s.line("    " + row)
}
