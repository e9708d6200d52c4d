package command

import (
	"fmt"

	"glpat/config"
	"glpat/gitlab"

	"github.com/spf13/cobra"
)

func newToken(machine Machine) *cobra.Command {
	var flags requestFlags
	cmd := &cobra.Command{
		Use:   "token",
		Short: "Print a kept token, for a program to read",
		Long: `Print the newest token that glpat keeps for an instance, so that a program can
read it:  GITLAB_TOKEN="$(glpat token --host gitlab.example.com)"`,
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
			if err != nil {
				return fmt.Errorf("read the token %q: %w", gitlab.Clean(record.Name, 60), err)
			}
			say(machine.Stdout, secret.Reveal())
			return nil
		},
	}
	flags.addHost(cmd)
	cmd.Flags().StringVar(&flags.name, "name", "", "the token's name, where there are several")
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
	for i, record := range records {
		kept, err := gitlab.ParseAddress(record.Instance)
		if err != nil || kept.Host != address.Host || (address.Path != "" && kept.Path != address.Path) ||
			record.Kept == config.PlaceNowhere || (flags.name != "" && record.Name != flags.name) {
			continue
		}
		if found == nil || record.CreatedAt.After(found.CreatedAt) {
			found = &records[i]
		}
	}
	if found == nil {
		return config.Record{}, &usageError{what: "glpat keeps no token for " + address.String(), do: "Make one with: glpat --host " + address.String()}
	}
	return *found, nil
}
