package config

import "fmt"

// KeyringReason says why a keyring did not do its work.
type KeyringReason int

// The reasons.
const (
	KeyringUnavailable KeyringReason = iota // there is none, or nothing answers for it
	KeyringLocked                           // locked, or no answer in time
	KeyringTooBig                           // the token and its names are too long for it
	KeyringRefused                          // it answered no
)

// String returns the reason in words for a person.
func (r KeyringReason) String() string {
	switch r {
	case KeyringUnavailable:
		return "this computer has no keyring that answers"
	case KeyringLocked:
		return "the keyring is locked or does not answer"
	case KeyringTooBig:
		return "the token and its names are too long for the keyring"
	case KeyringRefused:
		return "the keyring refused"
	}
	return fmt.Sprintf("keyring reason %d", int(r))
}

// Remedy returns what a person can do about it.
func (r KeyringReason) Remedy() string {
	switch r {
	case KeyringUnavailable:
		return "Keep the token in a file that only you can read, or copy it to your password manager."
	case KeyringLocked:
		return "Unlock the keyring and try again, or keep the token in a file that only you can read."
	case KeyringTooBig:
		return "Keep the token in a file that only you can read."
	case KeyringRefused:
		return "Allow glpat in the keyring's own settings and try again, or keep the token in a file that only you can read."
	}
	return ""
}

// ReadRemedy returns what a person can do when a kept token cannot be read
// back.
func (r KeyringReason) ReadRemedy() string {
	switch r {
	case KeyringUnavailable:
		return "Run this where the token was kept: on the same computer, in the session of the same desktop."
	case KeyringLocked:
		return "Unlock the keyring and try again."
	case KeyringRefused:
		return "Allow glpat in the keyring's own settings and try again."
	case KeyringTooBig:
	}
	return ""
}

// KeyringError is a failure of the system's keyring. It never holds the secret.
type KeyringError struct {
	Op     string // what was being done, for example "keep the token"
	Reason KeyringReason
	Err    error // what the keyring said
}

// Error implements error.
func (e *KeyringError) Error() string {
	if e.Err == nil {
		return fmt.Sprintf("%s: %s", e.Op, e.Reason)
	}
	return fmt.Sprintf("%s: %s: %v", e.Op, e.Reason, e.Err)
}

// Unwrap returns what the keyring said.
func (e *KeyringError) Unwrap() error { return e.Err }

// Remedy returns what a person can do about it.
func (e *KeyringError) Remedy() string { return e.Reason.Remedy() }
