package config

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"glpat/gitlab/token"
)

// Keyring is the part of a system's keyring that glpat uses. Get returns
// [ErrNotKept] when nothing is there.
type Keyring interface {
	Set(service, account, secret string) error
	Get(service, account string) (string, error)
}

// keyringLimit ends each call. A locked keyring waits for a person to unlock
// it, and on a machine without a desktop nobody can.
const keyringLimit = 3 * time.Second

func keepInKeyring(ctx context.Context, ring Keyring, key Key, secret token.Secret) (string, error) {
	service, account, err := keyringNames(key)
	if err != nil {
		return "", err
	}
	text := secret.Reveal()
	if _, err := limited(ctx, ring, "keep the token", text, func() (string, error) {
		return "", ring.Set(service, account, text)
	}); err != nil {
		return "", err
	}
	// macOS's tool may report success for a command that was refused, and the
	// secret is shown only once; so kept means read back.
	back, err := limited(ctx, ring, "read the token back", text, func() (string, error) {
		return ring.Get(service, account)
	})
	if err != nil {
		return "", err
	}
	if back != text {
		return "", &KeyringError{
			Op: "keep the token", Reason: KeyringRefused,
			Err: errors.New("the keyring gave something else back"),
		}
	}
	return account, nil
}

func loadFromKeyring(ctx context.Context, ring Keyring, key Key) (token.Secret, error) {
	service, account, err := keyringNames(key)
	if err != nil {
		return token.Secret{}, err
	}
	const doing = "read the kept token"
	text, err := limited(ctx, ring, doing, "", func() (string, error) {
		return ring.Get(service, account)
	})
	if err != nil {
		return token.Secret{}, err
	}
	if err := checkSecret(text); err != nil {
		return token.Secret{}, fmt.Errorf("%s: %w", doing, err)
	}
	return token.NewSecret(text), nil
}

func keyringNames(key Key) (service, account string, err error) {
	if service, err = key.service(); err != nil {
		return "", "", err
	}
	account, err = key.account()
	return service, account, err
}

// limited makes one call of the keyring and waits [keyringLimit] for it at
// most. Its errors are [KeyringError], [ErrNotKept] or the context's own.
func limited(ctx context.Context, ring Keyring, doing, secret string, call func() (string, error)) (string, error) {
	if ring == nil {
		return "", &KeyringError{Op: doing, Reason: KeyringUnavailable, Err: errors.New("no keyring")}
	}
	if ctx.Err() != nil {
		return "", fmt.Errorf("%s in the keyring: %w", doing, context.Cause(ctx))
	}
	type answer struct {
		text string
		err  error
	}
	// The goroutine is the only one of this package. A call of the keyring takes no
	// context and no deadline, so the one way to stop waiting for it is to let it run
	// on alone. It ends with its call or with the program; the buffer lets it end
	// where nobody waits any more. A Set that was given up may still come to pass
	// when the person unlocks the keyring later; it is not undone then, because that
	// could take away what a second Set put there.
	answers := make(chan answer, 1)
	go func() { // ends with its call: see above
		// A service may answer with something the library does not expect; it
		// must not take the program, and a token nobody kept, down with it.
		// What the panic says is dropped: it may quote the secret.
		defer func() {
			if recover() != nil {
				answers <- answer{err: errors.New("its answer makes no sense")}
			}
		}()
		text, err := call()
		answers <- answer{text, err}
	}()
	timer := time.NewTimer(keyringLimit)
	defer timer.Stop()
	select {
	case got := <-answers:
		return got.text, keyringProblem(doing, secret, got.err)
	case <-timer.C:
		return "", &KeyringError{
			Op: doing, Reason: KeyringLocked,
			Err: fmt.Errorf("no answer within %v", keyringLimit),
		}
	case <-ctx.Done():
		return "", fmt.Errorf("%s in the keyring: %w", doing, context.Cause(ctx))
	}
}

// keyringProblem gives a failed call its words, without the secret.
func keyringProblem(doing, secret string, err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, ErrNotKept) {
		return fmt.Errorf("%s: %w", doing, ErrNotKept)
	}
	problem := &KeyringError{Op: doing, Reason: KeyringRefused, Err: err}
	if known, ok := errors.AsType[*KeyringError](err); ok {
		problem.Reason, problem.Err = known.Reason, known.Err
	}
	if secret != "" && strings.Contains(problem.Err.Error(), secret) {
		problem.Err = errors.New("its message repeats the token and is left out")
	}
	return problem
}
