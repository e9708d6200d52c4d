package practice

import (
	"os"
	"os/exec"
	"testing"
)

// requirePart returns the path of the first program of a real part that is
// installed. Without one the test skips, or fails where all parts must be there.
func requirePart(t *testing.T, what string, programs ...string) string {
	t.Helper()
	for _, program := range programs {
		if path, err := exec.LookPath(program); err == nil {
			return path
		}
	}
	missingPart(t, what)
	return ""
}

func missingPart(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("GLPAT_TEST_REQUIRE") == "all" {
		t.Fatalf("this test needs %s, which is not installed", what)
	}
	t.Skipf("this test needs %s, which is not installed", what)
}
