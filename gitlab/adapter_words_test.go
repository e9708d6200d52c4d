package gitlab_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// The adapter knows no command line: what glpat does about a problem is a
// problem.Remedy, which ui/phrase words.
func TestNoTextOfTheAdapterNamesAFlagOrACommandOfGlpat(t *testing.T) {
	t.Parallel()
	ofGlpat := regexp.MustCompile(`(?:^|[^-a-z])--[a-z]|\bglpat (?:check|explain|forget|guide|keep|link|practice|` +
		`renew|report|request|revoke|run|scopes|setup|status|token|where)\b|\brun glpat\b`)
	ofAnotherTool := regexp.MustCompile(`\b(?:docker login|git (?:config|push)|glab auth|kubectl|npx|Flux)\b|\(\?:`)
	texts := 0
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "practice" || entry.Name() == "gitlabtest"):
			return filepath.SkipDir
		case path == filepath.Join("problem", "quoted.go"): // it has other tools' command lines alone
			return nil
		case entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		files := token.NewFileSet()
		parsed, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(parsed, func(node ast.Node) bool {
			literal, is := node.(*ast.BasicLit)
			if !is || literal.Kind != token.STRING {
				return true
			}
			text, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Errorf("%s: %v", files.Position(literal.Pos()), err)
			}
			texts++
			if ofGlpat.MatchString(text) && !ofAnotherTool.MatchString(text) {
				t.Errorf("%s: it speaks of glpat's command line: %q", files.Position(literal.Pos()), text)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if texts < 1000 {
		t.Errorf("only %d texts were read", texts)
	}
}
