//go:build darwin || windows

package config

import (
	"errors"
	"io/fs"
	"os/exec"
)

// reasonOf tells what Keychain or the Credential Manager meant. Both are always
// there, so most of what fails is a refusal. (Not run on macOS or
// Windows.)
func reasonOf(err error) KeyringReason {
	// errSecInteractionNotAllowed, -25308, in the eight bits of an exit status:
	// Keychain is locked and there is no screen to ask on.
	const interactionNotAllowed = 36
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == interactionNotAllowed {
		return KeyringLocked
	}
	if errors.Is(err, exec.ErrNotFound) || errors.Is(err, fs.ErrNotExist) {
		return KeyringUnavailable
	}
	return KeyringRefused
}
