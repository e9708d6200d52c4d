package command

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/problem"
	"glpat/gitlab/transport"
	"glpat/ui/phrase"
)

// diagnose goes the way to a GitLab without a token, and prints each stage as it
// comes.
func diagnose(ctx context.Context, machine System, meant target, access transport.Config, asJSON bool) error {
	var diagnosis gitlab.Diagnosis
	interrupted := callTo(ctx, machine, meant.Address.Host, func(ctx context.Context, wait *waitNotice) {
		diagnosis = machine.client().Diagnose(ctx, meant.Address, access, func(stage gitlab.Stage) {
			wait.print(func() {
				if !asJSON && ctx.Err() == nil {
					printLine(machine.Stdout, stageLine(stage))
				}
			})
		})
	})
	if interrupted != nil && !asJSON {
		return interrupted
	}
	failure := diagnosis.Failure()
	if asJSON {
		if err := printDiagnosis(machine, diagnosis); err != nil {
			return err
		}
	} else {
		for _, stage := range diagnosis.Stages {
			printRemark(machine, stage.Problem)
		}
		if failure == nil && diagnosis.Instance != nil {
			sayOpen(machine, diagnosis)
		}
	}
	if failure != nil {
		return &exitError{statusOfCode(failure.Code)}
	}
	return interrupted
}

// sayOpen says how to go on from a way that is open.
func sayOpen(machine System, diagnosis gitlab.Diagnosis) {
	instance, but, host := diagnosis.Instance, "", ""
	if slices.ContainsFunc(diagnosis.Stages, func(stage gitlab.Stage) bool { return stage.Problem != nil }) {
		but = ", but for what is noted above"
	}
	if !instance.IsGitLabCom() {
		host = " --host " + instance.URL
	}
	printLine(machine.Stderr, "glpat: the way to "+instance.Host()+" is open"+but+". There was no token to check.")
	hint(machine.Stderr, "Check a token with: glpat check"+host+" --token-stdin")
	hint(machine.Stderr, "Get one with: glpat"+host)
}

// stageLine is a stage in one line: a mark, its name, its time, what was found.
func stageLine(stage gitlab.Stage) string {
	mark := "ok"
	switch {
	case fails(stage):
		mark = "FAIL"
	case stage.Problem != nil:
		mark = "note"
	}
	return fmt.Sprintf("%-4s  %-10s  %8s  %s", mark, stageLabel(stage.Name), phrase.Took(stage.Took), stageSaid(stage))
}

// fails reports whether the way ends at a stage.
func fails(stage gitlab.Stage) bool {
	return stage.Problem != nil && stage.Problem.Severity == problem.SeverityError
}

func stageSaid(stage gitlab.Stage) string {
	if fails(stage) {
		return stage.Problem.Summary
	}
	if stage.Instance != nil {
		return phrase.ReleaseWords(*stage.Instance, nil)
	}
	return stage.Said
}

func stageLabel(name gitlab.StageName) string {
	switch name {
	case gitlab.StageTLS:
		return "TLS"
	case gitlab.StageGitLab:
		return "GitLab"
	case gitlab.StageAPI:
		return "API"
	case gitlab.StageProxy, gitlab.StageDNS, gitlab.StageConnection, gitlab.StageRelease, gitlab.StageClock:
	}
	return string(name)
}

type diagnosisJSON struct {
	OK       bool               `json:"ok"`
	Instance json.RawMessage    `json:"instance"`
	Stages   []stageJSON        `json:"stages"`
	Problems []*problem.Problem `json:"problems"`
}

// stageJSON has null for a time that was not measured.
type stageJSON struct {
	Name   gitlab.StageName `json:"name"`
	OK     bool             `json:"ok"`
	TookMS *int64           `json:"took_ms"`
	Said   string           `json:"said"`
}

// printDiagnosis prints what was found as JSON, with the instance in the shape
// that a check has.
func printDiagnosis(machine System, diagnosis gitlab.Diagnosis) error {
	report := gitlab.Report{InstanceURL: diagnosis.Address}
	if found := diagnosis.Instance; found != nil {
		report = gitlab.Report{
			InstanceURL: found.URL,
			Offering:    found.Offering,
			Edition:     found.Edition,
			Offered:     found.ScopesOffered,
			AtLeast:     found.AtLeast,
		}
	}
	var written struct {
		Instance json.RawMessage `json:"instance"`
	}
	text, err := json.Marshal(report)
	if err == nil {
		err = json.Unmarshal(text, &written)
	}
	if err != nil {
		return fmt.Errorf("write the diagnosis: %w", err)
	}
	all := diagnosisJSON{
		OK:       diagnosis.Failure() == nil,
		Instance: written.Instance,
		Stages:   []stageJSON{},
		Problems: []*problem.Problem{},
	}
	for _, stage := range diagnosis.Stages {
		passed := stageJSON{Name: stage.Name, OK: !fails(stage), Said: stageSaid(stage)}
		if stage.Took > 0 {
			milliseconds := stage.Took.Round(time.Millisecond).Milliseconds()
			passed.TookMS = &milliseconds
		}
		if stage.Problem != nil {
			all.Problems = append(all.Problems, phrase.ForCommandLine(stage.Problem, startedAs(machine.Stdout)))
		}
		all.Stages = append(all.Stages, passed)
	}
	return writeIndented(machine.Stdout, all)
}
