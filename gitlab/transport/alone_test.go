package transport_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestNoOtherRoomMakesHTTPClients(t *testing.T) {
	t.Parallel()
	root := filepath.Join("..", "..")
	files := 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		if filepath.Base(filepath.Dir(path)) == "gitlabtest" ||
			filepath.Dir(path) == filepath.Join(root, "gitlab", "transport") {
			return nil
		}
		files++
		set := token.NewFileSet()
		source, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, at := range httpClientsIn(source) {
			t.Errorf("%s: an HTTP client that is not behind the guard", set.Position(at))
		}
		return nil
	})
	if err != nil || files < 100 {
		t.Errorf("%d files were read, %v", files, err)
	}
}

func TestAnHTTPClientIsFoundHoweverItIsMade(t *testing.T) {
	t.Parallel()
	for made, want := range map[string]int{
		"&http.Client{}": 1, "http.Transport{}": 1, "new(http.Client)": 1, "http.DefaultClient": 1,
		`func() { _, _ = http.Get("http://127.0.0.1") }`: 1, "http.NewServeMux()": 0, "func(*http.Client) {}": 0,
	} {
		source, err := parser.ParseFile(token.NewFileSet(), "x.go", "package x\nvar _ = "+made, 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(httpClientsIn(source)); got != want {
			t.Errorf("%s: %d found, want %d", made, got, want)
		}
	}
}

// httpClientsIn lists where a file makes an HTTP client or transport, or uses one of
// net/http's own.
func httpClientsIn(source *ast.File) []token.Pos {
	shared := []string{"DefaultClient", "DefaultTransport", "Get", "Head", "Post", "PostForm"}
	var found []token.Pos
	ast.Inspect(source, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.CompositeLit:
			if of(node.Type, "Client", "Transport") {
				found = append(found, node.Pos())
			}
		case *ast.CallExpr:
			if name, is := node.Fun.(*ast.Ident); is && name.Name == "new" && len(node.Args) == 1 &&
				of(node.Args[0], "Client", "Transport") {
				found = append(found, node.Pos())
			}
		case *ast.SelectorExpr:
			if of(node, shared...) {
				found = append(found, node.Pos())
			}
		}
		return true
	})
	return found
}

// of reports whether an expression is one of net/http's names.
func of(expression ast.Expr, names ...string) bool {
	selector, is := expression.(*ast.SelectorExpr)
	if !is {
		return false
	}
	from, is := selector.X.(*ast.Ident)
	return is && from.Name == "http" && slices.Contains(names, selector.Sel.Name)
}
