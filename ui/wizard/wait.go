package wizard

import (
	"fmt"
	"time"

	"glpat/gitlab/problem"
)

// longestAnswer is how long a look or a check takes at most: the adapter gives
// up by then.
const longestAnswer = 10 * time.Second

// waited adds how long the answer has been waited for, once that is long enough
// to wonder.
func (s *sheet) waited(host string, waited time.Duration) {
	if waited < time.Second {
		return
	}
	s.gap()
	s.para(
		s.desk.styles.Accent,
		fmt.Sprintf("Waiting for %s, %s of at most %s.", host, lasting(waited), lasting(longestAnswer)),
	)
}

// usualPause is how long to wait where an instance that asks to slow down does
// not say: the limits of GitLab are counted by the minute.
const usualPause = time.Minute

// pause is the wait that an instance asks for. When it is over glpat tries once
// more, by itself.
type pause struct {
	left time.Duration
	// told tells that the instance said how long.
	told bool
}

// pauseFor is the wait after a problem, false where waiting is not what helps.
func pauseFor(prob *problem.Problem) (pause, bool) {
	if prob.Code != problem.CodeRateLimited {
		return pause{}, false
	}
	if prob.RetryAfter <= 0 {
		return pause{left: usualPause}, true
	}
	return pause{left: wholeSeconds(prob.RetryAfter), told: true}, true
}

// second takes a second off; it reports whether the wait is over.
func (p *pause) second() (over bool) {
	p.left -= time.Second
	return p.left <= 0
}

// paused adds that the one pause is over, and did not help.
func (s *sheet) paused() {
	s.gap()
	s.para(s.desk.styles.Warn, "glpat waited, tried once more, and was refused again.")
}

// pause adds the countdown, and below it why.
func (s *sheet) pause(p pause, problem *problem.Problem) {
	s.title("A pause before the next try")
	s.gap()
	if !p.told {
		s.text("It does not say how long to wait; about a minute is usual.")
	}
	s.para(s.desk.styles.Accent, "glpat tries once more in "+lasting(p.left)+".")
	s.gap()
	s.problem(problem)
	s.block.focus = 0
}

// lasting gives a length of time to the second, or a long one to the minute.
func lasting(d time.Duration) string {
	switch d = wholeSeconds(d); {
	case d < 2*time.Minute:
		return fmt.Sprintf("%d s", int(d/time.Second))
	case d < 2*time.Hour:
		return fmt.Sprintf("%d min %d s", int(d/time.Minute), int(d%time.Minute/time.Second))
	}
	return fmt.Sprintf("%d h %d min", int(d/time.Hour), int(d%time.Hour/time.Minute))
}

// wholeSeconds rounds up, so that no wait ends too early.
func wholeSeconds(d time.Duration) time.Duration { return (d + time.Second - 1).Truncate(time.Second) }
