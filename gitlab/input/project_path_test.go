package input_test

import (
	"strings"
	"testing"

	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/input"
	"glpat/gitlab/token"
)

func TestThePathOfAProjectIsReadAsPeopleGiveIt(t *testing.T) {
	for _, test := range [][2]string{
		{"group/project", "group/project"},
		{" group/sub/project ", "group/sub/project"},
		{"/group/project/", "group/project"},
		{"group/project.git", "group/project"},
		{"sam/.dotfiles", "sam/.dotfiles"},
		{"_a/b-c.d_e", "_a/b-c.d_e"},
	} {
		if got, err := input.ProjectPath(test[0], token.OwnPrefix{}); err != nil || got != test[1] {
			t.Errorf("%q is read as %q, %v; want %q", test[0], got, err, test[1])
		}
	}
}

func FuzzProjectPath(f *testing.F) {
	for _, seed := range []string{"group/project", "a/../b", "a/b?c", "a/b#c", "a%2fb/c", "//host/x", "a/b\r\nX: y", "a/" + gitlabtest.Hush} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		path, err := input.ProjectPath(text, token.OwnPrefix{})
		if err != nil {
			return
		}
		if strings.ContainsAny(path, "?#%&:@\\ \r\n\x00") || strings.Contains("/"+path+"/", "/../") ||
			strings.Contains("/"+path+"/", "/./") ||
			strings.Contains(path, "//") ||
			strings.HasPrefix(path, "/") ||
			!strings.Contains(path, "/") {
			t.Errorf("%q is taken for the path %q", text, path)
		}
	})
}
