package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// forOthers are the permissions that nobody but the owner should have.
const forOthers os.FileMode = 0o077

// errOtherNames says that a file's mode is that of another file too.
var errOtherNames = errors.New("it has a second name, a hard link")

// repairMode makes an open file of glpat's own private: what others may is taken
// away and nothing is added. A file with a second name keeps its mode, because that
// name may be one that others are meant to open.
func repairMode(file *os.File) []Notice {
	info, err := file.Stat()
	if err != nil || runtime.GOOS == "windows" || info.Mode().Perm()&forOthers == 0 {
		return nil
	}
	if hasOtherNames(info) {
		return []Notice{repaired(file.Name(), info.Mode().Perm(), errOtherNames)}
	}
	return []Notice{repaired(file.Name(), info.Mode().Perm(), file.Chmod(info.Mode().Perm()&^forOthers))}
}

// repairDirMode makes a directory of glpat's own private, in the same way.
func repairDirMode(dir string, info os.FileInfo) []Notice {
	if runtime.GOOS == "windows" || info.Mode().Perm()&forOthers == 0 || isOpenBelow(dir) {
		return nil
	}
	return []Notice{repaired(dir, info.Mode().Perm(), os.Chmod(dir, info.Mode().Perm()&^forOthers))}
}

// isOpenBelow reports whether others may write to anything in a directory. To close
// that directory would make it look as if nobody could have changed it.
func isOpenBelow(dir string) bool {
	err := filepath.WalkDir(dir, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.Type()&fs.ModeSymlink != 0 {
			return nil //nolint:nilerr // what cannot be seen is judged where it is used
		}
		if info, err := entry.Info(); err == nil && othersMay(info, mayWrite) {
			return errOpenBelow
		}
		return nil
	})
	return errors.Is(err, errOpenBelow)
}

// errOpenBelow ends the walk of [isOpenBelow].
var errOpenBelow = errors.New("others may write to it")

// repairDir makes the store's directory private, if it is there and holds
// nothing but glpat's files. GLPAT_CONFIG_DIR may name a directory that serves
// others too, which taking away their access would break, and a link leads to one
// that is the person's business. Where others could write to it nothing is repaired:
// what is in it is not used until the person has looked at it; see [checkOwn].
func (s *Store) repairDir() []Notice {
	info, err := os.Lstat(s.dir)
	if err != nil || !info.IsDir() || runtime.GOOS == "windows" || info.Mode().Perm()&forOthers == 0 {
		return nil
	}
	if !isOwn(info) || info.Mode()&os.ModeSticky == 0 && othersMay(info, mayWrite) {
		return nil
	}
	if info.Mode()&os.ModeSticky == 0 && s.hasOnlyOwn() {
		return repairDirMode(s.dir, info)
	}
	if !othersMay(info, mayWrite) {
		return nil
	}
	return []Notice{{
		Summary: fmt.Sprintf("Others on this computer can change files in %q, where glpat keeps its settings.", s.dir),
		Remedy:  "Set GLPAT_CONFIG_DIR to a directory that is yours alone.",
	}}
}

// hasOnlyOwn reports whether the directory holds nothing but what glpat makes.
func (s *Store) hasOnlyOwn() bool {
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return false
	}
	for _, entry := range entries {
		name, _, _ := strings.Cut(entry.Name(), ".damaged-")
		switch {
		case name == settingsFile().name,
			name == recordsFile().name,
			name == lockName,
			name == tokensName,
			name == certificatesName:
		case isTemp(name):
		default:
			return false
		}
	}
	return true
}

// repaired tells of a mode that was too wide; err says whether it still is.
func repaired(path string, was os.FileMode, err error) Notice {
	summary := fmt.Sprintf("Others on this computer could open %q (mode %04o).", path, was)
	if err != nil {
		return Notice{
			Summary: summary + " glpat did not change that: " + innermost(err).Error() + ".",
			Remedy:  "Take their access away: chmod go= " + shellQuote(path),
		}
	}
	remedy := ""
	if filepath.Base(filepath.Dir(path)) == tokensName {
		remedy = "If others use this computer, revoke this token and make a new one."
	}
	return Notice{Summary: summary + " Now only you can.", Remedy: remedy}
}

// shellQuote writes a path as one word of a Unix shell.
func shellQuote(path string) string {
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}
