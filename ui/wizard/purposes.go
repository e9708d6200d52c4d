package wizard

import (
	"slices"

	"glpat/gitlab"
	"glpat/ui/style"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// purposesScreen asks what the token is for. Scopes follow from the answer.
type purposesScreen struct {
	*desk
	purposes []gitlab.Purpose
	at       int
	ticked   []string
	began    bool
}

func newPurposesScreen(d *desk) *purposesScreen {
	return &purposesScreen{desk: d, purposes: gitlab.AllPurposes()}
}

// byHand is the row for choosing scopes without a purpose.
func (s *purposesScreen) byHand() int { return len(s.purposes) }

func (s *purposesScreen) enter() tea.Cmd {
	if !s.began {
		s.began = true
		s.ticked = slices.Clone(s.draft.Purposes)
		switch {
		case len(s.ticked) > 0:
			s.at = slices.IndexFunc(s.purposes, func(p gitlab.Purpose) bool { return p.Name == s.ticked[0] })
		case len(s.draft.Scopes) > 0:
			s.at = s.byHand()
		}
	}
	return nil
}

func (s *purposesScreen) mode() mode { return modeKeys }

func (s *purposesScreen) update(msg tea.Msg) (action, tea.Cmd) {
	pressed, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return actStay, nil
	}
	keys, rows := s.plain, len(s.purposes)+1
	switch {
	case key.Matches(pressed, keys.Back):
		return actBack, nil
	case key.Matches(pressed, keys.Up):
		s.at = (s.at - 1 + rows) % rows
	case key.Matches(pressed, keys.Down):
		s.at = (s.at + 1) % rows
	case key.Matches(pressed, keys.Tick) && s.at != s.byHand():
		s.tick(s.purposes[s.at].Name)
	case key.Matches(pressed, keys.Enter):
		s.take()
		return actForward, nil
	}
	return actStay, nil
}

func (s *purposesScreen) tick(name string) {
	if at := slices.Index(s.ticked, name); at >= 0 {
		s.ticked = slices.Delete(s.ticked, at, at+1)
		return
	}
	s.ticked = append(s.ticked, name)
}

// take takes the ticked purposes, or the one under the pointer where none is.
func (s *purposesScreen) take() {
	switch {
	case s.at == s.byHand():
		s.ticked = nil
		s.draft.Purposes, s.draft.ScopesByHand = nil, true
	case len(s.ticked) == 0:
		s.draft = s.draft.WithPurposes([]string{s.purposes[s.at].Name})
	default:
		s.draft = s.draft.WithPurposes(s.ticked)
	}
}

func (s *purposesScreen) keys() []key.Binding {
	keys := s.plain
	return []key.Binding{keys.Enter, keys.Up, keys.Down, style.As(keys.Tick, "several"), keys.Back}
}

func (s *purposesScreen) draw(width int) block {
	sheet := s.sheet(width)
	sheet.title("What is the token for?")
	sheet.text("glpat asks GitLab for no more than that needs.")
	sheet.gap()
	column := 0
	for _, purpose := range s.purposes {
		column = max(column, len(purpose.Title))
	}
	for i, purpose := range s.purposes {
		title := purpose.Title
		if width >= column+30 {
			title = padRight(title, column)
		}
		sheet.row(i == s.at, s.box(slices.Contains(s.ticked, purpose.Name))+title, s.scopesOf(purpose))
		if i == s.at && purpose.Note != "" {
			sheet.indented(s.styles.Dim, "    ", purpose.Note)
		}
	}
	sheet.row(s.at == s.byHand(), s.box(false)+"choose the scopes myself", "")
	return sheet.block
}

// box is a tick box, shown once something is ticked.
func (s *purposesScreen) box(ticked bool) string {
	switch {
	case len(s.ticked) == 0:
		return ""
	case ticked:
		return s.glyphs.BoxOn + " "
	}
	return s.glyphs.BoxOff + " "
}

func (s *purposesScreen) scopesOf(purpose gitlab.Purpose) string {
	return scopeList(s.draft.ScopeSet(purpose).Names())
}
