package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"glpat/gitlab/token"
	"glpat/ui/system"
)

// Main runs one command line and returns its exit status. Output that could not
// be written whole is told on stderr, and where all else went well the status says
// so too.
func Main(machine System, args []string) int {
	machine = machine.watchStdout()
	machine = machine.behindGate(args)
	err := refuseTokens(args)
	if err == nil {
		err = refuseTooFewFiles()
	}
	if err == nil {
		root := newRoot(machine)
		root.SetArgs(printable(args))
		var ran *cobra.Command
		ran, err = root.ExecuteContextC(context.Background())
		err = withCommand(err, ran)
	}
	if failed := machine.cutShort(); failed != nil {
		printError(machine.Stderr, failed)
		if err == nil || errors.Is(err, machine.stdout.failure) {
			return int(statusOf(failed))
		}
	}
	if err != nil {
		printError(machine.Stderr, err)
	}
	return int(statusOf(err))
}

func newRoot(machine System) *cobra.Command {
	var flags requestFlags
	var noBrowser bool
	root := &cobra.Command{
		Use:   "glpat",
		Short: "The guided way to a GitLab token",
		Long: `glpat leads you through GitLab's five steps to a personal access token,
checks the token that you bring back, and keeps it where you choose.

Without a command it opens the wizard; the flags below fill it in. With no
account yet, try it on a built-in GitLab:  glpat practice`,
		Example: `  glpat
  glpat --host gitlab.example.com --purpose clone --expires 30d
  glpat practice

Environment:
  GITLAB_HOST       the GitLab to use where --host is not given
  GITLAB_TOKEN      the token that glpat check checks
  GLPAT_CONFIG_DIR  where glpat keeps its settings
  HTTPS_PROXY       the proxy to go through, and NO_PROXY the hosts without it
  SSL_CERT_FILE     a PEM file with the certificate authorities to trust

Exit status:
  0 fine · 1 unexpected · 2 usage · 3 the token is refused · 4 not allowed, or
  less than asked for · 5 no usable GitLab there · 6 rate limited · 7 GitLab
  failed · 8 network or TLS · 10 a proof was not made · 130 interrupted`,
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
	flags.addHost(root)
	flags.addRequest(root)
	root.Flags().BoolVar(&noBrowser, "no-browser", false, "do not open pages; show their addresses")
	root.SetIn(machine.Stdin)
	root.SetOut(machine.Stdout)
	root.SetErr(machine.Stderr)
	root.SetFlagErrorFunc(flagError)
	root.CompletionOptions.DisableDefaultCmd = true
	root.CompletionOptions.SetDefaultShellCompDirective(cobra.ShellCompDirectiveNoFileComp)
	root.SetHelpCommand(newHelp())
	root.SetHelpFunc(helpOn(machine.Stdout, root.HelpFunc()))
	root.AddCommand(
		newPractice(machine), newLink(machine), newCheck(machine), newToken(machine),
		newScopes(machine), newExplain(machine), newCompletion(machine), newVersion(machine),
	)
	return root
}

// helpOn writes a command's help as the other output is written, with lines broken
// where the terminal is narrow. Examples stay whole: they are there to be copied.
func helpOn(out io.Writer, plain func(*cobra.Command, []string)) func(*cobra.Command, []string) {
	return func(cmd *cobra.Command, args []string) {
		var text bytes.Buffer
		before := cmd.OutOrStdout()
		cmd.SetOut(&text)
		plain(cmd, args)
		cmd.SetOut(before)
		for line := range strings.SplitSeq(strings.TrimSuffix(text.String(), "\n"), "\n") {
			if strings.HasPrefix(line, "  glpat ") {
				printRaw(out, line)
			} else {
				printLine(out, line)
			}
		}
	}
}

// newHelp is the help command, which fails for a command that is not there.
func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Show the help of a command",
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return unknownCommand(cmd.Root(), args[0])
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
}

// refuseTooFewFiles ends the program in words where Go would end it in a trace.
func refuseTooFewFiles() error {
	allowed, tooFew := system.TooFewFiles()
	if !tooFew {
		return nil
	}
	return &usageError{
		what: fmt.Sprintf("This shell lets a program open only %d files at once, which are too few", allowed),
		do:   "Allow more in a new shell: ulimit -n 256",
	}
}

// tokenShape is GitLab's own prefix and at least as much behind it as its
// shortest tokens have, wherever in an argument it stands.
var tokenShape = regexp.MustCompile(regexp.QuoteMeta(token.GlpatPrefix) + `[0-9A-Za-z_.-]{20,}`)

// refuseTokens refuses a command line with a token in it, before any part of it
// is used or repeated: other users can read it there, and the shell keeps it.
func refuseTokens(args []string) error {
	if !tokenShape.MatchString(strings.Join(args, "\n")) {
		return nil
	}
	return &usageError{
		what: "A token does not belong on the command line: others can read it there, and your shell keeps it",
		do:   "Take it out of the shell's history, and give it through --token-stdin or GITLAB_TOKEN",
	}
}
