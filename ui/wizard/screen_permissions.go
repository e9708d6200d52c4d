package wizard

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"glpat/gitlab/catalog"
	"glpat/ui/picture"
	"glpat/ui/style"
)

// permissionsScreen leads through the form for a fine-grained token, which no
// link fills in: line by line in the form's order, each to be ticked off when it
// is set. The drawing beside it points at the line's place.
type permissionsScreen struct {
	*shared
	list  list
	lines []formLine
	fine  catalog.FineGrained
	// done are the lines that were ticked off, by what they say: a line that
	// comes to say something else is to be looked at again.
	done map[string]bool
}

func newPermissionsScreen(d *shared) *permissionsScreen {
	return &permissionsScreen{shared: d, list: newList(), done: map[string]bool{}}
}

func (s *permissionsScreen) enter() tea.Cmd {
	s.loadRows()
	s.keepPosition(s.picker())
	return nil
}

// loadRows lists the lines anew; the pointer stands at the first that is not done.
func (s *permissionsScreen) loadRows() {
	s.fine = catalog.FineGrainedFor(s.draft.Chosen())
	s.lines = formLines(s.draft, s.fine.Permissions, s.glyphs)
	rows := make([]listRow, len(s.lines))
	first := noRow
	for i, line := range s.lines {
		rows[i] = listRow{heading: line.heading}
		if first == noRow && !s.done[line.key()] {
			first = i
		}
	}
	s.list.at, s.list.from = max(first, 0), 0
	s.list.set(rows)
}

func (s *permissionsScreen) mode() mode { return modeKeys }

func (s *permissionsScreen) update(msg tea.Msg) (action, tea.Cmd) {
	pressed, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return actStay, nil
	}
	asked, cmd := s.onKey(pressed)
	s.keepPosition(s.picker())
	return asked, cmd
}

func (s *permissionsScreen) onKey(msg tea.KeyPressMsg) (action, tea.Cmd) {
	keys, line := s.plain, s.lines[s.list.at]
	switch {
	case key.Matches(msg, keys.Enter):
		return s.finish(line)
	case key.Matches(msg, keys.Next):
		return actForward, nil
	case key.Matches(msg, keys.Back):
		return actBack, nil
	case s.list.onKey(msg, keys):
	case key.Matches(msg, keys.Tick):
		s.done[line.key()] = !s.done[line.key()]
	case key.Matches(msg, keys.Open) && s.env.Browser.Available():
		return actStay, s.open(s.formAddress())
	case key.Matches(msg, keys.Copy) && line.copies != "":
		return actStay, s.copyText(line.copies, line.copied(s.glyphs))
	case key.Matches(msg, keys.Other):
		s.otherPages(picture.SceneFineGrained)
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
	s.done[line.key()] = true
	if s.list.at == len(s.lines)-1 {
		return actForward, nil
	}
	s.list.move(1)
	if line.part == partAddress {
		return actStay, s.open(s.formAddress()) // without a browser it copies it
	}
	return actStay, nil
}

func (s *permissionsScreen) formAddress() string {
	return s.instance().FineGrainedURL(s.draft.Layout())
}

func (s *permissionsScreen) click(x, y int) {
	if row, ok := s.clickedRow(s.picker(), x, y); ok {
		s.list.at = row
		s.done[s.lines[row].key()] = !s.done[s.lines[row].key()]
		s.keepPosition(s.picker())
	}
}

func (s *permissionsScreen) wheel(by int) { s.list.wheel(by, s.layoutPicker(s.picker()).list.height) }

func (s *permissionsScreen) keys() []key.Binding {
	keys, line := s.plain, s.lines[s.list.at]
	does := "done, next"
	switch {
	case s.list.at == len(s.lines)-1:
		does = "continue"
	case line.part == partAddress && s.env.Browser.Available():
		does = "open the page"
	case line.part == partAddress:
		does = "copy the address"
	}
	shown := []key.Binding{style.As(keys.Enter, does), style.As(keys.Tick, "tick off")}
	if line.copies != "" {
		shown = append(shown, style.As(keys.Copy, "copy"))
	}
	if s.env.Browser.Available() {
		shown = append(shown, keys.Open)
	}
	return append(shown, style.As(keys.Next, "to the token"), keys.Up, keys.Down, keys.Other, keys.PageDn, keys.Back)
}

// scene is the form, or while the way to it is the next thing, what leads there.
func (s *permissionsScreen) scene() (picture.Scene, bool) { return s.lines[s.list.at].scene(), true }

// content is the form with the line's place marked.
func (s *permissionsScreen) content() picture.Content {
	line := s.lines[s.list.at]
	return picture.Content{
		Name: s.draft.Name, Description: s.draft.FormDescription(), Expires: s.draft.Expires.String(),
		Permissions: s.fine.Permissions, Part: picture.FineGrainedPart(max(line.part, 0)), Permission: line.permission,
	}
}

func (s *permissionsScreen) draw(int) block { return s.drawPicker(s.picker()) }

func (s *permissionsScreen) picker() picker {
	line := s.lines[s.list.at]
	b := picker{
		list:       &s.list,
		title:      "Set this in GitLab's form",
		remark:     "No link fills it in.",
		row:        s.drawRow,
		rowSummary: line.words(s.styles, s.pickerWidth()),
		word:       styledLine{s.styles.Good, s.notice},
		width:      s.pickerWidth(),
	}
	if s.fine.Fit != catalog.FitFull && line.part != partAddress {
		b.summary = []styledLine{{s.styles.Warn, s.fine.Phrase()}}
	}
	return b
}

// pickerWidth is the body's part beside the drawing.
func (s *permissionsScreen) pickerWidth() int {
	if s.body.width+2*margin >= wideWidth {
		return s.body.width - pictureWidth - sideGap
	}
	return s.body.width
}

func (s *permissionsScreen) drawRow(sheet *sheet, at int, chosen bool) {
	line := s.lines[at]
	box := s.glyphs.BoxOff
	if s.done[line.key()] {
		box = s.glyphs.BoxOn
	}
	sheet.pick(chosen, s.styles.Text, box, line.label, line.remark)
}
