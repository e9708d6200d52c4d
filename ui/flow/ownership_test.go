package flow_test

import (
	"context"
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// The draft's rules stand in its methods. A field that is set beside them would
// go round those.
func TestNoScreenAndNoCommandSetsAFieldOfTheDraft(t *testing.T) {
	t.Parallel()
	exports := exportData(t)
	for _, name := range []string{"wizard", "command"} {
		for _, place := range draftWrites(t, exports, sourcesOf(t, filepath.Join("..", name))) {
			t.Errorf("%s sets a field of the draft: give flow.Draft a method for it", place)
		}
	}
}

func TestEveryWayToSetAFieldOfTheDraftIsFound(t *testing.T) {
	t.Parallel()
	exports := exportData(t)
	const head = `package screen
import ("glpat/gitlab"; "glpat/gitlab/catalog"; "glpat/ui/flow")
type shared struct { draft flow.Draft }
type screen struct { *shared }
var _ = []any{catalog.ScopeAPI, gitlab.Instance{}}
func (s *screen) update() {
`
	cases := []struct {
		name, code string
		found      int
	}{
		{"an assignment", `s.draft.Name = "x"`, 1},
		{"two at once", `s.draft.Name, s.draft.Kept = "x", true`, 2},
		{"an assignment to a copy", `draft := s.draft; draft.Name = "x"; s.draft = draft`, 1},
		{"an assignment through a pointer", `draft := &s.draft; draft.Name = "x"`, 1},
		{"an addition", `s.draft.Name += "x"`, 1},
		{"a step up", `s.draft.Account++`, 1},
		{"an address", `name := &s.draft.Name; _ = name`, 1},
		{"an element", `s.draft.Scopes[0] = catalog.ScopeAPI`, 1},
		{"a part of what a field points to", `s.draft.Instance.URL = "x"`, 1},
		{"all that a field points to", `*s.draft.Instance = gitlab.Instance{}`, 1},
		{"a loop's variable", `for _, s.draft.Name = range []string{"x"} { _ = s }`, 1},
		{"a method that changes what it is called on", `_ = s.draft.Today.UnmarshalText(nil)`, 1},
		{"a literal", `s.draft = flow.Draft{Name: "x"}`, 1},
		{"a method of the draft", `s.draft = s.draft.WithName("x")`, 0},
		{"reading", `name := s.draft.Name; name = "x"; _ = name`, 0},
		{"an empty draft", `s.draft = flow.Draft{}`, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			found := draftWrites(t, exports, map[string]string{"screen.go": head + c.code + "\n}\n"})
			if len(found) != c.found {
				t.Errorf("found are %v, want %d", found, c.found)
			}
		})
	}
}

// exportData maps the packages that screens and commands import to the files in
// which the go command keeps their types.
func exportData(t *testing.T) map[string]string {
	t.Helper()
	files, err := listExports()
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// listExports asks the go command once for all tests: it reads every package.
var listExports = sync.OnceValues(func() (map[string]string, error) {
	list := exec.CommandContext(context.Background(), "go", "list", "-export", "-deps",
		"-f", "{{.ImportPath}}\t{{.Export}}", "glpat/ui/wizard", "glpat/ui/command")
	list.Stderr = os.Stderr
	printed, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("list the packages: %w", err)
	}
	files := map[string]string{}
	for line := range strings.Lines(string(printed)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), "\t")
		files[path] = file
	}
	return files, nil
})

// sourcesOf reads a package's files for this machine, without its tests.
func sourcesOf(t *testing.T, directory string) map[string]string {
	t.Helper()
	found, err := build.ImportDir(directory, 0)
	if err != nil {
		t.Fatalf("list the files of %s: %v", directory, err)
	}
	sources := map[string]string{}
	for _, name := range found.GoFiles {
		file := filepath.Join(directory, name)
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sources[file] = string(text)
	}
	if len(sources) == 0 {
		t.Fatalf("%s has no files", directory)
	}
	return sources
}

// draftWrites lists where a package sets a field of a draft, or lets something
// else do it.
func draftWrites(t *testing.T, exports map[string]string, sources map[string]string) []string {
	t.Helper()
	fset := token.NewFileSet()
	var files []*ast.File
	for name, text := range sources {
		file, err := parser.ParseFile(fset, name, text, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	open := func(path string) (io.ReadCloser, error) {
		if exports[path] == "" {
			return nil, fmt.Errorf("no types of %s", path)
		}
		return os.Open(exports[path])
	}
	w := writes{info: &types.Info{
		Types:      map[ast.Expr]types.TypeAndValue{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
	}}
	checker := types.Config{Importer: importer.ForCompiler(fset, "gc", open)}
	if _, err := checker.Check("screen", fset, files, w.info); err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		ast.Inspect(file, w.visit)
	}
	var places []string
	for _, at := range w.found {
		places = append(places, fset.Position(at).String())
	}
	slices.Sort(places)
	return places
}

// writes collects where fields of a draft are set.
type writes struct {
	info  *types.Info
	found []token.Pos
}

func (w *writes) visit(node ast.Node) bool {
	switch node := node.(type) {
	case *ast.AssignStmt:
		if node.Tok != token.DEFINE {
			w.set(node.Lhs...)
		}
	case *ast.IncDecStmt:
		w.set(node.X)
	case *ast.RangeStmt:
		if node.Tok == token.ASSIGN {
			w.set(node.Key, node.Value)
		}
	case *ast.UnaryExpr:
		if node.Op == token.AND {
			w.set(node.X)
		}
	case *ast.SelectorExpr:
		if method := w.info.Selections[node]; method != nil && changes(method) {
			w.set(node.X)
		}
	case *ast.CompositeLit:
		if len(node.Elts) > 0 && isDraft(w.info.TypeOf(node)) {
			w.found = append(w.found, node.Pos())
		}
	}
	return true
}

// changes reports whether a method has a pointer for its receiver, and so can
// change what it is called on, which is no pointer itself.
func changes(method *types.Selection) bool {
	function, ok := method.Obj().(*types.Func)
	if !ok || method.Kind() != types.MethodVal {
		return false
	}
	_, byPointer := function.Signature().Recv().Type().(*types.Pointer)
	_, isPointer := method.Recv().(*types.Pointer)
	return byPointer && !isPointer
}

// set notes the expressions that are a field of a draft, or a part of one.
func (w *writes) set(targets ...ast.Expr) {
	for _, target := range targets {
		if target != nil && w.inDraft(target) {
			w.found = append(w.found, target.Pos())
		}
	}
}

func (w *writes) inDraft(target ast.Expr) bool {
	switch target := target.(type) {
	case *ast.ParenExpr:
		return w.inDraft(target.X)
	case *ast.StarExpr:
		return w.inDraft(target.X)
	case *ast.IndexExpr:
		return w.inDraft(target.X)
	case *ast.SelectorExpr:
		selected := w.info.Selections[target]
		if selected == nil || selected.Kind() != types.FieldVal {
			return false
		}
		return isDraft(selected.Recv()) || w.inDraft(target.X)
	}
	return false
}

func isDraft(kind types.Type) bool {
	if pointer, ok := kind.(*types.Pointer); ok {
		kind = pointer.Elem()
	}
	named, ok := types.Unalias(kind).(*types.Named)
	return ok && named.Obj().Name() == "Draft" && named.Obj().Pkg().Path() == "glpat/ui/flow"
}
