package config

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// tryLock reports whether the lock is ours now. Closing the file ends it. (Not
// run on Windows.)
func tryLock(file *os.File) (bool, error) {
	const firstByte, noMore = 1, 0
	err := windows.LockFileEx(windows.Handle(file.Fd()),
		windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY,
		0, firstByte, noMore, new(windows.Overlapped))
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return false, nil
	}
	return err == nil, err
}
