package wizard

import (
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"glpat/gitlab/input"
	"glpat/gitlab/token"
)

// newField returns a one-line text field. It uses the terminal's own cursor,
// which input methods and screen readers follow.
func newField(placeholder string) textinput.Model {
	field := textinput.New()
	field.Prompt = ""
	field.Placeholder = placeholder
	field.SetVirtualCursor(false)
	return field
}

// longestTyped bounds what is pasted into a field, in cells.
const longestTyped = 300

// typeInto gives a key or a paste to a field that is drawn as it is. A token is
// not taken, and where it came letter by letter, as from a terminal that marks no
// pastes, it is taken out again. Errors are [*input.Error].
func typeInto(field *textinput.Model, msg tea.Msg) (tea.Cmd, error) {
	issued := &input.Error{
		What: "This looks like a token; it is not for this field",
		Do:   "Keep it for the screen that asks for it",
	}
	if paste, ok := msg.(tea.PasteMsg); ok {
		if token.LooksLike(paste.Content) {
			return nil, issued
		}
		msg = tea.PasteMsg{Content: input.Clean(paste.Content, longestTyped)}
	}
	var cmd tea.Cmd
	*field, cmd = field.Update(msg)
	if token.LooksLike(field.Value()) {
		field.SetValue("")
		return nil, issued
	}
	return cmd, nil
}

// input adds a text field as a line, with the cursor in it when it is focused.
func (s *sheet) input(field *textinput.Model, lead string, focused bool) {
	shown := *field
	room := max(s.width-cells(lead)-1, 10)
	shown.SetWidth(room)
	shown.SetStyles(s.desk.styles.Field)
	if focused {
		s.block.focus = len(s.block.lines)
	}
	line := lead + shown.View()
	if focused {
		if cursor := shown.Cursor(); cursor != nil {
			cursor.X = min(cursorColumn(shown, room), room) + cells(lead)
			cursor.Y = len(s.block.lines)
			s.block.cursor = cursor
		}
	}
	s.line(line)
}

// cursorColumn is where the cursor stands in cells. The field itself counts
// runes, which is wrong after wide ones.
func cursorColumn(field textinput.Model, room int) int {
	runes := []rune(field.Value())
	if cells(field.Value()) <= room {
		return cells(string(runes[:min(field.Position(), len(runes))]))
	}
	if cursor := field.Cursor(); cursor != nil {
		return cursor.X
	}
	return 0
}
