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
	"glpat/ui/style"
)

// kept says where the token went.
type kept struct {
	place config.Storage
	// where says it in words, "" for nowhere.
	where  string
	remark string
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
		return actStay, s.copyText(s.draft.Secret.Reveal(), "The token is on your clipboard until you copy something else.")
	case s.hasUses() && key.Matches(pressed, keys.Details):
		return actDetails, nil
	case !s.shown && s.useLine() != "" && key.Matches(pressed, keys.Copy):
		return actStay, s.copyText(s.useLine(), "The line is copied.")
	}
	return actStay, nil
}

func (s *doneScreen) keys() []key.Binding {
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
	if s.body.height >= roomyDone {
		s.drawUses(sheet)
	}
	if limit := s.limitWords(); limit != "" {
		sheet.text(limit)
	}
	sheet.notice()
	sheet.gap()
	s.drawFailures(sheet)
	sheet.gap()
	sheet.title("Renew or end it")
	sheet.text("Make the next one the same way before it ends. To end it now, revoke it here:")
	sheet.link(s.instance().TokensURL(s.draft.Layout()))
	sheet.block.focus = 0
	return sheet.block
}

// drawFailures adds the five errors, and where to read more of them: beside the
// heading, or where that has no room, behind them.
func (s *doneScreen) drawFailures(sheet *sheet) {
	const heading, more = "When something fails", "more: glpat explain; limits: glpat explain 429"
	beside := len(heading)+3+len(more) <= sheet.width
	if beside {
		sheet.line(s.styles.Title.Render(heading) + "   " + s.styles.Dim.Render(more))
	} else {
		sheet.title(heading)
	}
	for _, status := range problem.CommonStatuses() {
		sheet.indented(s.styles.Text, "  "+s.styles.Title.Render(strconv.Itoa(status))+"  ", problem.CommonMeaning(status))
	}
	if !beside {
		sheet.para(s.styles.Dim, firstUpper(more))
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
		return words + fmt.Sprintf(
			"; %d are left until %s.",
			limit.Remaining,
			limit.Reset.In(now.Location()).Format(time.TimeOnly),
		)
	}
	return words + "."
}
