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
		return "", fmt.Errorf("keep the token: %w", err)
	}
	err = s.locked(func() error {
		return replaceFile(filepath.Join(dir, name), []byte(secret.Reveal()+"\n"))
	})
	if err != nil {
		return "", fmt.Errorf("keep the token: %w", err)
	}
	return name, nil
}

// readSecret returns the secret in the key's file.
func (s *Store) readSecret(key Key) (token.Secret, error) {
	name, err := key.fileName()
	if err != nil {
		return token.Secret{}, err
	}
	path := filepath.Join(s.dir, tokensName, name)
	text, err := s.readSecretText(path)
	if errors.Is(err, fs.ErrNotExist) {
		return token.Secret{}, fmt.Errorf("read the kept token %q: %w", path, ErrNotKept)
	}
	if err != nil {
		return token.Secret{}, fmt.Errorf("read the kept token: %w", err)
	}
	text = strings.TrimSuffix(strings.TrimSuffix(text, "\n"), "\r")
	if err := checkSecret(text); err != nil {
		return token.Secret{}, fmt.Errorf("read the kept token %q: %w", path, err)
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
	if !info.Mode().IsRegular() {
		return "", fmt.Errorf("%q is not a plain file", path)
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
