package wizard

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"glpat/gitlab"
	"glpat/ui/flow"
)

// checkedMsg brings the verdict.
type checkedMsg struct{ report gitlab.Report }

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
	if s.state != flow.CreatePausing {
		s.waited += time.Second
		return s.tick(&s.asking)
	}
	if s.pause.second() {
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
