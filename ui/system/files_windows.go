package system

// TooFewFiles returns false: Windows has no such limit.
func TooFewFiles() (allowed uint64, tooFew bool) { return 0, false }
