package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// dataFile is one of the YAML files of the store: a mapping with one list that
// glpat reads and writes, and whatever else is in it.
type dataFile struct {
	name string // in the store's directory
	what string // in words, for a person
	list string // the key of the list
	head string // the comment at the head of a new file, "# …"
}

// maxFile is the size in bytes beyond which a data file is taken for damaged,
// and which glpat's own never reach.
const maxFile = 1 << 20

// read returns the file's document, an empty one when there is no file. The
// error is damage if the content is at fault.
func (s *Store) read(file dataFile) (document, []Notice, error) {
	text, notices, err := readData(s.path(file))
	if errors.Is(err, fs.ErrNotExist) {
		return newDocument(file), notices, nil
	}
	if err != nil {
		return document{}, notices, fmt.Errorf("read your %s: %w", file.what, err)
	}
	doc, err := parseDocument(file, text)
	return doc, notices, err
}

// readData returns a file's text, following symbolic links, and makes a file
// private that others can read. The file behind a link may belong to a shared
// collection, so its mode is the person's business.
func readData(path string) ([]byte, []Notice, error) {
	target, err := followLinks(path)
	if err != nil {
		return nil, nil, err
	}
	file, err := openPlainFile(target)
	if err != nil {
		return nil, nil, explainFile("", target, err)
	}
	defer func() { _ = file.Close() }()
	var notices []Notice
	if target == path {
		notices = repairMode(file)
	}
	text, err := io.ReadAll(io.LimitReader(file, maxFile+1))
	if err != nil {
		return nil, notices, err
	}
	if len(text) > maxFile {
		return nil, notices, damage{"is larger than 1 MiB"}
	}
	if bytes.IndexByte(text, 0) >= 0 {
		return nil, notices, damage{"has bytes that no text has"}
	}
	return text, notices, nil
}

// What openPlainFile refuses to open.
var (
	errIsDirectory = errors.New("it is a directory")
	errNoPlainFile = errors.New("it is not a plain file")
)

// readPlainFile reads a file of a person or another tool, and of one that is too
// large one byte more than [maxFile].
func readPlainFile(path string) ([]byte, error) {
	file, err := openPlainFile(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	return io.ReadAll(io.LimitReader(file, maxFile+1))
}

// openPlainFile opens a file to read, and follows symbolic links to it. Looking
// before opening keeps a pipe from blocking the open.
func openPlainFile(path string) (*os.File, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, errIsDirectory
	case !info.Mode().IsRegular():
		return nil, errNoPlainFile
	}
	return os.Open(path)
}

// followLinks returns the path that a chain of symbolic links ends at, whether
// or not there is a file.
func followLinks(path string) (string, error) {
	const most = 40 // as many as Linux follows
	for range most {
		info, err := os.Lstat(path)
		if errors.Is(err, fs.ErrNotExist) {
			return path, nil
		}
		if err != nil {
			return "", err
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			return path, nil
		}
		next, err := os.Readlink(path)
		if err != nil {
			return "", err
		}
		if !filepath.IsAbs(next) {
			// Joined as text: ".." after a link to a directory is not the
			// directory before it, so nothing may be shortened.
			dir, _ := filepath.Split(path)
			if dir, err = filepath.EvalSymlinks(dir); err != nil {
				return "", err
			}
			next = dir + string(filepath.Separator) + next
		}
		path = next
	}
	return "", fmt.Errorf("%q is a symbolic link without end", path)
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
