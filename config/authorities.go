package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"glpat/gitlab/input"
)

// maxAuthorities is how many bytes of authorities are read; those that systems come
// with have a tenth of it.
const maxAuthorities = 8 << 20

// CheckAuthorities refuses a file, or a list of directories, of certificate authorities
// that Go would read whole and wait for: a device or a pipe has no end. It looks at what
// SSL_CERT_FILE and SSL_CERT_DIR name, "" for nothing (crypto/x509, root_unix.go).
// Errors are [*input.Error] with the variable's name.
func CheckAuthorities(file, dirs string) error {
	if file != "" {
		if err := checkAuthority(file); err != nil {
			return authoritiesError("SSL_CERT_FILE", file, err)
		}
	}
	for _, dir := range filepath.SplitList(dirs) {
		entries, err := os.ReadDir(dir)
		if errors.Is(err, fs.ErrNotExist) {
			continue // as with PATH, not every directory has to be there
		}
		if err != nil {
			return authoritiesError("SSL_CERT_DIR", dir, err)
		}
		for _, entry := range entries {
			path := filepath.Join(dir, entry.Name())
			err := checkAuthority(path)
			if err != nil && !errors.Is(err, errIsDirectory) && !errors.Is(err, fs.ErrNotExist) {
				return authoritiesError("SSL_CERT_DIR", path, err)
			}
		}
	}
	return nil
}

// errTooLong is a file that holds more than certificates ever take.
var errTooLong = fmt.Errorf("it is larger than %d MiB", maxAuthorities>>20)

// checkAuthority looks at a file and opens nothing: opening a pipe waits.
func checkAuthority(path string) error {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return err
	case info.IsDir():
		return errIsDirectory
	case !info.Mode().IsRegular():
		return errNoPlainFile
	case info.Size() > maxAuthorities:
		return errTooLong
	}
	return nil
}

func authoritiesError(variable, path string, err error) error {
	if fault, is := errors.AsType[*fs.PathError](err); is {
		err = fault.Err
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = errors.New("it is not there")
	}
	return &input.Error{
		What: fmt.Sprintf("glpat cannot use %q, which %s names: %v", path, variable, err),
		Do:   "Name a PEM file with the certificate authorities to trust, or unset " + variable,
	}
}
