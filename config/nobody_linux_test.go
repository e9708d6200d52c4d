package config

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"golang.org/x/sys/unix"
)

// asNobody makes this thread touch files as a user without rights if the tests
// run as root, and gives that user the directory, its files and the way there.
// The caller holds the thread and calls what it returns.
func asNobody(t *testing.T, dir string) func() {
	t.Helper()
	if os.Geteuid() != 0 {
		return func() {}
	}
	const nobody = 65534
	// Only the right to open files changes, not who the program is: so its files are
	// those of the person who became root.
	t.Setenv("SUDO_UID", strconv.Itoa(nobody))
	paths, err := filepath.Glob(dir + "/*")
	if err != nil {
		t.Fatal(err)
	}
	for path := dir; path != os.TempDir() && path != "/"; path = filepath.Dir(path) {
		paths = append(paths, path)
	}
	for _, path := range paths {
		if err := os.Chown(path, nobody, nobody); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := unix.SetfsuidRetUid(nobody); err != nil {
		t.Fatal(err)
	}
	return func() { _, _ = unix.SetfsuidRetUid(0) }
}
