//go:build !windows

package system

import "golang.org/x/sys/unix"

// ForbidCores keeps what is in the program's memory, a token with it, out of
// every file that the system writes when a program crashes. It is for this
// process; programs that are started have no cores either, but can be debugged.
// On Windows crashes are written down only where an administrator asks for it.
func ForbidCores() {
	// Where the system refuses, there is nothing else to try, and a program that
	// does not crash is as good as before. The hard limit stays: a child may need it.
	var limit unix.Rlimit
	if unix.Getrlimit(unix.RLIMIT_CORE, &limit) == nil {
		limit.Cur = 0
		_ = unix.Setrlimit(unix.RLIMIT_CORE, &limit)
	}
	forbidDump()
}
