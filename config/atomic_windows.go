package config

import (
	"errors"
	"os"
	"time"

	"golang.org/x/sys/windows"
)

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
