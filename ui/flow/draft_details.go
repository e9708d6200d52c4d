package flow

import (
	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
)

// defaultName is a name for a token that was given none: what it is for, and
// the day.
func (d Draft) defaultName() string {
	what := "glpat"
	if len(d.Purposes) > 0 {
		what = d.Purposes[0]
	}
	return what + " " + input.DateOf(d.Today).String()
}

// WithName sets the token's name.
func (d Draft) WithName(name string) Draft {
	d.Name = name
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
	d.Expires, d.NeverEnds = date, false
	return d
}

// WithoutEnd says that the token is to have no end.
func (d Draft) WithoutEnd() Draft {
	d.Expires, d.NeverEnds = input.Date{}, true
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

// WithDefaultName names the token where it was given no name.
func (d Draft) WithDefaultName() Draft {
	if d.Name == "" {
		d.Name = d.defaultName()
	}
	return d
}

// WithDefaultDetails fills in the name and the end where none was given.
func (d Draft) WithDefaultDetails() Draft {
	if d.Expires.IsZero() && !d.NeverEnds {
		d = d.WithLifetime(input.DefaultLifetimeDays)
	}
	return d.WithDefaultName()
}
