package command

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
	"glpat/ui/flow"
)

// checkOptions are the flags of check beside those that other commands have.
type checkOptions struct {
	fromStdin, sendAnyway, asJSON bool
	// reach asks where the token reaches, prove for the proofs of its purposes,
	// on the project where one is named.
	reach, prove bool
	project      string
	// owner is the user name that the token should belong to, "" for any.
	owner string
	// wait is how long a GitLab that asks to slow down is waited for at most.
	wait time.Duration
}

func newCheck(machine System) *cobra.Command {
	var flags requestFlags
	var options checkOptions
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Check a token, or without one the way to a GitLab",
		Long: `Check a token from stdin (--token-stdin) or GITLAB_TOKEN: whose it is, what it
may do, when it ends. With --purpose or --scopes it also says whether the token
may do that, and no more. At a terminal --token-stdin asks for the token and
does not show it. --owner says whose it should be, --reach lists the groups and
projects it reaches, and --prove tries, without changing anything, whether it
does what its purposes need.

Without a token, find out what is wrong on the way to a GitLab: proxy, name,
connection, encryption, GitLab itself, its release, the clock, a line for each.`,
		Example: `  glpat check --token-stdin
  glpat check --host gitlab.example.com --token-stdin --purpose clone < token.txt
  glpat check --token-stdin --purpose push --prove --project GROUP/PROJECT
  glpat token | glpat check --token-stdin --json
  glpat check --host gitlab.example.com
  glpat check --host gitlab.example.com --ca-file company.pem`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			draft, err := flags.draft(machine)
			if err != nil {
				return err
			}
			if err := options.validate(cmd, draft); err != nil {
				return err
			}
			draft = draft.WithOwner(options.owner)
			meant, err := flags.target(machine)
			if err != nil {
				return err
			}
			access, err := meant.access(machine)
			if err != nil {
				return err
			}
			if !options.fromStdin && machine.Token.Empty() {
				if needsToken(cmd) {
					return noToken()
				}
				return diagnose(cmd.Context(), machine, meant, access, options.asJSON)
			}
			secret, err := readToken(machine, options.fromStdin)
			if err != nil {
				return err
			}
			client := machine.client()
			check := checking{
				machine: machine,
				client:  client,
				asker:   client,
				target:  meant,
				access:  access,
				options: options,
				secret:  secret,
				draft:   draft,
			}
			return check.run(cmd.Context())
		},
	}
	flags.addHost(cmd)
	flags.addScopes(
		cmd,
		"what the token is for, a `purpose`; several with commas; see: glpat scopes",
		"the `scopes` it should have, with commas, in place of a purpose's",
	)
	set := cmd.Flags()
	set.BoolVar(&options.fromStdin, "token-stdin", false, "read the token from stdin")
	set.BoolVar(&options.sendAnyway, "send-anyway", false, "send a token whose checksum or length looks wrong")
	set.BoolVar(&options.asJSON, "json", false, "print the report as JSON")
	set.StringVar(&options.owner, flagOwner, "", "the user `name` that it should belong to")
	set.BoolVar(&options.reach, "reach", false, "read which groups and projects it reaches, and with which role")
	set.BoolVar(&options.prove, "prove", false, "try whether it does what its purposes need; changes nothing")
	set.StringVar(&options.project, flagProject, "", "the `path` of a project to try it on, GROUP/PROJECT; with --prove")
	set.DurationVar(&options.wait, "wait", 0,
		"wait this `long` at most, such as 2m, where GitLab asks to slow down; then try once more")
	return cmd
}

// The flags of check that take a name.
const (
	flagOwner   = "owner"
	flagProject = "project"
)

// validate refuses options that do not go together, and cleans what was typed.
func (o *checkOptions) validate(cmd *cobra.Command, draft flow.Draft) error {
	if o.wait < 0 {
		return &usageError{what: "--wait cannot be less than nothing", do: "Write it like 90s or 2m"}
	}
	o.owner = strings.TrimPrefix(strings.TrimSpace(o.owner), "@")
	if o.owner == "" && cmd.Flags().Changed(flagOwner) {
		return &usageError{
			what: "There is no user name behind --" + flagOwner,
			do:   "Write it there, or leave --" + flagOwner + " out",
		}
	}
	if err := o.refuseTokens(token.OwnPrefix{}); err != nil {
		return err
	}
	if o.prove && len(draft.Purposes) == 0 {
		return &usageError{
			what: "Nothing says what is to be proven",
			do:   "Add --purpose; see the purposes with: glpat scopes",
		}
	}
	if !cmd.Flags().Changed(flagProject) {
		return nil
	}
	if !o.prove {
		return &usageError{
			what: "--" + flagProject + " says where a proof is tried, and none was asked for",
			do:   "Add --prove",
		}
	}
	path, err := input.ProjectPath(o.project, token.OwnPrefix{})
	err = unrepeated(err, o.project, "There is no path of a project behind --"+flagProject, "Write it like GROUP/PROJECT")
	o.project = path
	return err
}

