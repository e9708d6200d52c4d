package command_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// patience is how long a test waits for something to show up. It is reached
// only when the thing never comes.
const patience = 20 * time.Second

// waitFor waits until done says yes, and fails with what state tells.
func waitFor(t *testing.T, what string, state func() string, done func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !done() {
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatalf("waited in vain for %s; now there is:\n%s", what, state())
		}
	}
}

// needPart skips a test that lacks a real part, or fails it where all parts
// are required.
func needPart(t *testing.T, program string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err == nil {
		return path
	}
	if os.Getenv("GLPAT_TEST_REQUIRE") == "all" {
		t.Fatalf("there is no %s here", program)
	}
	t.Skipf("there is no %s here", program)
	return ""
}

// terminal is a real terminal: a pane of a tmux of its own, with one program
// in it.
type terminal struct {
	t      *testing.T
	tmux   string
	socket string
	dir    string // holds pid, status, stderr, before and after

	control    *tmuxControl
	lastScreen string
}

// terminalOptions say what runs in a terminal and how.
type terminalOptions struct {
	program       string // a path; "" is the built glpat
	args          []string
	env           []string // beside PATH, HOME and the like
	width, height int      // in cells; 0 is 80×24
}

// paneScript runs the program and notes what the terminal was like before and
// after, and how it ended. Afterwards the pane stays, to be looked at.
const paneScript = `
cd "$GLPAT_TEST_DIR"
trap : INT
stty -a > before
sh -c 'echo $$ > pid.new; mv pid.new pid; exec "$@" 2> stderr' run "$@"
echo $? > status.new
stty -a > after
mv status.new status
exec tail -f /dev/null
`

// openTerminal starts a program in a terminal of its own and isolated home.
func openTerminal(t *testing.T, home string, options terminalOptions) *terminal {
	t.Helper()
	tmux := needPart(t, "tmux")
	if options.program == "" {
		options.program = builtProgram(t)
	}
	if options.width == 0 {
		options.width, options.height = 80, 24
	}
	// The name of a socket has to be short, which t.TempDir is not.
	sockets, err := os.MkdirTemp("", "glpat") //nolint:usetesting // see above
	if err != nil {
		t.Fatal(err)
	}
	term := &terminal{t: t, tmux: tmux, socket: filepath.Join(sockets, "tmux"), dir: t.TempDir()}
	t.Cleanup(func() {
		// The test's own context has ended by now.
		_ = exec.CommandContext(context.Background(), tmux, "-S", term.socket, "kill-server").Run() // may be gone already
		_ = os.RemoveAll(sockets)
	})

	args := []string{
		"-S", term.socket, "-f", os.DevNull, "-u", "new-session", "-d",
		"-x", strconv.Itoa(options.width), "-y", strconv.Itoa(options.height),
	}
	args = append(args, "sh", "-c", paneScript, "sh", options.program)
	start := exec.CommandContext(t.Context(), tmux, append(args, options.args...)...)
	start.Env = slices.Concat(isolated(home), []string{"TERM=xterm-256color", "GLPAT_TEST_DIR=" + term.dir}, options.env)
	if out, err := start.CombinedOutput(); err != nil {
		t.Fatalf("start tmux: %v\n%s", err, out)
	}
	term.control = attach(t, tmux, term.socket)
	return term
}

// isolated is an environment that reaches no settings of the person who runs
// the tests, and no desktop.
func isolated(home string) []string {
	return []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + home, "XDG_CONFIG_HOME=" + filepath.Join(home, ".config"),
		"LANG=C.UTF-8", "TMPDIR=" + os.TempDir(), noSleepAtExit,
	}
}

// noSleepAtExit keeps a program built with the race detector from waiting a
// second at its end.
const noSleepAtExit = "GORACE=atexit_sleep_ms=0"

// builtProgram builds glpat, once for all tests.
func builtProgram(t *testing.T) string {
	t.Helper()
	path, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// screen is what the terminal shows.
func (term *terminal) screen() string {
	term.t.Helper()
	return term.run("capture-pane", "-p")
}

// flat is the screen with every run of white space as one space, so that texts
// are found whatever line breaks are in them.
func (term *terminal) flat() string {
	term.t.Helper()
	return strings.Join(strings.Fields(term.screen()), " ")
}

// sees waits until the terminal shows the text.
func (term *terminal) sees(text string) {
	term.t.Helper()
	waitFor(term.t, strconv.Quote(text), term.state, func() bool { return strings.Contains(term.flat(), text) })
}

// press presses keys by tmux's names: Enter, C-c, y.
func (term *terminal) press(keys ...string) {
	term.t.Helper()
	term.run(append([]string{"send-keys"}, keys...)...)
}

// paste pastes a text as a terminal does, bracketed.
func (term *terminal) paste(text string) {
	term.t.Helper()
	term.run("set-buffer", text)
	term.run("paste-buffer", "-p", "-d")
}

func (term *terminal) resize(width, height int) {
	term.t.Helper()
	term.run("resize-window", "-x", strconv.Itoa(width), "-y", strconv.Itoa(height))
}

// record keeps every byte that the program sends to the terminal from now on,
// in the file "recorded".
func (term *terminal) record() {
	term.t.Helper()
	term.run("pipe-pane", "cat >> '"+filepath.Join(term.dir, "recorded")+"'")
}

func (term *terminal) stopRecording() {
	term.t.Helper()
	term.run("pipe-pane")
}

// signal sends a signal to the program: TERM, HUP, INT.
func (term *terminal) signal(name string) {
	term.t.Helper()
	out, err := exec.CommandContext(term.t.Context(), "kill", "-"+name, strings.TrimSpace(term.file("pid"))).
		CombinedOutput()
	if err != nil {
		term.t.Fatalf("kill: %v\n%s", err, out)
	}
}

// file reads one of the files the pane writes, "" while it is not there.
func (term *terminal) file(name string) string {
	term.t.Helper()
	return readIfThere(term.t, filepath.Join(term.dir, name))
}

// state is all there is to say when something goes wrong.
func (term *terminal) state() string {
	return term.screen() + "\nstderr:\n" + term.file("stderr")
}

// ends waits until the program has ended and wants the exit status.
func (term *terminal) ends(want int) {
	term.t.Helper()
	waitFor(term.t, "the program's end", term.state, func() bool { return term.file("status") != "" })
	if got := strings.TrimSpace(term.file("status")); got != strconv.Itoa(want) {
		term.t.Errorf("exit status %s, want %d; %s", got, want, term.state())
	}
}

// isRestored wants the terminal as it was before the program.
func (term *terminal) isRestored() {
	term.t.Helper()
	if before, after := term.file("before"), term.file("after"); before != after {
		term.t.Errorf("stty before:\n%s\nafter:\n%s", before, after)
	}
	got := term.run("display-message", "-p", "#{alternate_on} #{cursor_flag} #{bracket_paste_flag} #{mouse_any_flag}")
	if got != "0 1 0 0" && got != "0 1  0" {
		term.t.Errorf("alternate screen, cursor, bracketed paste, mouse are %q", got)
	}
}

// leavesNothing wants no stray temporary file below the directory.
func leavesNothing(t *testing.T, home string) {
	t.Helper()
	for path := range filesBelow(t, home) {
		if name := filepath.Base(path); strings.Contains(name, "tmp") || strings.HasSuffix(name, "~") {
			t.Errorf("a temporary file is left: %s", path)
		}
	}
}
