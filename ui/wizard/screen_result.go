package wizard

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"glpat/config"
	"glpat/gitlab"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/ui/flow"
	"glpat/ui/phrase"
	"glpat/ui/style"
	"glpat/ui/widget"
)

// resultScreen gives the verdict and asks where the token goes.
type resultScreen struct {
	*shared
	state  flow.ResultState
	at     int
	failed string
	// keeping puts the token away.
	keeping task

	memberships membershipsReader
	probes      probePanel
}

func newResultScreen(d *shared) *resultScreen {
	return &resultScreen{shared: d, memberships: membershipsReader{shared: d}, probes: newProbePanel(d)}
}

// keptMsg is the outcome of putting the token away.
type keptMsg struct {
	place   config.Storage
	account string
	err     error
	// unrecorded tells that the token is kept but not in glpat's own list.
	unrecorded error
}

func (s *resultScreen) enter() tea.Cmd {
	s.state, s.at, s.failed = flow.ResultChoosing, 0, ""
	s.probes.start()
	return s.memberships.start()
}

func (s *resultScreen) mode() mode {
	if s.state == flow.ResultProbing {
		return s.probes.mode()
	}
	return modeOf(s.state.Busy())
}

// on takes an event to the state that follows.
func (s *resultScreen) on(event flow.Event) action {
	state, exit := s.state.After(event)
	s.state = state
	return actionOf(exit)
}

// places lists where the token may go. A practice token goes nowhere.
func (s *resultScreen) places() []config.Storage {
	if s.draft.Practice() {
		return []config.Storage{config.StorageNowhere}
	}
	return []config.Storage{config.StorageKeyring, config.StorageFile, config.StorageNowhere}
}

func (s *resultScreen) placeWords(place config.Storage) (label, remark string) {
	switch place {
	case config.StorageKeyring:
		return "In this computer's keyring", "encrypted, opens with your login"
	case config.StorageFile:
		return "In a file that only you can read", "not encrypted"
	case config.StorageNowhere:
	}
	if s.draft.Practice() {
		return "Nowhere", "a practice token is good for nothing else"
	}
	return "Don't keep it, show it once", ""
}

func (s *resultScreen) update(msg tea.Msg) (action, tea.Cmd) {
	switch msg := msg.(type) {
	case keptMsg:
		return s.onKept(msg)
	case membershipsMsg:
		cmd := s.memberships.onPage(msg)
		s.probes.suggest(s.memberships.known)
		return actStay, cmd
	case probedMsg:
		s.probes.onProbed(msg)
	case tickMsg:
		return actStay, s.probes.onTick()
	case tea.PasteMsg:
		if s.state == flow.ResultProbing && s.probes.state == probeNaming {
			return actStay, s.probes.typed(msg)
		}
	case tea.KeyPressMsg:
		return s.onKey(msg)
	}
	return actStay, nil
}

func (s *resultScreen) onKey(msg tea.KeyPressMsg) (action, tea.Cmd) {
	keys, places := s.plain, s.places()
	if s.state == flow.ResultProbing {
		return actStay, s.onProbeKey(msg)
	}
	if s.state == flow.ResultPlainFile {
		switch {
		case key.Matches(msg, keys.Yes):
			s.on(flow.EventYes)
			return actStay, s.keep(config.StorageFile)
		case key.Matches(msg, keys.No), key.Matches(msg, keys.Back), key.Matches(msg, keys.Enter):
			s.on(flow.EventBack)
		}
		return actStay, nil
	}
	switch {
	case key.Matches(msg, keys.Back):
		return s.on(flow.EventBack), nil
	case key.Matches(msg, keys.Details) && s.memberships.hasResult():
		return actDetails, nil
	case key.Matches(msg, keys.Reset) && s.memberships.mayRead():
		return actStay, s.memberships.nextPage()
	case key.Matches(msg, keys.Try) && s.mayProbe():
		s.on(flow.EventProbe)
	case key.Matches(msg, keys.Up):
		s.at = (s.at - 1 + len(places)) % len(places)
	case key.Matches(msg, keys.Down):
		s.at = (s.at + 1) % len(places)
	case key.Matches(msg, keys.Enter):
		s.failed = ""
		if places[s.at] == config.StorageFile {
			s.on(flow.EventKeepUnencrypted)
			return actStay, nil
		}
		s.on(flow.EventKeep)
		return actStay, s.keep(places[s.at])
	}
	return actStay, nil
}

