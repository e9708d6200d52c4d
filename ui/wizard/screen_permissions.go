package wizard

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"glpat/gitlab/catalog"
	"glpat/ui/picture"
	"glpat/ui/style"
	"glpat/ui/widget"
)

// permissionsScreen leads through the form for a fine-grained token, which no
// link fills in: line by line in the form's order, each to be ticked off when it
// is set. The drawing beside it points at the line's place.
type permissionsScreen struct {
	*shared
	list  widget.List
	lines []formLine
	fine  catalog.FineGrained
	// done are the lines that were ticked off, by what they say: a line that
	// comes to say something else is to be looked at again.
	done map[lineID]bool
}

func newPermissionsScreen(d *shared) *permissionsScreen {
	return &permissionsScreen{shared: d, list: widget.NewList(), done: map[lineID]bool{}}
}

func (s *permissionsScreen) enter() tea.Cmd {
	s.loadRows()
	s.picker().KeepPosition()
	return nil
}

// loadRows lists the lines anew; the pointer stands at the first that is not done.
func (s *permissionsScreen) loadRows() {
	s.fine = catalog.FineGrainedFor(s.draft.Chosen())
	s.lines = formLines(s.draft, s.fine.Permissions, s.Glyphs)
	rows := make([]widget.ListRow, len(s.lines))
	first := 0
	for i, line := range s.lines {
		rows[i] = widget.ListRow{Heading: line.heading}
	}
	if at := slices.IndexFunc(s.lines, func(line formLine) bool { return !s.done[line.id()] }); at >= 0 {
		first = at
	}
	s.list.Set(rows)
	s.list.PointAtTop(first)
}

func (s *permissionsScreen) mode() mode { return modeKeys }

func (s *permissionsScreen) update(msg tea.Msg) (action, tea.Cmd) {
	pressed, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return actStay, nil
	}
	asked, cmd := s.onKey(pressed)
	s.picker().KeepPosition()
	return asked, cmd
}

func (s *permissionsScreen) onKey(msg tea.KeyPressMsg) (action, tea.Cmd) {
	keys, line := s.plain, s.lines[s.list.At()]
	switch {
	case key.Matches(msg, keys.Enter):
		return s.finish(line)
	case key.Matches(msg, keys.Next):
		return actForward, nil
	case key.Matches(msg, keys.Back):
		return actBack, nil
	case s.list.MoveByKey(msg, keys):
	case key.Matches(msg, keys.Tick):
		s.done[line.id()] = !s.done[line.id()]
	case key.Matches(msg, keys.Open) && s.env.Browser.Available():
		return actStay, s.open(s.formAddress())
	case key.Matches(msg, keys.Copy) && line.copies != "":
		return actStay, s.copyText(line.copies, line.copied(s.Glyphs))
	case s.turnsPage(msg, keys, picture.SceneFineGrained):
		if !s.draft.FineGrained() {
			return actBack, nil // older pages have no such form
		}
		s.loadRows()
	}
	return actStay, nil
}

// finish does what the line is about where glpat can, ticks it off, and goes on
// to the next.
func (s *permissionsScreen) finish(line formLine) (action, tea.Cmd) {
	s.done[line.id()] = true
	if s.list.At() == len(s.lines)-1 {
		return actForward, nil
	}
	s.list.Move(1)
	if line.address {
		return actStay, s.open(s.formAddress()) // without a browser it copies it
	}
	return actStay, nil
}

func (s *permissionsScreen) formAddress() string {
	return s.instance().FineGrainedURL(s.draft.Layout())
}

func (s *permissionsScreen) click(x, y int) {
	if row, ok := s.picker().RowAt(x, y); ok {
		s.list.PointAt(row)
		s.done[s.lines[row].id()] = !s.done[s.lines[row].id()]
		s.picker().KeepPosition()
	}
}

func (s *permissionsScreen) wheel(by int) { s.picker().Wheel(by) }

func (s *permissionsScreen) keys() keyMap {
	keys, line := s.plain, s.lines[s.list.At()]
	does := "done, next"
	switch {
	case s.list.At() == len(s.lines)-1:
		does = "continue"
	case line.address && s.env.Browser.Available():
		does = "open the page"
	case line.address:
		does = "copy the address"
	}
	shown := []key.Binding{style.As(keys.Enter, does), style.As(keys.Tick, "tick off")}
	if line.copies != "" {
		shown = append(shown, style.As(keys.Copy, "copy"))
	}
	if s.env.Browser.Available() {
		shown = append(shown, keys.Open)
	}
	shown = append(shown, style.As(keys.Next, "to the token"), keys.Up, keys.Down)
	return append(append(shown, s.lookKeys(keys)...), keys.PageDown, keys.Back)
}

// scene is the form, or while the way to it is the next thing, what leads there.
func (s *permissionsScreen) scene() (picture.Scene, bool) { return s.lines[s.list.At()].scene(), true }

// content is the form with the line's place marked.
func (s *permissionsScreen) content() picture.Content {
	line := s.lines[s.list.At()]
	return picture.Content{
		Name: s.draft.Name, Description: s.draft.FormDescription(), Expires: s.draft.Expires.String(),
		Permissions: s.fine.Permissions, Part: line.part, Permission: line.permission,
	}
}

func (s *permissionsScreen) draw(int) widget.Block { return s.picker().Draw() }

func (s *permissionsScreen) picker() widget.Picker {
	line, size := s.lines[s.list.At()], s.pickerSize()
	p := widget.Picker{
		Theme:      &s.Theme,
		Size:       size,
		List:       &s.list,
		Title:      "Set this in GitLab's form",
		Remark:     "No link fills it in.",
		Row:        s.drawRow,
		RowSummary: line.words(s.Styles, size.Width),
	}
	if s.fine.Fit != catalog.FitFull && !line.address {
		p.Summary = []widget.StyledLine{widget.Styled(s.Styles.Warn, s.fine.Phrase())}
	}
	return p
}

// pickerSize is the body, or its part beside the drawing.
func (s *permissionsScreen) pickerSize() widget.Size {
	size := s.body
	if size.Width+2*margin >= wideWidth {
		size.Width -= pictureWidth + pictureGap
	}
	return size
}

func (s *permissionsScreen) drawRow(sheet *widget.Sheet, at int, chosen bool) {
	line := s.lines[at]
	box := s.Glyphs.BoxOff
	if s.done[line.id()] {
		box = s.Glyphs.BoxOn
	}
	sheet.PickerRow(chosen, s.Styles.Text, box, line.label, line.remark)
}
