package command_test

import (
	"os/exec"
	"strings"
	"testing"
)

// tty runs stty on the program's terminal and gives what it says.
func (term *terminal) tty(args string) string {
	term.t.Helper()
	path := term.run("display-message", "-p", "#{pane_tty}")
	out, err := exec.CommandContext(term.t.Context(), "sh", "-c", "stty "+args+" < '"+path+"'").CombinedOutput()
	if err != nil {
		term.t.Fatalf("stty %s: %v\n%s", args, err, out)
	}
	return string(out)
}

// echoes wants that the terminal shows what is typed, or does not.
func (term *terminal) echoes(want bool) {
	term.t.Helper()
	waitFor(term.t, "another mode of the terminal", term.state, func() bool {
		return strings.Contains(term.tty("-a"), " -echo ") != want
	})
}

// openShell starts an interactive shell, whose jobs can be stopped and continued.
func openShell(t *testing.T, env ...string) *terminal {
	t.Helper()
	bash := needPart(t, "bash")
	return openTerminal(t, t.TempDir(), terminalOptions{
		program: "sh", args: []string{"-c", `exec "$0" --norc -i 2>/dev/tty`, bash},
		env: append(env, "PS1=ready> ", "GLPAT="+builtProgram(t)),
	})
}

// types types a line at the shell.
func (term *terminal) types(line string) {
	term.t.Helper()
	term.sees("ready>")
	term.run("send-keys", "-l", line)
	term.press("Enter")
}

// starts starts glpat from the shell, so that [terminal.signal] is for it.
func (term *terminal) starts(args string) {
	term.t.Helper()
	term.types(`sh -c 'echo $$ > pid; exec "$GLPAT" ` + args + `'`)
}

// stops are the ways to stop a program.
func stops() map[string]func(*terminal) {
	return map[string]func(*terminal){
		"TSTP":   func(term *terminal) { term.signal("TSTP") },
		"STOP":   func(term *terminal) { term.signal("STOP") },
		"Ctrl+Z": func(term *terminal) { term.press("C-z") },
	}
}

// askHidden starts a check and waits for its hidden question.
func askHidden(t *testing.T, host string) *terminal {
	t.Helper()
	term := openTerminal(t, t.TempDir(), terminalOptions{args: []string{"check", "--token-stdin", "--host", host}})
	waitFor(t, "the question", term.state, func() bool { return strings.Contains(term.file("stderr"), "it is not shown") })
	return term
}

func TestASignalAtTheHiddenQuestionLeavesTheTerminalAsItWas(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"TERM", "HUP", "QUIT", "INT", "Ctrl+\\"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			term := askHidden(t, "127.0.0.1:1")
			if name == "Ctrl+\\" {
				term.press("C-\\")
			} else {
				term.signal(name)
			}
			term.ends(130)
			term.isRestored()
			if said := term.file("stderr"); strings.Contains(said, "goroutine") {
				t.Errorf("stderr says %q", said)
			}
		})
	}
}

func TestAHiddenQuestionStaysHiddenWhenItGoesOn(t *testing.T) {
	t.Parallel()
	for name, stop := range stops() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			const question = "it is not shown"
			real := startInstance(t)
			token := real.newToken(t, "api")
			term := openShell(t)
			term.starts("check --token-stdin --host " + real.url)
			term.sees(question)
			stop(term)
			term.sees("Stopped")
			term.types("echo the shell is here")
			term.sees("the shell is here ready>")
			term.types("fg")
			term.echoes(false)
			waitFor(t, "the question again", term.state, func() bool {
				return strings.Count(term.flat(), question) == 2
			})
			term.paste(token)
			term.press("Enter")
			term.sees("scopes api")
			term.types("exit")
			term.ends(0)
			term.isRestored()
			hunt(t, "the screen", []byte(term.screen()), token)
		})
	}
}

// The shell that the program was started from must not run what stands below the
// token in a text that was pasted, nor keep it in its history.
func TestNothingOfAPasteAtTheHiddenQuestionLandsInTheShell(t *testing.T) {
	t.Parallel()
	real := startInstance(t)
	token := real.newToken(t, "api")
	for name, text := range map[string]string{
		"lines below the token": token + "\necho the rest landed\nexit 9\n",
		"lines above it":        "Here it is:\n" + token + "\nGreetings\necho the rest landed\nexit 9\n",
		"a long line below it":  token + "\n" + strings.Repeat("x", 10<<10) + "\necho the rest landed\nexit 9\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			term := openShell(t)
			term.starts("check --token-stdin --host " + real.url)
			term.sees("it is not shown")
			term.paste(text)
			term.sees("scopes api")
			term.types("exit 0")
			term.ends(0)
			hunt(t, "the screen", []byte(term.screen()), token)
			if screen := term.screen(); strings.Contains(screen, "landed") {
				t.Errorf("the shell got the rest:\n%s", screen)
			}
		})
	}
}

func TestWithoutAShellNothingStops(t *testing.T) {
	t.Parallel()
	term := askHidden(t, "127.0.0.1:1")
	term.signal("TSTP")
	waitFor(t, "the question again", term.state, func() bool {
		return strings.Count(term.file("stderr"), "it is not shown") == 2
	})
	term.echoes(false)
	term.press("C-c")
	term.ends(130)
	term.isRestored()
}

func TestTheWizardGivesTheTerminalBackWhileItIsStopped(t *testing.T) {
	t.Parallel()
	for name, stop := range stops() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			real := startInstance(t)
			token := real.newToken(t, "read_repository")
			term := openShell(t)
			term.starts("--host " + real.url + " --purpose clone --no-browser")
			term.walkTo("copy the link")
			whole := term.screen()
			stop(term)
			term.sees("Stopped")
			if name == "STOP" { // the wizard could not put it back
				term.tty("sane")
			}
			term.types("echo the shell is here")
			term.sees("the shell is here ready>")
			term.types("fg")
			waitFor(t, "the same screen as before\n"+whole, term.state, func() bool { return term.screen() == whole })
			term.echoes(false)
			term.paste(token)
			term.sees("personal access token")
			hunt(t, "the screen", []byte(term.screen()), token)
			term.press("C-c")
			term.press("C-c")
			term.sees("revoke it here")
			term.types("exit")
			term.ends(130)
			term.isRestored()
		})
	}
}
