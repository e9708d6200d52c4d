package widget

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	"github.com/charmbracelet/x/ansi"

	"glpat/ui/style"
)

// Picker is a screen that is a list: its title on top, the rows that fit around
// the pointer, and below what is said of the row under it and of all. It is
// exactly as large as its size, so that nothing but the list scrolls.
type Picker struct {
	Theme *style.Theme
	Size  Size
	List  *List
	Title string
	// Remark stands behind the title where there is room.
	Remark string
	// Row adds one row as one line.
	Row func(sheet *Sheet, at int, chosen bool)
	// Nothing says what to do where a search finds nothing.
	Nothing string
	// RowSummary is what to know of the row under the pointer, the most important
	// first, a line each; nil keeps no room for it.
	RowSummary []StyledLine
	// Details adds all that is known of the row under the pointer. They stand
	// beside the list where the picker is wide, and there name the key that shows
	// them whole. nil is none.
	Details    func(sheet *Sheet)
	DetailsKey key.Binding
	// Answer answers the last key, or is a question. It takes the place of the
	// row's summary.
	Answer StyledLine
	// Summary is what holds for all that is chosen, and always in view.
	Summary []StyledLine
}

// StyledLine is text in one style.
type StyledLine struct {
	Style style.Style
	Text  string
}

// Styled returns text in one style.
func Styled(look style.Style, text string) StyledLine { return StyledLine{Style: look, Text: text} }

// Size is that of a part of the window, in cells.
type Size struct{ Width, Height int }

// pickerLayout is how a picker shares out its size.
type pickerLayout struct {
	head, foot *Sheet
	// list and side are the list's part and that of the details beside it, whose
	// width is 0 where they do not stand there.
	list, side Size
}

// What there is room for, in cells.
const (
	roomyPicker   = 11 // the height for an empty line below the title and a line above the foot
	compactPicker = 14 // the height for three lines on the row under the pointer
	widePicker    = 98 // the width for details beside the list
	minListHeight = 3
	maxListWidth  = 92
	sideGap       = 3
	maxSideWidth  = 70
)

// Draw draws it all, exactly as high as its size.
func (p Picker) Draw() Block {
	l := p.layout()
	sheet := NewSheet(p.Theme, l.list.Width)
	sheet.Block.Lines, sheet.Block.Cursor = l.head.Block.Lines, l.head.Block.Cursor
	if len(p.List.lines) == 0 {
		from := len(sheet.Block.Lines)
		sheet.Text(p.Nothing)
		for len(sheet.Block.Lines)-from < l.list.Height {
			sheet.Block.Lines = append(sheet.Block.Lines, "")
		}
		sheet.Block.Lines = sheet.Block.Lines[:from+l.list.Height]
	} else {
		p.List.draw(sheet, l.list.Height, p.Row)
	}
	drawn := sheet.Block
	if l.side.Width > 0 && len(p.List.lines) > 0 {
		drawn = Beside(drawn, p.drawSide(l.side), l.list.Width+sideGap)
	}
	drawn.Lines = append(drawn.Lines, l.foot.Block.Lines...)
	return drawn
}

// KeepPosition remembers what is in view after a key. The foot may be higher for
// the length of an answer; the pointer is in view in any case.
func (p Picker) KeepPosition() {
	p.Answer = StyledLine{}
	p.List.keepPosition(p.layout().list.Height)
}

// RowAt is the row that stands at a place of the picker, false where none does.
func (p Picker) RowAt(x, y int) (int, bool) {
	l := p.layout()
	if x < 0 || x >= l.list.Width {
		return 0, false
	}
	return p.List.rowAt(y-len(l.head.Block.Lines), l.list.Height)
}

// Wheel scrolls the list by lines.
func (p Picker) Wheel(by int) { p.List.wheel(by, p.layout().list.Height) }

