package command_test

import (
	"bytes"
	"errors"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/creack/pty"
)

// silentTerminal is a terminal that answers no question: it only takes what it
// is sent.
type silentTerminal struct {
	mu       sync.Mutex
	received bytes.Buffer
}

// Write implements io.Writer.
func (s *silentTerminal) Write(part []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.received.Write(part)
}

// text is everything received, without colours and moves.
func (s *silentTerminal) text() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return ansi.Strip(s.received.String())
}

func TestATerminalThatAnswersNothingWorksAtOnce(t *testing.T) {
	t.Parallel()
	program := exec.CommandContext(t.Context(), builtProgram(t), "practice", "--no-browser")
	program.Env = append(isolated(t.TempDir()), "TERM=xterm-256color")
	var stderr bytes.Buffer
	program.Stderr = &stderr
	started := time.Now()
	far, err := pty.StartWithSize(program, &pty.Winsize{Cols: 80, Rows: 24})
	if errors.Is(err, pty.ErrUnsupported) {
		t.Skip("there is no pseudo-terminal here")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = far.Close() }()
	silent := &silentTerminal{}
	go func() { _, _ = io.Copy(silent, far) }() // ends when far is closed
	ended := make(chan error, 1)
	go func() { ended <- program.Wait() }()

	sees := func(text string) {
		t.Helper()
		waitFor(t, strconv.Quote(text), silent.text, func() bool { return strings.Contains(silent.text(), text) })
	}
	sees("Step 1 of 5")
	if took := time.Since(started); took > 3*time.Second {
		t.Errorf("the first screen took %v, as if an answer was waited for", took)
	}
	sees("choose another") // what was on the screen before is not sent again
	if _, err := far.WriteString("?"); err != nil {
		t.Fatal(err)
	}
	sees("You do each step in your browser.")
	if _, err := far.WriteString("\x03"); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-ended:
		if program.ProcessState.ExitCode() != 130 {
			t.Errorf("it ended with %v, want status 130; stderr: %s", err, stderr.String())
		}
	case <-time.After(patience):
		_ = program.Process.Kill()
		t.Fatalf("Ctrl+C does not end it:\n%s", silent.text())
	}
}
