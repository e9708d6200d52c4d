package catalog_test

import (
	"os"
	"strings"
	"testing"

	"glpat/gitlab/catalog"
)

func TestTheSourcesNameTheReleaseThatTheTablesWereCheckedAgainst(t *testing.T) {
	t.Parallel()
	sources, err := os.ReadFile("SOURCES.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(sources), "**"+catalog.CheckedAgainst+"**") {
		t.Errorf("SOURCES.md does not say **%s**: both change together", catalog.CheckedAgainst)
	}
}
