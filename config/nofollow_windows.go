package config

import "os"

// openNoFollow opens a file to read. Windows lets only administrators make
// symbolic links, so the check before it is enough.
func openNoFollow(path string) (*os.File, error) { return os.Open(path) }
