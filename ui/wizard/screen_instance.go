package wizard

import (
	"time"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"glpat/config"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/ui/style"
	"glpat/ui/widget"
)

// instanceScreen asks which GitLab, and looks at it.
type instanceScreen struct {
	*shared
	state instanceState
	// asking is the look, the wait before the next, or what is kept for it.
	asking  task
	chosen  instanceRow // the row under the pointer
	field   textinput.Model
	problem *problem.Problem
	lack    error
	// asked is the address that is being looked at, that failed, or that waits
	// for a yes, and resolved how it is reached.
	asked    input.Address
	resolved config.ResolvedConnection
	// wanted is the address that waits for the yes to give a token up.
	wanted string
	// consents are the origins to which the person agreed to plain http; trusted
	// the certificates that were compared.
	consents []string
	trusted  trusted
	// waited is how long the look takes so far; pause is the wait before the
	// next, and repeated tells that the look under way came by itself after one.
	waited   time.Duration
	pause    pause
	repeated bool
	began    bool
}

type instanceState int

const (
	instanceChoosing  instanceState = iota
	instancePlainHTTP               // waits for the yes to plain http
	instanceLosing                  // waits for the yes to give a token up
	instanceDiscovering
	instancePausing // waits before it looks again, because the instance asks to
	instanceFound
	instanceFailed
	instanceComparing // shows the certificate that is not trusted
	instanceTrusting  // keeps it
)

func newInstanceScreen(d *shared) *instanceScreen {
	field := widget.NewField("gitlab.example.com")
	field.CharLimit = 2048
	s := &instanceScreen{shared: d, field: field}
	if d.given.Draft.Address != "" {
		s.field.SetValue(d.given.Draft.Address)
	}
	return s
}

func (s *instanceScreen) enter() tea.Cmd {
	if s.began {
		if s.draft.Instance != nil {
			s.state = instanceFound
		}
		return s.focusField()
	}
	s.began = true
	switch {
	case s.given.Practice:
		return s.startPractice()
	case s.draft.Address != "":
		s.chosen = instanceRow{}
		return s.choose(s.draft.Address)
	}
	return s.focusField()
}

// instanceRow is a row to choose: a suggestion, or, as the zero value, the
// field for an address.
type instanceRow struct {
	suggested bool
	at        int // which suggestion
}

func suggestionRow(at int) instanceRow { return instanceRow{suggested: true, at: at} }

// inField reports whether the pointer is at the field.
func (s *instanceScreen) inField() bool { return !s.chosen.suggested }

func (s *instanceScreen) mode() mode {
	switch s.state {
	case instanceChoosing, instanceFailed:
		if s.inField() {
			return modeTyping
		}
	case instanceTrusting:
		return modeBusy
	case instancePlainHTTP, instanceLosing, instanceDiscovering, instancePausing, instanceFound, instanceComparing:
	}
	return modeKeys
}

func (s *instanceScreen) focusField() tea.Cmd {
	if s.mode() == modeTyping {
		return s.field.Focus()
	}
	s.field.Blur()
	return nil
}

func (s *instanceScreen) update(msg tea.Msg) (action, tea.Cmd) {
	switch msg := msg.(type) {
	case discoveredMsg:
		return s.onDiscovered(msg)
	case tickMsg:
		return actStay, s.onTick()
	case trustedMsg:
		return actStay, s.onTrusted(msg)
	case suggestionsMsg:
		if s.state == instanceChoosing && s.inField() && s.field.Value() == "" && len(msg) > 0 {
			s.chosen = suggestionRow(0) // nothing was touched yet
		}
		return actStay, s.focusField()
	case practiceMsg:
		if msg.err != nil {
			s.fail(problemOf(msg.err))
			return actStay, nil
		}
		s.practiceURL = msg.url
		return actStay, s.choose(msg.url)
	case tea.PasteMsg:
		return actStay, s.paste(msg.Content)
	case tea.KeyPressMsg:
		return s.onKey(msg)
	}
	return actStay, nil
}

// paste puts pasted text into the field, while there is one.
func (s *instanceScreen) paste(text string) tea.Cmd {
	switch s.state {
	case instanceChoosing, instanceFailed:
	case instancePausing:
		s.stop(&s.asking)
		s.state = instanceFailed
	case instancePlainHTTP, instanceLosing, instanceDiscovering, instanceFound, instanceComparing, instanceTrusting:
		return nil
	}
	s.chosen = instanceRow{}
	if token.LooksLike(text) {
		_, s.lack = input.ParseAddress(text)
		return s.focusField()
	}
	s.field.SetValue(input.Clean(text, 2048))
	s.field.CursorEnd()
	return s.focusField()
}

