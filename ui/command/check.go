package command

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"glpat/gitlab"
	"glpat/ui/flow"

	"github.com/spf13/cobra"
)

func newCheck(machine Machine) *cobra.Command {
	var (
		flags              requestFlags
		fromStdin, sendAny bool
		asJSON             bool
	)
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Check a token: whose it is, what it may do, when it ends",
		Long: `Check a token from stdin (--token-stdin) or GITLAB_TOKEN. With --purpose or
--scopes it also says whether the token may do that, and no more. At a terminal
--token-stdin asks for the token and does not show it.`,
		Example: `  glpat check --token-stdin
  glpat check --host gitlab.example.com --token-stdin --purpose clone < token.txt
  glpat token | glpat check --token-stdin --json`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			draft, err := flags.draft(machine)
			if err != nil {
				return err
			}
			secret, err := readToken(machine, fromStdin)
			if err != nil {
				return err
			}
			report, err := check(cmd.Context(), machine, &flags, secret, fromStdin, draft, sendAny)
			if err != nil {
				return failCheck(machine, asJSON, &flags, err)
			}
			asked := len(draft.Scopes) > 0
			if err := printReport(machine, report, asked, asJSON); err != nil {
				return err
			}
			if failure := report.Failure(); failure != nil {
				return &exitError{statusOfCode(failure.Code)}
			}
			return nil
		},
	}
	flags.addHost(cmd)
	flags.addScopes(cmd, "what the token is for, a `purpose`; several with commas; see: glpat scopes", "the `scopes` it should have, with commas, in place of a purpose's")
	cmd.Flags().BoolVar(&fromStdin, "token-stdin", false, "read the token from stdin")
	cmd.Flags().BoolVar(&sendAny, "send-anyway", false, "send a token whose checksum or length looks wrong")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the report as JSON")
	return cmd
}

// maxTokenInput bounds what is read from stdin, in bytes.
const maxTokenInput = 64 << 10

// readToken takes the token from stdin or from what GITLAB_TOKEN held.
func readToken(machine Machine, fromStdin bool) (gitlab.Secret, error) {
	switch {
	case fromStdin && machine.ReadHidden != nil:
		secret, err := machine.ReadHidden("Paste the token, then press Enter; it is not shown: ")
		if err == nil && strings.TrimSpace(secret.Reveal()) == "" {
			err = &usageError{what: "Nothing was pasted, so there is no token to check"}
		}
		return secret, err
	case !fromStdin && machine.Token.Empty():
		return gitlab.Secret{}, &usageError{what: "There is no token to check", do: "Add --token-stdin and pipe it in or paste it, or set GITLAB_TOKEN"}
	case !fromStdin:
		return machine.Token, nil
	}
	text, err := io.ReadAll(io.LimitReader(machine.Stdin, maxTokenInput))
	if err != nil {
		return gitlab.Secret{}, fmt.Errorf("read the token from stdin: %w", err)
	}
	if strings.TrimSpace(string(text)) == "" {
		return gitlab.Secret{}, &usageError{what: "Stdin was empty, so there is no token to check", do: "Pipe the token in: glpat check --token-stdin < file"}
	}
	return gitlab.NewSecret(string(text)), nil
}

// check judges the token offline, looks at the instance, and asks it. What the
// token should be able to do is settled only then: a purpose's scopes depend on
// the release.
func check(ctx context.Context, machine Machine, flags *requestFlags, secret gitlab.Secret, fromStdin bool, draft flow.Draft, sendAnyway bool) (gitlab.Report, error) {
	paste := gitlab.ExaminePaste(secret.Reveal())
	client := machine.client()
	if paste.Verdict == gitlab.PasteRefused {
		return gitlab.Report{}, pasteError(paste, fromStdin)
	}
	instance, err := flags.look(ctx, machine, client)
	if err != nil {
		return gitlab.Report{}, err
	}
	// Only the instance tells its own prefix, with which a token may be right
	// after all.
	paste = gitlab.ExaminePaste(secret.Reveal(), instance.TokenPrefix)
	if paste.Verdict == gitlab.PasteDoubtful && !sendAnyway {
		return gitlab.Report{}, pasteError(paste, fromStdin, "If you are sure, add --send-anyway")
	}
	return client.Check(ctx, instance, paste.Secret, draft.WithInstance(instance).Want()), nil
}

