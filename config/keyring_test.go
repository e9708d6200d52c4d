package config

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zalando/go-keyring"

	"glpat/gitlab/token"
)

// fakeKeyring answers with what it is given.
type fakeKeyring struct {
	set func(secret string) error
	get func() (string, error)
}

func (f fakeKeyring) Set(_, _, secret string) error   { return f.set(secret) }
func (f fakeKeyring) Get(_, _ string) (string, error) { return f.get() }

const issued = "glpat-Do-Not-Tell"

func TestAKeyringThatHangsIsGivenUpAfterThreeSeconds(t *testing.T) {
	t.Parallel()
	for name, use := range map[string]func(context.Context, SecretStore) error{
		"keep": func(ctx context.Context, k SecretStore) error {
			_, err := k.Save(ctx, StorageKeyring, aliceKey(), token.NewSecret(issued))
			return err
		},
		"load": func(ctx context.Context, k SecretStore) error {
			_, err := k.Load(ctx, StorageKeyring, aliceKey())
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				unlocked := make(chan struct{})
				// The test ends only when no goroutine is left: the call that
				// was given up ends with the keyring's answer.
				defer close(unlocked)
				ring := fakeKeyring{
					set: func(string) error { <-unlocked; return nil },
					get: func() (string, error) { <-unlocked; return issued, nil },
				}
				start := time.Now()
				err := use(t.Context(), SecretStore{Keyring: ring})
				wantReason(t, err, KeyringLocked)
				if waited := time.Since(start); waited != 3*time.Second {
					t.Errorf("waited %v", waited)
				}
			})
		})
	}
}

func TestEndingTheContextEndsTheWaitForTheKeyring(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		unlocked := make(chan struct{})
		defer close(unlocked)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		ring := fakeKeyring{get: func() (string, error) { <-unlocked; return issued, nil }}
		start := time.Now()
		_, err := SecretStore{Keyring: ring}.Load(ctx, StorageKeyring, aliceKey())
		if !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != time.Second {
			t.Errorf("got %v after %v", err, time.Since(start))
		}
	})
}

func TestAnEndedContextCallsNoKeyring(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	ring := memoryKeyring{}
	_, err := SecretStore{Keyring: ring}.Save(ctx, StorageKeyring, aliceKey(), token.NewSecret(issued))
	if !errors.Is(err, context.Canceled) || len(ring) != 0 {
		t.Errorf("got %v, %v", err, ring)
	}
}

func TestWhatAKeyringDoesWrong(t *testing.T) {
	t.Parallel()
	own := errors.New("no")
	works := func() (string, error) { return issued, nil }
	for _, tc := range []struct {
		name string
		ring Keyring
		want KeyringReason
	}{
		{"there is none", nil, KeyringUnavailable},
		{"it says no", fakeKeyring{set: func(string) error { return own }}, KeyringRefused},
		{
			"it says the token in its error",
			fakeKeyring{set: func(secret string) error { return fmt.Errorf("cannot keep %q", secret) }},
			KeyringRefused,
		},
		{"it breaks", fakeKeyring{set: func(secret string) error { panic(secret) }}, KeyringRefused},
		{
			"it says it is full",
			fakeKeyring{set: func(string) error { return explain(keyring.ErrSetDataTooBig) }},
			KeyringTooBig,
		},
		{
			"the system has none",
			fakeKeyring{set: func(string) error { return explain(keyring.ErrUnsupportedPlatform) }},
			KeyringUnavailable,
		},
		{
			"it forgets at once",
			fakeKeyring{set: func(string) error { return nil }, get: func() (string, error) { return "", nil }},
			KeyringRefused,
		},
		{
			"it gives another back",
			fakeKeyring{set: func(string) error { return nil }, get: func() (string, error) { return "glpat-other", nil }},
			KeyringRefused,
		},
		{
			"it cannot read back",
			fakeKeyring{
				set: func(string) error { return nil },
				get: func() (string, error) { return issued, fmt.Errorf("%s: %w", issued, own) },
			},
			KeyringRefused,
		},
		{
			"it is locked",
			fakeKeyring{set: func(string) error { return &KeyringError{Reason: KeyringLocked, Err: own} }, get: works},
			KeyringLocked,
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			account, err := SecretStore{Keyring: tc.ring}.Save(t.Context(), StorageKeyring, aliceKey(), token.NewSecret(issued))
			if account != "" {
				t.Errorf("it is said to be kept as %q", account)
			}
			wantReason(t, err, tc.want)
		})
	}
}

func TestAKeyringThatLosesTheTokenAtOnceHasNotKeptIt(t *testing.T) {
	t.Parallel()
	ring := fakeKeyring{set: func(string) error { return nil }, get: func() (string, error) { return "", ErrNotKept }}
	_, err := SecretStore{Keyring: ring}.Save(t.Context(), StorageKeyring, aliceKey(), token.NewSecret(issued))
	if !errors.Is(err, ErrNotKept) {
		t.Errorf("got %v", err)
	}
}

func TestEveryKeyringReasonHasWordsAndARemedy(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, reason := range []KeyringReason{KeyringUnavailable, KeyringLocked, KeyringTooBig, KeyringRefused} {
		if words := reason.String(); seen[words] || reason.Remedy() == "" {
			t.Errorf("%d says %q and %q", int(reason), words, reason.Remedy())
		} else {
			seen[words] = true
		}
	}
}

func wantReason(t *testing.T, err error, want KeyringReason) {
	t.Helper()
	var problem *KeyringError
	if !errors.As(err, &problem) || problem.Reason != want || problem.Remedy() == "" {
		t.Errorf("got %v, want the reason %q", err, want)
	}
	for err := err; err != nil; err = errors.Unwrap(err) {
		if strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, err), issued) {
			t.Error("an error tells the token")
		}
	}
}
