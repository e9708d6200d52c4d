package gitlab

import (
	"math"
	"net/http"
	"strconv"
	"time"
)

// clockTolerance is how far two clocks may lie apart without a word. An answer
// may be on its way for seconds, and nothing GitLab does is that exact.
const clockTolerance = 5 * time.Minute

// skew is how far the local clock is ahead of the server's. The Date header is
// as old as the answer; one from a cache says nothing.
func (a *Answer) skew(now time.Time) (time.Duration, bool) {
	date, err := http.ParseTime(a.Header.Get("Date"))
	if err != nil {
		return 0, false
	}
	if age, err := strconv.Atoi(a.Header.Get("Age")); err == nil && age > 0 {
		return 0, false
	}
	return now.Sub(date), true
}

// ClockProblem is the remark on a clock that is wrong, nil when it is right or
// not known.
func (i Instance) ClockProblem() *Problem { return problemOfSkew(i.Skew, details{instance: i}) }

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
