package flow

import (
	"time"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/token"
)

// NewDraft returns an empty draft that is judged at the moment today.
func NewDraft(today time.Time) Draft { return Draft{Today: today} }

// WithToday sets the moment that the draft is judged at.
func (d Draft) WithToday(today time.Time) Draft {
	d.Today = today
	return d
}

// WithAddress sets the address as it was typed or chosen. A yes to plain http was
// for the address before, so it is given up.
func (d Draft) WithAddress(text string) Draft {
	if text != d.Address {
		d.Answered.Address = false
	}
	d.Address, d.AllowPlain = text, false
	return d
}

// WithPlainAllowed notes the yes to plain http, for the address and its API.
func (d Draft) WithPlainAllowed() Draft {
	d.AllowPlain = true
	return d
}

// WithInstance puts an instance into the draft. Another instance than before
// takes with it what belonged to the old one: its pages, the token, the report.
func (d Draft) WithInstance(instance gitlab.Instance) Draft {
	if d.Instance == nil || d.Instance.URL != instance.URL {
		d.PagesSeen, d.Secret, d.Report, d.Kept = nil, token.Secret{}, nil, false
	}
	if d.Instance != nil && d.Instance.URL != instance.URL {
		d.LegacyGone, d.Type, d.TypeByHand = false, catalog.TypeLegacy, false
		d.MadeBefore, d.TypeOpened = false, false
	}
	d.Instance = &instance
	return d.withScopesOfPurposes().WithAdvisedType()
}

// Layout are the pages to draw: those the person saw, or the detected ones.
func (d Draft) Layout() catalog.FormLayout {
	switch {
	case d.PagesSeen != nil:
		return *d.PagesSeen
	case d.Instance != nil:
		return d.Instance.Layout
	}
	return catalog.NewestLayout()
}

// OwnPrefix is what is known of the prefix of the instance's tokens.
func (d Draft) OwnPrefix() token.OwnPrefix {
	if d.Instance == nil {
		return token.OwnPrefix{}
	}
	return d.Instance.OwnPrefix()
}

// DetectedLayout are the pages that looking found, whatever the person saw.
func (d Draft) DetectedLayout() catalog.FormLayout {
	d.PagesSeen = nil
	return d.Layout()
}

// WithPagesSeen notes that the person's page looks like these; the detected ones take
// back what was said before.
func (d Draft) WithPagesSeen(pages catalog.FormLayout) Draft {
	d.PagesSeen = &pages
	if pages == d.DetectedLayout() {
		d.PagesSeen = nil
	}
	return d
}

// WithLayoutSeen takes up the pages that the person said the last time look like
// theirs. They give way to those the person chose since, and to the detected ones
// where the instance's release has them no more.
func (d Draft) WithLayoutSeen(pages catalog.FormLayout) Draft {
	if d.PagesSeen != nil || d.Instance != nil && pages.EndedBefore(d.Instance.AtLeast) {
		return d
	}
	d.PagesSeen = &pages
	return d
}

// WithAccount notes whether the person has an account.
func (d Draft) WithAccount(account Account) Draft {
	d.Account = account
	return d
}

// Practice reports whether the instance is the built-in one.
func (d Draft) Practice() bool {
	return d.Instance != nil && d.Instance.IsPractice()
}
