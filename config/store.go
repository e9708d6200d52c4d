package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// The names in the store's directory beside those of its data files.
const (
	lockName         = "lock"
	tokensName       = "tokens"
	certificatesName = "certificates"
)

// Store is one directory of settings, records and secrets. Any number of
// processes may use the same directory at once.
type Store struct {
	dir string
	now func() time.Time

	mu      sync.Mutex
	pending []Notice // from calls that return none; see Notices
}

// Open returns the store in dir. It does no I/O: the directory need not exist
// and is made by the first write. The clock dates what is set aside and the
// last use of an instance.
func Open(dir string, now func() time.Time) *Store {
	return &Store{dir: dir, now: now}
}

// Notice is something a person must be told that did not stop the work, for
// example that a damaged file was set aside.
type Notice struct {
	Summary string // what happened
	Remedy  string // what to do about it, "" when nothing
}

// Notices returns, once, what has to be told from calls that return no notices
// of their own: those that save, and those of [SecretStore].
func (s *Store) Notices() []Notice {
	s.mu.Lock()
	defer s.mu.Unlock()
	notices := s.pending
	s.pending = nil
	return notices
}

func (s *Store) tellLater(notices ...Notice) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pending = append(s.pending, notices...)
}

// load reads a data file, sets it aside if it is damaged, and returns what is
// left to work with: an empty document when there is no file.
func (s *Store) load(file dataFile) (document, []Notice, error) {
	if exists(s.path(file)) {
		if err := checkOwn(s.path(file)); err != nil {
			return newDocument(file), nil, err
		}
	}
	notices := s.repairDir()
	doc, repaired, err := s.read(file)
	notices = append(notices, repaired...)
	if !isDamage(err) {
		return doc, notices, err
	}
	if isLink(s.path(file)) {
		return newDocument(file), append(notices, Notice{
			Summary: fmt.Sprintf("What %q leads to %v. It is not used, and left as it is.", s.path(file), err),
			Remedy:  "Correct it there.",
		}), nil
	}
	// Another process may be setting the same file aside, or have written a
	// good one since; so look again while nobody else changes anything.
	why := err
	err = s.locked(func() error {
		var told []Notice
		doc, told, err = s.readOrSetAside(file)
		notices = append(notices, told...)
		return err
	})
	if err != nil {
		both := fmt.Errorf("it %w, and cannot be set aside: %w", why, innermost(err))
		return doc, notices, &FileError{Path: s.path(file), Err: both}
	}
	return doc, notices, nil
}

// change replaces a data file. The plan sees the file as it is now and returns
// what writes the wanted entries into any document; it runs while no other
// process changes the store.
// It fails where the file is a link: what that leads to is not changed.
func (s *Store) change(file dataFile, plan func(document) func(document)) error {
	if err := s.makeDir(); err != nil {
		return err
	}
	if isLink(s.path(file)) {
		return &FileError{Path: s.path(file), Reason: FileIsLink}
	}
	if err := checkOwn(s.path(file)); err != nil {
		return err
	}
	return s.locked(func() error {
		doc, notices, err := s.readOrSetAside(file)
		s.tellLater(notices...)
		if err != nil {
			return err
		}
		write := plan(doc)
		write(doc)
		text, err := doc.encode()
		if err != nil {
			// The YAML library cannot write back what a person wrote there.
			// Then a fresh file takes its place, and theirs stays beside it.
			fresh := newDocument(file)
			write(fresh)
			if text, err = fresh.encode(); err != nil {
				return fmt.Errorf("write %q: %w", s.path(file), err)
			}
			notice, err := s.setAside(s.path(file), damage{"cannot be changed without losing parts of it"})
			if err != nil {
				return err
			}
			s.tellLater(notice)
		}
		return replaceFile(s.path(file), text)
	})
}

// locked runs work while no other process changes the store.
func (s *Store) locked(work func() error) error {
	release, err := acquireLock(filepath.Join(s.dir, lockName))
	if err != nil {
		return err
	}
	defer release()
	return work()
}

func (s *Store) path(file dataFile) string { return filepath.Join(s.dir, file.name) }

// makeDir makes the store's directory, private from the start, and refuses one that
// others could put something else in the place of.
func (s *Store) makeDir() error {
	if err := checkOwn(s.dir); err != nil {
		return err
	}
	if err := os.MkdirAll(s.dir, privateDir); err != nil {
		return fmt.Errorf("make the directory for settings: %w", err)
	}
	s.tellLater(s.repairDir()...)
	return nil
}

// makeSubDir makes a directory in the store's, as private, and returns its
// path.
func (s *Store) makeSubDir(name string) (string, error) {
	if err := s.makeDir(); err != nil {
		return "", err
	}
	dir := filepath.Join(s.dir, name)
	if err := os.Mkdir(dir, privateDir); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", fmt.Errorf("make the directory for %s: %w", name, err)
	}
	return dir, s.checkSubDir(dir)
}

// checkSubDir refuses a directory in the store's that is a link, and makes one
// private that others can open.
func (s *Store) checkSubDir(dir string) error {
	info, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		return &FileError{Path: dir, Reason: FileIsLink}
	}
	if !info.IsDir() {
		return &FileError{Path: dir, Reason: FileNoDirectory}
	}
	if err := checkOwn(dir); err != nil {
		return err
	}
	s.tellLater(repairDirMode(dir, info)...)
	return nil
}
