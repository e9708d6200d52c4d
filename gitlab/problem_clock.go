package gitlab

import (
	"math"
	"strings"
	"time"
)

func problemOfSkew(skew time.Duration, d details) *Problem {
	direction := "ahead of"
	if skew < 0 {
		skew, direction = -max(skew, -math.MaxInt64), "behind"
	}
	if skew <= clockTolerance {
		return nil
	}
	d.said = "It is " + lasting(skew) + " " + direction + " the clock of " + d.host() + ", so the days that are left may be counted wrong"
	return d.problem(CodeClockSkew)
}

// problemOfClock is the remark that a date can be explained only by a clock
// that is wrong.
func problemOfClock(cause string) *Problem {
	return details{said: strings.TrimSuffix(cause, ".")}.problem(CodeClockSkew)
}

// clockTolerance is how far two clocks may lie apart without a word. An answer
// may be on its way for seconds, and nothing GitLab does is that exact.
const clockTolerance = 5 * time.Minute

// lasting gives a long duration as people say it.
func lasting(d time.Duration) string {
	const year = 365 * 24 * time.Hour
	switch {
	case d >= 2*year:
		return plural(int(d/year), "year")
	case d >= 48*time.Hour:
		return plural(int(d/(24*time.Hour)), "day")
	case d >= 2*time.Hour:
		return plural(int(d/time.Hour), "hour")
	}
	return plural(int(d/time.Minute), "minute")
}
