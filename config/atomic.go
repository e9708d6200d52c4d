package config

import (
	"fmt"
	"os"
	"path/filepath"
)

// The modes of all that glpat makes. Windows has no such modes; there the
// directory for settings belongs to the person alone.
const (
	privateDir  os.FileMode = 0o700
	privateFile os.FileMode = 0o600
)

// tempPattern is the name of files on their way. Only the holder of the lock
// makes them, so one that is there before it writes was left by a crash.
const tempPattern = ".glpat-*.tmp"

// replaceFile puts a private file with that text at path. At every moment, a
// loss of power included, the path holds the whole old content or the whole
// new one. A symbolic link at path is itself replaced. The caller holds the
// store's lock.
func replaceFile(path string, text []byte) error {
	return replaceFileWith(path, func(temp *os.File) error {
		_, err := temp.Write(text)
		return err
	})
}

func replaceFileWith(path string, write func(temp *os.File) error) (err error) {
	dir := filepath.Dir(path)
	removeLeftovers(dir)
	// CreateTemp makes the file with mode 0600, and only if the name is free.
	temp, err := os.CreateTemp(dir, tempPattern)
	if err != nil {
		return fmt.Errorf("write %q: %w", path, err)
	}
	defer func() {
		if err != nil {
			_ = temp.Close()
			_ = os.Remove(temp.Name())
			err = fmt.Errorf("write %q: %w", path, err)
		}
	}()
	if err := write(temp); err != nil {
		return err
	}
	if err := temp.Sync(); err != nil {
		return err
	}
	if err := temp.Close(); err != nil {
		return err
	}
	if err := renameOver(temp.Name(), path); err != nil {
		return err
	}
	return syncDir(dir)
}

// removeLeftovers deletes what a crash left on its way; it may be a secret.
func removeLeftovers(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return // the write that follows says why
	}
	for _, entry := range entries {
		if isTemp(entry.Name()) {
			_ = os.Remove(filepath.Join(dir, entry.Name()))
		}
	}
}

func isTemp(name string) bool {
	match, err := filepath.Match(tempPattern, name)
	return match && err == nil
}
