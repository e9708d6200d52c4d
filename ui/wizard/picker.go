package wizard

import (
	"fmt"
	"strings"

	"glpat/ui/style"

	"github.com/charmbracelet/x/ansi"
)

// picker is a screen that is a list: its title on top, the rows that fit around
// the pointer, and below what is said of the one under it and of all. It takes
// the whole body, so that nothing but the list scrolls.
type picker struct {
	list  *list
	title string
	// width is in cells; 0 is the whole body.
	width int
	// remark stands behind the title where there is room.
	remark string
	// row adds one row as one line.
	row func(sheet *sheet, at int, chosen bool)
	// nothing says what to do where a search finds nothing.
	nothing string
	// rowSummary is what to know of the row under the pointer, the most important
	// first, a line each; details is all of it, which stands beside the list
	// where the window is wide and behind a key where it is not. nil is none.
	rowSummary []styledLine
	details    func(sheet *sheet)
	// word is an answer to the last key, or a question. It takes the place of
	// the short lines.
	word styledLine
	// summary is what holds for all that is chosen, and always in view.
	summary []styledLine
}

// styledLine is words in a look.
type styledLine struct {
	look style.Style
	text string
}

// size is of a part of the window, in cells.
type size struct{ width, height int }

// pickerLayout is how a board shares out the body.
type pickerLayout struct {
	head, foot sheet
	// list and side are the list's part and that of the details beside it, whose
	// width is 0 where they do not stand there.
	list, side size
}

// From these heights of the body on there is room for more than the list.
const (
	roomyPicker   = 11 // for an empty line below the title and a line above the foot
	compactPicker = 14 // for three lines on the row under the pointer
)

// layoutPicker shares out the body.
func (d *shared) layoutPicker(b picker) pickerLayout {
	body := d.body
	if b.width > 0 {
		body.width = b.width
	}
	l := pickerLayout{list: body}
	if b.details != nil && body.width+2*margin >= wideWidth {
		l.side.width = min((body.width-sideGap)*9/20, maxSideWidth)
		l.list.width = min(body.width-sideGap-l.side.width, maxTextWidth)
	}
	l.head, l.foot = *d.sheet(l.list.width), *d.sheet(body.width)
	d.drawPickerHead(&l.head, b)
	d.drawPickerFoot(&l.foot, b, l.side.width > 0)
	if len(l.head.block.lines)+len(l.foot.block.lines)+minListHeight > body.height && !b.list.searching {
		l.head.block.lines = nil
	}
	least := minListHeight
	if b.word.text != "" {
		least = 1 // an answer is shown whole, for as long as it stands there
	}
	if most := max(body.height-len(l.head.block.lines)-least, 1); len(l.foot.block.lines) > most {
		l.foot.block.lines = l.foot.block.lines[:most]
	}
	l.list.height = max(body.height-len(l.head.block.lines)-len(l.foot.block.lines), 1)
	l.side.height = body.height - len(l.foot.block.lines)
	return l
}

const (
	minListHeight = 3
	sideGap       = 3
	maxSideWidth  = 70
)

func (d *shared) drawPickerHead(head *sheet, b picker) {
	title := d.styles.Title.Render(b.title)
	switch {
	case !b.list.searching:
		if cells(title)+2+cells(b.remark) <= head.width {
			title += "  " + d.styles.Dim.Render(b.remark)
		}
		head.line(title)
	default:
		count := fmt.Sprintf("%d of %d", b.list.matches(), len(b.list.rows))
		narrow := *d.sheet(head.width - cells(count) - 2)
		narrow.input(&b.list.field, "Search: ", true)
		narrow.block.lines[0] = padRight(narrow.block.lines[0], narrow.width) + "  " + d.styles.Dim.Render(count)
		head.block = narrow.block
	}
	if d.body.height >= roomyPicker {
		head.block.lines = append(head.block.lines, "")
	}
}

// drawPickerFoot adds the lines below the list: as many for every row, so that
// the list stands still.
func (d *shared) drawPickerFoot(foot *sheet, b picker, beside bool) {
	roomy, rows := d.body.height >= roomyPicker, b.summaryRows(d.body.height, beside)
	if roomy && (rows > 0 || b.summary != nil || b.word.text != "") {
		foot.line(d.styles.Dim.Render(strings.Repeat(d.glyphs.Line, foot.width)))
	}
	from := len(foot.block.lines)
	if b.word.text != "" {
		foot.para(b.word.look, b.word.text)
	}
	for i, line := range b.rowSummary {
		if b.word.text == "" && i < rows && len(b.list.lines) > 0 {
			foot.line(line.look.Render(line.text))
		}
	}
	for len(foot.block.lines)-from < rows {
		foot.block.lines = append(foot.block.lines, "")
	}
	if !roomy && b.word.text != "" {
		return // the answer is worth more than what stands there anyway
	}
	for _, line := range b.summary {
		foot.clipped(line, 2)
	}
}

