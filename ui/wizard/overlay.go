package wizard

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"glpat/ui/style"
	"glpat/ui/widget"
)

// overlay is what stands in front of the screen.
type overlay int

const (
	overlayNone overlay = iota
	overlayHelp
	overlayPicture
	overlayDetails
	overlayLeave
)

// uncover takes the overlay away, and tells the screen behind it that the person
// came back meanwhile.
func (m *Model) uncover() (tea.Model, tea.Cmd) {
	m.overlay = overlayNone
	if !m.returned {
		return m, nil
	}
	m.returned = false
	return m.pass(tea.FocusMsg{})
}

// leave ends the wizard, after a question when a token would be lost by it.
// Asked twice it leaves in any case.
func (m *Model) leave() (tea.Model, tea.Cmd) {
	switch {
	case m.screen().mode() == modeBusy:
		m.shared.notice = "One moment: what is under way has to end first."
		return m, nil
	case m.overlay == overlayLeave || !m.shared.draft.Unkept() || m.shared.draft.Practice():
		return m.end(EndLeft)
	}
	m.overlay = overlayLeave
	return m, nil
}

func (m *Model) onLeaveKey(msg tea.KeyPressMsg) (tea.Model, tea.Cmd) {
	keys := m.shared.plain
	switch {
	case key.Matches(msg, keys.Yes), key.Matches(msg, keys.Leave):
		return m.leave()
	case key.Matches(msg, keys.No), key.Matches(msg, keys.Back), key.Matches(msg, keys.Enter):
		return m.uncover()
	}
	return m, nil
}

func (m *Model) drawLeave(width int) widget.Block {
	s := m.shared.newSheet(width)
	s.Title("Leave without keeping the token?")
	s.Gap()
	what := "The token is kept nowhere yet, and GitLab does not show it again."
	if report := m.shared.draft.Report; report != nil && report.Known() {
		what = "The token works, but it is kept nowhere yet. GitLab does not show it again."
	}
	s.Text(what)
	s.Text("If you leave now and have no copy, revoke it on GitLab's page and create another.")
	return s.Block
}

// drawDetails draws what the screen has to say of what is under its pointer.
func (m *Model) drawDetails(width int) widget.Block {
	sheet := m.shared.newSheet(width)
	if screen, ok := m.screen().(detailed); ok {
		screen.details(sheet)
	}
	return sheet.Block
}

// drawHelp says what every key does and what the screen is for.
func (m *Model) drawHelp(width int) widget.Block {
	d := m.shared
	s := d.newSheet(width)
	s.Title("Help")
	s.Gap()
	s.Text(
		"glpat leads you through GitLab's five steps to a personal access token: " +
			"a password for programs, which you can limit and take back.",
	)
	s.Gap()
	s.Text("You do each step in your browser. glpat shows where to click, then checks the token that you bring back.")
	s.Gap()
	behind := layout{header: m.header(), width: width}
	behind.height = m.height - len(behind.header) - m.footerHeight()
	m.layoutScreen(&behind)
	behind.window = behind.text.Window(behind.height, 0)
	for _, binding := range slices.Concat(m.screenKeys(behind).FullHelp()...) {
		s.Indented(d.Styles.Text, d.Styles.Key.Render(widget.PadRight(d.keyName(binding), 10))+" ", binding.Help().Desc)
	}
	if _, ok := m.screen().(clickable); ok {
		s.Gap()
		s.Text(
			"The mouse works here too: click a row to choose it, turn the wheel to scroll. " +
				"To select text, hold shift while you drag; on a Mac it may be option or fn.",
		)
	}
	s.Gap()
	s.Paragraph(
		d.Styles.Dim,
		"A token you paste goes to the GitLab named at the top, and nowhere else. glpat keeps it only where you choose.",
	)
	return s.Block
}

// keyName is how a key is called on this terminal.
func (d *shared) keyName(binding key.Binding) string {
	if d.env.UTF8 {
		return binding.Help().Key
	}
	return style.ASCIIKeyName(binding.Help().Key)
}
