package command

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/creack/pty"
)

// BenchmarkStart measures the real program from its start to the first whole
// frame, on a terminal that answers no query. Where glab is installed it is
// measured in turn, from its start to the first prompt of "glab auth login",
// and the ratio is reported: budget one half.
func BenchmarkStart(b *testing.B) {
	glpat := filepath.Join(b.TempDir(), "glpat")
	build := exec.CommandContext(b.Context(), "go", "build", "-trimpath", "-ldflags", "-s -w", "-o", glpat, "glpat")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("build: %v\n%s", err, out)
	}
	glab, noGlab := exec.LookPath("glab")
	var ours, theirs time.Duration
	runs := 0
	for b.Loop() {
		ours += untilShown(b, "help", glpat)
		if noGlab == nil {
			theirs += untilShown(b, "GitLab instance", glab, "auth", "login")
		}
		runs++
	}
	b.ReportMetric(float64(ours.Microseconds())/float64(runs)/1000, "ms/start")
	if noGlab == nil {
		b.ReportMetric(float64(theirs.Microseconds())/float64(runs)/1000, "ms/glab-start")
		b.ReportMetric(float64(ours)/float64(theirs), "of-glab")
	}
}

// untilShown runs a program on a terminal of 80×24 and measures how long it
// takes until it has written a text.
func untilShown(b *testing.B, text, program string, args ...string) time.Duration {
	b.Helper()
	ctx, stop := context.WithTimeout(b.Context(), 20*time.Second)
	defer stop()
	home := b.TempDir()
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir = home
	cmd.Env = []string{
		"HOME=" + home,
		"PATH=" + os.Getenv("PATH"),
		"TERM=xterm-256color",
		"LANG=C.UTF-8",
		"GLAB_CHECK_UPDATE=false",
	}
	started := time.Now()
	terminal, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: 80, Rows: 24})
	if err != nil {
		b.Fatal(err)
	}
	defer func() {
		stop()
		_ = terminal.Close()
		_ = cmd.Wait() // it was killed
	}()
	var seen []byte
	chunk := make([]byte, 16<<10)
	for {
		n, err := terminal.Read(chunk)
		seen = append(seen, chunk[:n]...)
		if bytes.Contains(seen, []byte(text)) {
			return time.Since(started)
		}
		if err != nil {
			b.Fatalf("%s ended before it showed %q: %v\n%s", program, text, err, seen)
		}
	}
}
