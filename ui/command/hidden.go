package command

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/charmbracelet/x/term"

	"glpat/gitlab/token"
)

// readHidden asks on stderr for a token and reads it from the terminal without
// showing it. The terminal is as it was when readHidden returns, whichever key
// ended the line.
func readHidden(prompt string) (token.Secret, error) {
	terminal := os.Stdin.Fd()
	before, err := term.MakeRaw(terminal)
	if err != nil {
		return token.Secret{}, fmt.Errorf("read a line without showing it: %w", err)
	}
	defer func() {
		_ = term.Restore(terminal, before) // nothing is left to try
		printLine(os.Stderr, "")
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
	for len(line) < maxTokenInput {
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
			return token.Secret{}, &exitError{StatusInterrupted}
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
