package command_test

import (
	"bufio"
	"io"
	"os/exec"
	"strings"
	"testing"
)

// tmuxControl is a client of a tmux that takes commands from its stdin, so that to
// look at a screen starts no program.
type tmuxControl struct {
	commands io.Writer
	answers  *bufio.Reader
}

// attach starts the client, which ends with its server.
func attach(t *testing.T, tmux, socket string) *tmuxControl {
	t.Helper()
	client := exec.CommandContext(t.Context(), tmux, "-S", socket, "-u", "-C", "attach", "-f", "ignore-size,no-output")
	commands, err := client.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	answers, err := client.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := client.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Wait() }) // the end of the server or of the test ends it
	return &tmuxControl{commands, bufio.NewReader(answers)}
}

// run runs a command of tmux's and gives what it prints.
func (term *terminal) run(args ...string) string {
	term.t.Helper()
	line := make([]string, len(args))
	for i, arg := range args {
		line[i] = "'" + strings.ReplaceAll(arg, "'", `'\''`) + "'"
		if strings.ContainsAny(arg, "\r\n") {
			return term.runOnce(args...)
		}
	}
	if _, err := io.WriteString(term.control.commands, strings.Join(line, " ")+"\n"); err != nil {
		term.t.Fatalf("tmux %s: %v", args[0], err)
	}
	printed, inside := []string{}, false
	for {
		answer, err := term.control.answers.ReadString('\n')
		if err != nil {
			term.t.Fatalf("tmux %s: %v", args[0], err)
		}
		answer = strings.TrimSuffix(answer, "\n")
		mark, rest, _ := strings.Cut(answer, " ")
		switch {
		case !inside: // an answer to a command of this client has the flag 1
			inside = mark == "%begin" && strings.HasSuffix(rest, " 1")
		case mark == "%end":
			return strings.TrimRight(strings.Join(printed, "\n"), "\n")
		case mark == "%error":
			term.t.Fatalf("tmux %s: %s", args[0], strings.Join(printed, "\n"))
		default:
			printed = append(printed, answer)
		}
	}
}

// runOnce is run for what does not fit a line.
func (term *terminal) runOnce(args ...string) string {
	term.t.Helper()
	out, err := exec.CommandContext(term.t.Context(), term.tmux, append([]string{"-S", term.socket}, args...)...).
		CombinedOutput()
	if err != nil {
		term.t.Fatalf("tmux %s: %v\n%s", args[0], err, out)
	}
	return strings.TrimRight(string(out), "\n")
}
