package command

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"glpat/gitlab/catalog"
	"glpat/gitlab/problem"
)

// newCompletion prints a shell's completion script.
func newCompletion(machine System) *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print the script with which a shell completes glpat's commands",
		Long: "Print the script with which a shell completes glpat's commands and flags. SHELL is\nbash, zsh, fish or " +
			"powershell.",
		Example: `  bash        source <(glpat completion bash)
  zsh         source <(glpat completion zsh)
  fish        glpat completion fish | source
  powershell  glpat completion powershell | Out-String | Invoke-Expression`,
		ValidArgs: shells,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 {
				return nil
			}
			return &usageError{
				what: "The completion is for one shell",
				do:   "Name it: glpat completion " + strings.Join(shells, ", "),
			}
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return writeCompletion(cmd.Root(), machine.Stdout, strings.ToLower(args[0]), shells)
		},
	}
}

func writeCompletion(root *cobra.Command, out io.Writer, shell string, shells []string) error {
	var err error
	switch shell {
	case "bash":
		err = root.GenBashCompletionV2(out, true)
	case "zsh":
		err = root.GenZshCompletion(out)
	case "fish":
		err = root.GenFishCompletion(out, true)
	case "powershell":
		err = root.GenPowerShellCompletionWithDesc(out)
	default:
		return &usageError{
			what: "There is no completion for the shell" + quoteUnlessSecret(shell),
			do:   "Choose one of: " + strings.Join(shells, ", "),
		}
	}
	if err != nil {
		return fmt.Errorf("write the completion for %s: %w", shell, err)
	}
	return nil
}

// completePurposes offers the purposes, each with what it is for.
func completePurposes(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	var rows []string
	for _, purpose := range catalog.AllPurposes() {
		rows = append(rows, purpose.Name+"\t"+purpose.Title)
	}
	return completeLast(rows, typed)
}

// completeScopes offers the scopes, each with what it allows.
func completeScopes(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	var rows []string
	for _, info := range catalog.AllScopes() {
		rows = append(rows, string(info.Scope)+"\t"+info.Grants)
	}
	return completeLast(rows, typed)
}

// completeOneScope offers the scopes for an argument, and nothing behind it.
func completeOneScope(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return completeScopes(nil, nil, "")
}

// completeTypes offers the types of token.
func completeTypes(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var rows []string
	for _, kind := range tokenTypes() {
		rows = append(rows, kind.String())
	}
	return rows, cobra.ShellCompDirectiveNoFileComp
}

// completeLast completes the last name of a list with commas.
func completeLast(rows []string, typed string) ([]string, cobra.ShellCompDirective) {
	before := typed[:strings.LastIndexByte(typed, ',')+1]
	for i, row := range rows {
		rows[i] = before + row
	}
	return rows, cobra.ShellCompDirectiveNoFileComp
}

// completeAnswers offers the topics and the five errors, and behind a status
// others.
func completeAnswers(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	var rows []string
	if len(args) == 0 {
		for _, topic := range topics() {
			rows = append(rows, topic.name+"\t"+topic.about)
		}
	}
	for _, status := range problem.CommonStatuses() {
		if text := strconv.Itoa(status); !slices.Contains(args, text) {
			rows = append(rows, text+"\t"+problem.CommonMeaning(status))
		}
	}
	return rows, cobra.ShellCompDirectiveNoFileComp
}

// printable returns the arguments as they are, but those of a shell's question what
// could follow without what a terminal would obey and without passwords in
// addresses: cobra repeats them on stderr as they come, past everything.
func printable(args []string) []string {
	if len(args) == 0 || args[0] != cobra.ShellCompRequestCmd && args[0] != cobra.ShellCompNoDescRequestCmd {
		return args
	}
	clean := make([]string, len(args))
	for i, arg := range args {
		arg = strings.Map(func(r rune) rune {
			if unicode.IsPrint(r) {
				return r
			}
			return -1
		}, strings.ToValidUTF8(arg, ""))
		if scheme, rest, is := strings.Cut(arg, "://"); is {
			host, path, more := strings.Cut(rest, "/")
			host = host[strings.LastIndexByte(host, '@')+1:]
			if arg = scheme + "://" + host; more {
				arg += "/" + path
			}
		}
		clean[i] = arg
	}
	return clean
}
