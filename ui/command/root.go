package command

import (
	"context"

	"glpat/gitlab"

	"github.com/spf13/cobra"
)

// Main runs one command line and returns its exit status.
func Main(machine Machine, args []string) int {
	root := newRoot(machine)
	root.SetArgs(args)
	err := root.ExecuteContext(context.Background())
	if err != nil {
		printError(machine.Stderr, err)
	}
	return int(statusOf(err))
}

func newRoot(machine Machine) *cobra.Command {
	var flags requestFlags
	var noBrowser bool
	root := &cobra.Command{
		Use:   "glpat",
		Short: "The guided way to a GitLab token",
		Long: `glpat leads you through GitLab's five steps to a personal access token,
checks the token that you bring back, and keeps it where you choose.

Try it without an account:  glpat practice`,
		Args:          noArguments,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			start, err := flags.start(machine)
			if err != nil {
				return err
			}
			return runWizard(cmd.Context(), machine, start, wizardOptions{noBrowser: noBrowser})
		},
	}
	flags.add(root)
	root.Flags().BoolVar(&noBrowser, "no-browser", false, "do not open pages; show their addresses")
	root.SetIn(machine.Stdin)
	root.SetOut(machine.Stdout)
	root.SetErr(machine.Stderr)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return &usageError{what: gitlab.Clean(err.Error(), 200), do: "See the flags with: " + cmd.CommandPath() + " --help"}
	})
	root.AddCommand(
		newPractice(machine), newLink(machine), newCheck(machine), newToken(machine),
		newScopes(machine), newExplain(machine), newVersion(machine),
	)
	return root
}

// noArguments refuses arguments in words, and a token among them above all: it
// is in the shell's history by now.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if paste := gitlab.ExaminePaste(args[0]); paste.Kind == gitlab.KindPersonal {
		return &usageError{
			what: "A token does not belong on the command line: others can read it there, and your shell keeps it",
			do:   "Take it out of the shell's history, and give it through --token-stdin or GITLAB_TOKEN",
		}
	}
	return &usageError{
		what: "There is no command " + gitlab.Clean(args[0], 40),
		do:   "See the commands with: " + cmd.Root().Name() + " --help",
	}
}
