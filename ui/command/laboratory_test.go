package command_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/problem"
	"glpat/ui/command"
	"glpat/ui/phrase"
)

// longestRun is what a run may take: two calls that the client's own patience ends,
// and what a busy machine adds.
const longestRun = 3 * phrase.LongestCall

const waitingWords = "glpat: waiting for "

// maxSaid bounds what is shown of a server's own words, in bytes.
const maxSaid = 1200

// TestEveryFaultIsTold walks the fault laboratory: with a token and without one,
// as JSON and as text. The real program says the first of them for every fault;
// the others, and the same fault in other places, are run in this process, whose
// start is already paid for, save where a proxy is in the environment, which is
// read once in a process.
//
//nolint:tparallel // each subtest does, but those that wait start something before
func TestEveryFaultIsTold(t *testing.T) {
	t.Parallel()
	program := builtProgram(t)
	for _, row := range gitlabtest.Rows(nil) {
		t.Run(row.Name, func(t *testing.T) {
			var trials []trial
			if row.Waits {
				trials = tryAll(t, program, row) // they wait while others are tested
			}
			t.Parallel()
			if !row.Waits {
				trials = tryAll(t, program, row)
			}
			for _, trial := range trials {
				done := <-trial.done
				holds(t, row, trial, done)
				if trial.asJSON {
					judge(t, row, trial.name, done)
				} else {
					judgeText(t, row, trial.name, done)
				}
			}
		})
	}
}

// trial is one command line that is tried on a row.
type trial struct {
	name   string
	asJSON bool
	target gitlabtest.Target
	done   <-chan ran
}

// tryAll starts the row's servers and the program on them. Without a token it is
// tried only where something fails before one is needed.
func tryAll(t *testing.T, program string, row gitlabtest.Row) []trial {
	t.Helper()
	target := row.Start(t)
	lines := [][]string{{"check", "--token-stdin", "--json"}, {"check", "--token-stdin"}}
	if row.Phase == gitlabtest.PhaseDiscover {
		lines = append(lines, []string{"check", "--json"}, []string{"check"})
	}
	var trials []trial
	elsewhere := strings.Contains(row.Name, "@")
	for i, line := range lines {
		run := runHere
		if i == 0 && !elsewhere || target.Proxy != "" {
			run = func(t *testing.T, target gitlabtest.Target, args ...string) <-chan ran {
				t.Helper()
				return launch(t, program, target, args...)
			}
		}
		name, asJSON := strings.Join(line, " "), slices.Contains(line, "--json")
		trials = append(trials, trial{name, asJSON, target, run(t, target, line...)})
	}
	return trials
}

// ran is a run of the program.
type ran struct {
	stdout, stderr string
	status         command.Status
	took           time.Duration
}

// launch starts the program on a target, with the token on stdin.
func launch(t *testing.T, program string, target gitlabtest.Target, args ...string) <-chan ran {
	t.Helper()
	return launchAt(t, program, t.TempDir(), target, args...)
}

// launchAt is launch with a home that has settings.
func launchAt(t *testing.T, program, home string, target gitlabtest.Target, args ...string) <-chan ran {
	t.Helper()
	return launchWith(t, program, home, target, nil, args...)
}

// launchWith is launchAt with more variables.
func launchWith(
	t *testing.T,
	program, home string,
	target gitlabtest.Target,
	variables []string,
	args ...string,
) <-chan ran {
	t.Helper()
	args, environment := lineFor(target, home, args)
	environment = append(environment, variables...)
	var stdout, stderr bytes.Buffer
	run := exec.CommandContext(t.Context(), program, args...)
	run.Env, run.Stdin, run.Stdout, run.Stderr = environment, tokenLine(target), &stdout, &stderr
	began := time.Now()
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan ran, 1)
	go func() {
		_ = run.Wait() // the status says it
		done <- ran{stdout.String(), stderr.String(), command.Status(run.ProcessState.ExitCode()), time.Since(began)}
	}()
	return done
}

// runHere is launch in this process: all that the program does behind its main
// function, on a machine of its own.
func runHere(t *testing.T, target gitlabtest.Target, args ...string) <-chan ran {
	t.Helper()
	args, environment := lineFor(target, t.TempDir(), args)
	variables := map[string]string{}
	for _, variable := range environment {
		name, value, _ := strings.Cut(variable, "=")
		variables[name] = value
	}
	var stdout, stderr bytes.Buffer
	machine := systemHere(tokenLine(target), &stdout, &stderr, func(name string) string { return variables[name] })
	began := time.Now()
	done := make(chan ran, 1)
	go func() {
		status := command.Main(machine, args)
		done <- ran{stdout.String(), stderr.String(), command.Status(status), time.Since(began)}
	}()
	return done
}

// systemHere is a machine without a terminal for a run in this process. However
// slow the tests' machine is, nothing is said of a wait.
func systemHere(stdin io.Reader, stdout, stderr io.Writer, getenv func(string) string) command.System {
	return command.System{
		Stdin: stdin, Stdout: stdout, Stderr: stderr, Getenv: getenv, Now: time.Now, Interruptible: context.WithCancel,
		Patience: time.Hour,
	}
}

