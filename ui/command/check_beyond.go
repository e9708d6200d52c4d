package command

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/ui/phrase"
	"glpat/ui/system"
)

// checker is the part of the adapter that asks more of a token that works.
type checker interface {
	ListMemberships(
		context.Context,
		gitlab.Instance,
		token.Secret,
		gitlab.Memberships,
	) (gitlab.Memberships, *problem.Problem)
	Probe(context.Context, gitlab.Instance, token.Secret, catalog.ProbeKind, gitlab.ProbeTarget) gitlab.ProbeResult
}

// probeRun is a proof that was tried, and the purposes that it stands for.
type probeRun struct {
	purposes []string
	result   gitlab.ProbeResult
}

// readMore asks, with a token that works, what the flags ask beyond the check: where
// it reaches, and whether it does its job. The error is an interruption's.
func (c *checking) readMore(ctx context.Context, report *gitlab.Report) error {
	if c.options.reach {
		if err := c.readMemberships(ctx, report); err != nil {
			return err
		}
	}
	if !c.options.prove {
		return nil
	}
	return c.probeAll(ctx, report)
}

// readMemberships reads where the token reaches. What was read counts also where it
// ends early. Where GitLab asks to slow down and the person allowed the time, it
// goes on from there, once.
func (c *checking) readMemberships(ctx context.Context, report *gitlab.Report) error {
	memberships := gitlab.Memberships{}
	report.Memberships = &memberships
	prob, err := c.readPages(ctx, &memberships)
	if err == nil && prob != nil && prob.Code == problem.CodeRateLimited && pauseOf(prob) <= c.options.wait {
		if err = countDown(ctx, c.machine, c.instance.Host(), pauseOf(prob)); err == nil {
			prob, err = c.readPages(ctx, &memberships)
		}
	}
	if prob != nil && err == nil {
		report.Problems = append(report.Problems, prob)
	}
	return err
}

// readPages reads on, page by page, and adds to the memberships. The problem ended
// that early, the error is an interruption's.
func (c *checking) readPages(ctx context.Context, read *gitlab.Memberships) (prob *problem.Problem, err error) {
	err = c.withProgress(ctx, "reading where it reaches", func(ctx context.Context, tell func(string)) {
		for prob == nil && !read.Done {
			var next gitlab.Memberships
			next, prob = c.asker.ListMemberships(ctx, *c.instance, c.sent, *read)
			if ctx.Err() != nil {
				return
			}
			*read = next // as it was, where there is a problem
			tell(catalog.Plural(read.GroupCount, "group") + " and " + catalog.Plural(read.ProjectCount, "project"))
		}
	})
	return prob, err
}

// probeAll tries the proofs of the purposes, each once, one after the other. What
// fails joins the problems.
func (c *checking) probeAll(ctx context.Context, report *gitlab.Report) error {
	target := gitlab.ProbeTarget{Project: c.options.project}
	if report.User != nil {
		target.Username = report.User.Username
	}
	asked := map[catalog.ProbeKind]gitlab.ProbeResult{}
	for _, purpose := range c.purposes {
		result, known := asked[purpose.Probe]
		if !known {
			interrupted := callWithin(ctx, c.machine, c.instance.Host(), longestProbe, func(ctx context.Context, _ *waitNotice) {
				result = c.asker.Probe(ctx, *c.instance, c.sent, purpose.Probe, target)
			})
			if interrupted != nil {
				return interrupted
			}
			asked[purpose.Probe] = result
		}
		result = result.For(purpose)
		if result.Outcome == gitlab.ProbeFails && result.Problem != nil && !alreadySaid(*report, result.Problem) &&
			!slices.Contains(report.Problems, result.Problem) {
			report.Problems = append(report.Problems, result.Problem)
		}
		c.note(report, purpose, result)
	}
	return nil
}

