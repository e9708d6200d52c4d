package command

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"glpat/gitlab"

	"github.com/spf13/cobra"
)

func newCheck(machine Machine) *cobra.Command {
	var (
		flags                requestFlags
		fromStdin, sendAny   bool
		asJSON               bool
		wantPurpose, wantSet string
	)
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Check a token: whose it is, what it may do, when it ends",
		Long: `Check a token from stdin (--token-stdin) or GITLAB_TOKEN. With --purpose or
--scopes it also says whether the token may do that, and no more.`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			flags.purpose, flags.scopes = wantPurpose, wantSet
			draft, err := flags.draft(machine)
			if err != nil {
				return err
			}
			secret, err := readToken(machine, fromStdin)
			if err != nil {
				return err
			}
			report, err := check(cmd.Context(), machine, &flags, secret, draft.Want(), sendAny)
			if err != nil {
				return failCheck(machine, asJSON, &flags, err)
			}
			if err := printReport(machine, report, asJSON); err != nil {
				return err
			}
			if failure := report.Failure(); failure != nil {
				return &exitError{statusOfCode(failure.Code)}
			}
			return nil
		},
	}
	flags.addHost(cmd)
	cmd.Flags().StringVar(&wantPurpose, "purpose", "", "what the token should be able to do; see: glpat scopes")
	cmd.Flags().StringVar(&wantSet, "scopes", "", "the scopes it should have, with commas")
	cmd.Flags().BoolVar(&fromStdin, "token-stdin", false, "read the token from stdin")
	cmd.Flags().BoolVar(&sendAny, "send-anyway", false, "send a token whose checksum or length looks wrong")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the report as JSON")
	_ = cmd.RegisterFlagCompletionFunc("purpose", completePurposes) // fails only for a flag that is not there
	return cmd
}

// maxTokenInput bounds what is read from stdin, in bytes.
const maxTokenInput = 64 << 10

// readToken takes the token from stdin or from what GITLAB_TOKEN held.
func readToken(machine Machine, fromStdin bool) (gitlab.Secret, error) {
	if !fromStdin {
		if machine.Token.Empty() {
			return gitlab.Secret{}, &usageError{what: "There is no token to check", do: "Pipe it in with --token-stdin, or set GITLAB_TOKEN"}
		}
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

// check judges the token offline, looks at the instance, and asks it.
func check(ctx context.Context, machine Machine, flags *requestFlags, secret gitlab.Secret, want gitlab.Want, sendAnyway bool) (gitlab.Report, error) {
	paste := gitlab.ExaminePaste(secret.Reveal())
	client := machine.client()
	if paste.Verdict == gitlab.PasteRefused {
		return gitlab.Report{}, paste.Problem
	}
	instance, err := flags.look(ctx, machine, client)
	if err != nil {
		return gitlab.Report{}, err
	}
	// Only the instance tells its own prefix, with which a token may be right
	// after all.
	paste = gitlab.ExaminePaste(secret.Reveal(), instance.TokenPrefix)
	if paste.Verdict == gitlab.PasteDoubtful && !sendAnyway {
		paste.Problem.Remedy = append(paste.Problem.Remedy, "If you are sure, add --send-anyway")
		return gitlab.Report{}, paste.Problem
	}
	return client.Check(ctx, instance, paste.Secret, want), nil
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
	if err := printReport(machine, report, true); err != nil {
		return err
	}
	return &exitError{statusOfCode(problem.Code)}
}

func printReport(machine Machine, report gitlab.Report, asJSON bool) error {
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
		printKnown(machine.Stdout, report)
	}
	for _, problem := range report.Problems {
		lead := "glpat: "
		if problem.Severity == gitlab.SeverityWarning {
			lead = "note: "
		}
		printProblem(machine.Stderr, lead, problem)
	}
	return nil
}

func printKnown(out io.Writer, report gitlab.Report) {
	token := report.Token
	row := func(label, text string) { say(out, fmt.Sprintf("%-11s %s", label, text)) }
	row("instance", report.InstanceURL)
	if report.Version != "" {
		row("release", report.Version)
	}
	if report.User != nil {
		row("owner", report.User.Name+" ("+report.User.Username+")")
	}
	row("name", token.Name)
	scopes := strings.ReplaceAll(gitlab.JoinScopes(token.Scopes), ",", ", ")
	row("scopes", scopes)
	ends := "never"
	if !token.Expires.IsZero() {
		ends = fmt.Sprintf("%s (%d days left)", token.Expires, token.DaysLeft)
	}
	row("ends", ends)
	if limit := report.RateLimit; limit != nil {
		row("calls left", fmt.Sprintf("%d of %d a minute", limit.Remaining, limit.Limit))
	}
}
