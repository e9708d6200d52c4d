package config

import "os"

// openNoFollow opens a file to read. Windows lets only administrators make
// symbolic links, so the check before it is enough.
func openNoFollow(path string) (*os.File, error) { return os.Open(path) }

// openLock opens the file of a lock, and makes it if there is none.
func openLock(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_CREATE|os.O_RDWR, privateFile)
}
