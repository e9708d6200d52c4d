package command

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"glpat/gitlab"

	"github.com/spf13/cobra"
)

func newScopes(machine Machine) *cobra.Command {
	var (
		purpose, release string
		asJSON           bool
	)
	cmd := &cobra.Command{
		Use:   "scopes",
		Short: "Show scopes and purposes, or the smallest set for a purpose",
		Long: `Show what a token can be for, with the scopes that needs, and every scope with
what it allows. With --purpose, the smallest set for that purpose and why.`,
		Example: `  glpat scopes
  glpat scopes --purpose clone
  glpat scopes --purpose manage-runners --release 16.11 --json`,
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			at := gitlab.Release{}
			if release != "" {
				parsed, err := parseRelease(release)
				if err != nil {
					return err
				}
				at = parsed
			}
			if purpose == "" {
				return printCatalogue(machine.Stdout, at, asJSON)
			}
			found, err := gitlab.FindPurpose(purpose)
			if err != nil {
				return err
			}
			return printPurpose(machine.Stdout, found, found.SetFor(at), asJSON)
		},
	}
	cmd.Flags().StringVar(&purpose, "purpose", "", "print the smallest set for this `purpose`")
	cmd.Flags().StringVar(&release, "release", "", "for a GitLab of this `release`; default the newest")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print as JSON")
	_ = cmd.RegisterFlagCompletionFunc("purpose", completePurposes) // fails only for a flag that is not there
	return cmd
}

type purposeJSON struct {
	Purpose    string                  `json:"purpose"`
	Scopes     []gitlab.Scope          `json:"scopes"`
	Reasons    map[gitlab.Scope]string `json:"reasons"`
	MinRelease string                  `json:"min_release"`
}

type scopeJSON struct {
	Scope   gitlab.Scope   `json:"scope"`
	Grants  string         `json:"grants"`
	Implies []gitlab.Scope `json:"implies"`
	Since   string         `json:"since"`
	Risk    string         `json:"risk"`
}

func toJSON(purpose gitlab.Purpose, set gitlab.ScopeSet) purposeJSON {
	reasons := map[gitlab.Scope]string{}
	for _, reason := range set.Scopes {
		reasons[reason.Scope] = reason.Reason
	}
	return purposeJSON{purpose.Name, set.Names(), reasons, set.MinRelease().String()}
}

func printPurpose(out io.Writer, purpose gitlab.Purpose, set gitlab.ScopeSet, asJSON bool) error {
	if asJSON {
		return writeJSON(out, toJSON(purpose, set))
	}
	say(out, "To "+purpose.Title+":")
	for _, reason := range set.Scopes {
		say(out, fmt.Sprintf("  %-23s %s", reason.Scope, reason.Reason))
	}
	say(out, "From GitLab "+set.MinRelease().String()+" on.")
	if purpose.Note != "" {
		say(out, purpose.Note)
	}
	return nil
}

func printCatalogue(out io.Writer, at gitlab.Release, asJSON bool) error {
	if asJSON {
		var catalogue struct {
			Purposes []purposeJSON `json:"purposes"`
			Scopes   []scopeJSON   `json:"scopes"`
		}
		for _, purpose := range gitlab.AllPurposes() {
			catalogue.Purposes = append(catalogue.Purposes, toJSON(purpose, purpose.SetFor(at)))
		}
		for _, info := range scopesAt(at) {
			implies := append([]gitlab.Scope{}, info.Implies...)
			catalogue.Scopes = append(catalogue.Scopes, scopeJSON{info.Scope, info.Grants, implies, info.Since.String(), info.Risk.String()})
		}
		return writeJSON(out, catalogue)
	}
	say(out, "Purposes")
	for _, purpose := range gitlab.AllPurposes() {
		say(out, fmt.Sprintf("  %-18s %s  [%s]", purpose.Name, purpose.Title, commaList(purpose.SetFor(at).Names())))
	}
	say(out, "\nScopes")
	for _, info := range scopesAt(at) {
		say(out, fmt.Sprintf("  %-23s %s (risk: %s)", info.Scope, info.Grants, info.Risk))
	}
	return nil
}

// scopesAt lists the scopes that a release has; one that is not known has all.
func scopesAt(release gitlab.Release) []gitlab.ScopeInfo {
	return slices.DeleteFunc(gitlab.AllScopes(), func(info gitlab.ScopeInfo) bool {
		return release.Known() && release.Before(info.Since)
	})
}

func writeJSON(out io.Writer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return nil
}
