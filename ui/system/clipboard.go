package system

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"time"

	"github.com/atotto/clipboard"
)

// What reading the clipboard may take: it is offered, so it must not hold
// anybody up, and what is longer is no token.
const (
	clipboardWait = 2 * time.Second
	clipboardMax  = 64 << 10 // bytes
)

// DesktopClipboard goes through the programs that the desktop has for it.
type DesktopClipboard struct{ getenv func(string) string }

// NewDesktopClipboard returns the clipboard of the desktop that the environment
// names.
func NewDesktopClipboard(getenv func(string) string) DesktopClipboard {
	return DesktopClipboard{getenv}
}

// Read returns the text on the clipboard. The clipboard package reads without a limit
// of time or size, so the programs are run from here.
func (c DesktopClipboard) Read() (string, error) {
	for _, line := range c.readers(runtime.GOOS) {
		path, err := exec.LookPath(line[0])
		if err != nil {
			continue
		}
		return readProgram(context.Background(), path, line[1:]...)
	}
	return "", errors.New("read the clipboard: there is no program for it")
}

// Write puts a text on the clipboard. The text goes over a pipe, never an
// argument.
func (DesktopClipboard) Write(text string) error { return clipboard.WriteAll(text) }

// readers are the programs that print the clipboard, with their arguments; the
// first that is there is used. (Not run on macOS and Windows.)
func (c DesktopClipboard) readers(goos string) [][]string {
	powershell := []string{"powershell.exe", "-NoProfile", "-NonInteractive", "-Command", "Get-Clipboard -Raw"}
	switch {
	case goos == "darwin":
		return [][]string{{"pbpaste"}}
	case goos == "windows":
		return [][]string{powershell}
	case c.getenv("WAYLAND_DISPLAY") != "":
		return [][]string{
			{"wl-paste", "--no-newline"},
			{"xclip", "-out", "-selection", "clipboard"},
			{"xsel", "--output", "--clipboard"},
		}
	case c.getenv("DISPLAY") != "":
		return [][]string{{"xclip", "-out", "-selection", "clipboard"}, {"xsel", "--output", "--clipboard"}}
	case c.getenv("WSL_DISTRO_NAME") != "":
		return [][]string{powershell}
	}
	return nil
}

// readProgram runs a program and returns what it prints, within the limits.
func readProgram(ctx context.Context, path string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, clipboardWait)
	defer cancel()
	//nolint:gosec // the programs are those of readers
	program := exec.CommandContext(ctx, path, args...)
	// A child of the program may hold its output open after it has ended.
	program.WaitDelay = clipboardWait / 10
	out := limitedBuffer{left: clipboardMax}
	program.Stdout = &out
	if err := program.Run(); err != nil {
		return "", fmt.Errorf("read the clipboard: %w", err)
	}
	return out.text.String(), nil
}

// limitedBuffer takes a number of bytes and refuses more.
type limitedBuffer struct {
	text bytes.Buffer
	left int
}

// Write implements io.Writer.
func (b *limitedBuffer) Write(part []byte) (int, error) {
	if len(part) > b.left {
		return 0, errors.New("there is too much in it for a token")
	}
	b.left -= len(part)
	return b.text.Write(part)
}
