package wizard

import (
	"context"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/ui/picture"
	"glpat/ui/style"
)

// createScreen shows the prefilled link, waits for the token, and has it
// checked.
type createScreen struct {
	*shared
	state createState
	token tokenField
	// asking is the check, the wait before the next, or the practice page's
	// button; clipboard is the look at the system's clipboard.
	asking, clipboard task
	// offered is a token seen on the clipboard; declined the last one that was
	// not wanted. before is the state that an offer leads back to.
	offered, declined token.Secret
	before            createState
	problem           *problem.Problem
	// at is the instance that the token in the field was brought for.
	at string
	// waited is how long the check takes so far; pause is the wait before the
	// next, and repeated tells that the check under way came by itself after
	// one. doubted tells that the token under way looks wrong.
	waited   time.Duration
	pause    pause
	repeated bool
	doubted  bool
}

type createState int

const (
	createLink     createState = iota // the link's keys work
	createPaste                       // letters go into the token's field
	createOffer                       // a token from the clipboard waits for a yes
	createDoubt                       // a token that looks wrong waits for a yes
	createPressing                    // the practice page's button is being pressed
	createChecking
	createPausing // waits before it checks again, because the instance asks to
)

func newCreateScreen(d *shared) *createScreen {
	return &createScreen{shared: d, token: tokenField{shared: d}}
}

// createdMsg brings the token from the practice page.
type createdMsg struct {
	secret token.Secret
	err    error
}

// clipboardMsg brings what is on the system's clipboard.
type clipboardMsg string

func (s *createScreen) enter() tea.Cmd {
	s.state, s.problem = createLink, nil
	if !s.draft.Secret.Empty() || s.at != s.instance().URL {
		s.token.use(s.draft.Secret, s.prefixes()...)
	}
	s.at = s.instance().URL
	if !s.token.empty() || s.draft.FineGrained() {
		s.state = createPaste // the form was gone through before
	}
	return nil
}

func (s *createScreen) prefixes() []string { return []string{s.instance().TokenPrefix} }

func (s *createScreen) mode() mode {
	switch s.state {
	case createPaste:
		return modeTyping
	case createPressing:
		return modeBusy
	case createLink, createOffer, createDoubt, createChecking, createPausing:
	}
	return modeKeys
}

