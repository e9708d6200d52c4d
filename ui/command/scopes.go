package command

import (
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"glpat/gitlab/catalog"
)

// scopesFlags say what is asked of the catalogue. They and an argument are one
// question each, but for purpose and least, which go together.
type scopesFlags struct {
	purpose, least, allows, release string
	asJSON                          bool
}

// The flags of scopes that take a list.
const (
	flagPurpose = "purpose"
	flagLeast   = "least"
	flagAllows  = "allows"
)

func newScopes(machine System) *cobra.Command {
	var flags scopesFlags
	cmd := &cobra.Command{
		Use:   "scopes [SCOPE]",
		Short: "Show scopes and purposes, and the smallest set that does a job",
		Long: `Show what a token can be for, with the scopes that needs, and every scope with
what it allows. It works without a network.

  SCOPE          all about one scope
  --purpose P    the smallest set for a purpose and why, what else would do, and
                 what a fine-grained token needs; several purposes share one set
  --least LIST   the smallest set that may do all that a list of scopes may, such
                 as a tool's documents ask for; with --purpose, what of the list
                 that purpose does not need
  --allows LIST  what a token with those scopes may do, what it is good for, and
                 what it does not reach`,
		Example: `  glpat scopes
  glpat scopes read_api
  glpat scopes --purpose push,read-api
  glpat scopes --least api,read_user,read_repository --purpose read-tickets
  glpat scopes --allows read_api,read_registry
  glpat scopes --purpose manage-runners --release 16.11 --json`,
		Args: oneScope,
		RunE: func(cmd *cobra.Command, args []string) error {
			at, err := flags.at()
			if err != nil {
				return err
			}
			if err := flags.oneQuestion(cmd, args); err != nil {
				return err
			}
			answer := scopesAnswer{machine: machine, at: at, asJSON: flags.asJSON}
			changed := cmd.Flags().Changed
			switch {
			case len(args) > 0:
				return answer.scope(args[0])
			case changed(flagAllows):
				return answer.allows(flags.allows)
			case changed(flagLeast):
				return answer.least(flags.least, flags.purpose)
			case flags.purpose != "":
				return answer.purpose(flags.purpose)
			}
			return answer.catalogue()
		},
		ValidArgsFunction: completeOneScope,
	}
	set := cmd.Flags()
	set.StringVar(&flags.purpose, flagPurpose, "", "print the smallest set for this `purpose`; several with commas")
	set.StringVar(&flags.least, flagLeast, "", "print the smallest set that holds these `scopes`, with commas")
	set.StringVar(&flags.allows, flagAllows, "", "print what a token with these `scopes` may do, with commas")
	set.StringVar(&flags.release, "release", "", "for a GitLab of this `release`; default the newest")
	set.BoolVar(&flags.asJSON, "json", false, "print as JSON")
	_ = cmd.RegisterFlagCompletionFunc(flagPurpose, completePurposes) // fails only for a flag that is not there
	_ = cmd.RegisterFlagCompletionFunc(flagLeast, completeScopes)     // likewise
	_ = cmd.RegisterFlagCompletionFunc(flagAllows, completeScopes)    // likewise
	return cmd
}

// scopesAnswer is what an answer from the catalogue needs to be printed.
type scopesAnswer struct {
	machine System
	at      catalog.Release
	asJSON  bool
}

// at is the release that is asked about, the zero value for the newest.
func (f scopesFlags) at() (catalog.Release, error) {
	if f.release == "" {
		return catalog.Release{}, nil
	}
	at, err := parseRelease(f.release)
	if err == nil && len(catalog.ScopesAt(at)) == 0 {
		err = &usageError{
			what: "GitLab " + at.String() + " is too old: it has no scopes for a token",
			do:   "Name a release from " + catalog.FirstReleaseWithScopes().String() + " on",
		}
	}
	return at, err
}

// oneQuestion refuses several at once, whose answers would not tell which is
// which.
func (f scopesFlags) oneQuestion(cmd *cobra.Command, args []string) error {
	var asked []string
	if len(args) > 0 {
		asked = append(asked, "a scope")
	}
	for _, name := range []string{flagAllows, flagLeast, flagPurpose} {
		if cmd.Flags().Changed(name) && (name != flagPurpose || !cmd.Flags().Changed(flagLeast)) {
			asked = append(asked, "--"+name)
		}
	}
	if len(asked) < 2 {
		return nil
	}
	return &usageError{
		what: "glpat scopes answers one question at a time, not " + strings.Join(asked, " and "),
		do:   "Ask them one after the other; only --least and --purpose go together",
	}
}

// oneScope refuses more arguments than one.
func oneScope(_ *cobra.Command, args []string) error {
	if len(args) < 2 {
		return nil
	}
	return &usageError{
		what: "glpat scopes takes one scope as its argument",
		do:   "For several with commas between: glpat scopes --allows read_api,read_registry",
	}
}

// namedScopes are the scopes of a list, and apart from them those that a
// personal access token never has.
type namedScopes struct {
	scopes    []catalog.Scope
	elsewhere []catalog.NonPersonalScope
}

// parseScopeList reads the value of a flag that takes scopes as GitLab's and
// other documents name them.
func parseScopeList(flag, text string) (namedScopes, error) {
	var named namedScopes
	for _, name := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || unicode.IsSpace(r) }) {
		if elsewhere, is := catalog.FindNonPersonalScope(name); is {
			if !slices.Contains(named.elsewhere, elsewhere) {
				named.elsewhere = append(named.elsewhere, elsewhere)
			}
			continue
		}
		parsed, err := catalog.ParseScopes(name)
		if err != nil {
			err = unknownScope(flag, text, err.Error())
			return named, unrepeated(err, name, "There is no such scope", "See the scopes with: glpat scopes")
		}
		for _, scope := range parsed {
			if !slices.Contains(named.scopes, scope) {
				named.scopes = append(named.scopes, scope)
			}
		}
	}
	if len(named.scopes)+len(named.elsewhere) == 0 {
		return named, &usageError{
			what: "There are no scopes behind --" + flag,
			do:   "Write them with commas between: --" + flag + " api,read_user",
		}
	}
	return named, nil
}

// noteTooNew says on stderr which of the scopes the release does not have yet, and
// of which that is not sure.
func (a scopesAnswer) noteTooNew(scopes []catalog.Scope) {
	if !a.at.Known() {
		return
	}
	for _, scope := range scopes {
		info, _ := scope.Info()
		switch info.In(catalog.Exactly(a.at)) {
		case catalog.Surely:
		case catalog.SurelyNot:
			a.note("GitLab " + a.at.String() + " has no scope " + string(scope) + ": it came with " + info.SinceText() + ".")
		case catalog.Unsure:
			a.note(
				"whether GitLab " + a.at.String() + " has the scope " + string(scope) + " is not sure: it came with " +
					info.SinceText() + ".",
			)
		}
	}
}

func (a scopesAnswer) note(text string) { printLine(a.machine.Stderr, "glpat: note: "+text) }
