package flow

import "glpat/gitlab/catalog"

// Way is a way to GitLab's form.
type Way int

// The ways.
const (
	WayUnchosen Way = iota // what is known decides
	WayMenus               // through GitLab's menus, step by step
	WayStraight            // straight to the form
)

// Answered are the questions that flags, the environment or the settings answered
// before the way began.
type Answered struct{ Address, Purposes bool }

// Straight reports whether the way leads straight to the form: because the person
// chose that, made a token at this instance before, or said at the start which
// instance it is and what the token is for. Else it leads through the menus, which is
// how one finds back to the page.
func (d Draft) Straight() bool {
	if d.Way != WayUnchosen {
		return d.Way == WayStraight
	}
	return d.MadeBefore || d.Answered.Address && d.Answered.Purposes
}

// WithWay sets the way to the form.
func (d Draft) WithWay(way Way) Draft {
	d.Way = way
	return d
}

// WithHaveToken notes whether the person brings a token, which is then checked, kept
// and used like one that was made.
func (d Draft) WithHaveToken(have bool) Draft {
	d.HaveToken = have
	return d
}

// WithMadeBefore notes whether the person made a token at the instance before.
func (d Draft) WithMadeBefore(made bool) Draft {
	d.MadeBefore = made
	return d
}

// WithGivenAddress sets an address that was chosen before the way began.
func (d Draft) WithGivenAddress(text string) Draft {
	d = d.WithAddress(text)
	d.Answered.Address = true
	return d
}

// WithGivenPurposes sets purposes that were chosen before the way began, so that
// they are not asked for.
func (d Draft) WithGivenPurposes(names []string) Draft {
	d = d.WithPurposes(names)
	d.Answered.Purposes = len(names) > 0
	return d
}

// WithGivenScopes sets scopes that were chosen before the way began, so that what
// they are for is not asked.
func (d Draft) WithGivenScopes(scopes []catalog.Scope) Draft {
	d = d.WithScopes(scopes)
	d.Answered.Purposes = len(scopes) > 0
	return d
}

// WithPurposesOpened leads back to the question what the token is for.
func (d Draft) WithPurposesOpened() Draft {
	d.PurposesOpened = true
	return d
}

// WithTypeOpened leads back to the question which type of token to make.
func (d Draft) WithTypeOpened() Draft {
	d.TypeOpened = true
	return d
}

// WithScopesOpened leads back to the list of all scopes.
func (d Draft) WithScopesOpened() Draft {
	d.ScopesOpened = true
	return d
}
