package command

import (
	"errors"
	"io"
	"os"

	"glpat/ui/system"
)

// watchedStdout is stdout, and the first failure of a write to it: who reads a
// file that was cut short must not be told that all went well.
type watchedStdout struct {
	io.Writer
	failure error
}

// Write implements io.Writer.
func (w *watchedStdout) Write(part []byte) (int, error) {
	n, err := w.Writer.Write(part)
	if err != nil && w.failure == nil && !system.ReaderGone(err) {
		w.failure = err
	}
	return n, err //nolint:wrapcheck // it is the writer's own
}

// watchStdout puts the watch below what breaks the lines of a terminal.
func (m System) watchStdout() System {
	if screen, is := m.Stdout.(system.TerminalWriter); is {
		m.stdout = &watchedStdout{Writer: screen.Writer}
		screen.Writer = m.stdout
		m.Stdout = screen
		return m
	}
	m.stdout = &watchedStdout{Writer: m.Stdout}
	m.Stdout = m.stdout
	return m
}

// cutShort is the error of an output that was not written whole, nil where it
// was. A reader that went away has what it wanted.
func (m System) cutShort() error {
	if m.stdout == nil || m.stdout.failure == nil {
		return nil
	}
	return &stdoutError{m.stdout.failure}
}

// stdoutError is an output that was not written whole.
type stdoutError struct{ err error }

// Error implements error.
func (e *stdoutError) Error() string { return "write the output: " + e.reason() }

// Unwrap returns what the system said.
func (e *stdoutError) Unwrap() error { return e.err }

// reason is what the system said, without the name of the file.
func (e *stdoutError) reason() string {
	if path, ok := errors.AsType[*os.PathError](e.err); ok {
		return path.Err.Error()
	}
	return e.err.Error()
}
