package command

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/ui/phrase"
	"glpat/ui/system"
)

func TestTheRemediesInJSONAreThoseOfTheText(t *testing.T) {
	t.Parallel()
	site := problem.Site{URL: "https://git.example.com", TokensURL: "https://git.example.com/-/tokens"}
	for _, code := range problem.Codes() {
		prob := problem.Context{Site: site}.Problem(code)
		var text, object, report bytes.Buffer
		if err := printExplained(&text, prob, false); err != nil {
			t.Fatal(err)
		}
		if err := printExplained(&object, prob, true); err != nil {
			t.Fatal(err)
		}
		machine := System{Stdout: &report}
		if err := printReport(machine, gitlab.Report{Problems: []*problem.Problem{prob}}, nil, false, true); err != nil {
			t.Fatal(err)
		}
		var explained struct{ Remedy []string }
		var checked struct{ Problems []struct{ Remedy []string } }
		if err := json.Unmarshal(object.Bytes(), &explained); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(report.Bytes(), &checked); err != nil {
			t.Fatal(err)
		}
		for _, remedy := range append(explained.Remedy, checked.Problems[0].Remedy...) {
			if !strings.Contains(strings.Join(strings.Fields(text.String()), " "), "- "+remedy) {
				t.Errorf("%s: %q is in its JSON and not in\n%s", code, remedy, text.String())
			}
		}
		if len(explained.Remedy) != len(prob.Remedy) || len(checked.Problems[0].Remedy) != len(prob.Remedy) {
			t.Errorf("%s has %d remedies, JSON %q and %q", code, len(prob.Remedy), explained.Remedy, checked)
		}
	}
}

// A command in the middle of a line is copied with what stands before it, and a
// long one is broken where the window ends.
func TestACommandAndALinkStandOnALineOfTheirOwn(t *testing.T) {
	t.Parallel()
	long := "https://gitlab.a-company-with-a-long-name.example.com/under/a/path/that/is/long"
	site := problem.Site{URL: long, TokensURL: long + "/-/user_settings/personal_access_tokens"}
	commands, links := 0, 0
	for _, code := range problem.Codes() {
		var text bytes.Buffer
		screen := gated(
			system.TerminalWriter{Writer: &text, Columns: 80}, token.NewRedactor(), phrase.Invocation{Program: "./gt"},
		)
		printProblem(screen, "glpat: ", problem.Context{Site: site}.Problem(code))
		for line := range strings.SplitSeq(text.String(), "\n") {
			line = strings.TrimSpace(line)
			if strings.HasPrefix(line, long+",") {
				continue // it is named in a sentence, and nothing to open
			}
			isCommand, isLink := strings.HasPrefix(line, "./gt"), strings.HasPrefix(line, long)
			switch {
			case isCommand:
				commands++
			case isLink:
				links++
			case strings.Contains(line, ": glpat"), strings.Contains(line, long+"/-/"):
				t.Errorf("%s: it stands behind other words: %q", code, line)
			}
			if isLink && strings.Contains(line, " ") {
				t.Errorf("%s: the link does not stand alone: %q", code, line)
			}
		}
	}
	if commands == 0 || links == 0 {
		t.Errorf("there were %d commands and %d links", commands, links)
	}
}

func TestEveryCommandIsKnownAsOne(t *testing.T) {
	t.Parallel()
	for _, command := range append(newRoot(System{}).Commands(), newHelp()) {
		if _, line := phrase.SplitCommand("See: glpat " + command.Name()); line == "" {
			t.Errorf("glpat %s is taken for words of a sentence", command.Name())
		}
	}
}

func TestEveryProblemShowsItsCodeAtTheEndOfItsFirstLine(t *testing.T) {
	t.Parallel()
	for _, code := range problem.Codes() {
		var plain, coloured bytes.Buffer
		prob := problem.Context{}.Problem(code)
		printProblem(&plain, "glpat: ", prob)
		first, _, _ := strings.Cut(plain.String(), "\n")
		if want := "glpat: " + prob.Summary + ". [" + string(code) + "]"; first != want {
			t.Errorf("it begins %q, want %q", first, want)
		}
		printProblem(system.TerminalWriter{Writer: &coloured, Colours: true}, "glpat: ", prob)
		if want := ". \x1b[90m[" + string(code) + "]\x1b["; !strings.Contains(coloured.String(), want) {
			t.Errorf("on a terminal with colours it is %q", coloured.String())
		}
	}
	var text bytes.Buffer
	printProblem(&text, statusLead(problem.Context{}.Problem(problem.CodeTokenExpired)),
		problem.Context{}.Problem(problem.CodeTokenExpired))
	if first, _, _ := strings.Cut(text.String(), "\n"); strings.Count(first, "token_expired") != 1 {
		t.Errorf("where the code stands first it is %q", first)
	}
}
