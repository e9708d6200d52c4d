package command

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"glpat/config"
	"glpat/gitlab/input"
)

func newToken(machine System) *cobra.Command {
	var flags requestFlags
	cmd := &cobra.Command{
		Use:   "token",
		Short: "Print a kept token, for a program to read",
		Long:  "Print the token that glpat kept last for a GitLab, for a program to read.",
		Example: `  export GITLAB_TOKEN="$(glpat token --host gitlab.example.com)"
  glpat token --name "backup script" | glpat check --token-stdin`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			store, err := machine.store()
			if err != nil {
				return err
			}
			found, err := findRecord(machine, store, &flags)
			if err != nil {
				return err
			}
			record := found.record
			keeper := config.SecretStore{Store: store, Keyring: machine.Keyring}
			key := config.Key{Instance: record.Instance, Username: record.Username, TokenID: record.TokenID}
			secret, err := keeper.Load(cmd.Context(), record.Kept, key)
			printNotices(machine.Stderr, store.Notices())
			if errors.Is(err, config.ErrNotKept) && record.Pending {
				return &usageError{
					what: fmt.Sprintf("glpat was ended before it had kept the token %q", input.Clean(record.Name, 60)),
					do: "Revoke it on GitLab's page of your tokens, and make a new one with: glpat --host " +
						found.instance.String(),
				}
			}
			if errors.Is(err, config.ErrNotKept) {
				return &usageError{
					what: fmt.Sprintf(
						"The token %q is in glpat's list, but its text is gone from where it was kept",
						input.Clean(record.Name, 60),
					),
					do: "Make a new one with: glpat --host " + found.instance.String(),
				}
			}
			if err != nil {
				return fmt.Errorf("read the token %q: %w", input.Clean(record.Name, 60), err)
			}
			if found.of > 1 {
				printLine(
					machine.Stderr,
					fmt.Sprintf("glpat: note: this is the token %s, the one kept last of %d for %s; --name chooses another.",
						machine.quote(input.Clean(record.Name, 60)), found.of, found.instance),
				)
			}
			if ends, err := input.ParseDate(record.ExpiresAt); err == nil && !machine.Now().Before(ends.Start()) {
				printLine(machine.Stderr, "glpat: note: this token expired on "+ends.String()+".")
			}
			machine.redactor.AddToken(secret)
			return printSecret(machine.Stdout, secret)
		},
	}
	flags.addAddress(cmd)
	cmd.Flags().StringVar(&flags.name, "name", "", "the token's `name`, where there are several")
	return cmd
}

// foundRecord is a record and how many others there are for the same instance.
type foundRecord struct {
	record   config.Record
	instance input.Address // the record's
	of       int           // as many fit, this one included
}

// findRecord finds the token kept last for the address, and the name if one is
// given. A path may be a project's: then the instance counts whose base is the
// longest part of it.
func findRecord(machine System, store *config.Store, flags *requestFlags) (foundRecord, error) {
	address, err := flags.parseHost(machine)
	if err != nil {
		return foundRecord{}, err
	}
	records, notices, err := store.Records()
	printNotices(machine.Stderr, notices)
	if err != nil {
		return foundRecord{}, err
	}
	var found foundRecord
	var others []string
	for _, record := range records {
		kept, err := input.ParseAddress(record.Instance)
		if err != nil || record.Kept == config.StorageNowhere {
			continue
		}
		if kept.Host != address.Host || !below(address.Path, kept.Path) || (flags.name != "" && record.Name != flags.name) {
			others = append(others, fmt.Sprintf("%q on %s", input.Clean(record.Name, 60), kept))
			continue
		}
		fits := foundRecord{record: record, instance: kept, of: 1}
		switch {
		case found.of == 0:
			found = fits
		case kept.Path == found.instance.Path:
			fits.of = found.of + 1
			if record.LastKept().Before(found.record.LastKept()) {
				fits.record = found.record
			}
			found = fits
		case closer(address.Path, kept.Path, found.instance.Path):
			found = fits
		}
	}
	if found.of == 0 {
		return foundRecord{}, noSuchToken(address, flags.name, others)
	}
	return found, nil
}

// closer reports whether the base of one instance fits a path better than that
// of another: the same is best, then the longest.
func closer(path, one, other string) bool {
	if one == path || other == path {
		return one == path
	}
	return len(one) > len(other)
}

// below reports whether a path that may be a project's can belong to an
// instance at base. No path can belong to any.
func below(path, base string) bool {
	return path == "" || strings.HasPrefix(path+"/", base+"/")
}

// noSuchToken says that no record fits, and which there are.
func noSuchToken(address input.Address, name string, others []string) error {
	what := "glpat keeps no token for " + address.String()
	if name != "" {
		what += " with the name" + quoteUnlessSecret(name)
	}
	if len(others) == 0 {
		return &usageError{what: what, do: "Make one with: glpat --host " + address.String()}
	}
	return &usageError{
		what: what,
		do:   "It keeps " + strings.Join(others[:min(len(others), 5)], ", ") + "; choose with --host and --name",
	}
}
