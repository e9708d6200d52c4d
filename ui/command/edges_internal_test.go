package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"glpat/config"
	"glpat/gitlab"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/ui/flow"
	"glpat/ui/wizard"
)

func quietMachine(variables map[string]string) (System, *bytes.Buffer) {
	var talk bytes.Buffer
	return System{
		Stdout: &talk,
		Stderr: &talk,
		Getenv: func(name string) string { return variables[name] },
		Now:    time.Now,
	}, &talk
}

func TestTheLastWordsNeedNoInstance(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name    string
		outcome wizard.Outcome
		want    string
	}{
		{"a token of no instance", wizard.Outcome{Draft: flow.Draft{Secret: token.NewSecret("x")}}, "revoke it on " +
			"GitLab's page"},
		{
			"a report as well",
			wizard.Outcome{Draft: flow.Draft{Secret: token.NewSecret("x"), Report: &gitlab.Report{Token: &gitlab.Token{Name: "n"}}}},
			"kept nowhere",
		},
		{
			"the end of the way",
			wizard.Outcome{End: wizard.EndFinished, Kept: "here", Draft: flow.Draft{Name: "n"}},
			"“n”.\nIt is kept here.",
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			machine, talk := quietMachine(nil)
			_ = sayOutcome(machine, tc.outcome, nil)
			if !strings.Contains(talk.String(), tc.want) {
				t.Errorf("it says %q, want %q in it", talk.String(), tc.want)
			}
		})
	}
}

func TestATerminalWithoutUTF8GetsPlainQuotes(t *testing.T) {
	t.Parallel()
	machine, talk := quietMachine(map[string]string{"LC_ALL": "C"})
	_ = sayOutcome(machine, wizard.Outcome{End: wizard.EndFinished, Draft: flow.Draft{Name: "n"}}, nil)
	if got := talk.String(); got != "Your token works: \"n\".\n" {
		t.Errorf("it says %q", got)
	}
}

func TestOnlyAnInterruptionIsSilent(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name string
		err  error
		want Status
	}{
		{"the person left", nil, StatusInterrupted},
		{"interrupted", tea.ErrInterrupted, StatusInterrupted},
		{"cancelled", fmt.Errorf("%w: %w", tea.ErrProgramKilled, context.Canceled), StatusInterrupted},
		{"a panic", fmt.Errorf("%w: %w", tea.ErrProgramKilled, tea.ErrProgramPanic), StatusUnexpected},
		{"the terminal failed", fmt.Errorf("%w: %w", tea.ErrProgramKilled, errors.New("read /dev/tty: "+
			"input/output error")), StatusUnexpected},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			machine, _ := quietMachine(nil)
			if got := statusOf(sayOutcome(machine, wizard.Outcome{}, tc.err)); got != tc.want {
				t.Errorf("status %d, want %d", got, tc.want)
			}
		})
	}
}

func TestOnlyWhatMayBeAGitLabIsSuggested(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	hosts := "hosts:\n  github.com: {}\n  ssh.dev.azure.com: {}\n  github.community.example: {}\n" +
		"  \"glab.example.com\\e[31m\": {}\n  \"user:word@Git.Example.com:443\": {}\n"
	if err := os.WriteFile(filepath.Join(dir, "config.yml"), []byte(hosts), 0o600); err != nil {
		t.Fatal(err)
	}
	machine, _ := quietMachine(map[string]string{"GLAB_CONFIG_DIR": dir})
	settings := config.Settings{
		Instances: []config.KnownInstance{{URL: "HTTPS://Old.example.com:443/git/"}, {URL: "https://codeberg.org"}},
	}
	var got []string
	for _, suggestion := range suggester(machine, settings)(t.Context()) {
		got = append(got, suggestion.Address)
	}
	for _, want := range []string{"https://old.example.com/git", "github.community.example", "git.example.com", "gitlab.com"} {
		if !slices.Contains(got, want) {
			t.Errorf("%q is not among %q", want, got)
		}
	}
	for _, address := range got {
		if strings.ContainsAny(address, "\x1b@") || strings.HasSuffix(address, "github.com") ||
			strings.Contains(address, "azure") ||
			strings.Contains(address, "codeberg") {
			t.Errorf("%q is offered", address)
		}
	}
}

func TestThePracticeOfAnotherProcessIsRefusedInWords(t *testing.T) {
	t.Parallel()
	host := &practiceHost{}
	_, err := host.CreateToken(t.Context(), "http://127.0.0.1:1/x", "")
	if problem, ok := errors.AsType[*problem.Problem](err); !ok || problem.Summary == "" || len(problem.Remedy) == 0 {
		t.Errorf("got %v", err)
	}
}

func TestNothingWritesDownTheKeys(t *testing.T) {
	for _, name := range traceVariables() {
		t.Setenv(name, filepath.Join(t.TempDir(), "trace"))
	}
	t.Setenv(tokenVariable, "glpat-x")
	if machine := NewSystem(); machine.Token.Reveal() != "glpat-x" {
		t.Error("the token was not taken")
	}
	for _, name := range append(traceVariables(), tokenVariable) {
		if _, set := os.LookupEnv(name); set {
			t.Errorf("%s is set still", name)
		}
	}
}

func TestAKeyringThatCannotBeReadIsToldOnce(t *testing.T) {
	t.Parallel()
	var talk bytes.Buffer
	printError(&talk, &config.KeyringError{Op: "read the kept token", Reason: config.KeyringLocked})
	if got := talk.String(); strings.Count(got, "Unlock the keyring") != 1 || strings.Contains(got, "in a file") {
		t.Errorf("it says %q", got)
	}
}

func TestTheInstanceWhoseBaseFitsBestIsTaken(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		path, one, other string
		want             bool
	}{
		{"", "", "/gitlab", true},
		{"", "/gitlab", "", false},
		{"/a/b", "/a", "", true},
		{"/a/b", "", "/a", false},
		{"/a", "/a", "/a/b", true},
	} {
		if got := closer(tc.path, tc.one, tc.other); got != tc.want {
			t.Errorf("closer(%q, %q, %q) = %v", tc.path, tc.one, tc.other, got)
		}
	}
}
