package wizard

import (
	"fmt"
	"strconv"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"glpat/config"
	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/problem"
	"glpat/ui/phrase"
	"glpat/ui/style"
	"glpat/ui/widget"
)

// kept says where the token went.
type kept struct {
	place config.Storage
	// where says it in words, "" for nowhere.
	where string
	// recorded tells that it was noted, remark what to know where it was not.
	recorded bool
	remark   string
}

// doneScreen says how to use the token, what to do when it fails, and how to
// end it.
type doneScreen struct {
	*shared
	shown bool
	// now is when the visit began, which tells whether the live limit still
	// holds.
	now time.Time
}

func newDoneScreen(d *shared) *doneScreen { return &doneScreen{shared: d} }

func (s *doneScreen) enter() tea.Cmd {
	s.now = s.env.Now()
	// Who keeps the token themselves sees it at once: it is the only time.
	s.shown = s.kept.place == config.StorageNowhere && !s.draft.Practice()
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
		s.draft = s.draft.WithKept(true)
		return actFinish, nil
	case s.shown && key.Matches(pressed, keys.Copy):
		return actStay, s.copySecret(s.draft.Secret, "The token is on your clipboard until you copy something else.")
	case s.hasUses() && key.Matches(pressed, keys.Details):
		return actDetails, nil
	case !s.shown && s.useLine() != "" && key.Matches(pressed, keys.Copy):
		return actStay, s.copyText(s.useLine(), "The line is copied.")
	}
	return actStay, nil
}

func (s *doneScreen) keys() keyMap {
	keys := s.plain
	var shown []key.Binding
	switch {
	case s.shown:
		// Not Enter: a key held down must not take the token away.
		shown = []key.Binding{style.As(keys.Yes, "I have it, finish"), style.As(keys.Copy, "copy the token")}
	case s.useLine() == "":
		shown = []key.Binding{style.As(keys.Enter, "finish")}
	default:
		shown = []key.Binding{style.As(keys.Enter, "finish"), style.As(keys.Copy, "copy the line")}
	}
	if s.hasUses() {
		shown = append(shown, style.As(keys.Details, "where to put it"))
	}
	return shown
}

// useLine is one line that puts the token to work, "" where there is none.
func (s *doneScreen) useLine() string {
	switch {
	case s.draft.Practice() || s.kept.remark != "":
		return ""
	case s.kept.where == "":
		return s.named("glpat check --host " + s.instance().URL + " --token-stdin")
	}
	return s.named(`export GITLAB_TOKEN="$(glpat token --host ` + s.instance().URL + `)"`)
}

func (s *doneScreen) draw(width int) widget.Block {
	sheet := s.newSheet(width)
	switch {
	case s.shown:
		sheet.Paragraph(s.Styles.Warn, "This is the only time glpat shows it:")
		sheet.Secret(s.draft.Secret)
	case s.draft.Practice():
		sheet.Paragraph(
			s.Styles.Good,
			s.Glyphs.Done+" That is all there is to it. A practice token is good for nothing else.",
		)
	default:
		sheet.Paragraph(s.Styles.Good, s.Glyphs.Done+" It is kept "+s.kept.where+".")
	}
	if s.kept.remark != "" {
		sheet.Paragraph(s.Styles.Warn, s.kept.remark)
	}
	if line := s.useLine(); line != "" {
		sheet.Title("Use it")
		sheet.Code(line)
	}
	if s.body.Height >= roomyDone {
		s.drawUses(sheet)
	}
	if limit := s.limitWords(); limit != "" {
		sheet.Text(limit)
	}
	sheet.Gap()
	s.drawFailures(sheet)
	sheet.Gap()
	sheet.Text("Make the next one the same way before it ends. To end it now, revoke it here:")
	sheet.Link(s.instance().TokensURL(s.draft.Layout()))
	sheet.FocusTop()
	return sheet.Block
}

// drawFailures adds the five errors, and the command that says more of them.
func (s *doneScreen) drawFailures(sheet *widget.Sheet) {
	sheet.Title("When something fails, ask what its status means:")
	sheet.Code(s.named("glpat explain 429"))
	for _, status := range problem.CommonStatuses() {
		sheet.Indented(s.Styles.Text, "  "+s.Styles.Title.Render(strconv.Itoa(status))+"  ", problem.CommonMeaning(status))
	}
}

// limitWords says how many calls the token may make: what the instance said
// when the token was checked, or else what is known of GitLab.com.
func (s *doneScreen) limitWords() string {
	if s.draft.Report != nil && s.draft.Report.RateLimit != nil {
		return liveLimit(*s.draft.Report.RateLimit, s.now)
	}
	if limit, known := catalog.APILimit(s.instance().Offering); known {
		return "API calls on GitLab.com: at most " + limit.Rate() + "."
	}
	if s.draft.Practice() {
		return ""
	}
	return "Your administrator decides how many calls you may make."
}

// liveLimit puts into words what an answer's headers told. GitLab gives the
// limit for a minute and what is left for its own period, which may be longer;
// once that is over, what was left means nothing any more.
func liveLimit(limit gitlab.RateLimit, now time.Time) string {
	words := fmt.Sprintf("You may make %d calls a minute", limit.Limit)
	switch {
	case limit.Reset.IsZero():
		return words + fmt.Sprintf("; %d are left now.", limit.Remaining)
	case now.Before(limit.Reset):
		until := limit.Reset.In(now.Location()).Format(time.TimeOnly)
		return words + fmt.Sprintf("; %d are left until %s.", limit.Remaining, until)
	}
	return words + "."
}

// roomyDone is from which height of the body the last screen has room for where
// the tools read the token; below that it stands behind a key.
const roomyDone = 24

// hasUses reports whether glpat knows where the tools read the token.
func (s *doneScreen) hasUses() bool { return !s.draft.Practice() && len(s.draft.Purposes) > 0 }

// details says for each purpose where its tool reads the token, and the line
// that shows that it works there.
func (s *doneScreen) details(sheet *widget.Sheet) {
	sheet.Title("Where to put the token")
	s.drawUses(sheet)
	target := gitlab.ProbeTarget{Username: s.username()}
	for _, purpose := range s.draft.Chosen() {
		if purpose.Line == "" {
			continue
		}
		sheet.Gap()
		sheet.Paragraph(s.Styles.Dim, "To see that it can "+purpose.Title+":")
		sheet.Code(s.instance().LineFor(purpose, target))
	}
}

// drawUses says where the token goes for what it is made for.
func (s *doneScreen) drawUses(sheet *widget.Sheet) {
	if !s.hasUses() {
		return
	}
	sheet.Gap()
	for _, purpose := range s.draft.Chosen() {
		words := "To " + purpose.Title + ": into " + purpose.Reads + "."
		if purpose.Reads == "" {
			words = "To " + purpose.Title + ": wherever your program reads it, often the variable GITLAB_TOKEN."
		}
		if name := phrase.UsernameSentence(purpose.Username); name != "" {
			words += " " + name
		}
		sheet.Indented(s.Styles.Text, s.Glyphs.Bullet+" ", words)
	}
}
