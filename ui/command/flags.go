package command

import (
	"context"
	"strings"

	"glpat/gitlab"
	"glpat/ui/flow"
	"glpat/ui/wizard"

	"github.com/spf13/cobra"
)

// requestFlags are the flags that describe a request, shared by the wizard and
// the link.
type requestFlags struct {
	host, purpose, scopes, name, description, expires string
	allowHTTP                                         bool
}

// addRequest adds the flags that say what is to be created.
func (f *requestFlags) addRequest(cmd *cobra.Command) {
	f.addScopes(cmd, "what the token is for, a `purpose`; several with commas; see: glpat scopes", "the `scopes` themselves, with commas, in place of a purpose's")
	flags := cmd.Flags()
	flags.StringVar(&f.name, "name", "", "the token's `name`")
	flags.StringVar(&f.description, "description", "", "a `text` that says more about the token")
	flags.StringVar(&f.expires, "expires", "", "`when` it ends: days (30d), a date (2026-12-31), or max")
}

// addScopes adds the two flags that name scopes.
func (f *requestFlags) addScopes(cmd *cobra.Command, purpose, scopes string) {
	cmd.Flags().StringVar(&f.purpose, "purpose", "", purpose)
	cmd.Flags().StringVar(&f.scopes, "scopes", "", scopes)
	_ = cmd.RegisterFlagCompletionFunc("purpose", completePurposes) // fails only for a flag that is not there
	_ = cmd.RegisterFlagCompletionFunc("scopes", completeScopes)    // likewise
}

// addHost adds the flags that say which GitLab is meant and how to reach it.
func (f *requestFlags) addHost(cmd *cobra.Command) {
	f.addAddress(cmd)
	cmd.Flags().BoolVar(&f.allowHTTP, "allow-http", false, "use a GitLab without encryption")
}

func (f *requestFlags) addAddress(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.host, "host", "", "your GitLab's `address` in any form; default GITLAB_HOST, then gitlab.com")
}

// hostOr returns the address to use and where it comes from.
func (f *requestFlags) hostOr(machine Machine) (address, from string) {
	if f.host != "" {
		return f.host, "with --host"
	}
	if host := machine.Getenv("GITLAB_HOST"); host != "" {
		return host, "by GITLAB_HOST"
	}
	return gitlab.DefaultHost, ""
}

// start is the draft that the flags fill in. Without a host the wizard asks.
func (f *requestFlags) start(machine Machine) (wizard.Start, error) {
	draft, err := f.draft(machine)
	if err != nil {
		return wizard.Start{}, err
	}
	start := wizard.Start{Draft: draft}
	if address, from := f.hostOr(machine); from != "" {
		start.Draft.Address, start.From = address, from
		start.Draft.AllowPlain = f.allowHTTP
	}
	return start, nil
}

func (f *requestFlags) draft(machine Machine) (flow.Draft, error) {
	draft := flow.Draft{Name: f.name, Description: f.description, Today: machine.Now()}
	if f.name != "" {
		if err := gitlab.CheckName(f.name); err != nil {
			return draft, err
		}
	}
	if err := gitlab.CheckDescription(f.description); err != nil {
		return draft, err
	}
	if f.expires != "" {
		date, err := gitlab.ParseExpiry(f.expires, machine.Now())
		if err != nil {
			return draft, err
		}
		draft.Expires = date
	}
	names, err := parsePurposes(f.purpose)
	if err != nil {
		return draft, err
	}
	draft = draft.WithPurposes(names)
	if f.scopes != "" {
		scopes, err := gitlab.ParseScopes(f.scopes)
		if err != nil {
			return draft, err
		}
		draft.Scopes, draft.ScopesByHand = scopes, true
	}
	return draft, nil
}

func parsePurposes(text string) ([]string, error) {
	var names []string
	for name := range strings.SplitSeq(text, ",") {
		if strings.TrimSpace(name) == "" {
			continue
		}
		purpose, err := gitlab.FindPurpose(name)
		if err != nil {
			return nil, err
		}
		names = append(names, purpose.Name)
	}
	return names, nil
}

// address reads the host and asks for the yes to plain http by its flag.
func (f *requestFlags) address(machine Machine) (gitlab.Address, error) {
	text, _ := f.hostOr(machine)
	address, err := gitlab.ParseAddress(text)
	if err != nil {
		return address, err
	}
	if address.Plain() && !f.allowHTTP {
		return address, &usageError{
			what: "There is no encryption on the way to " + address.Host + ", so others could read your token",
			do:   "Use its https address, or add --allow-http if you trust the network",
		}
	}
	return address, nil
}

// look finds the instance at the address the flags name.
func (f *requestFlags) look(ctx context.Context, machine Machine, client *gitlab.Client) (gitlab.Instance, error) {
	address, err := f.address(machine)
	if err != nil {
		return gitlab.Instance{}, err
	}
	return client.Look(ctx, address)
}
