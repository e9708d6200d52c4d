package command

import (
	"context"
	"strings"

	"glpat/gitlab"
	"glpat/ui/flow"

	"github.com/spf13/cobra"
)

func newLink(machine Machine) *cobra.Command {
	var flags requestFlags
	var release string
	cmd := &cobra.Command{
		Use:   "link",
		Short: "Print the link that fills in GitLab's form",
		Long: `Print the link that opens GitLab's form for a token with name, description and
scopes filled in. glpat looks at the GitLab first, because each release has its
own page; for GitLab.com and with --release it makes no call.`,
		Example: `  glpat link --purpose clone
  glpat link --host gitlab.example.com --purpose push,read-api --expires 30d
  glpat link --host gitlab.example.com --release 16.11 --scopes read_api --name "backup script"`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return printLink(cmd.Context(), machine, &flags, release)
		},
	}
	flags.addHost(cmd)
	flags.addRequest(cmd)
	cmd.Flags().StringVar(&release, "release", "", "the GitLab `release`, for example 16.11, instead of looking at it")
	return cmd
}

func printLink(ctx context.Context, machine Machine, flags *requestFlags, release string) error {
	draft, err := flags.draft(machine)
	if err != nil {
		return err
	}
	if len(draft.Scopes) == 0 {
		return &usageError{what: "A link needs a purpose or scopes", do: "Add --purpose or --scopes; see them with: glpat scopes"}
	}
	target, err := linkTarget(ctx, machine, flags, release)
	if err != nil {
		return err
	}
	draft = draft.WithInstance(target)
	if draft.Name == "" {
		draft.Name = draft.DefaultName()
	}
	link, err := draft.Request().Link(target.URL, target.Pages)
	if err != nil {
		return err
	}
	say(machine.Stdout, link)
	for _, note := range linkNotes(draft, release != "") {
		say(machine.Stderr, "glpat: "+note)
	}
	return nil
}

// linkTarget is the instance to link to. GitLab.com is known, and a release
// that is given spares the look.
func linkTarget(ctx context.Context, machine Machine, flags *requestFlags, release string) (gitlab.Instance, error) {
	meant, err := flags.target(machine)
	if err != nil {
		return gitlab.Instance{}, err
	}
	address := meant.address
	if release != "" && flags.namesProject(machine, address) {
		address.Path = ""
	}
	known := gitlab.Instance{URL: address.String(), Offering: gitlab.OfferingSelfManaged, Pages: gitlab.NewestPages(), PagesSure: true}
	if address.Host == gitlab.DefaultHost {
		known.URL, known.Offering = "https://"+gitlab.DefaultHost, gitlab.OfferingGitLabCom
	}
	switch {
	case release != "":
		known.AtLeast, err = parseRelease(release)
		known.Pages = gitlab.PagesAt(known.AtLeast)
		return known, err
	case known.Offering == gitlab.OfferingGitLabCom:
		return known, nil
	}
	access, err := meant.access(machine)
	if err != nil {
		return gitlab.Instance{}, err
	}
	return look(ctx, machine, machine.client(), address, access)
}

// parseRelease reads the value of --release.
func parseRelease(text string) (gitlab.Release, error) {
	release, err := gitlab.ParseRelease(text)
	if err != nil {
		return release, &usageError{what: "There is no release" + named(text), do: "Write it like 16.11 or 18.4"}
	}
	return release, nil
}

// linkNotes say what the link cannot do by itself. given tells that the release
// was not looked at.
func linkNotes(draft flow.Draft, given bool) []string {
	var notes []string
	target := draft.Instance
	if !draft.Expires.IsZero() {
		notes = append(notes, "set the end date on the page yourself: "+draft.Expires.String()+". GitLab takes none from a link.")
	}
	if draft.Description != "" && target.Pages.DescriptionLabel == "" {
		notes = append(notes, "the form of this release has no description, so the link carries none.")
	}
	for _, scope := range draft.Scopes {
		info, _ := scope.Info()
		switch {
		case given && target.AtLeast.Before(info.Since):
			notes = append(notes, "GitLab has the scope "+string(scope)+" from "+info.Since.String()+" on; an older form leaves it out.")
		case !target.Offers(scope):
			notes = append(notes, "this GitLab does not offer the scope "+string(scope)+", so its form leaves it out.")
		}
	}
	if strings.Contains(target.Host(), "/") && given {
		notes = append(notes, "the path of "+target.URL+" is taken for a part of your GitLab's address. If it is a project's, leave it out.")
	}
	if !target.PagesSure {
		notes = append(notes, "this GitLab does not tell its release. If the page is not found, add --release.")
	}
	return notes
}
