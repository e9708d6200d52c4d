package wizard

import (
	"glpat/gitlab"
	"glpat/ui/flow"
	"glpat/ui/picture"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// accountScreen asks whether the person has an account, and says how to get
// one and what the plans mean for tokens.
type accountScreen struct {
	*desk
	state accountState
}

type accountState int

const (
	accountAsking accountState = iota
	accountPlans               // how to get an account
)

func newAccountScreen(d *desk) *accountScreen { return &accountScreen{desk: d} }

func (s *accountScreen) enter() tea.Cmd {
	s.state = accountAsking
	return nil
}

func (s *accountScreen) mode() mode { return modeKeys }

func (s *accountScreen) update(msg tea.Msg) (action, tea.Cmd) {
	pressed, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return actStay, nil
	}
	keys := s.plain
	switch {
	case key.Matches(pressed, keys.Back):
		if s.state == accountPlans {
			s.state = accountAsking
			return actStay, nil
		}
		return actBack, nil
	case key.Matches(pressed, keys.Enter):
		if s.state == accountAsking && s.draft.Account == flow.AccountNeed {
			s.state = accountPlans
			return actStay, nil
		}
		return actForward, nil
	case key.Matches(pressed, keys.Open) && s.env.Browser.Available():
		return actStay, s.open(s.page())
	case key.Matches(pressed, keys.Copy):
		return actStay, s.copyText(s.page(), "The link is copied.")
	case s.state == accountAsking && !s.draft.Practice() && (key.Matches(pressed, keys.Up) || key.Matches(pressed, keys.Down)):
		if s.draft.Account == flow.AccountHave {
			s.draft.Account = flow.AccountNeed
		} else {
			s.draft.Account = flow.AccountHave
		}
	}
	return actStay, nil
}

// page is the page that the open key opens.
func (s *accountScreen) page() string {
	if s.draft.Account == flow.AccountNeed {
		return s.instance().SignUpURL()
	}
	return s.instance().SignInURL()
}

func (s *accountScreen) keys() []key.Binding {
	keys := s.plain
	shown := append([]key.Binding{keys.Enter}, s.pageKeys(keys)...)
	if s.state == accountAsking && !s.draft.Practice() {
		shown = append(shown, keys.Up, keys.Down)
	}
	return append(shown, keys.Back)
}

func (s *accountScreen) scene() (picture.Scene, bool) { return picture.SceneSignIn, true }

func (s *accountScreen) draw(width int) block {
	sheet := s.sheet(width)
	if s.state == accountPlans {
		s.drawPlans(sheet)
		return sheet.block
	}
	if s.draft.Practice() {
		sheet.title("Sign in")
		sheet.gap()
		sheet.text("On your own GitLab you sign in the way you always do. In practice the form is filled in already: any name and password will do.")
		sheet.gap()
		sheet.link(s.page())
		sheet.notice()
		return sheet.block
	}
	sheet.title("Do you have an account there?")
	sheet.gap()
	sheet.row(s.draft.Account == flow.AccountHave, "Yes, I sign in", "")
	sheet.row(s.draft.Account == flow.AccountNeed, "No, I need one", "")
	sheet.gap()
	if s.draft.Account == flow.AccountHave {
		sheet.text("Open the sign-in page in your browser and sign in the way you always do. Stay signed in for the next steps.")
	} else {
		sheet.text("Continue to see how to get one.")
	}
	sheet.gap()
	sheet.link(s.page())
	sheet.notice()
	return sheet.block
}

func (s *accountScreen) drawPlans(sheet *sheet) {
	if !s.instance().IsGitLabCom() {
		sheet.title("Get an account on " + s.instance().Host())
		sheet.gap()
		sheet.text("This GitLab is run by your company or school. Some let you register yourself on the page below; on others the administrator makes the account. Ask them when the page has no " + s.glyphs.Quote("Register now") + ".")
		sheet.gap()
		sheet.link(s.page())
		sheet.gap()
		sheet.text("Personal access tokens work on every plan. Continue when you are signed in.")
		sheet.notice()
		return
	}
	sheet.title("Get an account on GitLab.com")
	sheet.gap()
	for _, plan := range plans() {
		sheet.indented(sheet.desk.styles.Text, sheet.desk.styles.Title.Render(padRight(plan.name, 10)), plan.means)
	}
	sheet.gap()
	sheet.text("For a personal access token Free is enough. A trial of Ultimate lasts 30 days.")
	sheet.gap()
	sheet.line("Register:")
	sheet.link(s.page())
	sheet.line("Trial:")
	sheet.link(gitlab.TrialURL)
	sheet.line("Plans and prices:")
	sheet.link(gitlab.PricingURL)
	sheet.notice()
}

type plan struct{ name, means string }

// plans says what each plan means for tokens and the API on GitLab.com
// (doc/user/project/settings/project_access_tokens.md and others).
func plans() []plan {
	return []plan{
		{"Free", "personal access tokens and the whole API; no tokens for single projects or groups"},
		{"Premium", "also tokens that belong to a project or a group instead of a person"},
		{"Ultimate", "the same, and leaked tokens are found and revoked in public projects"},
	}
}