// mayProbe reports whether there is something that the token is for.
func (s *resultScreen) mayProbe() bool { return len(s.probes.rows) > 0 }

// onProbeKey gives a key to the probes.
func (s *resultScreen) onProbeKey(msg tea.KeyPressMsg) tea.Cmd {
	done, cmd := s.probes.onKey(msg)
	if done {
		s.on(flow.EventBack)
	}
	return cmd
}

// keep puts the token away and notes it down. Nothing cancels it.
func (s *resultScreen) keep(place config.Storage) tea.Cmd {
	env, report, secret, practice := s.env, s.draft.Report, s.draft.Secret, s.draft.Practice()
	return s.change(&s.keeping, func(ctx context.Context) tea.Msg {
		if practice {
			return keptMsg{place: place}
		}
		record := recordOf(*report, place, env.Now())
		record.Instance = env.Redactor.Redact(record.Instance) // a server may have put the token there
		kept, err := env.Secrets.Keep(ctx, record, secret)
		return keptMsg{place: place, account: kept.Account, unrecorded: kept.Unrecorded, err: err}
	})
}

// recordOf is what glpat remembers of the token. Releases before 15.5 tell
// nothing of the token itself.
func recordOf(report gitlab.Report, place config.Storage, now time.Time) config.Record {
	record := config.Record{Instance: report.InstanceURL, Kept: place, KeptAt: now}
	if report.User != nil {
		record.Username = report.User.Username
	}
	if token := report.Token; token != nil {
		record.TokenID, record.Name, record.Scopes = token.ID, token.Name, token.Scopes
		record.ExpiresAt = token.Expires.String()
		if token.CreatedAt != nil {
			record.CreatedAt = *token.CreatedAt
		}
	}
	return record
}

func (s *resultScreen) onKept(msg keptMsg) (action, tea.Cmd) {
	if msg.err != nil {
		s.on(flow.EventFailed)
		s.failed = keepFailure(msg.err)
		return actStay, nil
	}
	s.draft = s.draft.WithKept(msg.place != config.StorageNowhere)
	s.kept = kept{place: msg.place, recorded: msg.unrecorded == nil}
	if !s.draft.Practice() {
		s.kept.where = s.env.Secrets.Describe(msg.place, msg.account)
	}
	if msg.unrecorded != nil {
		s.kept.remark = "glpat could not note the token in its own list, so glpat token will not find it." +
			becauseOfFile(msg.unrecorded)
	}
	return s.on(flow.EventDone), nil
}

// keepFailure gives a person's words for a place that did not take the token.
func keepFailure(err error) string {
	if keyring, ok := errors.AsType[*config.KeyringError](err); ok {
		return firstUpper(keyring.Reason.String()) + ". " + keyring.Remedy()
	}
	if file, ok := errors.AsType[*config.FileError](err); ok {
		return "The token could not be kept there." + becauseOfFile(file)
	}
	return "The token could not be kept there: " + input.Clean(err.Error(), 200) + "."
}

// becauseOfFile says what is wrong with a file and what to do about it, behind a
// sentence, and nothing where the error is about something else.
func becauseOfFile(err error) string {
	file, ok := errors.AsType[*config.FileError](err)
	if !ok {
		return ""
	}
	return " " + firstUpper(input.Clean(file.Cause(), 300)) + ". " + file.Remedy()
}

func (s *resultScreen) problems() []*problem.Problem {
	switch s.state {
	case flow.ResultChoosing, flow.ResultKeeping:
		all := s.draft.Report.Problems
		if s.memberships.problem != nil {
			all = append(slices.Clone(all), s.memberships.problem)
		}
		return all
	case flow.ResultProbing:
		if result := s.probes.row().result; result != nil && result.Problem != nil {
			return []*problem.Problem{result.Problem}
		}
	case flow.ResultPlainFile:
	}
	return nil
}

