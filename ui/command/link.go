package command

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/ui/flow"
	"glpat/ui/phrase"
)

// linkFlags say what kind of link is wanted, and for which release.
type linkFlags struct {
	request       requestFlags
	release, kind string
	asJSON        bool
}

// flagType names the type of token.
const flagType = "type"

func newLink(machine System) *cobra.Command {
	var flags linkFlags
	cmd := &cobra.Command{
		Use:   "link",
		Short: "Print the link that fills in GitLab's form",
		Long: `Print the link that opens GitLab's form for a token with name, description and
scopes filled in. glpat looks at the GitLab first, because each release has its
own page; for GitLab.com and with --release it makes no call.

No link fills in the form of a fine-grained token: --type fine-grained prints
its address, and on stderr, or with --json, what to set there.`,
		Example: `  glpat link --purpose clone
  glpat link --host gitlab.example.com --purpose push,read-api --expires 30d
  glpat link --host gitlab.example.com --release 16.11 --scopes read_api --name "backup script"
  glpat link --type fine-grained --purpose clone --json`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			link, err := findLink(cmd.Context(), machine, &flags)
			if flags.asJSON {
				return printLinkJSON(machine, link, err)
			}
			if err == nil {
				printLink(machine, link)
			}
			return err
		},
	}
	flags.request.addHost(cmd)
	flags.request.addRequest(cmd)
	set := cmd.Flags()
	set.StringVar(&flags.release, "release", "", "the GitLab `release`, for example 16.11, instead of looking at it")
	set.StringVar(
		&flags.kind,
		flagType,
		"",
		"the `type` of token: legacy (the ordinary kind, with scopes) or fine-grained (with permissions)",
	)
	set.BoolVar(&flags.asJSON, "json", false, "print the link and what goes with it as JSON")
	_ = cmd.RegisterFlagCompletionFunc(flagType, completeTypes) // fails only for a flag that is not there
	return cmd
}

// foundLink is the address of a form, and what the person has to know with it.
type foundLink struct {
	kind  catalog.TokenType
	url   string
	draft flow.Draft
	notes []string
}

// findLink finds the link that the flags ask for.
func findLink(ctx context.Context, machine System, flags *linkFlags) (foundLink, error) {
	draft, err := flags.request.draft(machine)
	if err != nil {
		return foundLink{}, err
	}
	if len(draft.Scopes) == 0 {
		return foundLink{}, &usageError{
			what: "A link needs a purpose or scopes",
			do:   "Add --purpose or --scopes; see them with: glpat scopes",
		}
	}
	link := foundLink{}
	if link.kind, err = parseType(flags.kind); err != nil {
		return link, err
	}
	target, gone, err := linkTarget(ctx, machine, &flags.request, flags.release)
	if err != nil {
		return link, err
	}
	if gone && flags.kind == "" {
		link.kind = catalog.TypeFineGrained
		link.notes = append(
			link.notes,
			"your settings say that this GitLab makes fine-grained tokens alone; --type legacy asks for the other all the same.",
		)
	}
	if err := checkWords(draft, target.OwnPrefix()); err != nil {
		return link, err
	}
	given := flags.release != ""
	if err := unmetAt(target, draft, given); err != nil {
		return link, err
	}
	link.draft = draft.WithInstance(target).WithDefaults()
	if link.kind == catalog.TypeFineGrained {
		return fineGrainedLink(machine, link, target, given)
	}
	link.url, err = link.draft.TokenRequest().Link(target.URL, target.Layout)
	link.notes = append(link.notes, linkNotes(link.draft, given)...)
	return link, err
}

func printLink(machine System, link foundLink) {
	printLine(machine.Stdout, link.url)
	for _, note := range link.notes {
		printLine(machine.Stderr, "glpat: "+note)
	}
	if link.kind == catalog.TypeFineGrained {
		printFineGrainedForm(machine, link)
	}
}

// parseType reads the value of --type; none means legacy.
func parseType(text string) (catalog.TokenType, error) {
	for _, kind := range tokenTypes() {
		if strings.EqualFold(strings.TrimSpace(text), kind.String()) {
			return kind, nil
		}
	}
	if text == "" {
		return catalog.TypeLegacy, nil
	}
	return catalog.TypeLegacy, &usageError{
		what: "There is no type of token" + quoteUnlessSecret(text),
		do:   "Choose one of: legacy, fine-grained",
	}
}

func tokenTypes() []catalog.TokenType {
	return []catalog.TokenType{catalog.TypeLegacy, catalog.TypeFineGrained}
}

