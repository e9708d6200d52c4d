package wizard

import (
	tea "charm.land/bubbletea/v2"

	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/ui/phrase"
)

// troubled is a screen that shows problems, at least at times.
type troubled interface {
	// problems are those that it shows now.
	problems() []*problem.Problem
}

// problems are those that the screen shows now.
func (m *Model) problems() []*problem.Problem {
	if screen, ok := m.screen().(troubled); ok {
		return screen.problems()
	}
	return nil
}

// copyForSupport puts the problems on the clipboard, as text for somebody who is
// asked for help.
func (d *shared) copyForSupport(problems []*problem.Problem) tea.Cmd {
	facts := phrase.SupportFacts{Version: d.env.Version, At: d.env.Now()}
	if d.draft.Instance != nil {
		facts.Address, facts.Release = d.instance().URL, d.releaseWords()
	} else if address, err := input.ParseAddress(d.draft.Address); err == nil {
		facts.Address = address.String()
	}
	text := phrase.ForSupport(facts, problems...)
	return d.copyText(text, "The problem is copied as text, for whoever helps you.")
}