// pasteError is what is wrong with a token by its looks, with remedies for the
// command line, where there is no field to paste another into.
func pasteError(paste gitlab.Paste, fromStdin bool, more ...string) *gitlab.Problem {
	problem := *paste.Problem
	again := "Copy it again on GitLab's page, and pipe it in"
	if !fromStdin {
		again = "Copy it again on GitLab's page, and set GITLAB_TOKEN to it"
	}
	switch {
	case problem.Code == gitlab.CodeTokenWrongKind:
		again = "Create a personal access token and check that one"
	case paste.Verdict == gitlab.PasteRefused:
		problem.Cause = "What was given cannot be a token."
	}
	problem.Remedy = append([]string{again}, more...)
	return &problem
}

// failCheck reports a check that did not come to an answer, in JSON where that
// was asked for.
func failCheck(machine Machine, asJSON bool, flags *requestFlags, err error) error {
	problem, ok := asProblem(err)
	if !asJSON || !ok {
		return err
	}
	address, parseErr := flags.address(machine)
	if parseErr != nil {
		return err
	}
	report := gitlab.Report{InstanceURL: address.String(), Problems: []*gitlab.Problem{problem}}
	if err := printReport(machine, report, false, true); err != nil {
		return err
	}
	return &exitError{statusOfCode(problem.Code)}
}

// printReport prints the report; asked tells that it was held against scopes.
func printReport(machine Machine, report gitlab.Report, asked, asJSON bool) error {
	if asJSON {
		encoder := json.NewEncoder(machine.Stdout)
		encoder.SetIndent("", "  ")
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(report); err != nil {
			return fmt.Errorf("write the report: %w", err)
		}
		return nil
	}
	if report.Known() {
		printKnown(machine.Stdout, report, asked)
	}
	for _, problem := range report.Problems {
		lead := "glpat: "
		if problem.Severity == gitlab.SeverityWarning {
			lead = "glpat: note: "
		}
		printProblem(machine.Stderr, lead, problem)
	}
	return nil
}

// printKnown prints what GitLab said of the token, a row for each thing.
func printKnown(out io.Writer, report gitlab.Report, asked bool) {
	token := report.Token
	row := func(label, text string) { say(out, fmt.Sprintf("%-11s %s", label, text)) }
	row("instance", report.InstanceURL)
	if report.Version != "" {
		row("release", report.Version)
	}
	if report.User != nil {
		row("owner", report.User.Name+" ("+report.User.Username+")")
	} else {
		row("owner", "not told with these scopes")
	}
	row("name", token.Name)
	row("scopes", commaList(token.Scopes))
	row("ends", endWords(token))
	if limit := report.RateLimit; limit != nil {
		row("calls left", fmt.Sprintf("%d of %d a minute", limit.Remaining, limit.Limit))
	}
	if asked && !token.Granular && scopesFit(report) {
		row("fits", "it may do what you asked, and no more")
	}
}

// endWords say when the token ends.
func endWords(token *gitlab.Token) string {
	switch {
	case token.Expires.IsZero():
		return "never"
	case token.DaysLeft <= 0: // it ends as its last day begins
		return token.Expires.String() + " (ended)"
	case token.DaysLeft == 1:
		return token.Expires.String() + " (1 day left)"
	}
	return fmt.Sprintf("%s (%d days left)", token.Expires, token.DaysLeft)
}

// scopesFit reports whether nothing was found missing, in excess or unknown.
func scopesFit(report gitlab.Report) bool {
	for _, problem := range report.Problems {
		if problem.Code == gitlab.CodeScopeMissing || problem.Code == gitlab.CodeScopeExcess || problem.Code == gitlab.CodeScopesUnknown {
			return false
		}
	}
	return report.Token.Active
}

func commaList(scopes []gitlab.Scope) string {
	return strings.ReplaceAll(gitlab.JoinScopes(scopes), ",", ", ")
}
