package command

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"glpat/config"
)

// stepAddedLater are the files whose errors get their step from the command or the
// screen that tells them, because it names a command.
func stepAddedLater(path string) bool {
	return strings.HasSuffix(path, "gitlab/catalog/purpose.go") || strings.HasSuffix(path, "gitlab/catalog/scope.go")
}

func TestEveryErrorForAPersonSaysWhatToDo(t *testing.T) {
	t.Parallel()
	seen := 0
	err := filepath.WalkDir(filepath.Join("..", ".."), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(node ast.Node) bool {
			literal, is := node.(*ast.CompositeLit)
			if !is {
				return true
			}
			keys := map[string]bool{}
			for _, element := range literal.Elts {
				if pair, is := element.(*ast.KeyValueExpr); is {
					if key, is := pair.Key.(*ast.Ident); is {
						keys[key.Name] = true
					}
				}
			}
			what, do := keys["What"], keys["Do"]
			if name, is := literal.Type.(*ast.Ident); is && name.Name == "usageError" {
				what, do = keys["what"], keys["do"]
			} else if !isInputError(literal.Type) {
				return true
			}
			if seen++; what && !do && !stepAddedLater(filepath.ToSlash(path)) {
				t.Errorf("%s: an error without a step", files.Position(literal.Pos()))
			}
			return true
		})
		return nil
	})
	if err != nil || seen < 60 {
		t.Errorf("%d errors were seen, %v", seen, err)
	}
	for _, reason := range config.FileReasons() {
		wrong := &config.FileError{Path: "/home/alice/x", Reason: reason, Err: fs.ErrInvalid}
		if wrong.Cause() == "" || wrong.Remedy() == "" {
			t.Errorf("the reason %d has no cause or no step", reason)
		}
	}
}

// isInputError reports whether a type is input.Error, by that name or in its room.
func isInputError(expression ast.Expr) bool {
	switch of := expression.(type) {
	case *ast.Ident:
		return of.Name == "Error"
	case *ast.SelectorExpr:
		room, is := of.X.(*ast.Ident)
		return is && room.Name == "input" && of.Sel.Name == "Error"
	}
	return false
}

func TestWhatAShellAsksIsRepeatedWithoutControlsAndPasswords(t *testing.T) {
	t.Parallel()
	got := strings.Join(printable([]string{
		"__complete", "check", "--host", "https://alice:hidden@gitlab.example.com/a@b", "--x\x1b]0;title\x07\x9b", "",
	}), "|")
	if want := "__complete|check|--host|https://gitlab.example.com/a@b|--x]0;title|"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	same := []string{"check", "--name", "a\tb"}
	if got := printable(same); got[2] != same[2] {
		t.Errorf("a name changed to %q", got[2])
	}
}
