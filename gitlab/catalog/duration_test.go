package catalog_test

import (
	"testing"
	"time"

	"glpat/gitlab/catalog"
)

func TestADurationIsSaidInOneUnit(t *testing.T) {
	t.Parallel()
	for duration, want := range map[time.Duration]string{
		time.Minute:          "a minute",
		15 * time.Minute:     "15 minutes",
		time.Hour:            "an hour",
		119 * time.Minute:    "119 minutes",
		10*time.Hour + 1:     "10 hours",
		48 * time.Hour:       "2 days",
		800 * 24 * time.Hour: "2 years",
	} {
		if got := catalog.Duration(duration); got != want {
			t.Errorf("%v: %q, want %q", duration, got, want)
		}
	}
}
