package problem

import (
	"math"
	"strings"
	"time"

	"glpat/gitlab/catalog"
)

// OfSkew returns the warning that this computer's clock is so far ahead of the
// server's, or behind it when skew is negative; nil where the difference is
// small.
func OfSkew(skew time.Duration, d Context) *Problem {
	direction := "ahead of"
	if skew < 0 {
		skew, direction = -max(skew, -math.MaxInt64), "behind"
	}
	if skew <= clockTolerance {
		return nil
	}
	if skew >= 2*time.Hour {
		skew = skew.Round(time.Hour) // a day less some seconds is a day
	}
	d.Said = "It is " + catalog.Duration(skew) + " " + direction + " the clock of " + d.host() +
		", so the days that are left may be counted wrong"
	return d.Problem(CodeClockSkew)
}

// OfClock returns the warning about a clock that has to be wrong because of
// what the cause says.
func OfClock(cause string) *Problem {
	return Context{Said: strings.TrimSuffix(cause, ".")}.Problem(CodeClockSkew)
}

// clockTolerance is how far two clocks may lie apart without a word. An answer
// may be on its way for seconds, and nothing GitLab does is that exact.
const clockTolerance = 5 * time.Minute
