package command

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheReadmeNamesEveryVerb(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	table := "\n| Command |"
	_, rows, _ := strings.Cut(string(readme), table)
	rows, _, _ = strings.Cut(rows, "\n\n")
	verbs := newRoot(System{Stdout: io.Discard, Stderr: io.Discard}).Commands()
	if len(verbs) == 0 {
		t.Error("there are no verbs")
	}
	for _, verb := range verbs {
		if !strings.Contains(rows, "`glpat "+verb.Name()) {
			t.Errorf("README.md has no row for glpat %s", verb.Name())
		}
	}
}
