package wizard

import (
	"context"

	"glpat/config"
	"glpat/ui/picture"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// guideScreen shows one page of GitLab and what to choose there. Steps 2 and 3
// are this screen.
type guideScreen struct {
	*desk
	guide guide
}

// guide says which page a guide screen is about.
type guide int

const (
	guidePreferences guide = iota
	guideTokens
)

func newGuideScreen(d *desk, guide guide) *guideScreen { return &guideScreen{desk: d, guide: guide} }

func (s *guideScreen) enter() tea.Cmd { return nil }

func (s *guideScreen) mode() mode { return modeKeys }

func (s *guideScreen) update(msg tea.Msg) (action, tea.Cmd) {
	pressed, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return actStay, nil
	}
	keys := s.plain
	switch {
	case key.Matches(pressed, keys.Enter):
		return actForward, nil
	case key.Matches(pressed, keys.Back):
		return actBack, nil
	case key.Matches(pressed, keys.Open) && s.env.Browser.Available():
		return actStay, s.open(s.page())
	case key.Matches(pressed, keys.Copy):
		return actStay, s.copyText(s.page(), "The link is copied.")
	case key.Matches(pressed, keys.Other):
		return actStay, s.otherPages()
	}
	return actStay, nil
}

// otherPages goes to the next look of GitLab's pages and notes it down for
// this instance.
func (d *desk) otherPages() tea.Cmd {
	d.draft = d.draft.WithOtherPages()
	d.notice = "Now as in GitLab " + d.draft.Pages().Span() + "."
	if d.draft.Practice() {
		return nil
	}
	remember := config.Instance{
		URL: d.instance().URL, AllowHTTP: d.draft.AllowPlain,
		Pages: d.draft.Pages().Since.String(), LastUsed: d.env.Now(),
	}
	memory := d.env.Memory
	return d.read(func(context.Context) tea.Msg {
		if err := memory.RememberInstance(remember); err != nil {
			return noticeMsg("glpat could not note this down for the next time.")
		}
		return nil
	})
}

func (s *guideScreen) page() string {
	if s.guide == guidePreferences {
		return s.instance().PreferencesURL()
	}
	return s.instance().TokensURL(s.draft.Pages())
}

func (s *guideScreen) scene() picture.Scene {
	if s.guide == guidePreferences {
		return picture.SceneAvatar
	}
	return picture.SceneMenu
}

func (s *guideScreen) keys() []key.Binding {
	keys := s.plain
	shown := append([]key.Binding{keys.Enter}, s.pageKeys(keys)...)
	return append(shown, keys.Other, keys.Back)
}

func (s *guideScreen) draw(width int) block {
	sheet := s.sheet(width)
	sheet.text(picture.Describe(s.scene(), s.draft.Pages(), s.glyphs))
	sheet.gap()
	sheet.para(s.styles.Dim, "The link opens the page straight away; the menu is your way back to it later.")
	sheet.gap()
	sheet.link(s.page())
	sheet.notice()
	return sheet.block
}
