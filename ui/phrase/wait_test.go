package phrase_test

import (
	"testing"
	"time"

	"glpat/ui/phrase"
)

func TestAWaitIsSaidToTheSecondOrWhereItIsLongToTheMinute(t *testing.T) {
	t.Parallel()
	for wait, want := range map[time.Duration]string{
		0:                                "0 s",
		time.Millisecond:                 "1 s",
		time.Minute:                      "60 s",
		119 * time.Second:                "119 s",
		2 * time.Minute:                  "2 min 0 s",
		200 * time.Second:                "3 min 20 s",
		2 * time.Hour:                    "2 h 0 min",
		125*time.Minute + 59*time.Second: "2 h 5 min",
	} {
		if got := phrase.Wait(wait); got != want {
			t.Errorf("%v: %q, want %q", wait, got, want)
		}
	}
}

func TestWhatSomethingTookIsSaidInFewFigures(t *testing.T) {
	t.Parallel()
	for took, want := range map[time.Duration]string{
		0:                       "",
		time.Microsecond:        "<1 ms",
		120 * time.Millisecond:  "120 ms",
		1240 * time.Millisecond: "1.2 s",
	} {
		if got := phrase.Took(took); got != want {
			t.Errorf("%v: %q, want %q", took, got, want)
		}
	}
}
