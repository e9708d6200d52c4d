package system

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"
)

func TestReadingTheClipboardHasLimits(t *testing.T) {
	t.Parallel()
	if _, err := os.Stat("/bin/sh"); err != nil {
		t.Skip("there is no /bin/sh here")
	}
	if got, err := readProgram(t.Context(), "/bin/sh", "-c", "printf abc"); got != "abc" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	_, err := readProgram(t.Context(), "/bin/sh", "-c", "while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done")
	if err == nil {
		t.Error("output without end went well")
	}
	started := time.Now()
	if _, err := readProgram(t.Context(), "/bin/sh", "-c", "sleep 30; true"); err == nil {
		t.Error("a program that hangs went well")
	}
	if took := time.Since(started); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
}

func TestWritingTheClipboardHasALimit(t *testing.T) {
	t.Parallel()
	if _, err := os.Stat("/bin/sh"); err != nil {
		t.Skip("there is no /bin/sh here")
	}
	file := filepath.Join(t.TempDir(), "text")
	if err := writeProgram(t.Context(), "abc", "/bin/sh", "-c", `cat > "$0"`, file); err != nil {
		t.Error(err)
	}
	if got, err := os.ReadFile(file); string(got) != "abc" || err != nil {
		t.Errorf("it got %q, %v", got, err)
	}
	started := time.Now()
	if err := writeProgram(t.Context(), "abc", "/bin/sh", "-c", "sleep 30; true"); err == nil {
		t.Error("a program that hangs went well")
	}
	if took := time.Since(started); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
}

func TestABrowserThatGoesOnIsNotWaitedFor(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		closed := make(chan struct{})
		defer close(closed)
		started := time.Now()
		err := waitForOpener(t.Context(), func() error { <-closed; return nil })
		if took := time.Since(started); err != nil || took != browserWait {
			t.Errorf("it says %v after %v", err, took)
		}
		refused := errors.New("no browser")
		if err := waitForOpener(t.Context(), func() error { return refused }); !errors.Is(err, refused) {
			t.Errorf("it says %v", err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := waitForOpener(ctx, func() error { <-closed; return nil }); !errors.Is(err, context.Canceled) {
			t.Errorf("it says %v", err)
		}
	})
}
