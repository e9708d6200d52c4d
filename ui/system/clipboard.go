package system

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"github.com/atotto/clipboard"
)

// What the clipboard may take: it is a help, so it must not hold anybody up, and
// what is longer is no token.
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
func (c DesktopClipboard) Read(ctx context.Context) (string, error) {
	for _, line := range c.readers(runtime.GOOS) {
		path, err := exec.LookPath(line[0])
		if err != nil {
			continue
		}
		return readProgram(ctx, path, line[1:]...)
	}
	return "", errors.New("read the clipboard: there is no program for it")
}

// Write puts a text on the clipboard. The text goes over a pipe, never an
// argument. The clipboard package waits without a limit for the program that takes it,
// so that is run from here too; Windows needs none.
func (c DesktopClipboard) Write(ctx context.Context, text string) error {
	if runtime.GOOS == "windows" {
		return clipboard.WriteAll(text)
	}
	for _, line := range c.writers(runtime.GOOS) {
		path, err := exec.LookPath(line[0])
		if err != nil {
			continue
		}
		return writeProgram(ctx, text, path, line[1:]...)
	}
	return errors.New("write to the clipboard: there is no program for it")
}

// writers are the programs that take a text for the clipboard from stdin; the first
// that is there is used. (Not run on macOS.)
func (c DesktopClipboard) writers(goos string) [][]string {
	x11 := [][]string{{"xclip", "-in", "-selection", "clipboard"}, {"xsel", "--input", "--clipboard"}}
	switch {
	case goos == "darwin":
		return [][]string{{"pbcopy"}}
	case c.getenv("WAYLAND_DISPLAY") != "":
		return append([][]string{{"wl-copy"}}, x11...)
	case c.getenv("DISPLAY") != "":
		return x11
	}
	return [][]string{{"termux-clipboard-set"}, {"clip.exe"}}
}

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

// writeProgram runs a program and gives it a text, within the limit of time. What it
// leaves behind to hold the text, as xclip does, is not waited for.
func writeProgram(ctx context.Context, text, path string, args ...string) error {
	ctx, cancel := context.WithTimeout(ctx, clipboardWait)
	defer cancel()
	//nolint:gosec // the programs are those of writers
	program := exec.CommandContext(ctx, path, args...)
	program.WaitDelay = clipboardWait / 10
	program.Stdin = strings.NewReader(text)
	if err := program.Run(); err != nil {
		return fmt.Errorf("write to the clipboard: %w", err)
	}
	return nil
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
