package flow

import (
	"slices"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/token"
)

// Account says whether the person has an account on the instance.
type Account int

// The answers about the account.
const (
	AccountHave Account = iota
	AccountNeed
)

// Draft is what the person has chosen so far. It is a small value: screens
// change a copy, and going back loses none of it.
type Draft struct {
	// Address is what was typed or chosen, as text; AllowPlain the yes to plain
	// http for it and for its API.
	Address    string
	AllowPlain bool
	// Instance is what looking found, nil before.
	Instance *gitlab.Instance
	// PagesSeen are the pages the person said look like theirs, nil while the
	// detected ones stand.
	PagesSeen *catalog.FormLayout

	Account Account
	// HaveToken says that the person brings a token and makes none.
	HaveToken bool
	// Way is the way to the form that the person chose, if they did: see
	// [Draft.Straight].
	Way Way
	// MadeBefore says that the person made a token at this instance before.
	MadeBefore bool
	// Answered are the questions that were answered before the way began.
	Answered Answered

	// Computer is what the computer at hand is called, "" where nothing tells.
	Computer string
	// Name is the token's name, and Expires the day on which it is to end; NeverEnds
	// says that it is to have no end. They follow from the purposes until the person
	// changes them.
	Name        string
	NameByHand  bool
	Description string
	Expires     input.Date
	NeverEnds   bool
	EndByHand   bool

	Purposes []string
	// PurposesOpened says that the person wants to see all purposes.
	PurposesOpened bool
	// Scopes are the ticked ones. They follow from the purposes until the
	// person changes them by hand.
	Scopes       []catalog.Scope
	ScopesByHand bool
	// ScopesOpened says that the person wants to see all scopes.
	ScopesOpened bool
	// Confirmed are the scopes that the person took a second look at and wants
	// all the same.
	Confirmed []catalog.Scope

	// LegacyGone says that the instance makes no legacy tokens any more, as the
	// person saw on its page; Type is the type of token to make, which is the
	// advised one until the person chooses. See [Draft.FineGrained].
	LegacyGone bool
	Type       catalog.TokenType
	TypeByHand bool
	// TypeOpened says that the person wants to see both types.
	TypeOpened bool
	// Owner is the user name that the token should belong to, "" for any.
	Owner string

	Secret token.Secret
	Report *gitlab.Report
	// Kept tells whether the token has been put where the person chose.
	Kept bool

	// Today is the moment the draft is judged at; GitLab's rules are in UTC.
	Today time.Time
}

// WithPurposes sets what the token is for; the scopes follow, and those ticked
// by hand before are given up.
func (d Draft) WithPurposes(names []string) Draft {
	if slices.Equal(d.Purposes, names) {
		return d
	}
	d.Purposes, d.ScopesByHand, d.ScopesOpened = slices.Clone(names), false, false
	return d.withScopesOfPurposes().WithAdvisedType()
}

func (d Draft) withScopesOfPurposes() Draft {
	if d.ScopesByHand || len(d.Purposes) == 0 {
		return d
	}
	d.Scopes = nil
	for _, reason := range d.Reasons() {
		d.Scopes = append(d.Scopes, reason.Scope)
	}
	return d
}

// Chosen are the purposes of the draft.
func (d Draft) Chosen() []catalog.Purpose {
	var chosen []catalog.Purpose
	for _, name := range d.Purposes {
		if purpose, err := catalog.FindPurpose(name); err == nil {
			chosen = append(chosen, purpose)
		}
	}
	return chosen
}

// Reasons lists the scopes that the purposes need at this instance, each with
// its reason, and none that others contain. For a purpose that cannot be met
// here nothing is asked.
func (d Draft) Reasons() []catalog.ScopeReason {
	var met []catalog.Purpose
	var sets []catalog.ScopeSet
	for _, purpose := range d.Chosen() {
		if d.Unmet(purpose) == "" {
			met, sets = append(met, purpose), append(sets, d.ScopeSet(purpose))
		}
	}
	return catalog.JoinSetsFor(met, sets, catalog.Release{}).Scopes
}

// Unmet says why a purpose cannot be met at the draft's instance, "" where
// nothing is known against it.
func (d Draft) Unmet(purpose catalog.Purpose) string {
	if d.Instance == nil {
		return ""
	}
	return d.Instance.Unmet(purpose)
}

// ScopeSet is what a purpose needs at the draft's instance.
func (d Draft) ScopeSet(purpose catalog.Purpose) catalog.ScopeSet {
	if d.Instance == nil {
		return purpose.SetFor(catalog.Release{})
	}
	return d.Instance.ScopeSet(purpose)
}

// TokenRequest returns what is to be created.
func (d Draft) TokenRequest() gitlab.TokenRequest {
	return gitlab.TokenRequest{
		Name: d.Name, Description: d.Description, Scopes: d.Scopes, Expires: d.Expires, Own: d.OwnPrefix(),
	}
}

// Link is the prefilled link, or "" while the draft lacks what it needs.
func (d Draft) Link() string {
	if d.Instance == nil {
		return ""
	}
	link, err := d.TokenRequest().Link(d.Instance.URL, d.Layout())
	if err != nil {
		return ""
	}
	return link
}