// lineFor is a whole command line for a target, and the environment for it.
func lineFor(target gitlabtest.Target, home string, args []string) (line, environment []string) {
	line = append(slices.Clone(args), "--host", target.URL)
	if target.Proxy != "" && strings.HasPrefix(target.URL, "http://") {
		line = append(line, "--allow-http") // it goes through another's hands
	}
	environment = isolated(home)
	for _, flag := range [][2]string{
		{"--api", target.API},
		{"--ca-file", target.CAFile},
		{"--client-cert", target.ClientCert},
		{"--client-key", target.ClientKey},
	} {
		if flag[1] != "" {
			line = append(line, flag[:]...)
		}
	}
	for i, header := range target.Headers {
		name, value, _ := strings.Cut(header, ": ")
		variable := fmt.Sprintf("LABORATORY_%d", i)
		environment = append(environment, variable+"="+value)
		line = append(line, "--header", name+": env:"+variable)
	}
	if target.Proxy != "" {
		environment = append(environment, "HTTPS_PROXY="+target.Proxy, "HTTP_PROXY="+target.Proxy)
	}
	return line, environment
}

// tokenLine is what comes from stdin.
func tokenLine(target gitlabtest.Target) io.Reader {
	return strings.NewReader(target.Token.Reveal() + "\n")
}

// holds checks what holds for every run: its status and time, and that nothing
// comes through that must not.
func holds(t *testing.T, row gitlabtest.Row, tried trial, done ran) {
	t.Helper()
	name, target := tried.name, tried.target
	want := command.StatusOK
	if row.Code != "" && !row.Warning {
		want = command.StatusOfCode(row.Code)
	}
	if done.status != want {
		t.Errorf("%s: exit status %d, want %d; stdout:\n%s\nstderr:\n%s", name, done.status, want, done.stdout, done.stderr)
	}
	if done.took > longestRun {
		t.Errorf("%s took %v, want %v at most; stderr:\n%s", name, done.took, longestRun, done.stderr)
	}
	secrets := []string{target.Token.Reveal()}
	for _, header := range target.Headers {
		_, value, _ := strings.Cut(header, ": ")
		secrets = append(secrets, value)
	}
	if _, rest, found := strings.Cut(target.Proxy, "://"); found && strings.Contains(rest, "@") {
		userinfo, _, _ := strings.Cut(rest, "@")
		secrets = append(secrets, userinfo)
	}
	hunt(t, name+"'s stdout", []byte(done.stdout), secrets...)
	hunt(t, name+"'s stderr", []byte(done.stderr), secrets...)
	for _, text := range []string{done.stdout, done.stderr} {
		if at := strings.IndexFunc(text, func(r rune) bool { return r != '\n' && isHidden(r) }); at >= 0 {
			t.Errorf("%s: there is a rune that does something: %q", name, text[at:min(len(text), at+20)])
		}
	}
}

// isHidden reports whether a rune does something on a terminal beside being
// seen, such as those that begin an escape sequence or turn the direction.
func isHidden(r rune) bool { return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) }

// judge reads what the program says as JSON.
func judge(t *testing.T, row gitlabtest.Row, name string, done ran) {
	t.Helper()
	var said struct {
		OK       bool
		Problems []struct {
			Code       problem.Code
			Severity   problem.Severity
			Summary    string
			Cause      string
			Remedy     []string
			ServerSaid string `json:"server_said"`
		}
	}
	if err := json.Unmarshal([]byte(done.stdout), &said); err != nil {
		t.Fatalf("%s: %v; stdout:\n%s\nstderr:\n%s", name, err, done.stdout, done.stderr)
	}
	severity := problem.SeverityError
	if row.Warning {
		severity = problem.SeverityWarning
	}
	if want := row.Code == "" || row.Warning; said.OK != want {
		t.Errorf("%s: ok is %v, want %v", name, said.OK, want)
	}
	for _, problem := range said.Problems {
		for _, text := range append([]string{problem.Summary, problem.Cause, problem.ServerSaid}, problem.Remedy...) {
			if strings.ContainsFunc(text, isHidden) || len(text) > maxSaid {
				t.Errorf("%s: it says, not cleaned or not cut: %.300q", name, text)
			}
		}
		if problem.Summary == "" || problem.Cause == "" || len(problem.Remedy) == 0 {
			t.Errorf("%s: %s is not explained: %+v", name, problem.Code, problem)
		}
	}
	if row.Code == "" {
		return
	}
	var codes []problem.Code
	for _, problem := range said.Problems {
		codes = append(codes, problem.Code)
		if problem.Severity != severity {
			continue
		}
		words := problem.Summary + "\n" + problem.Cause + "\n" + strings.Join(problem.Remedy, "\n")
		if problem.Code != row.Code {
			t.Errorf("%s: the first %s is %s, want %s; it says:\n%s", name, severity, problem.Code, row.Code, words)
		}
		for _, want := range row.Words {
			if !strings.Contains(words, want) {
				t.Errorf("%s: it does not say %q:\n%s", name, want, words)
			}
		}
		break
	}
	if !slices.Contains(codes, row.Code) {
		t.Errorf("%s: the codes are %q, want %s among them", name, codes, row.Code)
	}
}

// judgeText reads what the program says to a person.
func judgeText(t *testing.T, row gitlabtest.Row, name string, done ran) {
	t.Helper()
	if row.Code == "" {
		return
	}
	lead, found := "glpat: ", false
	if row.Warning {
		lead = "glpat: note: "
	}
	for line := range strings.Lines(done.stderr) {
		found = found || strings.HasPrefix(line, lead) && !strings.HasPrefix(line, waitingWords)
	}
	if !found || !strings.Contains(done.stderr, "\n  - ") {
		t.Errorf("%s: no problem with a remedy is told; stderr:\n%s", name, done.stderr)
	}
}
