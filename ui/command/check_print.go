package command

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"glpat/gitlab"
	"glpat/ui/phrase"
)

// printReport prints the report; asked tells that it was held against scopes or
// purposes.
func printReport(machine System, report gitlab.Report, tried []probeRun, asked, asJSON bool) error {
	if asJSON {
		return writeIndented(machine.Stdout, worded(report, startedAs(machine.Stdout)))
	}
	if report.Known() {
		printKnown(machine.Stdout, report, asked)
	}
	if read := report.Memberships; read != nil && (read.Done || read.GroupCount+read.ProjectCount > 0) {
		printMemberships(machine.Stdout, *read)
	}
	for _, one := range tried {
		printProbe(machine, one)
	}
	for _, problem := range report.Problems {
		printRemark(machine, problem)
	}
	return nil
}

// worded returns the report with its remedies in the words of the command line,
// in which JSON has them.
func worded(report gitlab.Report, started phrase.Invocation) gitlab.Report {
	report.Problems = slices.Clone(report.Problems)
	for i, prob := range report.Problems {
		report.Problems[i] = phrase.ForCommandLine(prob, started)
	}
	report.Probes = slices.Clone(report.Probes)
	for i, probe := range report.Probes {
		if probe.Problem != nil {
			report.Probes[i].Problem = phrase.ForCommandLine(probe.Problem, started)
		}
	}
	return report
}

// printKnown prints what GitLab said of the token, a row for each thing.
func printKnown(out io.Writer, report gitlab.Report, asked bool) {
	token := report.Token
	checkRow(out, "verdict", phrase.CheckVerdict(report.Verdict()))
	checkRow(out, "instance", report.InstanceURL)
	if report.Version != "" {
		checkRow(out, "release", report.Version)
	}
	checkRow(out, "owner", phrase.Owner(report))
	checkRow(out, "name", token.Name)
	if token.FineGrained {
		checkRow(out, "type", "fine-grained, with permissions in place of scopes")
		for _, words := range gitlab.DescribeGrants(token.Grants) {
			checkRow(out, "may", words)
		}
	} else {
		checkRow(out, "scopes", phrase.Scopes(token.Scopes))
	}
	checkRow(out, "ends", phrase.EndOfToken(token))
	if limit := report.RateLimit; limit != nil {
		checkRow(out, "calls left", fmt.Sprintf("%d of %d a minute", limit.Remaining, limit.Limit))
	}
	if asked && report.Fits() {
		checkRow(out, "fits", "it may do what you asked, and no more")
	}
}

// shownPaths is how many groups and projects are printed one by one.
const shownPaths = 10

// printMemberships prints where the token reaches, the groups before the projects.
func printMemberships(out io.Writer, memberships gitlab.Memberships) {
	summary := memberships.Summary()
	if !memberships.Done {
		summary += ", as far as it was read"
	}
	checkRow(out, "reach", summary)
	all := slices.Concat(memberships.Groups, memberships.Projects)
	for _, reached := range all[:min(len(all), shownPaths)] {
		checkRow(out, "", reached.Path+" ("+reached.Role.Label()+")")
	}
	if more := memberships.GroupCount + memberships.ProjectCount - shownPaths; more > 0 {
		checkRow(out, "", fmt.Sprintf("and %d more; --json lists them, as far as they were kept", more))
	}
}

// printProbe prints a proof: what came of it, what that means, what was asked.
func printProbe(machine System, one probeRun) {
	out, names := machine.Stdout, strings.Join(one.purposes, ", ")
	checkRow(out, "proof", names+": "+phrase.OutcomeOfProbe(one.result.Outcome))
	checkRow(out, "", one.result.Means)
	if asked := one.result.Asked; asked != "" {
		if one.result.Status != 0 {
			asked += fmt.Sprintf(", answered %d", one.result.Status)
		}
		checkRow(out, "", asked)
	}
	if one.result.Outcome != gitlab.ProbeUnclear {
		return
	}
	if one.result.Problem != nil {
		printProblem(machine.Stderr, "glpat: note: ", one.result.Problem)
	} else {
		printLine(machine.Stderr, "glpat: note: nothing was shown of the purpose "+names+", for it or against it.")
	}
}
