package command

import (
	"context"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
)

// attempt judges the token offline, looks at the instance, and asks it. What the
// token should be able to do is settled only then: a purpose's scopes depend on
// the release.
func (c *checking) attempt(ctx context.Context) (report gitlab.Report, err error) {
	paste := gitlab.ExaminePaste(c.secret.Reveal(), token.OwnPrefix{})
	c.machine.redactor.AddToken(paste.Secret)
	if paste.Verdict == gitlab.PasteRefused {
		c.noteOfPaste(paste)
		return gitlab.Report{}, pasteError(paste, c.options.fromStdin)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var calls *gitlab.TokenCalls
	if c.instance == nil {
		var found gitlab.Instance
		if found, calls, err = c.find(ctx, paste); err != nil {
			return gitlab.Report{}, err
		}
		c.instance = &found
	}
	// Only the instance tells its own prefix, with which a token may be right
	// after all, and what was given for a name may be a token.
	if err := c.options.refuseTokens(c.instance.OwnPrefix()); err != nil {
		return gitlab.Report{}, err
	}
	paste = gitlab.ExaminePaste(c.secret.Reveal(), c.instance.OwnPrefix())
	c.machine.redactor.AddToken(paste.Secret)
	c.noteOfPaste(paste)
	doubted := paste.Verdict == gitlab.PasteDoubtful && calls == nil
	if doubted && !c.options.sendAnyway {
		return gitlab.Report{}, pasteError(paste, c.options.fromStdin, "If you are sure, add --send-anyway")
	}
	draft := c.draft.WithInstance(*c.instance)
	want := draft.Want()
	want.Doubted, c.sentDoubted = doubted || paste.Verdict == gitlab.PasteUnsure, doubted
	c.sent, c.purposes = paste.Secret, nil
	var unmet []catalog.Purpose
	for _, purpose := range draft.Chosen() {
		if draft.Unmet(purpose) != "" && !draft.ScopesByHand {
			unmet = append(unmet, purpose)
			want.Filled = append(want.Filled, draft.ScopeSet(purpose).Names()...)
		} else {
			c.purposes = append(c.purposes, purpose)
		}
	}
	want.Purposes = c.purposes
	interrupted := callTo(ctx, c.machine, c.instance.Host(), func(ctx context.Context, _ *waitNotice) {
		if calls == nil {
			report = c.client.Check(ctx, *c.instance, paste.Secret, want)
		} else {
			report = c.client.FinishCheck(ctx, calls, *c.instance, want)
		}
	})
	*c.instance = report.Refine(*c.instance)
	if report.Works() {
		for _, purpose := range unmet {
			// A token that has the scopes shows more than the list of them.
			if !report.HasAll(draft.ScopeSet(purpose).Names()) {
				report.Problems = append(report.Problems, unmetProblem(purpose, draft.Unmet(purpose)))
			}
		}
	}
	return report, interrupted
}

// noteOfPaste notes what was made of the text that was given for a token, and says it
// at once to a person. That happens once.
func (c *checking) noteOfPaste(paste gitlab.Paste) {
	if c.notedPaste {
		return
	}
	c.notedPaste = true
	if paste.TakenOut {
		c.notes = append(c.notes, "there was more text than a token; the one token in it was taken.")
	}
	if unsure := paste.Unsure(); unsure != "" {
		c.notes = append(c.notes, unsure+", so the token is sent as it is.")
	}
	if c.options.asJSON {
		return
	}
	for _, note := range c.notes {
		printLine(c.machine.Stderr, "glpat: note: "+note)
	}
}

// find looks at the instance. A token that looks right by itself is asked about
// meanwhile: at once where the person used this GitLab before, and elsewhere as
// soon as one answer shows that there is a GitLab. For any other calls is nil.
func (c *checking) find(
	ctx context.Context,
	paste gitlab.Paste,
) (found gitlab.Instance, calls *gitlab.TokenCalls, err error) {
	start := func(instance gitlab.Instance) {
		if paste.Verdict == gitlab.PasteGood && calls == nil {
			calls = c.client.StartCheck(ctx, instance, paste.Secret, gitlab.Want{})
		}
	}
	if used := c.target.UsedBefore(); used != "" {
		start(gitlab.Instance{URL: used, Transport: c.access})
	}
	interrupted := callTo(ctx, c.machine, c.target.Address.Host, func(ctx context.Context, _ *waitNotice) {
		found, err = c.client.DiscoverTelling(ctx, c.target.Address, c.access,
			func(seen gitlab.Instance) (releaseKnown <-chan struct{}) {
				if start(seen); calls == nil {
					return nil
				}
				return calls.ReleaseKnown()
			})
	})
	if interrupted != nil {
		err = interrupted
	}
	return found, calls, err
}

// pasteError is what is wrong with a token by its looks, with remedies for the
// command line, where there is no field to paste another into.
func pasteError(paste gitlab.Paste, fromStdin bool, more ...string) *problem.Problem {
	prob := *paste.Problem
	again := "Copy it again on GitLab's page, and pipe it in"
	if !fromStdin {
		again = "Copy it again on GitLab's page, and set GITLAB_TOKEN to it"
	}
	switch {
	case prob.Code == problem.CodeTokenWrongKind:
		again = "Create a personal access token and check that one"
	case paste.Several:
		again, prob.Cause = "Give the one that you mean, alone", "glpat does not guess which one is meant."
	case paste.Verdict == gitlab.PasteRefused:
		prob.Cause = "What was given cannot be a token."
	}
	prob.Remedy = problem.NewSteps(append([]string{again}, more...)...)
	return &prob
}
