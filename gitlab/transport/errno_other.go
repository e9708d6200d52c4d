//go:build !windows

package transport

import "syscall"

// What the system says when nothing is reached.
const (
	RefusedErrno         = syscall.ECONNREFUSED
	ResetErrno           = syscall.ECONNRESET
	HostUnreachableErrno = syscall.EHOSTUNREACH
	NetUnreachableErrno  = syscall.ENETUNREACH
)
