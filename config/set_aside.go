package config

import (
	"errors"
	"fmt"
	"path/filepath"
)

// damage is the error for a file that is there, can be read, and cannot be
// what it should be. Its text completes "the file ...".
type damage struct{ reason string }

func (d damage) Error() string { return d.reason }

func isDamage(err error) bool {
	var d damage
	return errors.As(err, &d)
}

// readOrSetAside reads the file and sets a damaged one aside; the caller holds
// the lock.
func (s *Store) readOrSetAside(file dataFile) (document, []Notice, error) {
	doc, notices, err := s.read(file)
	var d damage
	if !errors.As(err, &d) {
		return doc, notices, err
	}
	notice, err := s.setAside(s.path(file), d)
	if err != nil {
		return document{}, notices, fmt.Errorf("read your %s: %w", file.what, err)
	}
	return newDocument(file), append(notices, notice), nil
}

// setAside renames a damaged file, so that nothing in it is lost. A link is left
// alone, and what it leads to: that is an error. The caller holds the lock.
func (s *Store) setAside(target string, why damage) (Notice, error) {
	if isLink(target) {
		return Notice{}, fmt.Errorf("set aside what %w: %w", why, &FileError{Path: target, Reason: FileIsLink})
	}
	aside := target + ".damaged-" + s.now().UTC().Format("20060102T150405Z")
	for n := 2; exists(aside); n++ {
		aside = fmt.Sprintf("%s.damaged-%s-%d", target, s.now().UTC().Format("20060102T150405Z"), n)
	}
	if err := renameOver(target, aside); err != nil {
		return Notice{}, fmt.Errorf("set %q aside, which %w: %w", target, why, err)
	}
	if err := syncDir(filepath.Dir(target)); err != nil {
		return Notice{}, fmt.Errorf("set %q aside: %w", target, err)
	}
	return Notice{
		Summary: fmt.Sprintf("The file %q %v. It was set aside as %q.", target, why, filepath.Base(aside)),
		Remedy:  "glpat starts a new one. Open the old one to see what you want to have back.",
	}, nil
}
