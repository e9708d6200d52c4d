//go:build !windows

package system

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

// Jobs is the shell's job control as a program sees it that changes the terminal:
// before it stops it has to put the terminal back, and when it goes on it has to
// change it again, because the shell used it meanwhile.
type Jobs struct{ signals chan os.Signal }

// WatchJobs begins to deliver what job control asks for. [Jobs.End] ends it.
func WatchJobs() *Jobs {
	jobs := &Jobs{signals: make(chan os.Signal, 4)}
	signal.Notify(jobs.signals, syscall.SIGCONT)
	if !signal.Ignored(syscall.SIGTSTP) { // a shell without job control says so
		signal.Notify(jobs.signals, syscall.SIGTSTP)
	}
	return jobs
}

// Signals delivers a signal for each thing that [Jobs.AsksToStop] tells apart.
func (j *Jobs) Signals() <-chan os.Signal { return j.signals }

// AsksToStop reports whether a signal asks the program to stop. Else it goes on
// after it was stopped, perhaps by a signal that no program hears of.
func (j *Jobs) AsksToStop(which os.Signal) bool { return which == syscall.SIGTSTP }

// Stop stops the program, and where whole is set everything that runs with it in
// the terminal, as Ctrl+Z does. It returns when the program goes on, or soon where
// nothing stops it because no shell could let it go on.
func (j *Jobs) Stop(whole bool) {
	who := os.Getpid()
	if whole {
		who = 0
	}
	// Go's runtime keeps hold of SIGTSTP once it was asked for, so it stops the
	// program no more. SIGTTOU, which nothing asks for, does the same. A program may
	// send itself either.
	_ = syscall.Kill(who, syscall.SIGTTOU)
	// It may be a moment until the stop, and the clock goes on meanwhile: so once the
	// time is over, the signal that let the program go on may still be on its way.
	const untilStopped, untilTold = 200 * time.Millisecond, 50 * time.Millisecond
	if !j.goesOnWithin(untilStopped) {
		j.goesOnWithin(untilTold)
	}
}

// goesOnWithin waits for the signal that lets the program go on.
func (j *Jobs) goesOnWithin(limit time.Duration) bool {
	timer := time.NewTimer(limit)
	defer timer.Stop()
	for {
		select {
		case which := <-j.signals:
			if which == syscall.SIGCONT {
				return true
			}
		case <-timer.C:
			return false
		}
	}
}

// End ends the delivery: the signals do again what the system does with them.
func (j *Jobs) End() { signal.Stop(j.signals) }
