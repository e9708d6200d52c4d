package command

import (
	"errors"
	"fmt"
	"strings"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/problem"
	"glpat/ui/phrase"
)

// fineGrainedLink is the address of the form for a fine-grained token, which reads
// nothing from a link.
func fineGrainedLink(machine System, link foundLink, target gitlab.Instance, given bool) (foundLink, error) {
	purposes := link.draft.Chosen()
	fine := catalog.FineGrainedFor(purposes)
	switch {
	case link.draft.ScopesByHand || len(purposes) == 0:
		return link, &usageError{
			what: "A fine-grained token has permissions in place of scopes",
			do:   "Name what it is for with --purpose, and leave --scopes out",
		}
	case fine.Fit == catalog.FitNone:
		return link, &usageError{
			what: "A fine-grained token does not do this. " + strings.TrimSuffix(fine.Why, "."),
			do:   "Make a legacy one: --type legacy",
		}
	case target.Layout.FineGrained != "":
	case target.LayoutSure || target.Releases().Reached(catalog.FirstFineGrained()) == catalog.SurelyNot:
		failure := &unmetError{host: target.Host(), given: given, do: "Make a legacy one: leave --type out"}
		for _, purpose := range purposes {
			failure.unmet = append(
				failure.unmet,
				unmetPurpose{
					purpose.Name,
					"this GitLab has no fine-grained tokens yet; they come with " + catalog.FirstFineGrained().String(),
				},
			)
		}
		return link, failure
	default: // the layout is a guess, and the page may be there; a note below says so
		target.Layout = catalog.NewestLayout()
		link.draft = link.draft.WithInstance(target)
	}
	link.url = target.FineGrainedURL(target.Layout)
	if fine.Fit != catalog.FitFull {
		link.notes = append(link.notes, fine.Phrase())
	}
	link.notes = append(link.notes, doubts(link.draft)...)
	form := target.Layout.FineGrainedForm
	for _, said := range []string{
		phrase.OtherAccessLabel(target, form, machine.quote),
		phrase.Duplicate(form, machine.quote),
		phrase.AddWithDuo(form, machine.quote),
		phrase.BeyondMemberships(target.Releases()),
	} {
		if said != "" {
			link.notes = append(link.notes, said)
		}
	}
	if note := phrase.ReleaseNote(target); note != "" {
		link.notes = append(link.notes, note)
	}
	return link, nil
}

// printFineGrainedForm says what to set in the form.
func printFineGrainedForm(machine System, link foundLink) {
	out := machine.Stderr
	row := func(label, text string) { printLine(out, fmt.Sprintf("  %-25s %s", label, text)) }
	ends := link.draft.EndText()
	if !link.draft.EndByHand {
		ends += ", or sooner if that will do"
	}
	var forCheck []string
	for _, permission := range catalog.PermissionsToCheck() {
		forCheck = append(forCheck, machine.quote(permission.Label()))
	}
	printLine(out, "glpat: no link fills in this form. Set there:")
	row(catalog.LabelFineGrainedName, link.draft.Name)
	row(catalog.LabelFineGrainedDescription, link.draft.FormDescription())
	row(catalog.LabelExpiration, ends)
	row(
		catalog.LabelFineGrainedAccess,
		machine.quote(link.draft.Layout().FineGrainedForm.AccessSpecific())+", and add those that the job needs",
	)
	printLine(
		out,
		"glpat: add these permissions, tab by tab; "+strings.Join(forCheck, " and ")+" let glpat check the token:",
	)
	printPermissions(out, catalog.FineGrainedFor(link.draft.Chosen()).Permissions)
}

// linkJSON is a link and what goes with it. URL is null where there is none.
type linkJSON struct {
	OK          bool            `json:"ok"`
	Type        string          `json:"type"`
	URL         *string         `json:"url"`
	Prefilled   bool            `json:"prefilled"`
	Name        string          `json:"name,omitempty"`
	Description string          `json:"description,omitempty"`
	ExpiresAt   *string         `json:"expires_at"`
	Scopes      []catalog.Scope `json:"scopes,omitempty"`
	// Access is the choice for groups and projects, FineGrained what to add; a
	// legacy token has neither.
	Access      string           `json:"access,omitempty"`
	FineGrained *fineGrainedJSON `json:"fine_grained,omitempty"`
	Notes       []string         `json:"notes"`
	// Unmet are the purposes that the instance cannot meet.
	Unmet    []unmetPurpose     `json:"unmet"`
	Problems []*problem.Problem `json:"problems"`
}

// printLinkJSON prints the link, or why there is none. Errors of the command line
// are left to stderr.
func printLinkJSON(machine System, link foundLink, err error) error {
	written := linkJSON{
		OK:       err == nil,
		Type:     link.kind.String(),
		Notes:    append([]string{}, link.notes...),
		Unmet:    []unmetPurpose{},
		Problems: []*problem.Problem{},
	}
	if err != nil {
		status := statusOf(err)
		if status == StatusUsage || status == StatusUnexpected {
			return err
		}
		if unmet, is := asUnmet(err); is {
			written.Unmet = unmet.unmet
		}
		if prob, is := errors.AsType[*problem.Problem](err); is {
			written.Problems = append(written.Problems, prob)
		}
		if status == StatusInterrupted {
			written.Problems = append(written.Problems, gitlab.ProblemOfInterruption(gitlab.Instance{}))
		}
		if err := writeIndented(machine.Stdout, written); err != nil {
			return err
		}
		return &exitError{status}
	}
	written.URL, written.Name, written.Description = &link.url, link.draft.Name, link.draft.Description
	if ends := link.draft.Expires.String(); ends != "" {
		written.ExpiresAt = &ends
	}
	if link.kind == catalog.TypeFineGrained {
		fine := fineToJSON(catalog.FineGrainedFor(link.draft.Chosen()))
		written.Description, written.FineGrained = link.draft.FormDescription(), &fine
		written.Access = link.draft.Layout().FineGrainedForm.AccessSpecific()
	} else {
		written.Prefilled, written.Scopes = true, link.draft.Scopes
	}
	return writeIndented(machine.Stdout, written)
}