// layout shares out the size.
func (p Picker) layout() pickerLayout {
	l := pickerLayout{list: p.Size}
	if p.Details != nil && p.Size.Width >= widePicker {
		l.side.Width = min((p.Size.Width-sideGap)*9/20, maxSideWidth)
		l.list.Width = min(p.Size.Width-sideGap-l.side.Width, maxListWidth)
	}
	l.head, l.foot = p.drawHead(l.list.Width), p.drawFoot(l.side.Width > 0)
	if len(l.head.Block.Lines)+len(l.foot.Block.Lines)+minListHeight > p.Size.Height && !p.List.searching {
		l.head.Block.Lines = nil
	}
	least := minListHeight
	if p.Answer.Text != "" {
		least = 1 // an answer is shown whole, for as long as it stands there
	}
	if most := max(p.Size.Height-len(l.head.Block.Lines)-least, 1); len(l.foot.Block.Lines) > most {
		l.foot.Block.Lines = l.foot.Block.Lines[:most]
	}
	l.list.Height = max(p.Size.Height-len(l.head.Block.Lines)-len(l.foot.Block.Lines), 1)
	l.side.Height = p.Size.Height - len(l.foot.Block.Lines)
	return l
}

// drawHead draws the title, or in its place the field to search in.
func (p Picker) drawHead(width int) *Sheet {
	head := NewSheet(p.Theme, width)
	dim := p.Theme.Styles.Dim
	if p.List.searching {
		count := fmt.Sprintf("%d of %d", p.List.Matches(), len(p.List.rows))
		narrow := NewSheet(p.Theme, width-Cells(count)-2)
		narrow.Input(&p.List.field, "Search: ", true)
		narrow.Block.Lines[0] = PadRight(narrow.Block.Lines[0], narrow.Width) + "  " + dim.Render(count)
		head.Block = narrow.Block
	} else {
		title := p.Theme.Styles.Title.Render(p.Title)
		if Cells(title)+2+Cells(p.Remark) <= width {
			title += "  " + dim.Render(p.Remark)
		}
		head.Line(title)
	}
	if p.Size.Height >= roomyPicker {
		head.Block.Lines = append(head.Block.Lines, "")
	}
	return head
}

// drawFoot draws the lines below the list: as many for every row, so that the
// list stands still.
func (p Picker) drawFoot(beside bool) *Sheet {
	foot := NewSheet(p.Theme, p.Size.Width)
	roomy, rows := p.Size.Height >= roomyPicker, p.summaryRows(beside)
	if roomy && (rows > 0 || p.Summary != nil || p.Answer.Text != "") {
		foot.Line(foot.Styles.Dim.Render(strings.Repeat(foot.Glyphs.Line, foot.Width)))
	}
	from := len(foot.Block.Lines)
	if p.Answer.Text != "" {
		foot.Paragraph(p.Answer.Style, p.Answer.Text)
	}
	for i, line := range p.RowSummary {
		if p.Answer.Text == "" && i < rows && len(p.List.lines) > 0 {
			foot.Line(line.Style.Render(line.Text))
		}
	}
	for len(foot.Block.Lines)-from < rows {
		foot.Block.Lines = append(foot.Block.Lines, "")
	}
	if !roomy && p.Answer.Text != "" {
		return foot // the answer is worth more than what stands there anyway
	}
	for _, line := range p.Summary {
		foot.clipped(line, 2)
	}
	return foot
}

// summaryRows is how many lines of the row's summary there are.
func (p Picker) summaryRows(beside bool) int {
	rows := 1
	switch {
	case beside || p.RowSummary == nil:
		return 0
	case p.Size.Height >= compactPicker:
		rows = 3
	case p.Size.Height >= roomyPicker:
		rows = 2
	}
	if p.Summary != nil {
		rows--
	}
	return rows
}

// drawSide draws the details beside the list, as far as there is room.
func (p Picker) drawSide(room Size) []string {
	side := NewSheet(p.Theme, room.Width)
	p.Details(side)
	lines := side.Block.Lines
	if len(lines) > room.Height {
		lines = lines[:room.Height]
		more := side.Glyphs.More + " " + p.DetailsKey.Help().Key + " shows all"
		lines[room.Height-1] = side.Styles.Dim.Render(more)
	}
	return lines
}

// clipped adds text in so many lines at most.
func (s *Sheet) clipped(line StyledLine, most int) {
	lines := strings.Split(ansi.Wrap(holdTogether(s.Secrets.Redact(line.Text)), max(s.Width, 8), ""), "\n")
	for i, text := range lines[:min(len(lines), most)] {
		if i == most-1 && len(lines) > most {
			text = ansi.Truncate(text, s.Width-Cells(s.Glyphs.Ellipsis), "") + s.Glyphs.Ellipsis
		}
		s.Line(line.Style.Render(strings.ReplaceAll(text, heldHyphen, "-")))
	}
}
