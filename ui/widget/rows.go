package widget

import (
	"strings"

	"glpat/ui/style"
)

// Row adds a row of a list. The chosen row has the pointer, and its remark in
// full; the others' remarks are cut where they do not fit.
func (s *Sheet) Row(chosen bool, label, remark string) {
	label, remark = s.Secrets.Redact(label), s.Secrets.Redact(remark)
	styles, lead, look := s.Styles, "  ", s.Styles.Text
	if chosen {
		s.FocusNext()
		lead, look = s.Glyphs.Pointer+" ", styles.Selected
	}
	label = look.Render(lead + label)
	room := s.Width - Cells(label) - 2
	switch {
	case Cells(remark) <= room:
		if remark != "" {
			label += "  " + styles.Dim.Render(remark)
		}
		s.Block.Lines = append(s.Block.Lines, label)
	case chosen:
		s.Line(label)
		s.Indented(styles.Dim, "    ", remark)
	case room < minRemark:
		s.Line(label)
	default:
		remark = Cut(remark, room, s.Glyphs.Ellipsis)
		s.Block.Lines = append(s.Block.Lines, label+"  "+styles.Dim.Render(remark))
	}
}

// minRemark is the fewest cells worth showing of a remark that is cut.
const minRemark = 16

// Option adds a row whose remark stands behind it, or below where there is no
// room.
func (s *Sheet) Option(chosen bool, look style.Style, label, remark string) {
	remark = s.Secrets.Redact(remark)
	lead := "  "
	if chosen {
		s.FocusNext()
		lead, look = s.Glyphs.Pointer+" ", s.Styles.Selected
	}
	line := look.Render(lead + label)
	if remark != "" && Cells(line)+2+Cells(remark) <= s.Width {
		s.Line(line + "  " + s.Styles.Accent.Render(remark))
		return
	}
	s.Line(line)
	if remark != "" {
		s.Indented(s.Styles.Accent, "    ", strings.ToUpper(remark[:1])+remark[1:]+".")
	}
}

// PickerRow adds a row of a picker: a box or none, what it is, and a remark that
// is cut where it does not fit.
func (s *Sheet) PickerRow(chosen bool, look style.Style, box, label, remark string) {
	label, remark = s.Secrets.Redact(label), s.Secrets.Redact(remark)
	lead := "  "
	if chosen {
		lead, look = s.Glyphs.Pointer+" ", s.Styles.Selected
	}
	text := lead + label
	if box != "" {
		text = lead + box + " " + label
	}
	room := s.Width - Cells(text) - 2
	if remark == "" || (Cells(remark) > room && room < minRemark) {
		if room < -2 {
			text = Cut(text, s.Width, s.Glyphs.Ellipsis)
		}
		s.Block.Lines = append(s.Block.Lines, look.Render(text))
		return
	}
	remark = Cut(remark, room, s.Glyphs.Ellipsis)
	s.Block.Lines = append(s.Block.Lines, look.Render(text)+"  "+s.Styles.Dim.Render(remark))
}
