package wizard

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/ui/flow"
	"glpat/ui/picture"
	"glpat/ui/widget"
)

// accountScreen asks whether the person has an account, and says how to get
// one and what the plans mean for tokens.
type accountScreen struct {
	*shared
	state accountState
}

type accountState int

const (
	accountAsking accountState = iota
	accountPlans               // how to get an account
)

func newAccountScreen(d *shared) *accountScreen { return &accountScreen{shared: d} }

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
	case s.state == accountAsking && !s.draft.Practice() &&
		(key.Matches(pressed, keys.Up) || key.Matches(pressed, keys.Down)):
		if s.draft.Account == flow.AccountHave {
			s.draft = s.draft.WithAccount(flow.AccountNeed)
		} else {
			s.draft = s.draft.WithAccount(flow.AccountHave)
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

func (s *accountScreen) keys() keyMap {
	keys := s.plain
	shown := append([]key.Binding{keys.Enter}, s.pageKeys(keys)...)
	if s.state == accountAsking && !s.draft.Practice() {
		shown = append(shown, keys.Up, keys.Down)
	}
	return append(shown, keys.Back)
}

func (s *accountScreen) scene() (picture.Scene, bool) { return picture.SceneSignIn, true }

func (s *accountScreen) draw(width int) widget.Block {
	sheet := s.newSheet(width)
	switch {
	case s.state == accountPlans:
		s.drawPlans(sheet)
	case s.draft.Practice():
		s.drawPractice(sheet)
	default:
		s.drawQuestion(sheet)
	}
	return sheet.Block
}

// drawQuestion leaves room for the picture below it in a window of 80×24.
func (s *accountScreen) drawQuestion(sheet *widget.Sheet) {
	sheet.Title("Do you have an account there?")
	sheet.Row(s.draft.Account == flow.AccountHave, "Yes, I sign in", "")
	sheet.Row(s.draft.Account == flow.AccountNeed, "No, I need one", "")
	sheet.Gap()
	if s.draft.Account == flow.AccountHave {
		sheet.Text("Sign in with your browser the way you always do, and stay signed in.")
	} else {
		sheet.Text("Continue to see how to get one, and what the plans mean.")
	}
	sheet.Link(s.page())
	s.noticeOr(sheet, "Every plan has personal access tokens, Free too.", "")
}

func (s *accountScreen) drawPractice(sheet *widget.Sheet) {
	sheet.Title("Sign in")
	sheet.Text(
		"On your own GitLab you sign in the way you always do. " +
			"In practice the form is filled in already: any name and password will do.",
	)
	sheet.Gap()
	sheet.Link(s.page())
	s.noticeOr(sheet, "No plan is needed here; elsewhere Free is enough.", "")
}

// noticeOr ends the screen with the word on what was done aside, or else with a
// remark on plans and its command, if any: both would push the picture out.
func (s *accountScreen) noticeOr(sheet *widget.Sheet, remark, command string) {
	if s.notice == "" {
		sheet.Gap()
		sheet.Paragraph(s.Styles.Dim, remark)
		if command != "" {
			sheet.Code(s.named(command))
		}
	}
	s.drawNotice(sheet)
}

const comparePlans = "glpat explain plans"

func (s *accountScreen) drawPlans(sheet *widget.Sheet) {
	instance := s.instance()
	if instance.IsGitLabCom() {
		sheet.Title("Get an account on GitLab.com")
		s.address(sheet, "Register:", s.page())
	} else {
		sheet.Title("Get an account on " + instance.Host())
		sheet.Text(
			"This GitLab is run by your company or school. Some let you register yourself; " +
				"on others the administrator makes the account. " +
				"Ask them when this page has no " + s.Glyphs.Quote("Register now") + ":",
		)
		sheet.Link(s.page())
	}
	sheet.Gap()
	sheet.Title("What the plans mean for tokens")
	for _, plan := range catalog.Plans(instance.Offering) {
		sheet.Indented(s.Styles.Text, s.Styles.Title.Render(widget.PadRight(string(plan.Name), planColumn)), plan.Means)
	}
	sheet.Gap()
	if instance.IsGitLabCom() {
		trial := catalog.TrialAt(instance.Offering)
		lasts := catalog.Plural(trial.Days, "day")
		sheet.Text(fmt.Sprintf("For a personal access token Free is enough. A trial of %s lasts %s.", trial.Plan, lasts))
		s.address(sheet, "Trial:", gitlab.TrialURL)
		s.address(sheet, "Prices:", gitlab.PricingURL)
	} else {
		sheet.Text("Your administrator knows the plan; for a personal access token any will do.")
	}
	s.noticeOr(sheet, "Compare the plans with:", comparePlans)
}

// planColumn is as wide as the longest name of a plan and a gap, in cells.
const planColumn = 10

// address adds an address behind what it is of, or below that where both do not
// fit in one line.
func (s *accountScreen) address(sheet *widget.Sheet, of, address string) {
	lead := widget.PadRight(of, addressColumn)
	if widget.Cells(lead)+widget.Cells(address) > sheet.Width {
		sheet.Line(of)
		sheet.Link(address)
		return
	}
	sheet.Line(lead + s.Styles.Link.Linked(address).Render(address))
}

// addressColumn is as wide as the longest word before an address and a gap, in
// cells.
const addressColumn = 10
