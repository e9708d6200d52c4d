package flow

import (
	"strings"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/token"
)

// defaultName is a name for a token that was given none. It is to say something in
// GitLab's list: what it is for, and on which computer, or else since when.
func (d Draft) defaultName() string {
	what := "glpat"
	if len(d.Purposes) > 0 {
		what = d.Purposes[0]
	}
	if d.Computer != "" {
		return what + " on " + d.Computer
	}
	return what + " " + input.DateOf(d.Today).String()
}

// defaultDays is how long a token lives that was given no end: as long as fits what
// it is for, and for several purposes as long as fits each.
func (d Draft) defaultDays() int {
	days := 0
	for _, purpose := range d.Chosen() {
		if days == 0 || purpose.Days < days {
			days = purpose.Days
		}
	}
	if days == 0 {
		return input.DefaultLifetimeDays
	}
	return min(days, input.MaxLifetimeDays)
}

// WithComputer says what the computer at hand is called: the first part of its host
// name, since others see the token's name too.
func (d Draft) WithComputer(hostname string) Draft {
	name, _, _ := strings.Cut(input.Clean(hostname, maxComputer), ".")
	if token.LooksLike(name, token.OwnPrefix{}) {
		name = ""
	}
	d.Computer = strings.TrimSpace(name)
	return d
}

// maxComputer bounds the computer's part of a token's name, in bytes.
const maxComputer = 40

// WithName sets the token's name.
func (d Draft) WithName(name string) Draft {
	d.Name, d.NameByHand = name, true
	return d
}

// WithDescription sets the token's description.
func (d Draft) WithDescription(description string) Draft {
	d.Description = description
	return d
}

// NameDoubt says why GitLab may not take the name, as a sentence, "" where it does.
func (d Draft) NameDoubt() string {
	if input.MayBeTooLong(d.Name) {
		return "GitLab may not take a name this long: shorten it if the form refuses it."
	}
	return ""
}

// WithExpires sets the day on which the token ends.
func (d Draft) WithExpires(date input.Date) Draft {
	d.Expires, d.NeverEnds, d.EndByHand = date, false, true
	return d
}

// WithoutEnd says that the token is to have no end.
func (d Draft) WithoutEnd() Draft {
	d.Expires, d.NeverEnds, d.EndByHand = input.Date{}, true, true
	return d
}

// EndText is what to set in the form's field for the end, "" where that is open.
func (d Draft) EndText() string {
	if d.NeverEnds {
		return "no date"
	}
	return d.Expires.String()
}

// EndDoubt says why the instance may not take the end, as sentences, "" where it
// does. It refuses nothing: the form has the last word, and no link carries a date.
func (d Draft) EndDoubt() string {
	within := catalog.ReleaseBounds{}
	if d.Instance != nil {
		within = d.Instance.Releases()
	}
	switch {
	case d.NeverEnds:
		return within.NoEndDoubt()
	case d.Expires.IsZero():
		return ""
	}
	return within.DaysDoubt(d.Expires.DaysSince(input.DateOf(d.Today)))
}

// WithLifetime sets the end to so many days from today.
func (d Draft) WithLifetime(days int) Draft {
	return d.WithExpires(input.DateOf(d.Today).AddDays(days))
}

// WithDefaults fills in the name and the end where the person gave none.
func (d Draft) WithDefaults() Draft {
	if !d.NameByHand {
		d.Name = d.defaultName()
	}
	if !d.EndByHand {
		d.Expires = input.DateOf(d.Today).AddDays(d.defaultDays())
	}
	return d
}
