package wizard

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"glpat/gitlab"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/ui/flow"
	"glpat/ui/phrase"
	"glpat/ui/picture"
)

// createScreen shows the prefilled link, waits for the token, and has it
// checked.
type createScreen struct {
	statefulScreen
	state flow.CreateState
	token tokenField
	// asking is the check, the wait before the next, or the practice page's
	// button; clipboard is the look at the system's clipboard.
	asking, clipboard task
	// offered is a token seen on the clipboard; declined the last one that was
	// not wanted.
	offered, declined token.Secret
	problem           *problem.Problem
	// at is the instance that the token in the field was brought for.
	at string

	attempt // the check, or the pause before the next
	// doubted tells that the token under way looks wrong.
	doubted bool
}

func newCreateScreen(d *shared) *createScreen {
	s := &createScreen{token: tokenField{shared: d}}
	s.statefulScreen = statefulScreen{d, s.screenful}
	return s
}

// createdMsg brings the token from the practice page.
type createdMsg struct {
	secret token.Secret
	err    error
}

// clipboardMsg brings what is on the system's clipboard.
type clipboardMsg string

func (s *createScreen) enter() tea.Cmd {
	s.problem = nil
	if !s.draft.Secret.Empty() || s.at != s.instance().URL {
		s.token.use(s.draft.Secret, s.ownPrefix())
	}
	s.at = s.instance().URL
	s.state = s.draft.CreateStateOnEnter(!s.token.empty() || s.opened != "" && s.opened == s.draft.Link())
	return nil
}

func (s *createScreen) ownPrefix() token.OwnPrefix { return s.instance().OwnPrefix() }

// on takes an event to the state that follows. What was under way in the one
// before is ended.
func (s *createScreen) on(event flow.Event) action {
	state, exit := s.state.After(event)
	if state != s.state {
		s.stop(&s.asking)
	}
	s.state = state
	return actionOf(exit)
}

func (s *createScreen) update(msg tea.Msg) (action, tea.Cmd) {
	switch msg := msg.(type) {
	case createdMsg:
		return actStay, s.onCreated(msg)
	case checkedMsg:
		return s.onChecked(msg.report)
	case tickMsg:
		return actStay, s.onTick()
	case tea.FocusMsg:
		if s.mayOffer() {
			return actStay, s.readClipboard()
		}
	case clipboardMsg:
		s.offer(string(msg))
	case tea.ClipboardMsg:
		s.offer(msg.Content)
	case tea.PasteMsg:
		s.on(flow.EventPasted)
		if s.state == flow.CreateField {
			s.token.paste(msg.Content, s.ownPrefix())
			s.received()
		}
	case tea.KeyPressMsg:
		return s.onKey(msg)
	}
	return actStay, nil
}

// readClipboard asks the system and the terminal what is on the clipboard.
func (s *createScreen) readClipboard() tea.Cmd {
	clipboard := s.env.Clipboard
	system := s.read(&s.clipboard, func(ctx context.Context) tea.Msg {
		text, err := clipboard.Read(ctx)
		if err != nil {
			return nil
		}
		return clipboardMsg(text)
	})
	return tea.Batch(system, tea.ReadClipboard)
}

// mayOffer reports whether a token on the clipboard would be offered now.
func (s *createScreen) mayOffer() bool {
	state, _ := s.state.After(flow.EventOffered)
	return state != s.state
}

// offer takes note of a clipboard that holds a token. It is offered, never
// taken: the person may have copied it for something else.
func (s *createScreen) offer(text string) {
	if !s.mayOffer() {
		return
	}
	paste := gitlab.ExaminePaste(text, s.ownPrefix())
	if paste.Verdict != gitlab.PasteGood || paste.Kind != token.KindPersonal ||
		paste.Secret.Equal(s.token.secret) || paste.Secret.Equal(s.declined) {
		return
	}
	s.offered = paste.Secret
	s.on(flow.EventOffered)
}

// enterWithoutToken does what comes next on the way to one: the link first; on
// the practice page glpat can press the button itself.
func (s *createScreen) enterWithoutToken() tea.Cmd {
	switch {
	case s.mayPress():
		return s.press()
	case s.state == flow.CreateLink:
		return s.openLink()
	}
	return nil
}

// mayPress reports whether Enter presses the practice page's button: where no
// browser can, or the link was opened and no token came of it.
func (s *createScreen) mayPress() bool {
	return s.ownPractice() && !s.draft.HaveToken && (s.state == flow.CreateField || !s.env.Browser.Available())
}

func (s *createScreen) openLink() tea.Cmd {
	s.on(flow.EventLinkTaken)
	return s.open(s.address())
}

