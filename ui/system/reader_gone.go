package system

import (
	"errors"
	"io"
	"runtime"
	"syscall"
)

// ReaderGone reports whether a write failed because whoever read it has gone away,
// as "head" does when it has its lines.
func ReaderGone(err error) bool {
	const brokenPipe, pipeClosing = 109, 232 // Windows: ERROR_BROKEN_PIPE, ERROR_NO_DATA
	if errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe) {
		return true
	}
	number, ok := errors.AsType[syscall.Errno](err)
	return ok && runtime.GOOS == "windows" && (number == brokenPipe || number == pipeClosing)
}