func (s *resultScreen) keys() keyMap {
	keys := s.plain
	if s.state == flow.ResultPlainFile {
		return []key.Binding{style.As(keys.Yes, "keep it in the file"), style.As(keys.No, "choose another place")}
	}
	if s.state == flow.ResultProbing {
		return s.probes.keys()
	}
	shown := []key.Binding{style.As(keys.Enter, "put it there")}
	if len(s.places()) > 1 {
		shown = append(shown, keys.Up, keys.Down)
	} else {
		shown[0] = keys.Enter
	}
	if s.mayProbe() {
		shown = append(shown, keys.Try)
	}
	if s.memberships.mayRead() {
		shown = append(shown, style.As(keys.Reset, "read on"))
	}
	if s.memberships.hasResult() {
		shown = append(shown, style.As(keys.Details, "where it reaches"))
	}
	return append(shown, keys.Back)
}

func (s *resultScreen) draw(width int) widget.Block {
	sheet := s.newSheet(width)
	if s.state == flow.ResultPlainFile {
		sheet.Title("The file is not encrypted")
		sheet.Gap()
		sheet.Text(
			"Only your own user may read it, but so can every program you run, and whoever gets at your disk or a backup.",
		)
		return sheet.Block
	}
	if s.state == flow.ResultProbing {
		s.probes.draw(sheet)
		return sheet.Block
	}
	s.drawReport(sheet, *s.draft.Report)
	sheet.Gap()
	if s.state == flow.ResultKeeping {
		sheet.Title("Putting it away")
		return sheet.Block
	}
	sheet.Title("Where should glpat keep it?")
	for i, place := range s.places() {
		label, remark := s.placeWords(place)
		sheet.Row(i == s.at, label, remark)
	}
	if s.failed != "" {
		sheet.Gap()
		sheet.Paragraph(s.Styles.Bad, s.failed)
	}
	return sheet.Block
}

func (s *resultScreen) details(sheet *widget.Sheet) { s.memberships.details(sheet) }

// drawReport adds whose the token is, what it may do and where, and when it
// ends, and below that what is wrong with it.
func (s *resultScreen) drawReport(sheet *widget.Sheet, report gitlab.Report) {
	if len(s.draft.Purposes)+len(s.draft.Scopes) > 0 && report.Fits() && report.OK() {
		sheet.Paragraph(s.Styles.Good, s.Glyphs.Done+" It may do what you asked for, and no more.")
		sheet.Gap()
	}
	for _, row := range s.reportRows(report) {
		sheet.Field(row[0], row[1])
	}
	for _, problem := range report.Problems {
		sheet.Gap()
		s.drawProblem(sheet, problem)
	}
	sheet.FocusTop()
}

// reportRows are the labels and what stands beside them.
func (s *resultScreen) reportRows(report gitlab.Report) [][2]string {
	token := report.Token
	var rows [][2]string
	if token != nil {
		rows = append(rows, [2]string{"Name", token.Name})
	}
	rows = append(rows, [2]string{"Belongs to", phrase.Owner(report)})
	switch {
	case token == nil:
	case token.FineGrained:
		rows = append(rows, [2]string{"Type", "fine-grained"})
		for _, words := range gitlab.DescribeGrants(token.Grants) {
			rows = append(rows, [2]string{"May", words})
		}
	default:
		rows = append(rows, [2]string{"Scopes", phrase.Scopes(token.Scopes)})
	}
	if token != nil {
		rows = append(rows, [2]string{"Reaches", s.memberships.words()}, [2]string{"Ends", phrase.EndOfToken(token)})
	}
	if report.Version != "" {
		rows = append(rows, [2]string{"GitLab", report.Version})
	}
	if limit := report.RateLimit; limit != nil {
		rows = append(rows, [2]string{"Calls left", fmt.Sprintf("%d of %d a minute", limit.Remaining, limit.Limit)})
	}
	return rows
}
