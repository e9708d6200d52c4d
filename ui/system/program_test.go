package system_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"glpat/ui/system"
)

func TestTheProgramIsNamedAsItWasStarted(t *testing.T) {
	t.Parallel()
	installed := filepath.Join(t.TempDir(), "glpat")
	if err := os.WriteFile(installed, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	found := func(string) (string, error) { return installed, nil }
	missing := func(string) (string, error) { return "", errors.New("not in the path") }
	for _, test := range []struct {
		name, started, want string
		lookPath            func(string) (string, error)
	}{
		{"by its name", "glpat", "glpat", missing},
		{"by another name", "gt", "gt", missing},
		{"by a path here", "./glpat", "./glpat", missing},
		{"by a path here, where another of that name is installed", "./glpat", "./glpat", found},
		{"by a path elsewhere", "../bin/gt", "../bin/gt", missing},
		{"by the path of the one that is installed", installed, "glpat", found},
		{"by a path that needs quotes", "/my tools/glpat", "glpat", missing},
		{"by go run", "/tmp/go-build123/b001/exe/glpat", "go run .", missing},
		{"by nothing", "", "", missing},
	} {
		if got := system.ProgramName(test.started, test.lookPath); got != test.want {
			t.Errorf("%s: it is called %q, want %q", test.name, got, test.want)
		}
	}
}
