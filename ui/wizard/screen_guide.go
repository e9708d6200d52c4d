package wizard

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"glpat/gitlab/catalog"
	"glpat/ui/picture"
	"glpat/ui/widget"
)

// guideScreen shows one page of GitLab and what to choose there. Steps 2 and 3
// are this screen.
type guideScreen struct {
	*shared
	guide guide
}

// guide says which page a guide screen is about.
type guide int

const (
	guidePreferences guide = iota
	guideTokens
)

func newGuideScreen(d *shared, guide guide) *guideScreen {
	return &guideScreen{shared: d, guide: guide}
}

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
	}
	s.turnsPage(pressed, keys, s.guide.scene())
	return actStay, nil
}

func (s *guideScreen) page() string {
	if s.guide == guidePreferences {
		return s.instance().PreferencesURL()
	}
	return s.instance().TokensURL(s.draft.Layout())
}

func (s *guideScreen) scene() (picture.Scene, bool) { return s.guide.scene(), true }

func (g guide) scene() picture.Scene {
	if g == guidePreferences {
		return picture.SceneAvatar
	}
	return picture.SceneMenu
}

func (s *guideScreen) keys() keyMap {
	keys := s.plain
	shown := append([]key.Binding{keys.Enter}, s.pageKeys(keys)...)
	return append(append(shown, s.lookKeys(keys)...), keys.Back)
}

func (s *guideScreen) draw(width int) widget.Block {
	sheet := s.newSheet(width)
	sheet.Text(picture.Describe(s.guide.scene(), s.draft.Layout(), s.Glyphs))
	s.drawOther(sheet, s.guide.scene())
	sheet.Gap()
	sheet.Paragraph(s.Styles.Dim, "The link opens the page straight away; the menu is your way back to it later.")
	if s.guide == guideTokens && s.mayHaveTokensOff() {
		sheet.Paragraph(
			s.Styles.Dim,
			"A page that says 404 means that tokens may be switched off there: ask your administrator.",
		)
	}
	sheet.Gap()
	sheet.Link(s.page())
	return sheet.Block
}

// mayHaveTokensOff reports whether the instance may have tokens switched off.
func (s *guideScreen) mayHaveTokensOff() bool {
	return !s.instance().IsGitLabCom() && !s.draft.Layout().EndedBefore(catalog.TokensSwitchSince())
}