func (s *instanceScreen) onKey(msg tea.KeyPressMsg) (action, tea.Cmd) {
	keys := s.keysFor(s.mode())
	switch s.state {
	case instanceDiscovering:
		if key.Matches(msg, keys.Back) {
			s.stop(&s.asking)
			return actStay, s.enterState(instanceChoosing)
		}
		return actStay, nil
	case instancePausing:
		if key.Matches(msg, keys.Back) {
			s.stop(&s.asking)
			return actStay, s.enterState(instanceFailed)
		}
		return actStay, nil
	case instanceTrusting:
		return actStay, nil
	case instanceComparing:
		return actStay, s.onCompareKey(msg)
	case instanceLosing:
		switch {
		case key.Matches(msg, keys.Yes):
			s.draft = s.draft.WithoutToken()
			return actStay, s.choose(s.wanted)
		case key.Matches(msg, keys.No), key.Matches(msg, keys.Back), key.Matches(msg, keys.Enter):
			return actStay, s.enterState(instanceChoosing)
		}
		return actStay, nil
	case instancePlainHTTP:
		switch {
		case key.Matches(msg, keys.Yes):
			s.consents = append(s.consents, s.resolved.NeedsConsent...)
			s.resolve(s.asked)
			s.draft = s.draft.WithPlainAllowed()
			return actStay, s.discover(false)
		case key.Matches(msg, keys.No), key.Matches(msg, keys.Back):
			return actStay, s.enterState(instanceChoosing)
		}
		return actStay, nil
	case instanceFound:
		switch {
		case key.Matches(msg, keys.Enter):
			return actForward, nil
		case key.Matches(msg, keys.Back):
			return actStay, s.enterState(instanceChoosing)
		}
		return actStay, nil
	case instanceChoosing, instanceFailed:
	}
	switch {
	case key.Matches(msg, keys.Up):
		return actStay, s.move(-1)
	case key.Matches(msg, keys.Down), key.Matches(msg, keys.Next):
		return actStay, s.move(1)
	case key.Matches(msg, keys.Enter):
		return actStay, s.submitRow()
	case s.shownCertificate() != nil && key.Matches(msg, keys.Compare):
		return actStay, s.enterState(instanceComparing)
	case s.mode() == modeTyping:
		s.lack = nil
		var cmd tea.Cmd
		s.field, cmd = s.field.Update(msg)
		return actStay, cmd
	}
	return actStay, nil
}

// move goes up or down the rows: the suggestions, then the field.
func (s *instanceScreen) move(by int) tea.Cmd {
	field := len(s.suggestions) // the last row
	at := field
	if s.chosen.suggested {
		at = s.chosen.at
	}
	s.chosen = instanceRow{}
	if at = (at + by + field + 1) % (field + 1); at != field {
		s.chosen = suggestionRow(at)
	}
	return s.focusField()
}

// enterState goes to a state in which nothing is under way.
func (s *instanceScreen) enterState(state instanceState) tea.Cmd {
	s.state = state
	return s.focusField()
}

func (s *instanceScreen) keys() keyMap {
	keys := s.keysFor(s.mode())
	switch s.state {
	case instanceDiscovering, instancePausing:
		return []key.Binding{style.As(keys.Back, "stop")}
	case instanceTrusting:
		return nil
	case instanceComparing:
		return s.compareKeys()
	case instanceLosing:
		return []key.Binding{style.As(keys.Yes, "give the token up"), style.As(keys.No, "stay")}
	case instancePlainHTTP:
		return []key.Binding{style.As(keys.Yes, "go on without encryption"), style.As(keys.No, "choose another")}
	case instanceFound:
		return []key.Binding{keys.Enter, style.As(keys.Back, "choose another")}
	case instanceChoosing, instanceFailed:
	}
	shown := []key.Binding{style.As(keys.Enter, "look at it")}
	if s.failedAtChosen() {
		shown[0] = style.As(keys.Enter, "try again")
	}
	switch {
	case s.mayTrust():
		shown = append(shown, keys.Compare)
	case s.shownCertificate() != nil:
		shown = append(shown, style.As(keys.Compare, "see the certificate"))
	}
	if len(s.suggestions) > 0 {
		shown = append(shown, keys.Up, keys.Down)
	}
	return append(shown, keys.Leave)
}
