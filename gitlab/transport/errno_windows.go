package transport

import "golang.org/x/sys/windows"

// What the system says when nothing is reached.
const (
	RefusedErrno         = windows.WSAECONNREFUSED
	ResetErrno           = windows.WSAECONNRESET
	HostUnreachableErrno = windows.WSAEHOSTUNREACH
	NetUnreachableErrno  = windows.WSAENETUNREACH
)
