package command

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

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
what it allows. With --purpose, the smallest set for that purpose and why; several purposes,
with commas between, share one set.`,
		Example: `  glpat scopes
  glpat scopes --purpose clone
  glpat scopes --purpose push,read-api
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
			if len(scopesAt(at)) == 0 {
				return &usageError{what: "GitLab " + at.String() + " is too old: it has no scopes for a token", do: "Name a release from " + firstWithScopes().String() + " on"}
			}
			names, err := parsePurposes(purpose)
			if err != nil {
				return err
			}
			if len(names) == 0 {
				return printCatalogue(machine.Stdout, at, asJSON)
			}
			return printPurposes(machine, names, at, asJSON)
		},
	}
	cmd.Flags().StringVar(&purpose, "purpose", "", "print the smallest set for this `purpose`; several with commas")
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

func toJSON(name string, set gitlab.ScopeSet) purposeJSON {
	reasons := map[gitlab.Scope]string{}
	for _, reason := range set.Scopes {
		reasons[reason.Scope] = reason.Reason
	}
	return purposeJSON{name, set.Names(), reasons, set.MinRelease().String()}
}

// printPurposes prints the one set for all the purposes.
func printPurposes(machine Machine, names []string, at gitlab.Release, asJSON bool) error {
	var purposes []gitlab.Purpose
	for _, name := range names {
		purpose, err := gitlab.FindPurpose(name)
		if err != nil {
			return err
		}
		purposes = append(purposes, purpose)
	}
	set := setForAll(purposes, at)
	least := set.MinRelease()
	tooOld := at.Known() && at.Before(least)
	if tooOld {
		say(machine.Stderr, "glpat: note: GitLab "+at.String()+" is too old for this: it takes "+least.String()+" or newer.")
	}
	if asJSON {
		return writeJSON(machine.Stdout, toJSON(strings.Join(names, ","), set))
	}
	titles := make([]string, len(purposes))
	for i, purpose := range purposes {
		titles[i] = purpose.Title
	}
	say(machine.Stdout, "To "+strings.Join(titles, "; to ")+":")
	for _, reason := range set.Scopes {
		say(machine.Stdout, fmt.Sprintf("  %-23s %s", reason.Scope, reason.Reason))
	}
	from := "From GitLab " + least.String() + " on"
	if tooOld {
		from += "; " + at.String() + " is too old for it"
	}
	say(machine.Stdout, from+".")
	for _, purpose := range purposes {
		if purpose.Note != "" {
			say(machine.Stdout, purpose.Note)
		}
	}
	return nil
}

// setForAll joins the sets of several purposes.
func setForAll(purposes []gitlab.Purpose, at gitlab.Release) gitlab.ScopeSet {
	sets := make([]gitlab.ScopeSet, len(purposes))
	for i, purpose := range purposes {
		sets[i] = purpose.SetFor(at)
	}
	return gitlab.JoinSets(sets...)
}

func printCatalogue(out io.Writer, at gitlab.Release, asJSON bool) error {
	if asJSON {
		var catalogue struct {
			Purposes []purposeJSON `json:"purposes"`
			Scopes   []scopeJSON   `json:"scopes"`
		}
		for _, purpose := range gitlab.AllPurposes() {
			catalogue.Purposes = append(catalogue.Purposes, toJSON(purpose.Name, purpose.SetFor(at)))
		}
		for _, info := range scopesAt(at) {
			implies := append([]gitlab.Scope{}, info.Implies...)
			catalogue.Scopes = append(catalogue.Scopes, scopeJSON{info.Scope, info.Grants, implies, info.Since.String(), info.Risk.String()})
		}
		return writeJSON(out, catalogue)
	}
	say(out, "Purposes")
	for _, purpose := range gitlab.AllPurposes() {
		set, from := purpose.SetFor(at), ""
		if least := set.MinRelease(); at.Known() && at.Before(least) {
			from = " from GitLab " + least.String() + " on"
		}
		say(out, fmt.Sprintf("  %-18s %s  [%s]%s", purpose.Name, purpose.Title, commaList(set.Names()), from))
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

// firstWithScopes is the first release that has a scope at all.
func firstWithScopes() gitlab.Release {
	first := gitlab.AllScopes()[0].Since
	for _, info := range gitlab.AllScopes() {
		if info.Since.Before(first) {
			first = info.Since
		}
	}
	return first
}

func writeJSON(out io.Writer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return nil
}

// writeIndented writes JSON that a person may read as well.
func writeIndented(out io.Writer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return nil
}
