package config

import (
	"errors"

	"github.com/zalando/go-keyring"
)

// SystemKeyring is the keyring of the system: the Secret Service on Linux and
// the BSDs, Keychain on macOS, the Credential Manager on Windows. Its calls may
// hang; [SecretStore] limits them.
func SystemKeyring() Keyring { return systemKeyring{} }

type systemKeyring struct{}

// Set implements [Keyring].
func (systemKeyring) Set(service, account, secret string) error {
	return explain(keyring.Set(service, account, secret))
}

// Get implements [Keyring].
func (systemKeyring) Get(service, account string) (string, error) {
	secret, err := keyring.Get(service, account)
	return secret, explain(err)
}

// explain turns an error of the library into [ErrNotKept] or [KeyringError].
func explain(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, keyring.ErrNotFound):
		return ErrNotKept
	case errors.Is(err, keyring.ErrSetDataTooBig):
		return &KeyringError{Op: "use the keyring", Reason: KeyringTooBig, Err: err}
	case errors.Is(err, keyring.ErrUnsupportedPlatform):
		return &KeyringError{Op: "use the keyring", Reason: KeyringUnavailable, Err: err}
	}
	return &KeyringError{Op: "use the keyring", Reason: reasonOf(err), Err: err}
}
