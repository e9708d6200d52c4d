package system

// ForbidCores does nothing: on Windows crashes are written down only where an
// administrator asks for it.
func ForbidCores() {}
