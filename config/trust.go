package config

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Permissions of all others than a file's owner and group.
const (
	mayWrite os.FileMode = 0o002
	mayEnter os.FileMode = 0o001
)

// checkOwn refuses a file or directory that another user could have changed or put
// there: its owner, those who may write to it, and the same of every directory on
// the way to it and of every link. What steers where a token goes is not used then.
// The error is a [*FileError]; nil where there is nothing.
func checkOwn(path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	volume := filepath.VolumeName(path)
	root := volume + string(filepath.Separator)
	at, rest := root, splitPath(path[len(volume):])
	// Below a directory that others cannot enter, it does not matter what they may
	// write to.
	closed := false
	const mostLinks = 40 // as many as Linux follows
	for links := 0; ; {
		info, err := os.Lstat(at)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return explainFile("", at, err)
		}
		if !isOwn(info) {
			return &FileError{Path: at, Reason: FileOfOthers}
		}
		if info.Mode()&fs.ModeSymlink != 0 {
			if links++; links > mostLinks {
				return &FileError{Path: path, Reason: FileUnusable, Err: errors.New("it is a link without end")}
			}
			target, err := os.Readlink(at)
			if err != nil {
				return explainFile("", at, err)
			}
			rest = append(splitPath(target), rest...)
			if !filepath.IsAbs(target) {
				rest = append(splitPath(filepath.Dir(at)[len(volume):]), rest...)
			}
			at, closed = root, false
			continue
		} else if err := checkMode(at, info, closed); err != nil {
			return err
		} else if info.IsDir() && !othersMay(info, mayEnter) {
			closed = true
		}
		if len(rest) == 0 {
			return nil
		}
		if rest[0] == ".." { // what is there now is no link, so its parent is the one before it
			rest = append(splitPath(filepath.Dir(at)[len(volume):]), rest[1:]...)
			at, closed = root, false
			continue
		}
		at, rest = filepath.Join(at, rest[0]), rest[1:]
	}
}

// checkMode refuses what others may write to. In a directory like /tmp they may
// make files, and change only those.
func checkMode(path string, info os.FileInfo, closed bool) error {
	if closed || info.IsDir() && info.Mode()&os.ModeSticky != 0 || !othersMay(info, mayWrite) {
		return nil
	}
	return &FileError{Path: path, Reason: FileOpenToWrite}
}

// splitPath returns the parts of a path that lead somewhere.
func splitPath(path string) []string {
	var parts []string
	for part := range strings.SplitSeq(filepath.ToSlash(path), "/") {
		if part != "" && part != "." {
			parts = append(parts, part)
		}
	}
	return parts
}

// isLink reports whether there is a link at a path, whether or not it leads
// anywhere.
func isLink(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}
