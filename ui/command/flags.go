package command

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/token"
	"glpat/ui/flow"
	"glpat/ui/wizard"
)

// requestFlags are the flags that describe a request, shared by the wizard and
// the link.
type requestFlags struct {
	connectionFlags

	host, purpose, scopes, name, description, expires string
	// hostFlag is the flag of host; it tells an empty one from none.
	hostFlag *pflag.Flag
}

// addRequest adds the flags that say what is to be created.
func (f *requestFlags) addRequest(cmd *cobra.Command) {
	f.addScopes(
		cmd,
		"what the token is for, a `purpose`; several with commas; see: glpat scopes",
		"the `scopes` themselves, with commas, in place of a purpose's",
	)
	flags := cmd.Flags()
	flags.StringVar(&f.name, "name", "", "the token's `name`")
	flags.StringVar(&f.description, "description", "", "a `text` that says more about the token")
	flags.StringVar(&f.expires, "expires", "", "`when` it ends: days (30d), a date (2026-12-31), max or never")
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
	f.addConnection(cmd)
}

func (f *requestFlags) addAddress(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.host, "host", "", "your GitLab's `address` in any form; default GITLAB_HOST, then gitlab.com")
	f.hostFlag = cmd.Flags().Lookup("host")
}

// hostOr returns the address to use and where it comes from, "" when nobody
// named one. A host that was given and is empty is refused: it is a variable
// that is not set, and another GitLab must not stand in for the one that was
// meant.
func (f *requestFlags) hostOr(machine System) (address, from string, err error) {
	if f.hostFlag != nil && f.hostFlag.Changed {
		if strings.TrimSpace(f.host) == "" {
			return "", "", &usageError{
				what: "There is no address behind --host",
				do:   "Write it there, for example --host gitlab.example.com, or leave --host out",
			}
		}
		return f.host, "with --host", nil
	}
	if host := machine.Getenv(hostVariable); host != "" {
		if strings.TrimSpace(host) == "" {
			return "", "", &usageError{
				what: "There is no address in GITLAB_HOST, only spaces",
				do:   "Set it to an address, or unset it",
			}
		}
		return host, "by GITLAB_HOST", nil
	}
	return input.DefaultHost, "", nil
}

// parseHost reads the address of the GitLab that is meant.
func (f *requestFlags) parseHost(machine System) (input.Address, error) {
	text, _, err := f.hostOr(machine)
	if err != nil {
		return input.Address{}, err
	}
	address, err := input.ParseAddress(text)
	return address, unrepeated(err, text, "This is not an address of a GitLab", "Type it like gitlab.example.com")
}

// namesProject reports whether the address is surely a project's: that of a Git
// remote, or of a page below a group and a project.
func (f *requestFlags) namesProject(machine System, address input.Address) bool {
	text, _, err := f.hostOr(machine)
	if err != nil {
		return false
	}
	scheme, _, isURL := strings.Cut(strings.ToLower(strings.TrimSpace(text)), "://")
	overSSH := isURL && !strings.HasPrefix(scheme, "http") || !isURL && strings.Contains(text, "@")
	deep := strings.Count(address.Path, "/") > 1
	return overSSH || deep && (strings.Contains(text, "/-/") || strings.HasSuffix(strings.TrimRight(text, "/ "), ".git"))
}

// start is the draft that the flags fill in. Without a host the wizard asks.
func (f *requestFlags) start(machine System) (wizard.Given, error) {
	draft, err := f.draft(machine)
	if err != nil {
		return wizard.Given{}, err
	}
	start := wizard.Given{Draft: draft}
	if start.Connection, err = f.connection(machine); err != nil {
		return start, err
	}
	if err := f.needsHost(machine, start.Connection); err != nil {
		return start, err
	}
	if err := checkProxies(machine.Getenv); err != nil {
		return start, err
	}
	address, from, err := f.hostOr(machine)
	if err != nil {
		return start, err
	}
	if from != "" {
		start.Draft = draft.WithGivenAddress(address)
		start.From, start.AllowHTTP = from, f.allowHTTP
	}
	return start, nil
}

func (f *requestFlags) draft(machine System) (flow.Draft, error) {
	draft := flow.NewDraft(machine.Now()).WithComputer(machine.Computer).WithDescription(f.description)
	if f.name != "" {
		draft = draft.WithName(f.name)
	}
	if err := checkWords(draft, token.OwnPrefix{}); err != nil {
		return draft, err
	}
	switch {
	case input.IsNever(f.expires):
		draft = draft.WithoutEnd()
	case f.expires != "":
		date, err := input.ParseExpiry(f.expires, machine.Now())
		if err != nil {
			return draft, err
		}
		draft = draft.WithExpires(date)
	}
	names, err := parsePurposes(f.purpose)
	if err != nil {
		return draft, err
	}
	draft = draft.WithGivenPurposes(names)
	if f.scopes != "" {
		scopes, err := catalog.ParseScopes(f.scopes)
		if err != nil {
			return draft, unrepeated(
				unknownScope("scopes", f.scopes, err.Error()),
				f.scopes,
				"A personal access token has no such scope",
				"See the scopes with: glpat scopes",
			)
		}
		draft = draft.WithGivenScopes(scopes)
	}
	return draft, nil
}

// checkWords refuses a name and a description that GitLab or glpat would not take:
// at first without the instance's own prefix, and again once that is known.
func checkWords(draft flow.Draft, own token.OwnPrefix) error {
	if draft.Name != "" {
		if err := input.CheckName(draft.Name, own); err != nil {
			return err
		}
	}
	return input.CheckDescription(draft.Description, own)
}

func parsePurposes(text string) ([]string, error) {
	var names []string
	for name := range strings.SplitSeq(text, ",") {
		if strings.TrimSpace(name) == "" {
			continue
		}
		purpose, err := catalog.FindPurpose(name)
		if err != nil {
			return nil, unknownPurpose(text, name)
		}
		if !slices.Contains(names, purpose.Name) {
			names = append(names, purpose.Name)
		}
	}
	return names, nil
}
