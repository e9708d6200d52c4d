package flow

import (
	"slices"
	"strings"

	"glpat/gitlab/catalog"
)

// WithScope ticks or unticks one scope by hand. A ticked one takes the place of
// those it contains; unticked it brings none of them back.
func (d Draft) WithScope(scope catalog.Scope, ticked bool) Draft {
	d.ScopesByHand = true
	d.Scopes = slices.DeleteFunc(slices.Clone(d.Scopes), func(have catalog.Scope) bool {
		return have == scope || (ticked && catalog.Covers([]catalog.Scope{scope}, have))
	})
	if ticked {
		d.Scopes = append(d.Scopes, scope)
	}
	unticked := func(have catalog.Scope) bool { return !slices.Contains(d.Scopes, have) }
	d.Confirmed = slices.DeleteFunc(slices.Clone(d.Confirmed), unticked)
	return d
}

// WithScopesByHand says that the person chooses the scopes without a purpose. No
// purpose stays, and what is ticked does.
func (d Draft) WithScopesByHand() Draft {
	d.Purposes, d.ScopesByHand, d.ScopesOpened = nil, true, true
	return d.WithAdvisedType()
}

// WithScopes sets the scopes as the person named them, in place of those of the
// purposes, which stay to compare with.
func (d Draft) WithScopes(scopes []catalog.Scope) Draft {
	d.Scopes, d.ScopesByHand = slices.Clone(scopes), true
	return d
}

// WithNeededScopes gives up what was ticked by hand for what the purposes need.
func (d Draft) WithNeededScopes() Draft {
	d.ScopesByHand = false
	return d.withScopesOfPurposes()
}

// ByHand compares the ticked scopes with what the purposes need: those that are
// more than that, and those that are missing. Without a purpose there is nothing
// to compare with.
func (d Draft) ByHand() (more, missing []catalog.Scope) {
	if len(d.Purposes) == 0 {
		return nil, nil
	}
	var needed []catalog.Scope
	for _, reason := range d.Reasons() {
		needed = append(needed, reason.Scope)
		if !catalog.Covers(d.Scopes, reason.Scope) {
			missing = append(missing, reason.Scope)
		}
	}
	for _, scope := range d.Scopes {
		if !slices.Contains(needed, scope) {
			more = append(more, scope)
		}
	}
	return more, missing
}

// NeedsSecondLook reports whether a scope is so seldom meant, and so much, that
// the person is asked twice.
func NeedsSecondLook(scope catalog.Scope) bool {
	return scope == catalog.ScopeSudo || scope == catalog.ScopeAdminMode
}

// SecondLook lists the ticked scopes that need a second look and had none.
func (d Draft) SecondLook() []catalog.Scope {
	var unsure []catalog.Scope
	for _, scope := range d.Scopes {
		if NeedsSecondLook(scope) && !slices.Contains(d.Confirmed, scope) {
			unsure = append(unsure, scope)
		}
	}
	return unsure
}

// WithConfirmed notes that the person wants the scope after a second look.
func (d Draft) WithConfirmed(scope catalog.Scope) Draft {
	d.Confirmed = append(slices.Clone(d.Confirmed), scope)
	return d
}

// FineGrained reports whether a fine-grained token is to be made: the pages have
// them, and they are chosen or all there is.
func (d Draft) FineGrained() bool {
	return d.Layout().FineGrained != "" && (d.LegacyGone || d.Type == catalog.TypeFineGrained)
}

// Advice says which type of token fits what is chosen.
func (d Draft) Advice() catalog.TypeAdvice {
	return catalog.AdviseType(d.Layout(), d.LegacyGone, d.Chosen(), d.Scopes)
}

// WithType sets the type of token by hand.
func (d Draft) WithType(chosen catalog.TokenType) Draft {
	d.Type, d.TypeByHand = chosen, true
	return d
}

// WithAdvisedType sets the type that fits, unless the person chose one that is
// still possible.
func (d Draft) WithAdvisedType() Draft {
	advice := d.Advice()
	possible := advice.Legacy
	if d.Type == catalog.TypeFineGrained {
		possible = advice.FineGrained && d.FineGrainedBarrier() == ""
	}
	if !d.TypeByHand || !possible {
		d.Type, d.TypeByHand = advice.Type, false
	}
	return d
}

// WithLegacyGone notes whether the instance still makes legacy tokens. The type
// is then what is advised.
func (d Draft) WithLegacyGone(gone bool) Draft {
	d.LegacyGone, d.TypeByHand = gone, false
	return d.WithAdvisedType()
}

// FineGrainedBarrier says why a fine-grained token does not do what is chosen,
// as a sentence without its full stop; "" where it does, or may.
func (d Draft) FineGrainedBarrier() string {
	chosen := d.Chosen()
	if len(chosen) == 0 {
		return "You chose scopes by hand, and a fine-grained token has none"
	}
	for _, purpose := range chosen {
		if purpose.FineGrained.Fit == catalog.FitNone {
			return "A fine-grained token cannot " + purpose.Title
		}
	}
	return ""
}

// FormDescription is the text for the form of a fine-grained token, which takes
// no empty one: the person's, or what the token is for.
func (d Draft) FormDescription() string {
	if d.Description != "" {
		return d.Description
	}
	var titles []string
	for _, purpose := range d.Chosen() {
		titles = append(titles, purpose.Title)
	}
	return strings.Join(titles, "; ")
}
