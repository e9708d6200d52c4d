//go:build linux

package config

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"glpat/gitlab/token"
)

// A session bus that starts no services by itself, so that the tests say which
// keyring there is.
const busConfig = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=%s</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
`

func TestTheSecretService(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"dbus-run-session", "gnome-keyring-daemon"} {
		if _, err := exec.LookPath(name); err != nil {
			missing(t, name)
		}
	}
	for _, state := range []string{"unlocked", "locked", "absent"} {
		t.Run(state, func(t *testing.T) {
			t.Parallel()
			home := shortTempDir(t)
			writeFile(t, home+"/bus.conf", fmt.Sprintf(busConfig, home))
			self := inRole(t, "use a secret service")
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			cmd := exec.CommandContext(ctx, "dbus-run-session", "--config-file="+home+"/bus.conf", "--", self.Path, state)
			cmd.Env = slices.Concat(self.Env, []string{
				"HOME=" + home, "XDG_DATA_HOME=" + home + "/data", "XDG_CONFIG_HOME=" + home + "/config",
				"XDG_CACHE_HOME=" + home + "/cache", "XDG_RUNTIME_DIR=" + home, "DISPLAY=", "WAYLAND_DISPLAY=",
			})
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Error(err)
			}
			t.Logf("%s", out)
		})
	}
}

// shortTempDir is a directory whose name leaves room for a socket's.
func shortTempDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "glpat") //nolint:usetesting // the test's name would make a socket's path too long
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// roleSecretService runs inside a session bus of its own, where the Secret
// Service is in the state of args[0].
func roleSecretService(args []string) error {
	stop, err := startSecretService(args[0])
	if err != nil {
		return err
	}
	defer stop()
	if args[0] == "unlocked" {
		return useUnlocked()
	}
	want := map[string]KeyringReason{"locked": KeyringLocked, "absent": KeyringUnavailable}[args[0]]
	return useBroken(want)
}

func startSecretService(state string) (stop func(), err error) {
	if state == "absent" {
		return func() {}, nil
	}
	flags := []string{"--foreground", "--components=secrets"}
	if state == "unlocked" {
		flags = append(flags, "--unlock")
	} else if err := makeLockedKeyring(); err != nil {
		return nil, err
	}
	return runDaemon(flags)
}

// makeLockedKeyring lets a daemon make a login keyring and end, so that the
// next one finds it locked.
func makeLockedKeyring() error {
	stop, err := runDaemon([]string{"--foreground", "--components=secrets", "--unlock"})
	if err != nil {
		return err
	}
	stop()
	made, err := filepath.Glob(os.Getenv("XDG_DATA_HOME") + "/keyrings/login.keyring")
	if err == nil && len(made) == 0 {
		err = errors.New("no login keyring was made")
	}
	return err
}

// runDaemon starts gnome-keyring with a dummy password on stdin and waits until
// it is on the bus.
func runDaemon(flags []string) (stop func(), err error) {
	daemon := exec.CommandContext(context.Background(), "gnome-keyring-daemon", flags...)
	daemon.Stdin = strings.NewReader("dummy")
	daemon.Stderr = os.Stderr
	if err := daemon.Start(); err != nil {
		return nil, err
	}
	stop = func() {
		_ = daemon.Process.Kill()
		_ = daemon.Wait()
	}
	bus, err := dbus.ConnectSessionBus()
	if err != nil {
		stop()
		return nil, err
	}
	defer func() { _ = bus.Close() }()
	ctx, end := context.WithTimeout(context.Background(), 20*time.Second)
	defer end()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		var there bool
		err := bus.BusObject().Call("org.freedesktop.DBus.NameHasOwner", 0, "org.freedesktop.secrets").Store(&there)
		if err != nil {
			stop()
			return nil, err
		}
		if there {
			return stop, nil
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			stop()
			return nil, errors.New("gnome-keyring did not come to the bus")
		}
	}
}

func useUnlocked() error {
	ctx := context.Background()
	keeper := SecretStore{Keyring: SystemKeyring()}
	if _, err := keeper.Load(ctx, StorageKeyring, aliceKey()); !errors.Is(err, ErrNotKept) {
		return fmt.Errorf("before: %w", err)
	}
	for _, text := range []string{issued, issued + "-2"} {
		account, err := keeper.Save(ctx, StorageKeyring, aliceKey(), token.NewSecret(text))
		if err != nil || account != "alice#812" {
			return fmt.Errorf("keep: %q, %w", account, err)
		}
		got, err := keeper.Load(ctx, StorageKeyring, aliceKey())
		if err != nil || got.Reveal() != text {
			return fmt.Errorf("load: %d characters, %w", got.Len(), err)
		}
	}
	return nil
}

// useBroken checks that a keyring that cannot work says why, soon.
func useBroken(want KeyringReason) error {
	const soon = 10 * time.Second // three calls of 3 seconds at most
	start := time.Now()
	keeper := SecretStore{Keyring: SystemKeyring()}
	_, keep := keeper.Save(context.Background(), StorageKeyring, aliceKey(), token.NewSecret(issued))
	_, load := keeper.Load(context.Background(), StorageKeyring, aliceKey())
	for doing, err := range map[string]error{"keep": keep, "load": load} {
		var problem *KeyringError
		if !errors.As(err, &problem) || problem.Reason != want || strings.Contains(err.Error(), issued) {
			return fmt.Errorf("%s: got %w, want %v", doing, err, want)
		}
		fmt.Println(err)
	}
	if took := time.Since(start); took > soon {
		return fmt.Errorf("it took %v", took)
	}
	return nil
}

func TestNoSessionBus(t *testing.T) {
	t.Parallel()
	for name, address := range map[string]string{
		"the address leads nowhere":  "unix:path=/nonexistent/bus",
		"the address is empty":       "",
		"the address makes no sense": "here",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cmd := inRole(t, "use no session bus")
			home := t.TempDir()
			// Without PATH the library finds no tool that starts a bus.
			cmd.Env = append(
				cmd.Env,
				"DBUS_SESSION_BUS_ADDRESS="+address,
				"DISPLAY=",
				"PATH=",
				"HOME="+home,
				"XDG_RUNTIME_DIR="+home,
			)
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Error(err)
			}
			t.Logf("%s", out)
		})
	}
}

func roleNoBus() error { return useBroken(KeyringUnavailable) }
