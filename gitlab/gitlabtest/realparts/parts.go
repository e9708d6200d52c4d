package realparts

import (
	"os"
	"os/exec"
	"testing"
)

// Require returns the path of the first of the programs that is installed.
// what names the part in the word on what is missing.
func Require(t *testing.T, what string, programs ...string) string {
	t.Helper()
	for _, program := range programs {
		if path, err := exec.LookPath(program); err == nil {
			return path
		}
	}
	MissingPart(t, what)
	return ""
}

// MissingPart ends the test, because the part it needs is not installed.
func MissingPart(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("GLPAT_TEST_REQUIRE") == "all" {
		t.Fatalf("this test needs %s, which is not installed", what)
	}
	t.Skipf("this test needs %s, which is not installed", what)
}
