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
