package catalog_test

import (
	"os"
	"path/filepath"
	"regexp"
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

func TestTheSourcesNameFilesThatAreThere(t *testing.T) {
	t.Parallel()
	sources, err := os.ReadFile("SOURCES.md")
	if err != nil {
		t.Fatal(err)
	}
	named := 0
	for _, match := range regexp.MustCompile(`[ (]([a-z_]+\.(?:go|txt))\b`).FindAllSubmatch(sources, -1) {
		file := string(match[1])
		if there, err := filepath.Glob("../*/" + file); err == nil && len(there) == 0 {
			if there, err = filepath.Glob("../" + file); err == nil && len(there) == 0 {
				t.Errorf("there is no file %s", file)
			}
		}
		named++
	}
	if named < 25 {
		t.Errorf("only %d files are named", named)
	}
}
