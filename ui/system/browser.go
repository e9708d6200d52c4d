package system

import (
	"io"
	"runtime"

	"github.com/cli/browser"
)

// DesktopBrowser opens pages in the person's browser.
type DesktopBrowser struct{ getenv func(string) string }

// NewDesktopBrowser returns the browser of the desktop. What it prints is dropped,
// because it would tear the screen.
func NewDesktopBrowser(getenv func(string) string) DesktopBrowser {
	browser.Stdout, browser.Stderr = io.Discard, io.Discard
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

// Open opens a page.
func (DesktopBrowser) Open(url string) error { return browser.OpenURL(url) }
