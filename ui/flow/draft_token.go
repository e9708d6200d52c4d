package flow

import (
	"slices"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/token"
)

// Unkept reports whether there is a token that would be lost by leaving.
func (d Draft) Unkept() bool { return !d.Secret.Empty() && !d.Kept }

// Want is what the check holds the token against. Scopes that follow from the
// purposes are worked out anew there, where the release is told.
func (d Draft) Want() gitlab.Want {
	want := gitlab.Want{Purposes: d.Chosen(), Owner: d.Owner, Expires: d.Expires}
	switch {
	case d.FineGrained(): // it has no scopes
		want.FineGrained = true
	case d.ScopesByHand || len(d.Purposes) == 0:
		want.Scopes = d.Scopes
	default:
		want.Filled = d.Scopes
		want.Purposes = slices.DeleteFunc(
			want.Purposes,
			func(purpose catalog.Purpose) bool { return d.Unmet(purpose) != "" },
		)
	}
	return want
}

// WithToken puts a token that was received into the draft. It has no verdict yet
// and is kept nowhere, whatever was so of the one before.
func (d Draft) WithToken(secret token.Secret) Draft {
	d.Secret, d.Report, d.Kept = secret, nil, false
	return d
}

// WithoutToken gives the token up, and with it what is known of it.
func (d Draft) WithoutToken() Draft { return d.WithToken(token.Secret{}) }

// WithReport puts the verdict on the token into the draft. A token that the
// instance refuses is not held any longer: nothing is lost by leaving it.
func (d Draft) WithReport(report gitlab.Report) Draft {
	d.Report = &report
	d = d.withPracticeOfToken().withReleaseOf(report)
	if failure := report.Failure(); !report.Works() && failure != nil && failure.RefusesToken() {
		d.Secret = token.Secret{}
	}
	return d
}

// withReleaseOf takes up the release that GitLab told the token; what hung on a
// bound of it is decided anew.
func (d Draft) withReleaseOf(report gitlab.Report) Draft {
	if d.Instance == nil || !report.Release.Known() {
		return d
	}
	instance := report.Refine(*d.Instance)
	d.Instance = &instance
	return d.withScopesOfPurposes()
}

// withPracticeOfToken recognises a practice instance on this machine by its
// token, where its release is too old for the sign-in page to tell.
func (d Draft) withPracticeOfToken() Draft {
	if d.Instance == nil {
		return d
	}
	instance := d.Instance.MarkPractice(d.Secret)
	d.Instance = &instance
	return d
}

// WithKept notes whether the token has been put where it is not lost. A practice
// token is good for nothing else, so it counts as kept in any case.
func (d Draft) WithKept(kept bool) Draft {
	d.Kept = kept || d.Practice()
	return d
}

// WithOwner sets the user name that the token should belong to, "" for any.
func (d Draft) WithOwner(username string) Draft {
	d.Owner = username
	return d
}
