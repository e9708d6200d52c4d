//go:build !windows

package command_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"glpat/gitlab/token"
	"glpat/ui/command"
)

func TestAKeptTokenThatCannotBeReadHasACauseAndAStep(t *testing.T) {
	t.Parallel()
	write := func(text string) func(string) error {
		return func(path string) error { return os.WriteFile(path, []byte(text), 0o600) }
	}
	instead := func(place func(path string) error) func(string) error {
		return func(path string) error { return errors.Join(os.Remove(path), place(path)) }
	}
	for name, tc := range map[string]struct {
		spoil func(path string) error
		cause string
	}{
		"a link":      {instead(func(path string) error { return os.Symlink("/etc/hostname", path) }), "is a link"},
		"a pipe":      {instead(func(path string) error { return syscall.Mkfifo(path, 0o600) }), "is not a plain file"},
		"a directory": {instead(func(path string) error { return os.Mkdir(path, 0o700) }), "is a directory"},
		"too long":    {write(strings.Repeat("x", 1<<20)), "longer than"},
		"empty":       {write(""), "it is empty"},
		"binary":      {write("\x00\x01\xff"), "characters that no token has"},
		"two lines":   {write("glpat-one\nglpat-two\n"), "characters that no token has"},
		"gone":        {os.Remove, "its text is gone"},
		"tokens are a link": {func(path string) error {
			dir := filepath.Dir(path)
			return errors.Join(os.Rename(dir, dir+"-real"), os.Symlink(dir+"-real", dir))
		}, "is a link"},
		"the list is a directory": {func(path string) error {
			list := filepath.Join(filepath.Dir(filepath.Dir(path)), "records.yaml")
			return errors.Join(os.Remove(list), os.Mkdir(list, 0o700))
		}, "is a directory"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			const secret, instance = "glpat-abcdefghij0123456789", "https://gitlab.example.com"
			home := t.TempDir()
			keepInFile(t, home, instance, token.NewSecret(secret))
			files, err := filepath.Glob(home + "/.config/glpat/tokens/*")
			if err != nil || len(files) != 1 {
				t.Fatalf("kept in %v, %v", files, err)
			}
			if err := tc.spoil(files[0]); err != nil {
				t.Fatal(err)
			}
			var out, talk bytes.Buffer
			getenv := func(name string) string { return map[string]string{"HOME": home, "LANG": "C.UTF-8"}[name] }
			machine := systemHere(strings.NewReader(""), &out, &talk, getenv)
			status := command.Main(machine, []string{"token", "--host", instance})
			said := talk.String()
			if status == 0 || out.Len() > 0 || !strings.Contains(said, tc.cause) || !strings.Contains(said, "\n  - ") {
				t.Errorf("status %d, %q; it says %q", status, out.String(), said)
			}
		})
	}
}
