package wizard

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// leave ends the wizard, after a question when a token would be lost by it.
// Asked twice it leaves in any case.
func (m *Model) leave() (tea.Model, tea.Cmd) {
	switch {
	case m.screen().mode() == modeBusy:
		m.desk.notice = "One moment: what is under way has to end first."
		return m, nil
	case m.overlay == overlayLeave || !m.desk.draft.Unkept() || m.desk.draft.Practice():
		return m.end(EndLeft)
	}
	m.overlay = overlayLeave
	return m, nil
}

func (m *Model) onLeaveKey(msg tea.KeyPressMsg) (tea.Model, tea.Cmd) {
	keys := m.desk.plain
	switch {
	case key.Matches(msg, keys.Yes), key.Matches(msg, keys.Leave):
		return m.leave()
	case key.Matches(msg, keys.No), key.Matches(msg, keys.Back), key.Matches(msg, keys.Enter):
		return m.uncover()
	}
	return m, nil
}

func (m *Model) drawLeave(width int) block {
	s := m.desk.sheet(width)
	s.title("Leave without keeping the token?")
	s.gap()
	what := "The token is kept nowhere yet, and GitLab does not show it again."
	if report := m.desk.draft.Report; report != nil && report.Known() {
		what = "The token works, but it is kept nowhere yet. GitLab does not show it again."
	}
	s.text(what)
	s.text("If you leave now and have no copy, revoke it on GitLab's page and create another.")
	return s.block
}
