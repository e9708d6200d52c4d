package wizard

import (
	"glpat/config"
	"glpat/ui/style"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// kept says where the token went.
type kept struct {
	place config.Place
	// where says it in words, "" for nowhere.
	where  string
	remark string
}

// doneScreen says how to use the token, what to do when it fails, and how to
// end it.
type doneScreen struct {
	*desk
	shown bool
}

func newDoneScreen(d *desk) *doneScreen { return &doneScreen{desk: d} }

func (s *doneScreen) enter() tea.Cmd {
	// Who keeps the token themselves sees it at once: it is the only time.
	s.shown = s.kept.place == config.PlaceNowhere && !s.draft.Practice()
	return nil
}

func (s *doneScreen) mode() mode { return modeKeys }

func (s *doneScreen) update(msg tea.Msg) (action, tea.Cmd) {
	pressed, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return actStay, nil
	}
	keys := s.plain
	switch {
	case s.shown && key.Matches(pressed, keys.Yes), !s.shown && key.Matches(pressed, keys.Enter):
		s.draft.Kept = true
		return actFinish, nil
	case s.shown && key.Matches(pressed, keys.Copy):
		return actStay, s.copyText(s.draft.Secret.Reveal(), "The token is on your clipboard until you copy something else.")
	case !s.shown && s.useLine() != "" && key.Matches(pressed, keys.Copy):
		return actStay, s.copyText(s.useLine(), "The line is copied.")
	}
	return actStay, nil
}

func (s *doneScreen) keys() []key.Binding {
	keys := s.plain
	switch {
	case s.shown:
		// Not Enter: a key held down must not take the token away.
		return []key.Binding{style.As(keys.Yes, "I have it, finish"), style.As(keys.Copy, "copy the token")}
	case s.useLine() == "":
		return []key.Binding{style.As(keys.Enter, "finish")}
	}
	return []key.Binding{style.As(keys.Enter, "finish"), style.As(keys.Copy, "copy the line")}
}

// useLine is one line that puts the token to work, "" where there is none.
func (s *doneScreen) useLine() string {
	switch {
	case s.draft.Practice() || s.kept.remark != "":
		return ""
	case s.kept.where == "":
		return "glpat check --host " + s.instance().URL + " --token-stdin"
	}
	return `export GITLAB_TOKEN="$(glpat token --host ` + s.instance().URL + `)"`
}

func (s *doneScreen) draw(width int) block {
	sheet := s.sheet(width)
	switch {
	case s.shown:
		sheet.para(s.styles.Warn, "This is the only time glpat shows it:")
		sheet.code(s.draft.Secret.Reveal())
	case s.draft.Practice():
		sheet.para(s.styles.Good, s.glyphs.Done+" That is all there is to it. A practice token is good for nothing else.")
	default:
		sheet.para(s.styles.Good, s.glyphs.Done+" It is kept "+s.kept.where+".")
	}
	if s.kept.remark != "" {
		sheet.para(s.styles.Warn, s.kept.remark)
	}
	if line := s.useLine(); line != "" {
		sheet.title("Use it")
		sheet.code(line)
	}
	sheet.notice()
	sheet.gap()
	sheet.title("When something fails")
	for _, row := range fiveErrors() {
		sheet.indented(s.styles.Text, "  "+s.styles.Title.Render(row[0])+"  ", row[1])
	}
	sheet.gap()
	sheet.title("Renew or end it")
	sheet.text("Make the next one the same way before it ends. To end it now, revoke it here:")
	sheet.link(s.instance().TokensURL(s.draft.Pages()))
	sheet.block.focus = 0
	return sheet.block
}

// fiveErrors are the answers everybody meets sooner or later, in one line each.
func fiveErrors() [][2]string {
	return [][2]string{
		{"401", "the token is wrong, has ended or was revoked"},
		{"403", "the token works, but its scopes or your role do not allow this"},
		{"404", "wrong address, or something you may not see"},
		{"429", "too many calls: wait a minute"},
		{"500", "GitLab's own fault: try again later"},
	}
}