// refuseTokens refuses an owner or a project that looks like a token, also like one of
// the instance's own once its prefix is known.
func (o *checkOptions) refuseTokens(own token.OwnPrefix) error {
	for _, given := range []struct{ flag, text, what string }{
		{flagOwner, o.owner, "a user name"}, {flagProject, o.project, "the path of a project"},
	} {
		if token.LooksLike(given.text, own) || token.LooksRandom(given.text) {
			return &usageError{
				what: "Behind --" + given.flag + " is what looks like a token, not like " + given.what,
				do:   "Give the token through --token-stdin or GITLAB_TOKEN",
			}
		}
	}
	return nil
}

// needsToken reports whether a flag speaks of a token.
func needsToken(cmd *cobra.Command) bool {
	return slices.ContainsFunc(
		[]string{"purpose", "scopes", "send-anyway", "wait", flagOwner, "reach", "prove", flagProject},
		cmd.Flags().Changed,
	)
}

// checking is one check of a token.
type checking struct {
	machine System
	client  *gitlab.Client
	asker   checker
	target  target
	access  transport.Config
	options checkOptions
	secret  token.Secret
	draft   flow.Draft
	// instance is what was found at the target, nil until then.
	instance *gitlab.Instance
	// sent is the token as it went out, and purposes are those of the draft that
	// the instance can meet.
	sent     token.Secret
	purposes []catalog.Purpose
	// tried are the proofs, in the order in which they were tried.
	tried []probeRun
	// sentDoubted tells that a token went out that looks wrong. That happens
	// once.
	sentDoubted bool
	// notes are remarks that JSON has too; notedPaste tells that what was made of the
	// text is among them.
	notes      []string
	notedPaste bool
}

// run checks the token and prints what came of it. Where GitLab asks to slow
// down and the person allowed the time, it is asked once more, and never again.
func (c *checking) run(ctx context.Context) error {
	report, err := c.attempt(ctx)
	waited := false
	if limited := limitIn(report, err); limited != nil && !c.sentDoubted && pauseOf(limited) <= c.options.wait {
		if err = countDown(ctx, c.machine, c.target.Address.Host, pauseOf(limited)); err == nil {
			waited = true
			report, err = c.attempt(ctx)
		}
	}
	err = c.forReader(err)
	if prob, explained := errors.AsType[*problem.Problem](err); explained {
		report = gitlab.Report{InstanceURL: c.target.Address.String(), Problems: []*problem.Problem{prob}}
	} else if err != nil {
		return err
	}
	if !waited && !c.sentDoubted {
		addWait(report)
	}
	var interrupted error
	if report.Works() {
		interrupted = c.readMore(ctx, &report)
	}
	if prob, explained := errors.AsType[*problem.Problem](c.forReader(interrupted)); explained {
		report.Problems = append(report.Problems, prob)
	}
	report.Notes = c.notes
	if err := printReport(c.machine, report, c.tried, len(c.draft.Scopes) > 0, c.options.asJSON); err != nil {
		return err
	}
	return c.outcome(report, interrupted)
}

// outcome is the exit status of what was printed, nil for 0.
func (c *checking) outcome(report gitlab.Report, interrupted error) error {
	failure := report.Failure()
	switch {
	case interrupted != nil:
		return interrupted
	case failure != nil:
		return &exitError{statusOfCode(failure.Code)}
	case anyProbe(report, gitlab.ProbeFails):
		return &exitError{StatusNotAllowed}
	case anyProbe(report, gitlab.ProbeUnclear):
		return &exitError{StatusUnproven}
	}
	return nil
}

// forReader returns an interruption as a problem where a program reads what came of
// the check; a person knows what they did.
func (c *checking) forReader(err error) error {
	if exit, is := errors.AsType[*exitError](err); is && exit.status == StatusInterrupted && c.options.asJSON {
		return gitlab.ProblemOfInterruption(gitlab.Instance{URL: c.target.Address.String()})
	}
	return err
}

// limitIn is the problem with which an instance asks to slow down, nil for any
// other outcome.
func limitIn(report gitlab.Report, err error) *problem.Problem {
	prob, is := errors.AsType[*problem.Problem](err)
	if !is {
		prob = report.Failure()
	}
	if prob == nil || prob.Code != problem.CodeRateLimited {
		return nil
	}
	return prob
}

// addWait adds to a report how glpat waits by itself, where that would have
// helped.
func addWait(report gitlab.Report) {
	if limited := limitIn(report, nil); limited != nil && pauseOf(limited) <= longestUsefulWait {
		limited.Remedy = append(
			limited.Remedy,
			problem.NewStep("To let glpat wait and try once more, add: --wait "+wholeMinutes(pauseOf(limited))),
		)
	}
}

// longestUsefulWait is the longest pause that anybody lets a program wait for.
const longestUsefulWait = time.Hour

func wholeMinutes(d time.Duration) string {
	return fmt.Sprintf("%dm", (d+time.Minute-1)/time.Minute)
}
