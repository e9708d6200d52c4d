//go:build !windows

package gitlab

import "syscall"

// errRefused is what the system says when no server listens on a port.
const errRefused = syscall.ECONNREFUSED
