//go:build !windows

package system

import "golang.org/x/sys/unix"

// fewestFiles is how many files have to be allowed open at once: the three that every
// program has, what Go waits with, and a connection with its name server.
const fewestFiles = 9

// TooFewFiles returns how many files this program may have open at once, where that
// is fewer than Go itself needs to wait for a network: it would end in a trace. It
// returns false where they are enough or the system does not tell.
func TooFewFiles() (allowed uint64, tooFew bool) {
	var limit unix.Rlimit
	if unix.Getrlimit(unix.RLIMIT_NOFILE, &limit) != nil {
		return 0, false
	}
	allowed = uint64(limit.Cur) //nolint:unconvert // some systems count with a sign
	return allowed, allowed < fewestFiles
}
