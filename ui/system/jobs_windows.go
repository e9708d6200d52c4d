package system

import "os"

// Jobs is the shell's job control, which Windows does not have.
type Jobs struct{}

// WatchJobs returns what delivers nothing.
func WatchJobs() *Jobs { return &Jobs{} }

// Signals returns a channel that delivers nothing.
func (*Jobs) Signals() <-chan os.Signal { return nil }

// AsksToStop reports false.
func (*Jobs) AsksToStop(os.Signal) bool { return false }

// Stop does nothing.
func (*Jobs) Stop(bool) {}

// End does nothing.
func (*Jobs) End() {}
