//go:build !windows

package config

import (
	"errors"
	"os"
	"syscall"
)

func renameOver(from, to string) error { return os.Rename(from, to) }

// syncDir makes a rename in dir last through a loss of power. Some file
// systems cannot and say so; there is no more to be had from them.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		return nil
	}
	return err
}
