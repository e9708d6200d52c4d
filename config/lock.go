package config

import (
	"cmp"
	"errors"
	"fmt"
	"time"
)

// errBusy says that another process kept the store to itself for too long.
var errBusy = errors.New("another glpat is changing the settings")

// acquireLock waits for its turn to change the store, [lockWait] at most, and
// returns what ends the turn. The lock is the kernel's, on an open file: it
// ends with its process however that ends, so there are no stale locks to
// guess about. The file itself stays; deleting it would let two processes lock
// two files of the same name.
func acquireLock(path string) (release func(), err error) {
	const lockWait, pause = 5 * time.Second, 10 * time.Millisecond
	if isLink(path) {
		return nil, fmt.Errorf("lock the settings: %w", &FileError{Path: path, Reason: FileIsLink})
	}
	file, err := openLock(path)
	if err != nil {
		return nil, fmt.Errorf("lock the settings: %w", err)
	}
	if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() {
		_ = file.Close() // nothing was written
		return nil, fmt.Errorf("lock the settings: %w", explainFile("", path, cmp.Or(err, errNoPlainFile)))
	}
	for start := time.Now(); ; time.Sleep(pause) {
		locked, err := tryLock(file)
		if locked {
			return func() { _ = file.Close() }, nil
		}
		if err == nil && time.Since(start) >= lockWait {
			err = errBusy
		}
		if err != nil {
			_ = file.Close()
			return nil, fmt.Errorf("lock the settings with %q: %w", path, err)
		}
	}
}
