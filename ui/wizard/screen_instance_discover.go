package wizard

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"glpat/config"
	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/ui/flow"
)

// discoveredMsg is the outcome of a look.
type discoveredMsg struct {
	instance gitlab.Instance
	err      error
}

// practiceMsg says where the practice instance runs.
type practiceMsg struct {
	url string
	err error
}

// submitRow acts on the row under the pointer.
func (s *instanceScreen) submitRow() tea.Cmd {
	if s.chosen.kind == rowHaveToken {
		s.draft = s.draft.WithHaveToken(!s.draft.HaveToken)
		if s.chosen = s.firstRow(); s.chosen.kind == rowHaveToken {
			s.chosen = instanceRow{}
		}
		return s.focusField()
	}
	text, practice := s.chosenRow()
	if practice {
		return s.startPractice()
	}
	return s.choose(text)
}

// chosenRow is the address in the row under the pointer, or that the row is the
// practice instance's.
func (s *instanceScreen) chosenRow() (text string, practice bool) {
	if s.chosen.kind != rowSuggestion || s.chosen.at >= len(s.suggestions) {
		return s.field.Value(), false
	}
	suggestion := s.suggestions[s.chosen.at]
	return suggestion.Address, suggestion.Practice
}

// failedAtChosen reports whether the row under the pointer is what failed last,
// so that taking it is another try.
func (s *instanceScreen) failedAtChosen() bool {
	text, practice := s.chosenRow()
	if s.asked.Host == "" {
		return s.state == flow.InstanceFailed && practice
	}
	return s.state == flow.InstanceFailed && !practice && text == s.draft.Address
}

func (s *instanceScreen) startPractice() tea.Cmd {
	s.on(flow.EventDiscover)
	s.asked, s.waited = input.Address{}, 0
	if at := slices.IndexFunc(s.suggestions, func(one Suggestion) bool { return one.Practice }); at >= 0 {
		s.chosen = suggestionRow(at) // where Enter tries again
	}
	practice := s.env.Practice
	ask := s.read(&s.asking, func(ctx context.Context) tea.Msg {
		url, err := practice.Start(ctx)
		return practiceMsg{url, err}
	})
	return tea.Batch(ask, s.spin(&s.asking))
}

// choose reads the address and looks at it, after a yes where that needs one.
func (s *instanceScreen) choose(text string) tea.Cmd {
	address, err := input.ParseAddress(text)
	if err == nil && token.LooksLike(text, s.draft.OwnPrefix()) {
		err = input.TokenInAddress()
	}
	s.invalid = err
	s.problem = nil
	if err != nil {
		s.chosen, s.state = instanceRow{}, flow.InstanceChoosing
		return s.focusField()
	}
	s.resolve(address)
	s.state = s.draft.InstanceStateOnChoice(s.asked, len(s.resolved.NeedsConsent) == 0)
	if s.state == flow.InstanceLosing {
		s.wanted = text
		return nil
	}
	s.draft = s.draft.WithAddress(text)
	if s.resolved.AllowsPlain() {
		s.draft = s.draft.WithPlainAllowed()
	}
	if s.state == flow.InstancePlainHTTP {
		return nil
	}
	return s.discover(false)
}

// resolve decides how the address is reached, and whether that needs a yes to
// plain http.
func (s *instanceScreen) resolve(address input.Address) {
	request := config.ConnectionRequest{Address: address, Flags: s.flagsFor(address), Consents: s.consents}
	if s.trusted.by(address) {
		request.TrustedFile = s.trusted.file
	}
	s.resolved = config.Settings{Instances: s.known}.Resolve(request)
	s.asked = s.resolved.Address
}

// flagsFor are the flags that the wizard was started with, none for the practice
// instance.
func (s *instanceScreen) flagsFor(address input.Address) config.ConnectionFlags {
	if s.practiceURL == address.String() {
		return config.ConnectionFlags{}
	}
	return config.ConnectionFlags{
		Address:    s.given.Draft.Address,
		Connection: s.given.Connection,
		AllowHTTP:  s.given.AllowHTTP,
	}
}

// discover looks at the address; by itself tells that no key asked for it.
func (s *instanceScreen) discover(byItself bool) tea.Cmd {
	s.waited, s.repeated = 0, byItself
	env, address, resolved := s.env, s.asked, s.resolved
	ask := s.read(&s.asking, func(ctx context.Context) tea.Msg {
		access, err := resolved.Load(env.Load)
		if err != nil {
			return discoveredMsg{err: err}
		}
		instance, err := env.GitLab.Discover(ctx, address, access)
		return discoveredMsg{instance, err}
	})
	return tea.Batch(ask, s.tick(&s.asking), s.spin(&s.asking))
}

// onTick counts a second of what is waited for.
func (s *instanceScreen) onTick() tea.Cmd {
	if s.second(s.state == flow.InstancePausing) {
		s.on(flow.EventPauseOver)
		return s.discover(true)
	}
	return s.tick(&s.asking)
}

func (s *instanceScreen) onDiscovered(msg discoveredMsg) (action, tea.Cmd) {
	if msg.err != nil {
		return actStay, s.onNotFound(problemOf(msg.err))
	}
	s.on(flow.EventDone)
	if msg.instance.URL == s.practiceURL {
		// Old releases show no prefix to tell it by.
		msg.instance.Offering = catalog.OfferingPractice
		msg.instance = msg.instance.AtRelease(s.env.Practice.Release())
	}
	s.env.Redactor.AllowPrefix(msg.instance.TokenPrefix)
	s.draft = s.draft.WithInstance(msg.instance)
	s.connection = config.Settings{Instances: s.known}.ConnectionToSave(s.resolved.Connection, msg.instance.URL)
	s.recall()
	s.remember()
	if s.draft.Straight() && len(msg.instance.Remarks()) == 0 {
		return s.on(flow.EventContinue) // there is nothing to decide; Esc leads back here
	}
	if s.trusted.by(s.asked) {
		return actStay, s.save() // what was compared is not to be compared again
	}
	return actStay, nil
}

// onNotFound shows why the look failed, or waits where the instance asks for
// that, once.
func (s *instanceScreen) onNotFound(problem *problem.Problem) tea.Cmd {
	pause, waits := pauseFor(problem)
	cmd := s.fail(flow.FailureEvent(waits, s.repeated), problem)
	if s.state == flow.InstancePausing {
		s.pause = pause
		return s.wait(&s.asking)
	}
	return cmd
}

// fail stands with the problem, and with the address where it can be mended,
// unless something else was typed there.
func (s *instanceScreen) fail(event flow.Event, problem *problem.Problem) tea.Cmd {
	s.on(event)
	s.problem = problem
	if s.asked.Host != "" && s.field.Value() == "" {
		s.field.SetValue(s.draft.Address)
		s.field.CursorEnd()
		s.chosen = instanceRow{}
	}
	return s.focusField()
}

// recall takes up what is noted of this instance from the last time: whether a token
// was made there, how its pages look, unless it has moved on since, and that it makes
// no legacy tokens.
func (s *instanceScreen) recall() {
	for _, known := range s.known {
		if known.URL != s.draft.Instance.URL {
			continue
		}
		s.draft = s.draft.WithMadeBefore(known.MadeToken)
		if known.FineGrainedOnly {
			s.draft = s.draft.WithLegacyGone(true)
		}
		release, err := catalog.ParseRelease(known.Pages)
		if err == nil {
			s.draft = s.draft.WithLayoutSeen(catalog.LayoutAt(release))
		}
	}
}
