package config

import (
	"errors"
	"os"
	"time"

	"golang.org/x/sys/windows"
)

// On Windows the directory for settings is below the person's own, which others
// cannot change; the rights of another are not looked at.

func isOverQuota(error) bool { return false }

func hasOtherNames(os.FileInfo) bool { return false }

func isOwn(os.FileInfo) bool { return true }

func othersMay(os.FileInfo, os.FileMode) bool { return false }

// openNoFollow opens a file to read. Windows lets only administrators make
// symbolic links, so the check before it is enough.
func openNoFollow(path string) (*os.File, error) { return os.Open(path) }

// openLock opens the file of a lock, and makes it if there is none.
func openLock(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_CREATE|os.O_RDWR, privateFile)
}

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

// renameOver replaces a file. Windows refuses while another process, a reader
// or a virus scanner, has it open, so it is tried for a second. (Not run on
// Windows.)
func renameOver(from, to string) error {
	const pause, attempts = 20 * time.Millisecond, 50
	var err error
	for range attempts {
		err = os.Rename(from, to)
		if !errors.Is(err, windows.ERROR_SHARING_VIOLATION) && !errors.Is(err, windows.ERROR_ACCESS_DENIED) {
			return err
		}
		time.Sleep(pause)
	}
	return err
}

// syncDir does nothing: Windows cannot sync a directory.
func syncDir(string) error { return nil }
