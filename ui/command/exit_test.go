package command_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"glpat/gitlab/problem"
	"glpat/ui/command"
)

func TestEveryCodeHasAnExitStatusThatTheReadmeExplains(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	statuses := map[command.Status]bool{}
	for _, code := range problem.Codes() {
		status := command.StatusOfCode(code)
		statuses[status] = true
		if status == command.StatusUnexpected {
			t.Errorf("%s has no exit status", code)
		}
		if row := "\n| " + strconv.Itoa(int(status)) + " |"; !strings.Contains(string(readme), row) {
			t.Errorf("README.md has no row for the exit status %d of %s", status, code)
		}
	}
	if got := command.StatusOfCode("something_new"); got != command.StatusUnexpected {
		t.Errorf("an unknown code gives %d", got)
	}
	if len(statuses) < 8 {
		t.Errorf("the codes give only %d exit statuses", len(statuses))
	}
}
