package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"glpat/gitlab/token"
)

// A secret's file holds the token and a line end. Nothing here follows a
// symbolic link: one in the way is replaced by a write and refused by a
// read.

// writeSecret keeps the secret in its file and returns the file's name.
func (s *Store) writeSecret(key Key, secret token.Secret) (string, error) {
	name, err := key.fileName()
	if err != nil {
		return "", err
	}
	dir, err := s.makeSubDir(tokensName)
	if err != nil {
		return "", explainFile("keep the token", s.dir, err)
	}
	err = s.locked(func() error {
		if err := replaceFile(filepath.Join(dir, name), []byte(secret.Reveal()+"\n")); err != nil {
			return err
		}
		if former, err := key.formerFileName(); err == nil && former != name {
			// One that stays is told of by [Store.Records]: no record names it any more.
			_ = os.Remove(filepath.Join(dir, former))
		}
		return nil
	})
	if err != nil {
		return "", explainFile("keep the token", dir, err)
	}
	return name, nil
}

// readSecret returns the secret in the key's file, or in the one that an older glpat
// made for it.
func (s *Store) readSecret(key Key) (token.Secret, error) {
	name, err := key.fileName()
	if err != nil {
		return token.Secret{}, err
	}
	path := filepath.Join(s.dir, tokensName, name)
	text, err := s.readSecretText(path)
	if errors.Is(err, fs.ErrNotExist) {
		if former, nameErr := key.formerFileName(); nameErr == nil {
			if formerPath := filepath.Join(s.dir, tokensName, former); exists(formerPath) {
				path = formerPath
				text, err = s.readSecretText(path)
			}
		}
	}
	if errors.Is(err, fs.ErrNotExist) {
		return token.Secret{}, fmt.Errorf("read the kept token %q: %w", path, ErrNotKept)
	}
	if err != nil {
		return token.Secret{}, explainFile("read the kept token", path, err)
	}
	text = strings.TrimSuffix(strings.TrimSuffix(text, "\n"), "\r")
	if err := checkSecret(text); err != nil {
		return token.Secret{}, &FileError{Op: "read the kept token", Path: path, Reason: FileNoToken, Err: err}
	}
	return token.NewSecret(text), nil
}

func (s *Store) readSecretText(path string) (string, error) {
	if err := s.checkSubDir(filepath.Dir(path)); err != nil {
		return "", err
	}
	info, err := os.Lstat(path)
	if err != nil {
		return "", err
	}
	switch {
	case info.IsDir():
		return "", &FileError{Path: path, Reason: FileIsDirectory}
	case info.Mode()&fs.ModeSymlink != 0:
		return "", &FileError{Path: path, Reason: FileIsLink}
	case !info.Mode().IsRegular():
		return "", &FileError{Path: path, Reason: FileNotPlain}
	}
	if err := checkOwn(path); err != nil {
		return "", err
	}
	file, err := openNoFollow(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = file.Close() }()
	s.tellLater(repairMode(file)...)
	const lineEnd = 2
	text, err := io.ReadAll(io.LimitReader(file, maxSecret+lineEnd+1))
	return string(text), err
}
