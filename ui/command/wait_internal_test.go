package command

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"glpat/gitlab/problem"
	"glpat/ui/phrase"
)

func talkingMachine(talk *bytes.Buffer, terminal bool) System {
	return System{
		Stdout: talk, Stderr: talk, TalkTerminal: terminal,
		Interruptible: context.WithCancel,
	}
}

func TestOnlyALongCallIsSpokenOf(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name string
		call func(*waitNotice, *bytes.Buffer)
		want string
	}{
		{"a quick one", func(*waitNotice, *bytes.Buffer) { time.Sleep(sayAfter - 1) }, ""},
		{"a long one", func(*waitNotice, *bytes.Buffer) { time.Sleep(5 * time.Second) }, "w\n"},
		{
			"one that gives signs of life", func(p *waitNotice, talk *bytes.Buffer) {
				for range 3 {
					time.Sleep(sayAfter - 1)
					p.print(func() { printLine(talk, "stage") })
				}
			}, "stage\nstage\nstage\n",
		},
		{
			"one that falls silent later", func(p *waitNotice, talk *bytes.Buffer) {
				p.print(func() { printLine(talk, "stage") })
				time.Sleep(5 * time.Second)
			}, "stage\nw\n",
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var talk bytes.Buffer
				_ = callTo(
					t.Context(),
					talkingMachine(&talk, false),
					"gitlab.example.com",
					func(_ context.Context, p *waitNotice) { tc.call(p, &talk) },
				)
				time.Sleep(phrase.LongestCall) // nothing comes late
				got := strings.ReplaceAll(
					talk.String(),
					"glpat: waiting for gitlab.example.com, at most 10 s; Ctrl+C ends it.",
					"w",
				)
				if got != tc.want {
					t.Errorf("it says %q, want %q", got, tc.want)
				}
			})
		})
	}
}

func TestACountdownIsWrittenInPlaceOnATerminalOnly(t *testing.T) {
	t.Parallel()
	const pause = 11 * time.Second
	for _, tc := range []struct {
		terminal bool
		want     []string // in this order
		lines    int
	}{
		{true, []string{"\rglpat: asked to slow down; once more " +
			"in 11 s; ", "\rglpat: asked to slow down; once more in 9 s; Ctrl+C ends the wait ", " 1 s; ", " \r"}, 0},
		{false, []string{"glpat: gitlab.example.com asks to slow down; it is asked once more in 11 s; "}, 1},
	} {
		synctest.Test(t, func(t *testing.T) {
			var talk bytes.Buffer
			began := time.Now()
			if err := countDown(t.Context(), talkingMachine(&talk, tc.terminal), "gitlab.example.com", pause); err != nil {
				t.Errorf("it ends with %v", err)
			}
			if took := time.Since(began); took != pause {
				t.Errorf("it took %v", took)
			}
			rest := talk.String()
			for _, want := range tc.want {
				_, after, found := strings.Cut(rest, want)
				if !found {
					t.Errorf("%q does not follow; it says %q", want, talk.String())
				}
				rest = after
			}
			if got := strings.Count(talk.String(), "\n"); got != tc.lines || strings.Contains(talk.String(), "\x1b") {
				t.Errorf("it says %q", talk.String())
			}
			for shown := range strings.SplitSeq(talk.String(), "\r") {
				if tc.terminal && len(shown) >= 80 {
					t.Errorf("%d cells do not fit a line: %q", len(shown), shown)
				}
			}
		})
	}
}

func TestACountdownThatIsInterruptedLeavesTheLine(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var talk bytes.Buffer
		ctx, cancel := context.WithTimeout(t.Context(), 2500*time.Millisecond)
		defer cancel()
		err := countDown(ctx, talkingMachine(&talk, true), "gitlab.example.com", time.Minute)
		if statusOf(err) != StatusInterrupted || !strings.HasSuffix(talk.String(), "58 s; Ctrl+C ends the wait\n") {
			t.Errorf("it ends with %v and %q", err, talk.String())
		}
	})
}

func TestAPauseIsInWholeSecondsAndAMinuteWhereNoneIsNamed(t *testing.T) {
	t.Parallel()
	for asked, want := range map[time.Duration]time.Duration{
		0: time.Minute, -time.Second: time.Minute, time.Millisecond: time.Second, time.Second: time.Second, 1500 * time.Millisecond: 2 * time.Second,
	} {
		if got := pauseOf(&problem.Problem{RetryAfter: asked}); got != want {
			t.Errorf("asked for %v it waits %v, want %v", asked, got, want)
		}
	}
}
