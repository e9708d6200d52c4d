package wizard

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/creack/pty"
)

var graphics = regexp.MustCompile(`\x1b\[([0-9;]*)m`)

// coloursIn lists the colours that a program wrote: "96" for one of the
// sixteen, "38" or "48" for one of more.
func coloursIn(written string) []string {
	var colours []string
	for _, match := range graphics.FindAllStringSubmatch(written, -1) {
		for part := range strings.SplitSeq(match[1], ";") {
			if (len(part) == 2 && strings.ContainsAny(part[:1], "349") && part[1] != '9') || len(part) == 3 {
				colours = append(colours, part)
			}
		}
	}
	return colours
}

// The terminal here answers no query, so every case also shows that glpat
// waits for none.
func TestATerminalGetsTheColoursItHasAndNoOthers(t *testing.T) {
	cases := []struct {
		name     string
		env      []string
		coloured bool
	}{
		{"16 colours", []string{"TERM=xterm"}, true},
		{"256 colours use the same sixteen", []string{"TERM=xterm-256color"}, true},
		{"true colour uses the same sixteen", []string{"TERM=xterm-256color", "COLORTERM=truecolor"}, true},
		{"NO_COLOR", []string{"TERM=xterm-256color", "NO_COLOR=1"}, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			colours := coloursIn(runOnTerminal(t, c.env))
			if got := len(colours) > 0; got != c.coloured {
				t.Errorf("the colours are %q", colours)
			}
			if slices.Contains(colours, "38") || slices.Contains(colours, "48") {
				t.Errorf("a colour outside the sixteen is written: %q", colours)
			}
		})
	}
}

// runOnTerminal runs the wizard on a terminal that answers nothing, leaves it
// once its first screen is there, and returns what was written.
func runOnTerminal(t *testing.T, env []string) string {
	t.Helper()
	master, terminal, err := pty.Open()
	if err != nil {
		t.Skipf("this test needs a pseudo-terminal: %v", err)
	}
	t.Cleanup(func() { _ = master.Close() })
	if err := pty.Setsize(terminal, &pty.Winsize{Cols: 80, Rows: 24}); err != nil {
		t.Fatal(err)
	}
	model := NewModel(t.Context(), newWorld().env(), Given{})
	program := tea.NewProgram(model, tea.WithInput(terminal), tea.WithOutput(terminal),
		tea.WithEnvironment(env), tea.WithoutSignalHandler())
	ended := make(chan error, 1)
	go func() {
		_, err := program.Run()
		_ = terminal.Close()
		ended <- err
	}()

	var written bytes.Buffer
	left := false
	chunk := make([]byte, 16<<10)
	deadline := time.Now().Add(20 * time.Second)
	for time.Now().Before(deadline) {
		n, err := master.Read(chunk)
		written.Write(chunk[:n])
		if err != nil {
			break
		}
		if !left && strings.Contains(written.String(), "help") {
			left = true
			if _, err := master.WriteString("\x03"); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(written.String(), "Which GitLab do you use?") {
		t.Fatalf("the first screen is not there: %q", written.String())
	}
	return written.String()
}
