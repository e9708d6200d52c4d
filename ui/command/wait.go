package command

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/gitlab/transport"
	"glpat/ui/phrase"
)

// sayAfter is how long a call may take before a word is said of it, unless
// [System.Patience] says otherwise.
const sayAfter = time.Second

// callTo calls a host. When that takes long it says so, and a signal ends it at
// once: then the error is the exit status of that.
func callTo(ctx context.Context, machine System, host string, call func(context.Context, *waitNotice)) error {
	return callWithin(ctx, machine, host, phrase.LongestCall, call)
}

// callWithin is [callTo] for a call that takes another time at most.
func callWithin(
	ctx context.Context,
	machine System,
	host string,
	longest time.Duration,
	call func(context.Context, *waitNotice),
) error {
	ctx, stop := machine.Interruptible(ctx)
	defer stop()
	wait := newWaitNotice(
		machine,
		fmt.Sprintf("glpat: waiting for %s, at most %d s; Ctrl+C ends it.", host, int(longest.Seconds())),
	)
	call(ctx, wait)
	wait.end()
	if ctx.Err() != nil {
		return &exitError{StatusInterrupted}
	}
	return nil
}

// discover looks at the GitLab at an address.
func discover(
	ctx context.Context,
	machine System,
	client *gitlab.Client,
	address input.Address,
	access transport.Config,
) (instance gitlab.Instance, err error) {
	interrupted := callTo(ctx, machine, address.Host, func(ctx context.Context, _ *waitNotice) {
		instance, err = client.Discover(ctx, address, access)
	})
	if interrupted != nil {
		return gitlab.Instance{}, interrupted
	}
	machine.redactor.AllowPrefix(instance.TokenPrefix)
	return instance, err
}

// waitNotice says one line when something is waited for too long. What a command
// prints meanwhile goes through it, so that no line comes into another.
type waitNotice struct {
	patience time.Duration

	mu    sync.Mutex
	timer *time.Timer
	over  bool
}

func newWaitNotice(machine System, line string) *waitNotice {
	p := &waitNotice{patience: cmp.Or(machine.Patience, sayAfter)}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.timer = time.AfterFunc(p.patience, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		if !p.over {
			printLine(machine.Stderr, line)
		}
	})
	return p
}

// print runs what prints, which is a sign of life: from here on it counts anew.
func (p *waitNotice) print(print func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	print()
	p.timer.Reset(p.patience)
}

func (p *waitNotice) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.over = true
	p.timer.Stop()
}

// pauseOf is how long a problem asks to wait, in whole seconds.
func pauseOf(problem *problem.Problem) time.Duration {
	pause, _ := phrase.Pause(problem)
	return pause
}

// countDown waits, with the seconds that are left on a line of their own where
// stderr is a terminal. A signal ends it with the exit status of that.
func countDown(ctx context.Context, machine System, host string, pause time.Duration) error {
	ctx, stop := machine.Interruptible(ctx)
	defer stop()
	if !machine.TalkTerminal {
		printLine(
			machine.Stderr,
			fmt.Sprintf(
				"glpat: %s asks to slow down; it is asked once more in %s; Ctrl+C ends the wait.",
				host,
				phrase.Wait(pause),
			),
		)
	}
	second := time.NewTicker(time.Second)
	defer second.Stop()
	shown := 0
	for left := pause; left > 0; left -= time.Second {
		if machine.TalkTerminal {
			line := fmt.Sprintf("glpat: asked to slow down; once more in %s; Ctrl+C ends the wait", phrase.Wait(left))
			_, _ = fmt.Fprintf(machine.Stderr, "\r%-*s", shown, line)
			shown = len(line)
		}
		select {
		case <-second.C:
		case <-ctx.Done():
			if machine.TalkTerminal {
				printLine(machine.Stderr, "")
			}
			return &exitError{StatusInterrupted}
		}
	}
	if machine.TalkTerminal {
		_, _ = fmt.Fprintf(machine.Stderr, "\r%s\r", strings.Repeat(" ", shown))
	}
	return nil
}
