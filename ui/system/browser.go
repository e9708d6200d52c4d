package system

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"github.com/cli/browser"
)

// DesktopBrowser opens pages in the person's browser.
type DesktopBrowser struct{ getenv func(string) string }

// NewDesktopBrowser returns the browser of the desktop. What it prints is dropped,
// because it would tear the screen.
func NewDesktopBrowser(getenv func(string) string) DesktopBrowser {
	// With a writer of ours the call would last as long as any program holds on to the
	// pipe to it, as a browser does that was started on the way.
	browser.Stdout, browser.Stderr = nil, nil
	return DesktopBrowser{getenv}
}

// Available reports whether a browser can show up in front of the person. Over
// SSH it would open on the wrong computer.
func (b DesktopBrowser) Available() bool {
	if b.getenv("SSH_CONNECTION") != "" || b.getenv("SSH_TTY") != "" {
		return false
	}
	switch runtime.GOOS {
	case "darwin", "windows":
		return true
	}
	return b.getenv("DISPLAY") != "" || b.getenv("WAYLAND_DISPLAY") != "" || b.getenv("WSL_DISTRO_NAME") != ""
}

// browserWait is how long a program that opens pages may take to say that it could
// not. One that goes on is the browser itself, or has started it.
const browserWait = 5 * time.Second

// Open opens a page, and does not wait for a browser to end. A program that goes on
// when the context ends is left alone: it shows the page.
func (DesktopBrowser) Open(ctx context.Context, url string) error {
	return waitForOpener(ctx, func() error { return browser.OpenURL(url) })
}

func waitForOpener(ctx context.Context, open func() error) error {
	timer := time.NewTimer(browserWait)
	defer timer.Stop()
	opened := make(chan error, 1)
	// It ends with the program that opens pages. The package for that takes no context.
	go func() { opened <- open() }()
	select {
	case err := <-opened:
		return err
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("open a page: %w", context.Cause(ctx))
	}
}
