package system

import "golang.org/x/sys/unix"

// forbidDump keeps cores from a program that the kernel hands them to, which does
// not heed the limit (core(5), "Piping core dumps to a program"), and other
// processes of the same user from reading the memory (ptrace(2)).
func forbidDump() { _ = unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0) }
