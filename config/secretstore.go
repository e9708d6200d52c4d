package config

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"glpat/gitlab/token"
)

// ErrNotKept says that there is no secret under the key in that storage.
var ErrNotKept = errors.New("no token is kept there")

// SecretStore saves and loads secrets where the person chose, and nowhere else:
// when one storage fails it says so and leaves the choice of another to the
// person.
type SecretStore struct {
	Store   *Store  // required for [StorageFile]
	Keyring Keyring // required for [StorageKeyring]
	// Redactor knows the secrets of the run, which no record may have in it; nil where
	// the token that is kept is the only one.
	Redactor *token.Redactor
}

// Save stores the secret under the key, in place of one that is there, and
// returns the account in the keyring or the file's name, for the [Record].
// With [StorageNowhere] it does nothing. It returns nil only when the secret can
// be read back. Each call of the keyring ends after 3 seconds whatever the
// keyring does, with a [KeyringError]. Canceling the context ends the wait for
// the keyring; a file is written regardless, because the secret is shown once.
func (s SecretStore) Save(
	ctx context.Context,
	storage Storage,
	key Key,
	secret token.Secret,
) (account string, err error) {
	if err := checkSecret(secret.Reveal()); err != nil {
		return "", fmt.Errorf("keep the token: %w", err)
	}
	switch storage {
	case StorageNowhere:
		return "", nil
	case StorageKeyring:
		return keepInKeyring(ctx, s.Keyring, key, secret)
	case StorageFile:
		return s.Store.writeSecret(key, secret)
	}
	return "", fmt.Errorf("keep the token: there is no storage %d", int(storage))
}

// Describe returns in words where a secret is, given what [SecretStore.Save]
// returned, and "" when it is nowhere.
func (s SecretStore) Describe(storage Storage, account string) string {
	switch storage {
	case StorageKeyring:
		return "in this computer's keyring"
	case StorageFile:
		return "in the file " + filepath.Join(s.Store.dir, tokensName, account)
	case StorageNowhere:
	}
	return ""
}

// Load returns the secret under the key, or [ErrNotKept].
func (s SecretStore) Load(ctx context.Context, storage Storage, key Key) (token.Secret, error) {
	switch storage {
	case StorageNowhere:
		return token.Secret{}, ErrNotKept
	case StorageKeyring:
		return loadFromKeyring(ctx, s.Keyring, key)
	case StorageFile:
		return s.Store.readSecret(key)
	}
	return token.Secret{}, fmt.Errorf("read the kept token: there is no storage %d", int(storage))
}

// maxSecret is far above any token of GitLab, in bytes.
const maxSecret = 4096

// checkSecret refuses what no token is, and what a file of one line or a
// keyring would give back changed.
func checkSecret(text string) error {
	if text == "" {
		return errors.New("it is empty")
	}
	if len(text) > maxSecret {
		return fmt.Errorf("it is longer than %d characters", maxSecret)
	}
	for i := range len(text) {
		if text[i] <= ' ' || text[i] >= 0x7f {
			return errors.New("it has characters that no token has")
		}
	}
	return nil
}
