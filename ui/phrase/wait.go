package phrase

import (
	"fmt"
	"time"

	"glpat/gitlab/problem"
)

// LongestCall is how long a look or a check takes at most; the adapter gives up
// by then.
const LongestCall = 10 * time.Second

// usualPause is how long to wait where an instance that asks to slow down does
// not say: the limits of GitLab are counted by the minute.
const usualPause = time.Minute

// Pause is how long to wait after a problem before the next try, in whole
// seconds. told reports whether the instance said how long.
func Pause(prob *problem.Problem) (pause time.Duration, told bool) {
	if prob.RetryAfter <= 0 {
		return usualPause, false
	}
	return wholeSeconds(prob.RetryAfter), true
}

// wholeSeconds rounds up, so that no wait ends too early.
func wholeSeconds(d time.Duration) time.Duration { return (d + time.Second - 1).Truncate(time.Second) }

// Wait gives how long something is waited for, to the second, or where that is
// long, to the minute: "45 s", "3 min 20 s", "2 h 5 min".
func Wait(d time.Duration) string {
	switch d = wholeSeconds(d); {
	case d < 2*time.Minute:
		return fmt.Sprintf("%d s", int(d/time.Second))
	case d < 2*time.Hour:
		return fmt.Sprintf("%d min %d s", int(d/time.Minute), int(d%time.Minute/time.Second))
	}
	return fmt.Sprintf("%d h %d min", int(d/time.Hour), int(d%time.Hour/time.Minute))
}

// Took gives in few figures how long something took, "" for what was not
// measured.
func Took(took time.Duration) string {
	switch {
	case took <= 0:
		return ""
	case took < time.Millisecond:
		return "<1 ms"
	case took < time.Second:
		return fmt.Sprintf("%d ms", took.Milliseconds())
	}
	return fmt.Sprintf("%.1f s", took.Seconds())
}
