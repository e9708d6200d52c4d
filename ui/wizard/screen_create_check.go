package wizard

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"glpat/gitlab"
)

// checkedMsg brings the verdict.
type checkedMsg struct{ report gitlab.Report }

// submit sends the token to be checked, unless it cannot be right.
func (s *createScreen) submit() tea.Cmd {
	switch s.token.judged.Verdict {
	case gitlab.PasteRefused:
		s.state, s.problem = createPaste, s.token.judged.Problem
		return nil
	case gitlab.PasteDoubtful:
		s.state = createDoubt
		return nil
	case gitlab.PasteGood:
	}
	s.doubted = false
	return s.check(false)
}

// check sends the token; by itself tells that no key asked for it.
func (s *createScreen) check(byItself bool) tea.Cmd {
	s.state, s.waited, s.repeated = createChecking, 0, byItself
	s.received() // again: a refusal took it out of the draft
	adapter, instance, secret, want := s.env.GitLab, s.instance(), s.token.secret, s.draft.Want()
	want.Doubted = s.doubted
	ask := s.read(&s.asking, func(ctx context.Context) tea.Msg {
		return checkedMsg{adapter.Check(ctx, instance, secret, want)}
	})
	return tea.Batch(ask, s.tick(&s.asking), s.spin(&s.asking))
}

// onTick counts a second of what is waited for.
func (s *createScreen) onTick() tea.Cmd {
	switch s.state {
	case createChecking, createPressing:
		s.waited += time.Second
		return s.tick(&s.asking)
	case createPausing:
		if s.pause.second() {
			return s.check(true)
		}
		return s.tick(&s.asking)
	case createLink, createPaste, createOffer, createDoubt:
	}
	return nil // the last one of a wait that is over
}

// onChecked takes the verdict. A token that GitLab did not name stays here,
// with the reason; it is not held for a received one.
func (s *createScreen) onChecked(report gitlab.Report) (action, tea.Cmd) {
	s.state = createPaste
	s.draft = s.draft.WithReport(report)
	if report.Works() {
		return actForward, nil
	}
	failure := report.Failure()
	if failure == nil {
		return actStay, nil
	}
	s.problem = failure
	// A token that looks wrong is sent once for each yes.
	if pause, waits := pauseFor(failure); waits && !s.repeated && !s.doubted {
		s.state, s.pause = createPausing, pause
		return actStay, s.wait(&s.asking)
	}
	return actStay, nil
}
