package catalog

import (
	"strconv"

	"glpat/gitlab/input"
)

// The rules for a token's end changed with the releases
// (app/models/personal_access_token.rb, doc/user/profile/personal_access_tokens.md).
func endNeeded() Release        { return NewRelease(16, 0) } // and no more than 365 days
func endSwitchable() Release    { return NewRelease(17, 3) } // administrators may ask for none
func longerSwitchable() Release { return NewRelease(17, 6) } // administrators may allow 400 days

// LongestLifetimeDays is how long a token may live where an administrator allows
// more than [input.MaxLifetimeDays], a setting that nothing tells.
const LongestLifetimeDays = 400

// AllowsDays says whether a GitLab within the bounds takes an end so many days away.
// Below a year it surely does, unless an administrator set a lower limit, which
// nothing tells.
func (b ReleaseBounds) AllowsDays(days int) Certainty {
	old := b.Reached(endNeeded())
	switch {
	case days <= input.MaxLifetimeDays || old == SurelyNot:
		return Surely
	case old == Unsure || days <= LongestLifetimeDays && b.Reached(longerSwitchable()) != SurelyNot:
		return Unsure
	}
	return SurelyNot
}

// AllowsNoEnd says whether a GitLab within the bounds takes a token without an end.
func (b ReleaseBounds) AllowsNoEnd() Certainty {
	switch old := b.Reached(endNeeded()); {
	case old == SurelyNot:
		return Surely
	case old == Surely && b.Reached(endSwitchable()) == SurelyNot:
		return SurelyNot
	}
	return Unsure
}

// DaysDoubt says why a GitLab may not take an end so many days away, as sentences, ""
// where it does. No link carries the date, so that the form has the last word.
func (b ReleaseBounds) DaysDoubt(days int) string {
	switch b.AllowsDays(days) {
	case Surely:
	case SurelyNot:
		return "The form of this release usually takes no date this late. If it does not, choose the latest that it offers."
	case Unsure:
		if days > LongestLifetimeDays {
			return "From " + endNeeded().String() + " on GitLab takes no date this late: choose the latest that it offers."
		}
		return "GitLab takes more than " + strconv.Itoa(input.MaxLifetimeDays) + " days only where an administrator " +
			"switched that on. If the form does not take this date, choose the latest that it offers."
	}
	return ""
}

// NoEndDoubt says why a GitLab may not take a token without an end, as sentences, ""
// where it does.
func (b ReleaseBounds) NoEndDoubt() string {
	switch b.AllowsNoEnd() {
	case Surely:
	case SurelyNot:
		return "This GitLab's form wants a date: choose the latest that it offers."
	case Unsure:
		return "GitLab takes no end only where its administrators do not ask for one. If the form wants a date, choose " +
			"the latest that it offers."
	}
	return ""
}
