package config

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"
)

// The test binary plays other processes: with GLPAT_TEST_ROLE set it runs that
// role with its arguments instead of the tests.
func TestMain(m *testing.M) {
	role := os.Getenv("GLPAT_TEST_ROLE")
	if role == "" {
		os.Exit(m.Run())
	}
	if err := playRole(role, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func playRole(role string, args []string) error {
	switch role {
	case "add records":
		return roleAddRecords(args)
	case "write for ever":
		return roleWriteForEver(args)
	case "use a secret service":
		return roleSecretService(args)
	case "use no session bus":
		return roleNoBus()
	}
	return fmt.Errorf("no role %q", role)
}

// inRole returns the command that runs the test binary in a role.
func inRole(t *testing.T, role string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self, args...)
	cmd.Env = append(os.Environ(), "GLPAT_TEST_ROLE="+role)
	return cmd
}

// missing skips the test for want of a real part, or fails it where every part
// should be there.
func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("GLPAT_TEST_REQUIRE") == "all" {
		t.Fatalf("missing here: %s", what)
	}
	t.Skipf("missing here: %s", what)
}

func fixedClock() time.Time { return time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC) }

// newStore returns a store in a directory that does not exist yet.
func newStore(t *testing.T) *Store {
	t.Helper()
	return Open(t.TempDir()+"/glpat", fixedClock)
}

// withFile returns a store that has one file with that content.
func withFile(t *testing.T, name, content string) *Store {
	t.Helper()
	s := newStore(t)
	if err := os.Mkdir(s.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	writeFile(t, s.dir+"/"+name, content)
	return s
}

func writeFile(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// names lists a directory, without the lock.
func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, entry := range entries {
		if entry.Name() != lockName {
			all = append(all, entry.Name())
		}
	}
	return all
}

// wantFileReason wants an error with that reason, which says what to do.
func wantFileReason(t *testing.T, err error, want FileReason) {
	t.Helper()
	wrong, is := errors.AsType[*FileError](err)
	if !is || wrong.Reason != want || wrong.Remedy() == "" {
		t.Errorf("got %v, want the reason %d", err, want)
	}
}