// note adds what came of a purpose's proof, to that of others with the same.
func (c *checking) note(report *gitlab.Report, purpose catalog.Purpose, result gitlab.ProbeResult) {
	same := slices.IndexFunc(c.tried, func(one probeRun) bool {
		return one.result.Kind == result.Kind && one.result.Outcome == result.Outcome
	})
	if same >= 0 {
		c.tried[same].purposes = append(c.tried[same].purposes, purpose.Name)
		return
	}
	c.tried = append(c.tried, probeRun{[]string{purpose.Name}, result})
	report.Probes = append(report.Probes, result)
}

// alreadySaid reports whether a report names what the token lacks, so that the
// refusal that follows from it need not be explained as well.
func alreadySaid(report gitlab.Report, prob *problem.Problem) bool {
	lacks := []problem.Code{problem.CodeScopeMissing, problem.CodeFineGrainedMissing}
	refusals := []problem.Code{problem.CodeScopeInsufficient, problem.CodeFineGrainedMissing}
	return slices.Contains(refusals, prob.Code) && slices.ContainsFunc(report.Problems, func(said *problem.Problem) bool {
		return slices.Contains(lacks, said.Code) && said.Severity == problem.SeverityError
	})
}

// longestProbe is how long a proof takes at most; see [gitlab.Client.Probe].
const longestProbe = 2 * phrase.LongestCall

// anyProbe reports whether a proof ended so.
func anyProbe(report gitlab.Report, outcome gitlab.ProbeOutcome) bool {
	return slices.ContainsFunc(report.Probes, func(result gitlab.ProbeResult) bool { return result.Outcome == outcome })
}

// unmetProblem says that the instance cannot do what a purpose is for, whatever
// token one has.
func unmetProblem(purpose catalog.Purpose, why string) *problem.Problem {
	return &problem.Problem{
		Code: problem.CodeScopeMissing, Severity: problem.SeverityError,
		Summary: "No token of this GitLab can " + purpose.Title + ": " + why,
		Cause:   "It has no scope for that, so its form offers none.",
		Remedy:  problem.NewSteps("Ask its administrator for it, or leave the purpose " + purpose.Name + " out"),
	}
}

// tellEvery is how often progress is told where lines cannot be written anew.
const tellEvery = 5 * time.Second

// withProgress makes a call of many steps, each of which tells how far it is. On
// a terminal that is one line that changes; elsewhere it is a line now and then.
func (c *checking) withProgress(ctx context.Context, doing string, call func(context.Context, func(string))) error {
	machine := c.machine
	if !machine.TalkTerminal {
		told := machine.Now()
		return callTo(ctx, machine, c.instance.Host(), func(ctx context.Context, wait *waitNotice) {
			call(ctx, func(far string) {
				wait.print(func() {
					if now := machine.Now(); now.Sub(told) >= tellEvery {
						told = now
						printLine(machine.Stderr, "glpat: "+doing+": "+far+" so far")
					}
				})
			})
		})
	}
	ctx, stop := machine.Interruptible(ctx)
	defer stop()
	line := progressLine{machine: machine}
	line.show("glpat: " + doing + "; Ctrl+C ends it")
	call(ctx, func(far string) { line.show("glpat: " + far + " so far; Ctrl+C ends it") })
	line.clear()
	if ctx.Err() != nil {
		return &exitError{StatusInterrupted}
	}
	return nil
}

// progressLine is a line on the terminal that is written anew.
type progressLine struct {
	machine System
	shown   int // cells
}

// show puts a line in the place of the one before. It is cut to the terminal's
// width: a line that the terminal breaks cannot be written over. Secrets are taken out
// of the whole line, because a part of one would be no secret any more.
func (p *progressLine) show(line string) {
	line = p.machine.redactor.Redact(line)
	if screen, is := p.machine.Stderr.(system.TerminalWriter); is && screen.Columns > 0 {
		line = ansi.Truncate(line, screen.Columns-1, "")
	}
	_, _ = fmt.Fprintf(p.machine.Stderr, "\r%-*s", p.shown, line)
	p.shown = len(line)
}

// clear leaves the place of the line empty.
func (p *progressLine) clear() {
	_, _ = fmt.Fprintf(p.machine.Stderr, "\r%s\r", strings.Repeat(" ", p.shown))
}
