package wizard

import (
	"context"
	"slices"
	"strings"

	"glpat/config"
	"glpat/gitlab"
	"glpat/ui/style"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
)

// instanceScreen asks which GitLab, and looks at it.
type instanceScreen struct {
	*desk
	state instanceState
	// chosen is the row under the pointer: the suggestions, then the field.
	chosen  int
	field   textinput.Model
	problem *gitlab.Problem
	lack    error
	// asked is the address that is being looked at or that waits for a yes.
	asked gitlab.Address
	// wanted is the address that waits for the yes to give a token up.
	wanted string
	began  bool
}

type instanceState int

const (
	instanceChoosing  instanceState = iota
	instancePlainHTTP               // waits for the yes to plain http
	instanceLosing                  // waits for the yes to give a token up
	instanceLooking
	instanceFound
	instanceFailed
)

func newInstanceScreen(d *desk) *instanceScreen {
	field := newField("gitlab.example.com")
	field.CharLimit = 2048
	s := &instanceScreen{desk: d, field: field, chosen: fieldRow}
	if d.start.Draft.Address != "" {
		s.field.SetValue(d.start.Draft.Address)
	}
	return s
}

// lookedMsg is the outcome of a look.
type lookedMsg struct {
	instance gitlab.Instance
	err      error
}

// practiceMsg says where the practice instance runs.
type practiceMsg struct {
	url string
	err error
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
	case s.start.Practice:
		return s.startPractice()
	case s.draft.Address != "":
		s.chosen = fieldRow
		return s.choose(s.draft.Address, s.draft.AllowPlain)
	}
	return s.focusField()
}

// fieldRow marks the row of the address field.
const fieldRow = -1

func (s *instanceScreen) mode() mode {
	if s.chosen == fieldRow && (s.state == instanceChoosing || s.state == instanceFailed) {
		return modeTyping
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
	case lookedMsg:
		return s.onLooked(msg)
	case suggestionsMsg:
		if s.state == instanceChoosing && s.chosen == fieldRow && s.field.Value() == "" && len(msg) > 0 {
			s.chosen = 0 // nothing was touched yet
		}
		return actStay, s.focusField()
	case practiceMsg:
		if msg.err != nil {
			s.fail(msg.err)
			return actStay, nil
		}
		s.practiceURL = msg.url
		return actStay, s.choose(msg.url, false)
	case tea.PasteMsg:
		if s.state == instanceChoosing || s.state == instanceFailed {
			s.chosen = fieldRow
			if gitlab.LooksLikeToken(msg.Content) {
				_, s.lack = gitlab.ParseAddress(msg.Content)
				return actStay, s.focusField()
			}
			s.field.SetValue(gitlab.Clean(msg.Content, 2048))
			s.field.CursorEnd()
			return actStay, s.focusField()
		}
	case tea.KeyPressMsg:
		return s.onKey(msg)
	}
	return actStay, nil
}

