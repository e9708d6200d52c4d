//go:build !windows

package config

import (
	"os"

	"golang.org/x/sys/unix"
)

// openNoFollow opens a file to read, and fails on a symbolic link.
func openNoFollow(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_RDONLY|unix.O_NOFOLLOW|unix.O_NONBLOCK, 0)
}

// openLock opens the file of a lock, makes it if there is none, and fails on a
// symbolic link, also one that leads nowhere.
func openLock(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_CREATE|os.O_RDWR|unix.O_NOFOLLOW|unix.O_NONBLOCK, privateFile)
}