// address is the page with the form: filled in by the link, or for a
// fine-grained token the plain one.
func (s *createScreen) address() string {
	if s.draft.FineGrained() {
		return s.instance().FineGrainedURL(s.draft.Layout())
	}
	return s.draft.Link()
}

func (s *createScreen) press() tea.Cmd {
	s.on(flow.EventPressed)
	s.problem, s.waited = nil, 0
	practice, draft := s.env.Practice, s.draft
	ask := s.change(&s.asking, func(ctx context.Context) tea.Msg {
		// What is made here is worth nothing, so it is not waited for longer than
		// for a check.
		ctx, cancel := context.WithTimeout(ctx, phrase.LongestCall)
		defer cancel()
		if draft.FineGrained() {
			secret, err := practice.CreateFineGrainedToken(ctx, draft)
			return createdMsg{secret, err}
		}
		secret, err := practice.CreateToken(ctx, draft.Link(), draft.Expires.String())
		return createdMsg{secret, err}
	})
	return tea.Batch(ask, s.tick(&s.asking), s.spin(&s.asking))
}

// onCreated takes the token as if it had been pasted, and checks it.
func (s *createScreen) onCreated(msg createdMsg) tea.Cmd {
	if msg.err != nil {
		s.on(flow.EventFailed)
		s.problem = problemOf(msg.err)
		return nil
	}
	s.on(flow.EventDone)
	s.token.use(msg.secret, s.ownPrefix())
	s.received()
	return s.submit()
}

// received takes what is in the field into the draft, so that leaving asks for
// it. It has no verdict yet.
func (s *createScreen) received() {
	s.problem = nil
	s.draft = s.draft.WithToken(s.token.secret)
}

// scene is the form before the token is awaited, and what the page shows after
// the button while it is.
func (s *createScreen) scene() (picture.Scene, bool) {
	if s.draft.HaveToken {
		return picture.SceneCreated, false
	}
	switch s.state {
	case flow.CreateLink:
		return s.formScene(), true
	case flow.CreateField:
		return picture.SceneCreated, true
	case flow.CreateOfferAtLink, flow.CreateOfferAtField, flow.CreateDoubt,
		flow.CreatePressing, flow.CreateChecking, flow.CreatePausing:
	}
	return picture.SceneForm, false
}

// content is the form as it is filled in, its button marked.
func (s *createScreen) content() picture.Content {
	content := s.formContent()
	content.Part = picture.PartSubmit
	return content
}

// submit sends the token to be checked, unless it cannot be right.
func (s *createScreen) submit() tea.Cmd {
	s.state = flow.CreateStateOnSubmit(s.token.judged.Verdict)
	switch s.state {
	case flow.CreateField:
		s.problem = s.token.judged.Problem
		return nil
	case flow.CreateChecking:
		s.doubted = false
		return s.check(false)
	case flow.CreateLink, flow.CreateOfferAtLink, flow.CreateOfferAtField, flow.CreateDoubt,
		flow.CreatePressing, flow.CreatePausing:
	}
	return nil
}

// check sends the token; by itself tells that no key asked for it.
func (s *createScreen) check(byItself bool) tea.Cmd {
	s.waited, s.repeated = 0, byItself
	s.know(s.token.secret)
	s.received() // again: a refusal took it out of the draft
	adapter, instance, secret, want := s.env.GitLab, s.instance(), s.token.secret, s.draft.Want()
	want.Doubted = s.doubted || s.token.judged.Verdict == gitlab.PasteUnsure
	ask := s.read(&s.asking, func(ctx context.Context) tea.Msg {
		return checkedMsg{adapter.Check(ctx, instance, secret, want)}
	})
	return tea.Batch(ask, s.tick(&s.asking), s.spin(&s.asking))
}

// onTick counts a second of what is waited for.
func (s *createScreen) onTick() tea.Cmd {
	if s.second(s.state == flow.CreatePausing) {
		s.on(flow.EventPauseOver)
		return s.check(true)
	}
	return s.tick(&s.asking)
}

// onChecked takes the verdict. A token that GitLab did not name stays here,
// with the reason; it is not held for a received one.
func (s *createScreen) onChecked(report gitlab.Report) (action, tea.Cmd) {
	s.draft = s.draft.WithReport(report)
	if report.Works() {
		s.remember()
		return s.on(flow.EventDone), nil
	}
	failure := report.Failure()
	if failure == nil {
		return s.on(flow.EventFailed), nil
	}
	s.problem = failure
	pause, waits := pauseFor(failure)
	// A token that looks wrong is sent once for each yes.
	act := s.on(flow.FailureEvent(waits, s.repeated || s.doubted))
	if s.state == flow.CreatePausing {
		s.pause = pause
		return act, s.wait(&s.asking)
	}
	return act, nil
}

// checkedMsg brings the verdict.
type checkedMsg struct{ report gitlab.Report }
