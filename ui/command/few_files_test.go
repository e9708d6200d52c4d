//go:build linux

package command_test

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"
)

func TestTooFewFilesEndInWordsAndInNoTrace(t *testing.T) {
	t.Parallel()
	program := builtProgram(t)
	for _, files := range []int{6, 7, 8, 9, 12, 20} {
		for _, args := range []string{"check", "token", "link --purpose clone", "practice --serve", ""} {
			home := t.TempDir()
			line := fmt.Sprintf(`ulimit -n %d; exec "$0" %s --host 127.0.0.1:1`, files, args)
			if args == "practice --serve" {
				if files > 9 {
					continue // it serves until it is ended
				}
				line = fmt.Sprintf(`ulimit -n %d; exec timeout 0.5 "$0" %s`, files, args)
			}
			run := exec.CommandContext(t.Context(), "sh", "-c", line, program)
			run.Env = isolated(home)
			out, _ := run.CombinedOutput() // the status is that of each failure
			if strings.Contains(string(out), "goroutine ") {
				t.Errorf("%d files, %q: a trace:\n%s", files, args, out)
			}
			if files < 9 && !strings.Contains(string(out), "ulimit -n") {
				t.Errorf("%d files, %q: no remedy:\n%s", files, args, out)
			}
		}
	}
}
