package system

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/charmbracelet/x/term"

	"glpat/gitlab/token"
)

// ErrInterrupted says that the person pressed Ctrl+C instead of giving a line.
var ErrInterrupted = errors.New("interrupted at the terminal")

// maxHidden bounds a line that is typed unseen, in bytes.
const maxHidden = 64 << 10

// ReadHidden asks on stderr for a token and reads it from the terminal without
// showing it. The error is [ErrInterrupted] where Ctrl+C was pressed. The terminal
// is as it was when ReadHidden returns, whichever key ended the line.
func ReadHidden(prompt string) (token.Secret, error) {
	terminal := os.Stdin.Fd()
	before, err := term.MakeRaw(terminal)
	if err != nil {
		return token.Secret{}, fmt.Errorf("read a line without showing it: %w", err)
	}
	defer func() {
		_ = term.Restore(terminal, before) // nothing is left to try
		_, _ = fmt.Fprintln(os.Stderr)
	}()
	_, _ = fmt.Fprint(os.Stderr, prompt)
	return readHiddenLine(os.Stdin)
}

// readHiddenLine reads the keys of a raw terminal up to Enter or Ctrl+D.
func readHiddenLine(keys io.Reader) (token.Secret, error) {
	const (
		interrupt, endOfText, eraseLine = 0x03, 0x04, 0x15
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
		case interrupt:
			return token.Secret{}, ErrInterrupted
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
