package command_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// A crash that writes down all memory is what GOTRACEBACK=crash asks for.
func TestACrashWritesNoTokenToAFile(t *testing.T) {
	t.Parallel()
	const secret = "glpat-Never2BeWrittenToDisk1"
	asked := make(chan struct{}, 100)
	silent := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		asked <- struct{}{}
		<-r.Context().Done()
	}))
	t.Cleanup(silent.Close)
	dir := t.TempDir()
	run := exec.CommandContext(t.Context(), "sh", "-c", `ulimit -c unlimited && exec "$@"`, "sh",
		builtProgram(t), "check", "--token-stdin", "--host", silent.URL)
	run.Dir, run.Env = dir, append(isolated(t.TempDir()), "GOTRACEBACK=crash")
	run.Stdin = strings.NewReader(secret)
	var talk bytes.Buffer
	run.Stderr = &talk
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- run.Wait() }() // ends with the program
	select {
	case <-asked:
	case err := <-ended:
		t.Skipf("cores cannot be allowed here: %v", err)
	}
	if err := run.Process.Signal(syscall.SIGABRT); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; err == nil {
		t.Error("it was aborted, and does not say so")
	}
	if status, ok := run.ProcessState.Sys().(syscall.WaitStatus); !ok || !status.Signaled() || status.CoreDump() {
		t.Errorf("it ended with %v", run.ProcessState)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
		t.Errorf("it left %v, %v", left, err)
	}
	hunt(t, "the trace", talk.Bytes(), secret)
}