// summaryRows is how many short lines there are in a body of that height.
func (b picker) summaryRows(height int, beside bool) int {
	rows := 1
	switch {
	case beside || b.rowSummary == nil:
		return 0
	case height >= compactPicker:
		rows = 3
	case height >= roomyPicker:
		rows = 2
	}
	if b.summary != nil {
		rows--
	}
	return rows
}

// clipped adds words in so many lines at most.
func (s *sheet) clipped(words styledLine, most int) {
	lines := strings.Split(ansi.Wrap(holdTogether(words.text), max(s.width, 8), ""), "\n")
	for i, line := range lines[:min(len(lines), most)] {
		if i == most-1 && len(lines) > most {
			line = ansi.Truncate(line, s.width-cells(s.desk.glyphs.Ellipsis), "") + s.desk.glyphs.Ellipsis
		}
		s.line(words.look.Render(strings.ReplaceAll(line, heldHyphen, "-")))
	}
}

// drawPicker draws it all, exactly as high as the body.
func (d *shared) drawPicker(b picker) block {
	l := d.layoutPicker(b)
	sheet := d.sheet(l.list.width)
	sheet.block.lines, sheet.block.cursor = l.head.block.lines, l.head.block.cursor
	if len(b.list.lines) == 0 {
		from := len(sheet.block.lines)
		sheet.text(b.nothing)
		for len(sheet.block.lines)-from < l.list.height {
			sheet.block.lines = append(sheet.block.lines, "")
		}
		sheet.block.lines = sheet.block.lines[:from+l.list.height]
	} else {
		b.list.draw(sheet, l.list.height, b.row)
	}
	drawn := sheet.block
	if l.side.width > 0 && len(b.list.lines) > 0 {
		drawn = beside(drawn, d.drawSide(b, l.side), l.list.width+sideGap)
	}
	drawn.lines = append(drawn.lines, l.foot.block.lines...)
	return drawn
}

// drawSide draws the details beside the list, as far as there is room.
func (d *shared) drawSide(b picker, room size) []string {
	side := d.sheet(room.width)
	b.details(side)
	lines := side.block.lines
	if len(lines) > room.height {
		lines = lines[:room.height]
		lines[room.height-1] = d.styles.Dim.Render(d.glyphs.More + " d shows all")
	}
	return lines
}

// wordOr is a board's word on the last key, or where it has none, the one on
// something done aside.
func (d *shared) wordOr(own string) styledLine {
	if own == "" {
		return styledLine{d.styles.Good, d.notice}
	}
	return styledLine{d.styles.Warn, own}
}

// keepPosition remembers what is in view after a key. The foot may be higher for the
// length of an answer; the pointer is in view in any case.
func (d *shared) keepPosition(b picker) {
	b.word = styledLine{}
	b.list.keepPosition(d.layoutPicker(b).list.height)
}

// clickedRow is the row of a board at a place of the body.
func (d *shared) clickedRow(b picker, x, y int) (int, bool) {
	l := d.layoutPicker(b)
	if x < 0 || x >= l.list.width {
		return 0, false
	}
	return b.list.rowAt(y-len(l.head.block.lines), l.list.height)
}

// pick adds a row of a board: a box or none, what it is, and a remark that is
// cut where it does not fit.
func (s *sheet) pick(chosen bool, look style.Style, box, label, remark string) {
	lead := "  "
	if chosen {
		lead, look = s.desk.glyphs.Pointer+" ", s.desk.styles.Selected
	}
	text := lead + label
	if box != "" {
		text = lead + box + " " + label
	}
	room := s.width - cells(text) - 2
	if remark == "" || (cells(remark) > room && room < minRemark) {
		if room < -2 {
			text = cut(text, s.width, s.desk.glyphs.Ellipsis)
		}
		s.block.lines = append(s.block.lines, look.Render(text))
		return
	}
	remark = cut(remark, room, s.desk.glyphs.Ellipsis)
	s.block.lines = append(s.block.lines, look.Render(text)+"  "+s.desk.styles.Dim.Render(remark))
}
