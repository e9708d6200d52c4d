package config

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// forOthers are the permissions that nobody but the owner should have.
const forOthers os.FileMode = 0o077

// repairMode makes an open file of glpat's own private.
func repairMode(file *os.File) []Notice {
	info, err := file.Stat()
	if err != nil || runtime.GOOS == "windows" || info.Mode().Perm()&forOthers == 0 {
		return nil
	}
	return []Notice{repaired(file.Name(), info.Mode().Perm(), file.Chmod(privateFile))}
}

// repairDirMode makes a directory of glpat's own private.
func repairDirMode(dir string, info os.FileInfo) []Notice {
	if runtime.GOOS == "windows" || info.Mode().Perm()&forOthers == 0 {
		return nil
	}
	return []Notice{repaired(dir, info.Mode().Perm(), os.Chmod(dir, privateDir))}
}

// repairDir makes the store's directory private, if it is there and holds
// nothing but glpat's files. GLPAT_CONFIG_DIR may name a directory that serves
// others too, which taking away their access would break.
func (s *Store) repairDir() []Notice {
	info, err := os.Stat(s.dir)
	if err != nil || !info.IsDir() || runtime.GOOS == "windows" || info.Mode().Perm()&forOthers == 0 {
		return nil
	}
	if info.Mode()&os.ModeSticky == 0 && s.hasOnlyOwn() {
		return repairDirMode(s.dir, info)
	}
	const writableByOthers os.FileMode = 0o022
	if info.Mode().Perm()&writableByOthers == 0 {
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
			Summary: summary + " glpat may not change that.",
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
