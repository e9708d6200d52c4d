package config_test

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"glpat/config"
	"glpat/gitlab/input"
)

func TestAuthoritiesWithoutEndAreRefusedAndNothingIsOpened(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("there is no /dev/zero on Windows")
	}
	dir := t.TempDir()
	plain, large := filepath.Join(dir, "plain.pem"), filepath.Join(dir, "large.pem")
	if err := os.WriteFile(plain, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(large, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	withDevice := t.TempDir()
	if err := os.Symlink("/dev/zero", filepath.Join(withDevice, "a.pem")); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, file, dirs, want string }{
		{"nothing", "", "", ""},
		{"a plain file", plain, "", ""},
		{"a device", "/dev/zero", "", "is not a plain file"},
		{"a directory in place of a file", dir, "", "is a directory"},
		{"a file that is not there", filepath.Join(dir, "none"), "", "not there"},
		{"a directory", "", dir + string(filepath.ListSeparator) + filepath.Join(dir, "none"), ""},
		{"a directory with a device in it", "", withDevice, "is not a plain file"},
	} {
		err := config.CheckAuthorities(test.file, test.dirs)
		_, inWords := errors.AsType[*input.Error](err)
		if (err == nil) != (test.want == "") || (err != nil && (!inWords || !strings.Contains(err.Error(), test.want))) {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
		}
	}
	if err := os.Truncate(large, 9<<20); err != nil {
		t.Fatal(err)
	}
	if config.CheckAuthorities(large, "") == nil {
		t.Error("a file of 9 MiB is taken")
	}
}
