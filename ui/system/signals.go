package system

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// EndSignals begins to deliver what asks the program to end. Until it is called
// such a signal ends the program at once.
func EndSignals() <-chan os.Signal {
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, ends()...)
	return signals
}

// Interruptible returns a context that such a signal ends, until it is stopped.
func Interruptible(ctx context.Context) (context.Context, context.CancelFunc) {
	return signal.NotifyContext(ctx, ends()...)
}

// ends are the signals that ask the program to end.
func ends() []os.Signal {
	return []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT}
}