// unmetAt is an [*unmetError] where an instance cannot meet a purpose: what it offers
// itself counts more than its release. Scopes that a person names by hand are left to
// them.
func unmetAt(target gitlab.Instance, draft flow.Draft, given bool) error {
	if draft.ScopesByHand {
		return nil
	}
	failure := &unmetError{host: target.Host(), given: given}
	for _, purpose := range draft.Chosen() {
		why := target.Unmet(purpose)
		set := target.ScopeSet(purpose)
		if why == "" && target.ScopesOffered == nil && set.In(target.Releases()) == catalog.SurelyNot {
			why = "it takes GitLab " + set.MinReleaseText() + " or newer, not " + target.AtLeast.String()
		}
		if why != "" {
			failure.unmet = append(failure.unmet, unmetPurpose{purpose.Name, why})
		}
	}
	if len(failure.unmet) == 0 {
		return nil
	}
	failure.do = "See what it takes with: glpat scopes --purpose " + failure.unmet[0].Purpose
	return failure
}

// linkTarget is the instance to link to, and whether it makes no legacy tokens.
// GitLab.com is known, and a release that is given spares the look.
func linkTarget(
	ctx context.Context,
	machine System,
	flags *requestFlags,
	release string,
) (target gitlab.Instance, legacyGone bool, err error) {
	meant, err := flags.target(machine)
	if err != nil {
		return gitlab.Instance{}, false, err
	}
	address := meant.Address
	if release != "" && flags.namesProject(machine, address) {
		address.Path = ""
	}
	known := gitlab.Instance{
		URL:        address.String(),
		Offering:   catalog.OfferingSelfManaged,
		Layout:     catalog.NewestLayout(),
		LayoutSure: true,
	}
	if address.Host == input.DefaultHost {
		known.URL, known.Offering = "https://"+input.DefaultHost, catalog.OfferingGitLabCom
	}
	switch {
	case release != "":
		given, err := parseRelease(release)
		return known.AtRelease(given), meant.Known.FineGrainedOnly, err
	case known.Offering == catalog.OfferingGitLabCom:
		return known, meant.Known.FineGrainedOnly, nil
	}
	access, err := meant.access(machine)
	if err != nil {
		return gitlab.Instance{}, false, err
	}
	target, err = discover(ctx, machine, machine.client(), address, access)
	return target, meant.Known.FineGrainedOnly, err
}

// parseRelease reads the value of --release.
func parseRelease(text string) (catalog.Release, error) {
	release, err := catalog.ParseRelease(text)
	if err != nil {
		return release, &usageError{what: "There is no release" + quoteUnlessSecret(text), do: "Write it like 16.11 or 18.4"}
	}
	if last := release.LastOfMajor(); last.Known() && last.Before(release) {
		return release, &usageError{
			what: "There was no GitLab " + release.String() + ": after " + last.String() + " came the next major release",
			do:   "Name a release up to " + last.String() + ", or one of the next major",
		}
	}
	return release, nil
}

// insteadOf says what to do where the form does not have the scope.
func insteadOf(scope catalog.Scope, purposes []catalog.Purpose) string {
	for _, purpose := range purposes {
		for i, set := range purpose.Sets[1:] {
			if slices.Contains(set.Names(), scope) {
				return "If the form does not show it, tick " + catalog.ListScopes(purpose.Sets[i].Names()) + " instead."
			}
		}
	}
	return "If the form does not show it, this GitLab is older."
}

// doubts say what of the draft GitLab's form may not take.
func doubts(draft flow.Draft) []string {
	none := func(doubt string) bool { return doubt == "" }
	return slices.DeleteFunc([]string{draft.NameDoubt(), draft.EndDoubt()}, none)
}

// linkNotes say what the link cannot do by itself. given tells that the release
// was not looked at.
func linkNotes(draft flow.Draft, given bool) []string {
	var notes []string
	target := draft.Instance
	switch {
	case draft.NeverEnds:
		notes = append(notes, "clear the end date on the page yourself: GitLab's form comes with one.")
	case !draft.Expires.IsZero():
		notes = append(
			notes,
			"set the end date on the page yourself: "+draft.Expires.String()+". GitLab takes none from a link.",
		)
	}
	notes = append(notes, doubts(draft)...)
	if draft.Description != "" && target.Layout.DescriptionLabel == "" {
		notes = append(notes, "the form of this release has no description, so the link carries none.")
	}
	for _, scope := range draft.Scopes {
		info, _ := scope.Info()
		has := info.In(target.Releases())
		switch {
		case has == catalog.SurelyNot:
			notes = append(
				notes,
				"GitLab has the scope "+string(scope)+" from "+info.SinceText()+" on; an older form leaves it out.",
			)
		case !target.Offers(scope):
			notes = append(notes, "this GitLab does not offer the scope "+string(scope)+", so its form leaves it out.")
		case has == catalog.Unsure && target.ScopesOffered == nil && info.Since.AtLeast(catalog.TokenSelfSince()):
			notes = append(notes, "whether this GitLab has the scope "+string(scope)+" is not sure: it came with "+
				info.SinceText()+". "+insteadOf(scope, draft.Chosen()))
		}
	}
	if strings.Contains(target.Host(), "/") && given {
		notes = append(
			notes,
			"the path of "+target.URL+" is taken for a part of your GitLab's address. If it is a project's, leave it out.",
		)
	}
	if note := phrase.ReleaseNote(*target); note != "" {
		notes = append(notes, note)
	}
	return notes
}
