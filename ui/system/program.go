package system

import (
	"os"
	"path/filepath"
	"strings"
)

// ProgramName is what a person types to start this program once more: the name
// or path by which it was started. lookPath finds a program by its name, as
// [os/exec.LookPath] does.
func ProgramName(started string, lookPath func(string) (string, error)) string {
	name := strings.TrimSuffix(filepath.Base(started), ".exe")
	switch {
	case started == "" || name == "." || name == string(filepath.Separator):
		return ""
	case builtByGoRun(started):
		return "go run ."
	case !strings.ContainsAny(started, `/\`):
		return name
	}
	if found, err := lookPath(name); err == nil && sameFile(found, started) {
		return name // the shell finds it by its name alone
	}
	if strings.Trim(started, pathLetters) != "" {
		return name // a path that would have to be quoted, in a way that each shell has for itself
	}
	return started
}

// pathLetters are those that mean nothing else to any shell.
const pathLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789./_-:\\~+"

// builtByGoRun reports whether "go run" started the program: it builds it in a
// directory that is gone afterwards (cmd/go, work directory "go-build…", "b001/exe").
func builtByGoRun(started string) bool {
	dir := filepath.ToSlash(filepath.Dir(started))
	return strings.Contains(dir, "/go-build") && strings.HasSuffix(dir, "/exe")
}

func sameFile(one, other string) bool {
	first, err := os.Stat(one)
	if err != nil {
		return false
	}
	second, err := os.Stat(other)
	return err == nil && os.SameFile(first, second)
}
