package command_test

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"glpat/gitlab/gitlabtest"
)

// maxMemory is what the program may hold at once, in kiB, whatever a server
// sends.
const maxMemory = 40 << 10

func TestAnAnswerWithoutEndTakesNoMemory(t *testing.T) {
	t.Parallel()
	program := builtProgram(t)
	rows := gitlabtest.Rows(nil)
	for _, test := range []struct{ name, path string }{
		{"practice endless@all", ""},
		{"practice endless@all", "/group/project"},
		{"practice endless@self", ""},
		{"practice megabyte@all", "/group/project"},
	} {
		t.Run(test.name+test.path, func(t *testing.T) {
			t.Parallel()
			target := rowNamed(t, rows, test.name).Start(t)
			run := exec.CommandContext(t.Context(), program, "check", "--token-stdin", "--host", target.URL+test.path)
			run.Env = isolated(t.TempDir())
			run.Stdin = strings.NewReader(target.Token.Reveal())
			if err := run.Start(); err != nil {
				t.Fatal(err)
			}
			peak := watchMemory(t, run)
			if peak == 0 || peak > maxMemory {
				t.Errorf("it held %d kiB, want %d at most", peak, maxMemory)
			}
			t.Logf("it held %d kiB", peak)
		})
	}
}

var highWater = regexp.MustCompile(`(?m)^VmHWM:\s+(\d+) kB$`)

// watchMemory waits for the program's end and gives the most it held, in kiB.
// What the system tells afterwards (ru_maxrss) is no use: it counts what the
// test held when it started the program.
func watchMemory(t *testing.T, run *exec.Cmd) int {
	t.Helper()
	ended := make(chan struct{})
	go func() {
		_ = run.Wait() // it is meant to fail
		close(ended)
	}()
	look := time.NewTicker(time.Millisecond)
	defer look.Stop()
	peak := 0
	for {
		status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", run.Process.Pid)) // gone when it has ended
		if match := highWater.FindSubmatch(status); match != nil {
			held, err := strconv.Atoi(string(match[1]))
			if err != nil {
				t.Fatal(err)
			}
			peak = max(peak, held)
		}
		select {
		case <-ended:
			return peak
		case <-look.C:
		}
	}
}
