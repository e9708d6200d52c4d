package transport

import (
	"context"
	"errors"
	"io"
	"net"
	"syscall"
)

// IsTimeout reports whether an error says that something took too long.
func IsTimeout(err error) bool {
	var timeout net.Error
	return errors.Is(err, context.DeadlineExceeded) || (errors.As(err, &timeout) && timeout.Timeout())
}

// IsRefused reports whether nothing listens at the port that was called.
func IsRefused(err error) bool { return errors.Is(err, errRefused) }

// IsUnreachable reports whether no network leads to the address that was called.
func IsUnreachable(err error) bool {
	return errors.Is(err, errHostUnreachable) || errors.Is(err, errNetUnreachable)
}

// IsLost reports whether a connection ended before an answer came.
func IsLost(err error) bool {
	return errors.Is(err, errReset) || errors.Is(err, syscall.EPIPE) || errors.Is(err, io.EOF) ||
		errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed)
}