func (s *instanceScreen) onKey(msg tea.KeyPressMsg) (action, tea.Cmd) {
	keys := s.keysFor(s.mode())
	switch s.state {
	case instanceLooking:
		if key.Matches(msg, keys.Back) {
			s.renew() // the late answer changes nothing
			s.state = instanceChoosing
			return actStay, s.focusField()
		}
		return actStay, nil
	case instanceLosing:
		switch {
		case key.Matches(msg, keys.Yes):
			s.draft.Secret = gitlab.Secret{}
			return actStay, s.choose(s.wanted, s.draft.AllowPlain)
		case key.Matches(msg, keys.No), key.Matches(msg, keys.Back), key.Matches(msg, keys.Enter):
			s.state = instanceChoosing
			return actStay, s.focusField()
		}
		return actStay, nil
	case instancePlainHTTP:
		switch {
		case key.Matches(msg, keys.Yes):
			s.draft.AllowPlain = true
			return actStay, s.look()
		case key.Matches(msg, keys.No), key.Matches(msg, keys.Back):
			s.state = instanceChoosing
			return actStay, s.focusField()
		}
		return actStay, nil
	case instanceFound:
		switch {
		case key.Matches(msg, keys.Enter):
			return actForward, nil
		case key.Matches(msg, keys.Back):
			s.state = instanceChoosing
			return actStay, s.focusField()
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
		return actStay, s.take()
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
	rows := len(s.suggestions) + 1
	at := s.chosen
	if at == fieldRow {
		at = rows - 1
	}
	at = (at + by + rows) % rows
	if at == rows-1 {
		at = fieldRow
	}
	s.chosen = at
	return s.focusField()
}

// take acts on the row under the pointer.
func (s *instanceScreen) take() tea.Cmd {
	if s.chosen == fieldRow || s.chosen >= len(s.suggestions) {
		return s.choose(s.field.Value(), false)
	}
	suggestion := s.suggestions[s.chosen]
	if suggestion.Practice {
		return s.startPractice()
	}
	return s.choose(suggestion.Address, false)
}

func (s *instanceScreen) startPractice() tea.Cmd {
	s.renew()
	s.state = instanceLooking
	s.asked = gitlab.Address{}
	practice := s.env.Practice
	return s.read(func(ctx context.Context) tea.Msg {
		url, err := practice.Start(ctx)
		return practiceMsg{url, err}
	})
}

// choose reads the address and looks at it, after a yes where it is plain
// http.
func (s *instanceScreen) choose(text string, allowPlain bool) tea.Cmd {
	address, err := gitlab.ParseAddress(text)
	s.lack = err
	s.problem = nil
	if err != nil {
		s.state = instanceChoosing
		s.chosen = fieldRow
		return s.focusField()
	}
	s.asked = address
	if s.draft.Unkept() && s.draft.Instance != nil && !strings.HasPrefix(s.draft.Instance.URL, address.Scheme+"://"+address.Host) {
		s.state, s.wanted = instanceLosing, text
		return nil
	}
	s.draft.Address, s.draft.AllowPlain = text, allowPlain || s.allowedBefore(address)
	if address.Plain() && !s.draft.AllowPlain {
		s.state = instancePlainHTTP
		return nil
	}
	return s.look()
}

func (s *instanceScreen) look() tea.Cmd {
	s.renew()
	s.state = instanceLooking
	adapter, address, access := s.env.GitLab, s.asked, gitlab.Access{AllowPlain: s.draft.AllowPlain}
	return s.read(func(ctx context.Context) tea.Msg {
		instance, err := adapter.Look(ctx, address, access)
		return lookedMsg{instance, err}
	})
}

func (s *instanceScreen) onLooked(msg lookedMsg) (action, tea.Cmd) {
	if msg.err != nil {
		s.fail(msg.err)
		return actStay, s.focusField()
	}
	s.state = instanceFound
	if msg.instance.URL == s.practiceURL {
		// Old releases show no prefix to tell it by.
		msg.instance.Offering = gitlab.OfferingPractice
	}
	s.draft = s.draft.WithInstance(msg.instance)
	s.usePagesSeenBefore()
	s.remember()
	return actStay, nil
}

// usePagesSeenBefore takes up what the person said of this instance's pages
// the last time, unless the instance has moved on since.
func (s *instanceScreen) usePagesSeenBefore() {
	for _, known := range s.known {
		release, err := gitlab.ParseRelease(known.Pages)
		if err != nil || known.URL != s.draft.Instance.URL || s.draft.PagesSeen != nil {
			continue
		}
		if pages := gitlab.PagesAt(release); !pages.EndedBefore(s.draft.Instance.AtLeast) {
			s.draft.PagesSeen = &pages
		}
	}
}

// allowedBefore reports whether the person said yes to plain http for this
// host before.
func (s *instanceScreen) allowedBefore(address gitlab.Address) bool {
	return slices.ContainsFunc(s.known, func(known config.Instance) bool {
		seen, err := gitlab.ParseAddress(known.URL)
		return err == nil && known.AllowHTTP && seen.Scheme == address.Scheme && seen.Host == address.Host
	})
}

func (s *instanceScreen) fail(err error) {
	s.state = instanceFailed
	s.problem = problemOf(err)
	if s.asked.Host != "" && s.chosen != fieldRow {
		// The address goes into the field, where it can be mended.
		s.field.SetValue(s.draft.Address)
		s.field.CursorEnd()
		s.chosen = fieldRow
	}
}

func (s *instanceScreen) keys() []key.Binding {
	keys := s.keysFor(s.mode())
	switch s.state {
	case instanceLooking:
		return []key.Binding{style.As(keys.Back, "stop")}
	case instanceLosing:
		return []key.Binding{style.As(keys.Yes, "give the token up"), style.As(keys.No, "stay")}
	case instancePlainHTTP:
		return []key.Binding{style.As(keys.Yes, "go on without encryption"), style.As(keys.No, "choose another")}
	case instanceFound:
		return []key.Binding{keys.Enter, style.As(keys.Back, "choose another")}
	case instanceChoosing, instanceFailed:
	}
	shown := []key.Binding{style.As(keys.Enter, "look at it")}
	if len(s.suggestions) > 0 {
		shown = append(shown, keys.Up, keys.Down)
	}
	return append(shown, keys.Leave)
}
