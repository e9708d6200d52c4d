package wizard

import (
	"slices"

	"glpat/ui/style"

	"charm.land/bubbles/v2/key"
)

// drawHelp says what every key does and what the screen is for.
func (m *Model) drawHelp(width int) block {
	d := m.desk
	s := d.sheet(width)
	s.title("Help")
	s.gap()
	s.text(
		"glpat leads you through GitLab's five steps to a personal access token: a password for programs, which you can " +
			"limit and take back.",
	)
	s.gap()
	s.text("You do each step in your browser. glpat shows where to click, then checks the token that you bring back.")
	s.gap()
	behind := layout{header: m.header(), width: width}
	behind.height = m.height - len(behind.header) - m.footerHeight()
	m.layoutScreen(&behind)
	behind.window = behind.text.window(behind.height, 0)
	keys := m.screenKeys(behind)
	if !slices.ContainsFunc(keys, func(b key.Binding) bool { return slices.Equal(b.Keys(), d.plain.Leave.Keys()) }) {
		keys = append(keys, d.plain.Leave)
	}
	for _, binding := range keys {
		s.indented(d.styles.Text, d.styles.Key.Render(padRight(d.keyName(binding), 10))+" ", binding.Help().Desc)
	}
	if _, ok := m.screen().(clickable); ok {
		s.gap()
		s.text(
			"The mouse works here too: click a row to choose it, turn the wheel to scroll. To select text, hold shift while " +
				"you drag; on a Mac it may be option or fn.",
		)
	}
	s.gap()
	s.para(
		d.styles.Dim,
		"A token you paste goes to the GitLab named at the top, and nowhere else. glpat keeps it only where you choose.",
	)
	return s.block
}

// keyName is how a key is called on this terminal.
func (d *shared) keyName(binding key.Binding) string {
	if d.env.UTF8 {
		return binding.Help().Key
	}
	return style.ASCIIKeyName(binding.Help().Key)
}
