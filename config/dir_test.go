package config

import (
	"path/filepath"
	"testing"
)

func TestDefaultDir(t *testing.T) {
	t.Parallel()
	own := filepath.Join(t.TempDir(), "own")
	for _, tc := range []struct {
		name string
		goos string
		env  map[string]string
		want string // "" for an error
	}{
		{
			"its own variable comes first", "linux",
			map[string]string{"GLPAT_CONFIG_DIR": own, "XDG_CONFIG_HOME": "/x", "HOME": "/h"},
			own,
		},
		{
			"its own variable comes first on Windows", "windows",
			map[string]string{"GLPAT_CONFIG_DIR": own, "AppData": "/a"},
			own,
		},
		{"XDG directory on Linux", "linux", map[string]string{"XDG_CONFIG_HOME": "/x", "HOME": "/h"}, "/x/glpat"},
		{
			"a relative XDG directory is ignored", "linux",
			map[string]string{"XDG_CONFIG_HOME": "x", "HOME": "/h"},
			"/h/.config/glpat",
		},
		{"home on Linux", "linux", map[string]string{"HOME": "/h"}, "/h/.config/glpat"},
		{"home on FreeBSD", "freebsd", map[string]string{"HOME": "/h"}, "/h/.config/glpat"},
		{
			"macOS does not know XDG", "darwin",
			map[string]string{"XDG_CONFIG_HOME": "/x", "HOME": "/h"},
			"/h/Library/Application Support/glpat",
		},
		{"Windows", "windows", map[string]string{"AppData": "/a", "HOME": "/h"}, "/a/glpat"},
		{"no home on Linux", "linux", nil, ""},
		{"no home on macOS", "darwin", nil, ""},
		{"no home on Windows", "windows", map[string]string{"HOME": "/h"}, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got, err := defaultDir(tc.goos, func(key string) string { return tc.env[key] })
			if filepath.ToSlash(got) != filepath.ToSlash(tc.want) || (err == nil) != (tc.want != "") {
				t.Errorf("got %q, %v; want %q", got, err, tc.want)
			}
		})
	}
}

func TestDefaultDirMakesARelativeDirectoryAbsolute(t *testing.T) {
	t.Parallel()
	got, err := DefaultDir(func(key string) string {
		if key == "GLPAT_CONFIG_DIR" {
			return "here"
		}
		return ""
	})
	if err != nil || !filepath.IsAbs(got) || filepath.Base(got) != "here" {
		t.Errorf("got %q, %v", got, err)
	}
}