func (s *createScreen) update(msg tea.Msg) (action, tea.Cmd) {
	switch msg := msg.(type) {
	case createdMsg:
		s.onCreated(msg)
	case checkedMsg:
		return s.onChecked(msg.report)
	case tickMsg:
		return actStay, s.onTick()
	case tea.FocusMsg:
		if s.state == createLink || s.state == createPaste {
			return actStay, s.readClipboard()
		}
	case clipboardMsg:
		s.offer(string(msg))
	case tea.ClipboardMsg:
		s.offer(msg.Content)
	case tea.PasteMsg:
		if s.state != createPressing && s.state != createChecking {
			if s.state == createPausing {
				s.stop(&s.asking) // the pause was for another token
			}
			s.token.paste(msg.Content, s.prefixes()...)
			s.state = createPaste
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
	system := s.read(&s.clipboard, func(context.Context) tea.Msg {
		text, err := clipboard.Read()
		if err != nil {
			return nil
		}
		return clipboardMsg(text)
	})
	return tea.Batch(system, tea.ReadClipboard)
}

// offer takes note of a clipboard that holds a token. It is offered, never
// taken: the person may have copied it for something else.
func (s *createScreen) offer(text string) {
	if s.state != createLink && s.state != createPaste {
		return
	}
	paste := gitlab.ExaminePaste(text, s.prefixes()...)
	if paste.Verdict != gitlab.PasteGood || paste.Kind != token.KindPersonal ||
		paste.Secret.Equal(s.token.secret) || paste.Secret.Equal(s.declined) {
		return
	}
	s.offered, s.before, s.state = paste.Secret, s.state, createOffer
}

func (s *createScreen) onKey(msg tea.KeyPressMsg) (action, tea.Cmd) {
	keys := s.keysFor(s.mode())
	switch s.state {
	case createPressing:
		return actStay, nil
	case createChecking, createPausing:
		if key.Matches(msg, keys.Back) {
			s.stop(&s.asking)
			s.state = createPaste
		}
		return actStay, nil
	case createOffer:
		switch {
		case key.Matches(msg, keys.Enter), key.Matches(msg, keys.Yes):
			s.token.use(s.offered, s.prefixes()...)
			s.received()
			return actStay, s.submit()
		case key.Matches(msg, keys.Back), key.Matches(msg, keys.No):
			s.declined, s.state = s.offered, s.before
		}
		return actStay, nil
	case createDoubt:
		switch {
		case key.Matches(msg, keys.Yes):
			s.doubted = true
			return actStay, s.check(false)
		case key.Matches(msg, keys.Back), key.Matches(msg, keys.No), key.Matches(msg, keys.Enter):
			s.state = createPaste
		}
		return actStay, nil
	case createLink, createPaste:
	}
	switch {
	case key.Matches(msg, keys.Back):
		return actBack, nil
	case key.Matches(msg, keys.Open) && s.env.Browser.Available():
		return actStay, s.openLink()
	case key.Matches(msg, keys.Copy):
		s.state = createPaste
		return actStay, s.copyText(s.address(), "The link is copied.")
	case key.Matches(msg, keys.Next):
		if s.state == createLink {
			s.state = createPaste
		} else {
			s.state = createLink
		}
	case key.Matches(msg, keys.Enter) && s.token.empty():
		return actStay, s.enterWithoutToken()
	case key.Matches(msg, keys.Enter):
		return actStay, s.submit()
	case s.state == createPaste:
		if s.token.typed(msg, keys, s.prefixes()...) {
			s.received()
		}
	case key.Matches(msg, keys.Other):
		s.otherPages(s.formScene())
	}
	return actStay, nil
}

// enterWithoutToken does what comes next on the way to one: the link first; on
// the practice page glpat can press the button itself.
func (s *createScreen) enterWithoutToken() tea.Cmd {
	switch {
	case s.mayPress():
		return s.press()
	case s.state == createLink:
		return s.openLink()
	}
	return nil
}

// mayPress reports whether Enter presses the practice page's button: where no
// browser can, or the link was opened and no token came of it.
func (s *createScreen) mayPress() bool {
	return s.ownPractice() && (s.state == createPaste || !s.env.Browser.Available())
}

func (s *createScreen) openLink() tea.Cmd {
	s.state = createPaste
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
	s.state, s.problem, s.waited = createPressing, nil, 0
	practice, draft := s.env.Practice, s.draft
	ask := s.change(&s.asking, func(ctx context.Context) tea.Msg {
		// What is made here is worth nothing, so it is not waited for longer than
		// for a check.
		ctx, cancel := context.WithTimeout(ctx, longestAnswer)
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

func (s *createScreen) onCreated(msg createdMsg) {
	s.state = createPaste
	if msg.err != nil {
		s.problem = problemOf(msg.err)
		return
	}
	s.token.use(msg.secret, s.prefixes()...)
	s.received()
	s.notice = "The button is pressed and the token is here, as if you had pasted it."
}

// received takes what is in the field into the draft, so that leaving asks for
// it. It has no verdict yet.
func (s *createScreen) received() {
	s.problem = nil
	s.draft = s.draft.WithToken(s.token.secret)
}

func (s *createScreen) keys() keyMap {
	keys := s.keysFor(s.mode())
	switch s.state {
	case createPressing:
		return nil
	case createChecking, createPausing:
		return []key.Binding{style.As(keys.Back, "stop")}
	case createOffer:
		return []key.Binding{style.As(keys.Enter, "take it"), style.As(keys.No, "leave it")}
	case createDoubt:
		return []key.Binding{style.As(keys.Yes, "send it anyway"), style.As(keys.No, "change it")}
	case createLink, createPaste:
	}
	var shown []key.Binding
	switch {
	case !s.token.empty() && s.problem != nil && s.token.judged.Problem == nil:
		shown = append(shown, style.As(keys.Enter, "try again"), style.As(keys.Clear, "clear"))
	case !s.token.empty():
		shown = append(shown, style.As(keys.Enter, "check it"), style.As(keys.Clear, "clear"))
	case s.mayPress() && s.problem != nil:
		shown = append(shown, style.As(keys.Enter, "try again"))
	case s.mayPress():
		shown = append(shown, style.As(keys.Enter, "press the button for me"))
	case s.state == createLink && s.env.Browser.Available():
		shown = append(shown, style.As(keys.Enter, "open the page"))
	case s.state == createLink:
		return append(
			[]key.Binding{style.As(keys.Enter, "copy the link"), style.As(keys.Next, "to the token's field"), keys.Other},
			keys.Back,
		)
	}
	shown = append(shown, s.pageKeys(keys)...)
	if s.state == createLink {
		shown = append(shown, style.As(keys.Next, "to the token's field"), keys.Other)
	} else {
		shown = append(shown, style.As(keys.Next, "to the link"))
	}
	return append(shown, keys.Back)
}

// scene is the form before the token is awaited, and what the page shows after
// the button while it is.
func (s *createScreen) scene() (picture.Scene, bool) {
	switch s.state {
	case createLink:
		return s.formScene(), true
	case createPaste:
		return picture.SceneCreated, true
	case createOffer, createDoubt, createPressing, createChecking, createPausing:
	}
	return picture.SceneForm, false
}

func (s *createScreen) formScene() picture.Scene {
	if s.draft.FineGrained() {
		return picture.SceneFineGrained
	}
	return picture.SceneForm
}

// content is the form as it is filled in, its button marked.
func (s *createScreen) content() picture.Content {
	content := picture.Content{
		Name:        s.draft.Name,
		Description: s.draft.Description,
		Expires:     s.draft.Expires.String(),
		Part:        picture.PartSubmit,
	}
	if s.draft.FineGrained() {
		content.Description = s.draft.FormDescription()
		content.Permissions = catalog.FineGrainedFor(s.draft.Chosen()).Permissions
	} else {
		content.Scopes = s.draft.Scopes
	}
	return content
}
