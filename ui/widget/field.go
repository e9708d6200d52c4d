package widget

import (
	"charm.land/bubbles/v2/textinput"
)

// NewField returns a one-line text field. It uses the terminal's own cursor,
// which input methods and screen readers follow.
func NewField(placeholder string) textinput.Model {
	field := textinput.New()
	field.Prompt = ""
	field.Placeholder = placeholder
	field.SetVirtualCursor(false)
	return field
}

// Input adds a text field as a line, with the cursor in it when it is focused.
func (s *Sheet) Input(field *textinput.Model, lead string, focused bool) {
	shown := *field
	room := max(s.Width-Cells(lead)-1, 10)
	shown.SetWidth(room)
	shown.SetStyles(s.Styles.Field)
	if focused {
		s.FocusNext()
	}
	line := lead + shown.View()
	if focused {
		if cursor := shown.Cursor(); cursor != nil {
			cursor.X = min(cursorColumn(shown, room), room) + Cells(lead)
			cursor.Y = len(s.Block.Lines)
			s.Block.Cursor = cursor
		}
	}
	s.Line(line)
}

// cursorColumn is where the cursor stands in cells. The field itself counts
// runes, which is wrong after wide ones.
func cursorColumn(field textinput.Model, room int) int {
	runes := []rune(field.Value())
	if Cells(field.Value()) <= room {
		return Cells(string(runes[:min(field.Position(), len(runes))]))
	}
	if cursor := field.Cursor(); cursor != nil {
		return cursor.X
	}
	return 0
}
