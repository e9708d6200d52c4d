package phrase

import (
	"strconv"
	"strings"
	"time"

	"glpat/gitlab/problem"
)

// CodeLabel is a problem's code as it stands at the end of its first line.
func CodeLabel(code problem.Code) string { return "[" + string(code) + "]" }

// SupportFacts is what support asks first. What is not known is zero.
type SupportFacts struct {
	// Version is that of glpat, Address and Release say where it happened.
	Version, Address, Release string
	At                        time.Time
}

// ForSupport writes problems as text for somebody who is asked for help: what
// happened, with its code, why, what glpat advised, and what the server said.
func ForSupport(facts SupportFacts, problems ...*problem.Problem) string {
	var text strings.Builder
	line := func(words string) { text.WriteString(words + "\n") }
	line(strings.TrimSpace(DefaultProgram + " " + facts.Version))
	if facts.Address != "" {
		line("GitLab: " + facts.Address)
	}
	if facts.Release != "" {
		line("Release: " + facts.Release)
	}
	if !facts.At.IsZero() {
		line("Time: " + facts.At.UTC().Format(time.DateTime) + " UTC")
	}
	for _, prob := range problems {
		line("")
		supportProblem(line, prob)
	}
	return text.String()
}

func supportProblem(line func(string), prob *problem.Problem) {
	mark := "Problem: "
	if prob.Severity == problem.SeverityWarning {
		mark = "Note: "
	}
	first := mark + prob.Summary + "."
	if prob.Code != "" {
		first += " " + CodeLabel(prob.Code)
	}
	line(first)
	if prob.HTTPStatus != 0 {
		line("HTTP status: " + strconv.Itoa(prob.HTTPStatus))
	}
	if prob.Cause != "" {
		line(prob.Cause)
	}
	for _, remedy := range prob.Remedy {
		line("- " + OnCommandLine(remedy))
	}
	if prob.RetryAfter > 0 {
		line("It asks to wait " + Wait(prob.RetryAfter) + ".")
	}
	if prob.ServerSaid != "" {
		line("The server said: " + prob.ServerSaid)
	}
}
