package system

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"

	"github.com/charmbracelet/x/term"

	"glpat/gitlab/token"
)

// ErrInterrupted says that the person pressed Ctrl+C instead of giving a line, or
// that a signal asked the program to end.
var ErrInterrupted = errors.New("interrupted at the terminal")

// maxHidden bounds a line that is typed unseen, in bytes.
const maxHidden = 64 << 10

// ReadHidden asks on stderr for a token and reads it from the terminal without
// showing it. The error is [ErrInterrupted] where Ctrl+C was pressed or a signal
// asked the program to end. Of a paste of several lines all of them are read: what is
// left would go to the shell. The terminal is as it was when ReadHidden returns, and
// while the program is stopped.
func ReadHidden(prompt string) (token.Secret, error) {
	terminal := os.Stdin.Fd()
	end := make(chan os.Signal, 1)
	signal.Notify(end, ends()...)
	defer signal.Stop(end)
	jobs := WatchJobs()
	defer jobs.End()
	before, err := term.MakeRaw(terminal)
	if err != nil {
		return token.Secret{}, fmt.Errorf("read a line without showing it: %w", err)
	}
	putBack := func() {
		_ = term.Restore(terminal, before) // nothing is left to try
		_, _ = fmt.Fprintln(os.Stderr)
	}
	defer putBack()
	hide := func() {
		_, _ = term.MakeRaw(terminal) // a terminal that is gone ends the read
		_, _ = fmt.Fprint(os.Stderr, prompt)
	}
	_, _ = fmt.Fprint(os.Stderr, prompt)

	lines := make(chan hiddenLine, 1)
	stops := make(chan struct{}, 1)
	// A read of the terminal cannot be given up, so it is left alone when a signal
	// asks to end: it ends with a line, with the terminal or with the program.
	go func() {
		secret, err := readHiddenLine(os.Stdin, func() { stops <- struct{}{} })
		lines <- hiddenLine{secret, err}
	}()
	for {
		select {
		case line := <-lines:
			if line.err != nil {
				return line.secret, line.err
			}
			return withRest(line.secret, takeRest(os.Stdin, maxHidden)), nil
		case <-end:
			return token.Secret{}, ErrInterrupted
		case <-stops:
			putBack()
			jobs.Stop(true)
			hide()
		case which := <-jobs.Signals():
			if jobs.AsksToStop(which) {
				putBack()
				jobs.Stop(false)
			}
			hide()
		}
	}
}

// withRest returns a line with what was pasted below it, in which the token may be as
// well.
func withRest(line token.Secret, rest []byte) token.Secret {
	if len(bytes.TrimSpace(rest)) == 0 {
		return line
	}
	return token.NewSecret(line.Reveal() + "\n" + string(bytes.ReplaceAll(rest, []byte("\r"), []byte("\n"))))
}

// hiddenLine is what reading one gave.
type hiddenLine struct {
	secret token.Secret
	err    error
}

// readHiddenLine reads the keys of a raw terminal up to Enter or Ctrl+D. It calls
// stop where Ctrl+Z is pressed.
func readHiddenLine(keys io.Reader, stop func()) (token.Secret, error) {
	const (
		interrupt, endOfText, eraseLine = 0x03, 0x04, 0x15
		suspend, quit                   = 0x1a, 0x1c
		backspace, erase                = 0x08, 0x7f
	)
	var line []byte
	pressed := make([]byte, 1)
	for len(line) < maxHidden {
		if _, err := io.ReadFull(keys, pressed); err != nil {
			if errors.Is(err, io.EOF) {
				break
			}
			return token.Secret{}, fmt.Errorf("read from the terminal: %w", err)
		}
		switch key := pressed[0]; key {
		case '\r', '\n', endOfText:
			return token.NewSecret(string(line)), nil
		case interrupt, quit:
			return token.Secret{}, ErrInterrupted
		case suspend:
			stop()
		case eraseLine:
			line = nil
		case backspace, erase:
			line = line[:max(len(line)-1, 0)]
		default:
			line = append(line, key)
		}
	}
	return token.NewSecret(string(line)), nil
}
