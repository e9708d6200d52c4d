//go:build !windows

package system

import (
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// A paste comes in pieces, between which a slow line may take a moment. One that does
// not end is given up.
const (
	betweenPieces = 100 * time.Millisecond
	longestPaste  = 3 * time.Second
)

// takeRest takes what comes from a raw terminal right behind a line, until it is
// quiet, and returns the first part of it, most bytes at most.
func takeRest(terminal *os.File, most int) []byte {
	var rest []byte
	piece := make([]byte, 4<<10)
	for end := time.Now().Add(longestPaste); time.Now().Before(end); {
		if !comesWithin(terminal, betweenPieces) {
			break
		}
		n, err := terminal.Read(piece)
		if err != nil {
			break
		}
		rest = append(rest, piece[:min(n, most-len(rest))]...)
	}
	return rest
}

// comesWithin reports whether there is something to read, now or soon.
func comesWithin(terminal *os.File, limit time.Duration) bool {
	fd := int(terminal.Fd())
	for {
		var ready unix.FdSet
		ready.Set(fd)
		wait := unix.NsecToTimeval(limit.Nanoseconds())
		n, err := unix.Select(fd+1, &ready, nil, nil, &wait)
		if err != unix.EINTR {
			return err == nil && n > 0
		}
	}
}
