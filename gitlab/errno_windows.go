package gitlab

import "golang.org/x/sys/windows"

// errRefused is what the system says when no server listens on a port.
const errRefused = windows.WSAECONNREFUSED
