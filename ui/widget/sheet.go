package widget

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"glpat/gitlab/token"
	"glpat/ui/style"
)

// Sheet builds a [Block] line by line, in the looks of its theme and no wider
// than its width. The theme's secrets are taken out of a text before it is broken or
// cut, which would leave parts of them that are not known any more.
type Sheet struct {
	*style.Theme
	Width int
	// WholeWidth is how wide a link or a command may be, where that is wider.
	WholeWidth int
	Block      Block
}

// NewSheet returns an empty sheet of so many cells.
func NewSheet(theme *style.Theme, width int) *Sheet { return &Sheet{Theme: theme, Width: width} }

// Line adds one line, cut where it is too wide.
func (s *Sheet) Line(text string) {
	s.Block.Lines = append(s.Block.Lines, Cut(s.Secrets.Redact(text), s.Width, s.Glyphs.Ellipsis))
}

// FocusNext keeps the line that is added next in view.
func (s *Sheet) FocusNext() { s.Block.Focus = len(s.Block.Lines) }

// FocusTop keeps the first line in view.
func (s *Sheet) FocusTop() { s.Block.Focus = 0 }

// Gap adds an empty line, never two in a row and none at the top.
func (s *Sheet) Gap() {
	if n := len(s.Block.Lines); n > 0 && s.Block.Lines[n-1] != "" {
		s.Block.Lines = append(s.Block.Lines, "")
	}
}

// Title adds the screen's question or heading.
func (s *Sheet) Title(text string) { s.Paragraph(s.Styles.Title, text) }

// Text adds running text.
func (s *Sheet) Text(text string) { s.Paragraph(s.Styles.Text, text) }

// Paragraph adds text in one style, wrapped at words.
func (s *Sheet) Paragraph(look style.Style, text string) { s.Indented(look, "", text) }

// Indented adds wrapped text whose first line begins with lead and whose other
// lines stand under it.
func (s *Sheet) Indented(look style.Style, lead, text string) {
	text = s.Secrets.Redact(text)
	room := max(s.Width-Cells(lead), 8)
	if Cells(text) <= room && !strings.Contains(text, "\n") {
		s.Line(lead + look.Render(text))
		return
	}
	pad := strings.Repeat(" ", Cells(lead))
	for i, line := range strings.Split(ansi.Wrap(holdTogether(text), room, ""), "\n") {
		if i > 0 {
			lead = pad
		}
		s.Line(lead + look.Render(strings.ReplaceAll(line, heldHyphen, "-")))
	}
}

// heldHyphen is a hyphen at which no line is broken.
const heldHyphen = "\u2011"

// Tagged adds a paragraph with a tag behind it, which may be skipped when reading.
func (s *Sheet) Tagged(look style.Style, text, tag string) {
	s.Paragraph(look, text)
	if tag == "" {
		return
	}
	last := &s.Block.Lines[len(s.Block.Lines)-1]
	if Cells(*last)+1+Cells(tag) > s.Width {
		s.Line(s.Styles.Dim.Render(tag))
		return
	}
	*last += " " + s.Styles.Dim.Render(tag)
}

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

// Link adds an address: clickable where the terminal can, broken into lines
// where it is long, complete in any case.
func (s *Sheet) Link(address string) { s.LinkAt("", address) }

// LinkAt adds an address behind lead, as [Sheet.Link] does.
func (s *Sheet) LinkAt(lead, address string) {
	address = s.Secrets.Redact(address)
	s.whole(s.Styles.Link.Linked(address), lead, address)
}

// Field adds a label and its value, which is broken into lines where it is
// long.
func (s *Sheet) Field(label, value string) {
	s.Indented(s.Styles.Text, "  "+PadRight(label, FieldColumn), value)
}

// FieldColumn is as wide as the longest label of a field, in cells.
const FieldColumn = 17

// Code adds a line to copy, complete even where the window is narrow.
func (s *Sheet) Code(text string) { s.CodeAt("  ", text) }

// CodeAt adds a line to copy behind lead, complete even where the window is
// narrow.
func (s *Sheet) CodeAt(lead, text string) { s.wholeAt(lead, s.Secrets.Redact(text)) }

// Secret adds a secret that the person asked to see, complete.
func (s *Sheet) Secret(secret token.Secret) { s.wholeAt("  ", secret.Reveal()) }

func (s *Sheet) wholeAt(lead, text string) { s.whole(s.Styles.Text, lead, text) }

// whole adds what is to be copied as it is.
func (s *Sheet) whole(look style.Style, lead, text string) {
	lines := strings.Split(ansi.Hardwrap(text, max(max(s.Width, s.WholeWidth)-Cells(lead), 8), true), "\n")
	s.Block.Broken = s.Block.Broken || len(lines) > 1
	for _, line := range lines {
		s.Block.Lines = append(s.Block.Lines, lead+look.Render(line))
	}
}

// Label adds a field's label, with the pointer where the field is focused.
func (s *Sheet) Label(text string, focused bool) {
	lead, look := "  ", s.Styles.Text
	if focused {
		lead, look = s.Glyphs.Pointer+" ", s.Styles.Selected
	}
	s.Line(look.Render(lead + text))
}

// Choices adds choices side by side, in as many rows as they need.
func (s *Sheet) Choices(parts []string) {
	row := ""
	for _, part := range parts {
		if row != "" && Cells(row)+Cells(part) > s.Width-4 {
			s.Line("    " + row)
			row = ""
		}
		row += part
	}
	s.Line("    " + row)
}
