package wizard

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/ui/flow"
	"glpat/ui/picture"
	"glpat/ui/style"
	"glpat/ui/widget"
)

// accountScreen asks whether the person has an account, and which way to the form
// they want to go. It says how to get an account and what the plans mean for tokens.
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
		return actForward, s.signIn()
	case key.Matches(pressed, keys.Open) && s.env.Browser.Available():
		return actStay, s.open(s.page())
	case key.Matches(pressed, keys.Copy):
		return actStay, s.copyText(s.page(), "The link is copied.")
	case s.state == accountAsking && key.Matches(pressed, keys.Up):
		s.choose(s.row() - 1)
	case s.state == accountAsking && key.Matches(pressed, keys.Down):
		s.choose(s.row() + 1)
	}
	return actStay, nil
}

// accountRow is an answer to choose.
type accountRow int

const (
	accountMenus    accountRow = iota // has one, and goes through the menus
	accountStraight                   // has one, and goes straight to the form
	accountNone                       // needs one
)

// row is the answer that the draft has.
func (s *accountScreen) row() accountRow {
	switch {
	case s.draft.Account == flow.AccountNeed:
		return accountNone
	case s.draft.Straight():
		return accountStraight
	}
	return accountMenus
}

// choose takes an answer, the first after the last; the practice GitLab, where any account will do, has two.
func (s *accountScreen) choose(row accountRow) {
	last := accountNone
	if s.draft.Practice() {
		last = accountStraight
	}
	switch (row + last + 1) % (last + 1) {
	case accountMenus:
		s.draft = s.draft.WithAccount(flow.AccountHave).WithWay(flow.WayMenus)
	case accountStraight:
		s.draft = s.draft.WithAccount(flow.AccountHave).WithWay(flow.WayStraight)
	case accountNone:
		s.draft = s.draft.WithAccount(flow.AccountNeed)
	}
}

// signIn opens the page on which the way through the menus begins. The straight
// way opens one page alone, the form.
func (s *accountScreen) signIn() tea.Cmd {
	if !s.opens() {
		return nil
	}
	return s.openOnTheWay(s.page())
}

// opens reports whether Enter opens the page.
func (s *accountScreen) opens() bool { return s.env.Browser.Available() && s.row() == accountMenus }

// page is the page that the open key opens.
func (s *accountScreen) page() string {
	if s.draft.Account == flow.AccountNeed {
		return s.instance().SignUpURL()
	}
	return s.instance().SignInURL()
}

func (s *accountScreen) keys() keyMap {
	keys := s.plain
	enter := keys.Enter
	if s.opens() {
		enter = style.As(enter, "open the page and go on")
	}
	shown := append([]key.Binding{enter}, s.pageKeys(keys)...)
	if s.state == accountAsking {
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
	s.drawWays(sheet)
	sheet.Row(s.row() == accountNone, "No, I need one", "")
	sheet.Gap()
	switch s.row() {
	case accountMenus:
		sheet.Text("Sign in with your browser the way you always do, and stay signed in.")
	case accountStraight:
		sheet.Text("One link opens the form, filled in. Sign in when GitLab asks you to.")
	case accountNone:
		sheet.Text("Continue to see how to get one, and what the plans mean.")
	}
	sheet.Link(s.page())
	s.drawRemark(sheet, "Every plan has personal access tokens, Free too.", "")
}

func (s *accountScreen) drawPractice(sheet *widget.Sheet) {
	sheet.Title("Sign in")
	s.drawWays(sheet)
	sheet.Gap()
	sheet.Text(
		"On your own GitLab you sign in the way you always do. " +
			"In practice the form is filled in already: any name and password will do.",
	)
	sheet.Link(s.page())
	s.drawRemark(sheet, "No plan is needed here; elsewhere Free is enough.", "")
}

// drawWays shows the two ways for who has an account.
func (s *accountScreen) drawWays(sheet *widget.Sheet) {
	sheet.Row(s.row() == accountMenus, "Yes: show me the way, step by step", "")
	sheet.Row(s.row() == accountStraight, "Yes: straight to the form", "")
}

// drawRemark ends the screen with a remark on plans, close to what is above so that
// the picture has room, and its command, if any.
func (s *accountScreen) drawRemark(sheet *widget.Sheet, remark, command string) {
	sheet.Paragraph(s.Styles.Dim, remark)
	if command != "" {
		sheet.Code(s.named(command))
	}
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
	s.drawRemark(sheet, "Compare the plans with:", comparePlans)
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
