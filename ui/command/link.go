package command

import (
	"glpat/gitlab"

	"github.com/spf13/cobra"
)

func newLink(machine Machine) *cobra.Command {
	var flags requestFlags
	var release string
	cmd := &cobra.Command{
		Use:   "link",
		Short: "Print the link that fills in GitLab's form",
		Args:  noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			draft, err := flags.draft(machine)
			if err != nil {
				return err
			}
			if draft.Name == "" {
				draft.Name = "glpat " + gitlab.DateOf(machine.Now()).String()
			}
			if len(draft.Scopes) == 0 {
				return &usageError{what: "A link needs a purpose or scopes", do: "Add --purpose or --scopes; see them with: glpat scopes"}
			}
			base, pages, err := linkTarget(cmd, machine, &flags, release)
			if err != nil {
				return err
			}
			link, err := draft.Request().Link(base, pages)
			if err != nil {
				return err
			}
			say(machine.Stdout, link)
			if !draft.Expires.IsZero() {
				say(machine.Stderr, "glpat: set the end date on the page yourself: "+draft.Expires.String()+". GitLab takes none from a link.")
			}
			return nil
		},
	}
	flags.add(cmd)
	cmd.Flags().StringVar(&release, "release", "", "the instance's release, for example 16.11, instead of looking at it")
	return cmd
}

// linkTarget is the base and the pages to link to. GitLab.com is known, and a
// release that is given spares the look.
func linkTarget(cmd *cobra.Command, machine Machine, flags *requestFlags, release string) (string, gitlab.Pages, error) {
	address, err := flags.address(machine)
	if err != nil {
		return "", gitlab.Pages{}, err
	}
	if release != "" {
		parsed, err := gitlab.ParseRelease(release)
		if err != nil {
			return "", gitlab.Pages{}, &usageError{what: "There is no release " + gitlab.Clean(release, 30), do: "Write it like 16.11 or 18.4"}
		}
		return address.String(), gitlab.PagesAt(parsed), nil
	}
	if address.Host == gitlab.DefaultHost {
		return "https://" + gitlab.DefaultHost, gitlab.NewestPages(), nil
	}
	instance, err := flags.look(cmd.Context(), machine, machine.client())
	if err != nil {
		return "", gitlab.Pages{}, err
	}
	return instance.URL, instance.Pages, nil
}
