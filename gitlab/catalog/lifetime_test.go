package catalog_test

import (
	"testing"

	"glpat/gitlab/catalog"
)

func TestAnEndThatAGitLabMayNotTakeIsNoRefusalBeforeItsReleaseIsKnown(t *testing.T) {
	t.Parallel()
	at := func(major, minor int) catalog.ReleaseBounds { return catalog.Exactly(catalog.NewRelease(major, minor)) }
	from := func(major, minor int) catalog.ReleaseBounds { return catalog.From(catalog.NewRelease(major, minor)) }
	for _, test := range []struct {
		name   string
		within catalog.ReleaseBounds
		days   int // 0 is no end
		want   catalog.Certainty
	}{
		{"a year, nothing known", catalog.ReleaseBounds{}, 365, catalog.Surely},
		{"a day more, nothing known", catalog.ReleaseBounds{}, 366, catalog.Unsure},
		{"a day more before there was a limit", at(15, 11), 366, catalog.Surely},
		{"ten years before there was a limit", at(15, 11), 3650, catalog.Surely},
		{"a day more before it could be switched on", at(17, 5), 366, catalog.SurelyNot},
		{"a day more where it can", at(17, 6), 366, catalog.Unsure},
		{"400 days on a bound that may be too low", from(16, 1), 400, catalog.Unsure},
		{"401 days on a bound that may be too low", from(15, 5), 401, catalog.Unsure},
		{"401 days on a bound that is high enough", from(16, 1), 401, catalog.SurelyNot},
		{"no end, nothing known", catalog.ReleaseBounds{}, 0, catalog.Unsure},
		{"no end long ago", at(15, 11), 0, catalog.Surely},
		{"no end where everybody needs one", at(17, 2), 0, catalog.SurelyNot},
		{"no end on a bound that may be too low", from(17, 2), 0, catalog.Unsure},
		{"no end where it can be switched", at(17, 3), 0, catalog.Unsure},
	} {
		got, doubt := test.within.AllowsDays(test.days), test.within.DaysDoubt(test.days)
		if test.days == 0 {
			got, doubt = test.within.AllowsNoEnd(), test.within.NoEndDoubt()
		}
		if got != test.want || (doubt == "") != (got == catalog.Surely) {
			t.Errorf("%s: %v, %q; want %v", test.name, got, doubt, test.want)
		}
	}
}
