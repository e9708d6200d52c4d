package command

import (
	"errors"
	"fmt"
	"strings"

	"glpat/config"
	"glpat/gitlab"

	"github.com/spf13/cobra"
)

func newToken(machine Machine) *cobra.Command {
	var flags requestFlags
	cmd := &cobra.Command{
		Use:   "token",
		Short: "Print a kept token, for a program to read",
		Long:  "Print the newest token that glpat keeps for a GitLab, for a program to read.",
		Example: `  export GITLAB_TOKEN="$(glpat token --host gitlab.example.com)"
  glpat token --name "backup script" | glpat check --token-stdin`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			store, err := machine.store()
			if err != nil {
				return err
			}
			record, err := findRecord(machine, store, &flags)
			if err != nil {
				return err
			}
			keeper := config.Keeper{Store: store, Keyring: machine.Keyring}
			key := config.Key{Instance: record.Instance, Username: record.Username, TokenID: record.TokenID}
			secret, err := keeper.Load(cmd.Context(), record.Kept, key)
			printNotices(machine.Stderr, store.Notices())
			if errors.Is(err, config.ErrNotKept) {
				return &usageError{
					what: fmt.Sprintf("The token %q is in glpat's list, but its text is gone from where it was kept", gitlab.Clean(record.Name, 60)),
					do:   "Make a new one with: glpat --host " + record.Instance,
				}
			}
			if err != nil {
				return fmt.Errorf("read the token %q: %w", gitlab.Clean(record.Name, 60), err)
			}
			if ends, err := gitlab.ParseDate(record.ExpiresAt); err == nil && !machine.Now().Before(ends.Start()) {
				say(machine.Stderr, "glpat: note: this token ended on "+ends.String()+".")
			}
			say(machine.Stdout, secret.Reveal())
			return nil
		},
	}
	flags.addAddress(cmd)
	cmd.Flags().StringVar(&flags.name, "name", "", "the token's `name`, where there are several")
	return cmd
}

// findRecord finds the newest kept token for the address, and the name if one
// is given.
func findRecord(machine Machine, store *config.Store, flags *requestFlags) (config.Record, error) {
	text, _ := flags.hostOr(machine)
	address, err := gitlab.ParseAddress(text)
	if err != nil {
		return config.Record{}, err
	}
	records, notices, err := store.Records()
	printNotices(machine.Stderr, notices)
	if err != nil {
		return config.Record{}, fmt.Errorf("read the list of kept tokens: %w", err)
	}
	var found *config.Record
	var others []string
	for i, record := range records {
		kept, err := gitlab.ParseAddress(record.Instance)
		if err != nil || record.Kept == config.PlaceNowhere {
			continue
		}
		if kept.Host != address.Host || !below(address.Path, kept.Path) || (flags.name != "" && record.Name != flags.name) {
			others = append(others, fmt.Sprintf("%q on %s", gitlab.Clean(record.Name, 60), kept))
			continue
		}
		if found == nil || record.CreatedAt.After(found.CreatedAt) {
			found = &records[i]
		}
	}
	if found == nil {
		return config.Record{}, noSuchToken(address, flags.name, others)
	}
	return *found, nil
}

// below reports whether a path that may be a project's can belong to an
// instance at base. No path can belong to any.
func below(path, base string) bool {
	return path == "" || strings.HasPrefix(path+"/", base+"/")
}

// noSuchToken says that no record fits, and which there are.
func noSuchToken(address gitlab.Address, name string, others []string) error {
	what := "glpat keeps no token for " + address.String()
	if name != "" {
		what += fmt.Sprintf(" with the name %q", gitlab.Clean(name, 60))
	}
	if len(others) == 0 {
		return &usageError{what: what, do: "Make one with: glpat --host " + address.String()}
	}
	return &usageError{what: what, do: "It keeps " + strings.Join(others[:min(len(others), 5)], ", ") + "; choose with --host and --name"}
}
