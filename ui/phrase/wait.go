package phrase

import (
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
	return WholeSeconds(prob.RetryAfter), true
}

// WholeSeconds rounds up, so that no wait ends too early.
func WholeSeconds(d time.Duration) time.Duration { return (d + time.Second - 1).Truncate(time.Second) }
