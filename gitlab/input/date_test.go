package input_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/input"
)

func TestTheEndOfATokenIsCountedInUTC(t *testing.T) {
	east, west := time.FixedZone("UTC+14", 14*3600), time.FixedZone("UTC-12", -12*3600)
	for _, test := range []struct {
		name string
		now  time.Time
		want string // the earliest day
	}{
		{"at noon in UTC", time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC), "2026-11-23"},
		{"the last second of the day", time.Date(2026, 11, 22, 23, 59, 59, 0, time.UTC), "2026-11-23"},
		{"the first second of the day", time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC), "2026-11-24"},
		{"tomorrow in the far east is today in UTC", time.Date(2026, 11, 23, 1, 0, 0, 0, east), "2026-11-23"},
		{"yesterday in the far west is today in UTC", time.Date(2026, 11, 21, 13, 0, 0, 0, west), "2026-11-23"},
		{"the end of a year", time.Date(2026, 12, 31, 23, 0, 0, 0, time.UTC), "2027-01-01"},
		{"before a leap day", time.Date(2028, 2, 28, 12, 0, 0, 0, time.UTC), "2028-02-29"},
	} {
		t.Run(test.name, func(t *testing.T) {
			earliest, err := input.ParseExpiry("1d", test.now)
			if err != nil || earliest.String() != test.want {
				t.Fatalf("the earliest day is %q, %v; want %s", earliest, err, test.want)
			}
			if err := input.CheckExpiry(earliest.AddDays(-1), test.now); err == nil {
				t.Error("today is accepted, though a token ends when its day begins")
			}
			latest := input.DateOf(test.now).AddDays(365)
			if err := input.CheckExpiry(latest, test.now); err != nil {
				t.Errorf("day 365 is refused: %v", err)
			}
			if err := input.CheckExpiry(latest.AddDays(1), test.now); err != nil {
				t.Errorf("day 366 is refused, which some GitLabs take: %v", err)
			}
		})
	}
}

func TestAnExpiryIsReadAsPeopleWriteIt(t *testing.T) {
	for text, want := range map[string]string{
		"30": "2026-12-22", "30d": "2026-12-22", "30 days": "2026-12-22", "1 day": "2026-11-23", "4w": "2026-12-20",
		"1 week": "2026-11-29", " 30D ": "2026-12-22", "365d": "2027-11-22", "52w": "2027-11-21", "max": "2027-11-22",
		"MAX": "2027-11-22", "2026-12-31": "2026-12-31", "2027-11-22": "2027-11-22",
		"366d": "2027-11-23", "2027-12-27": "2027-12-27",
	} {
		if date, err := input.ParseExpiry(text, gitlabtest.Today()); err != nil || date.String() != want {
			t.Errorf("ParseExpiry(%q) = %q, %v; want %s", text, date, err, want)
		}
	}
}

func TestAnExpiryGitLabWouldRefuseSaysTheNearestDayItTakes(t *testing.T) {
	for text, do := range map[string]string{
		"": "2026-12-22", "never": "2026-12-22", "31.12.2026": "2026-12-22", "2026-02-30": "2026-12-22", "2027-02-29": "2026-12-22",
		"30x": "2026-12-22", "+30d": "2026-12-22", "-1": "2026-12-22", "1.5d": "2026-12-22", "٣٠": "2026-12-22",
		"0": "2026-11-23", "2026-11-22": "2026-11-23", "1999-01-01": "2026-11-23",
	} {
		_, err := input.ParseExpiry(text, gitlabtest.Today())
		input, ok := errors.AsType[*input.Error](err)
		if !ok || !strings.Contains(input.Do, do) {
			t.Errorf("ParseExpiry(%q): %v; want words that name %s", text, err, do)
		}
	}
}

func TestLeapDaysAreDays(t *testing.T) {
	leap, err := input.ParseDate("2028-02-29")
	if err != nil {
		t.Fatal(err)
	}
	if got := leap.AddDays(365).String(); got != "2029-02-28" {
		t.Errorf("365 days after a leap day is %s", got)
	}
	before, err := input.ParseDate("2027-03-01")
	if err != nil {
		t.Fatal(err)
	}
	if got := before.AddDays(365).String(); got != "2028-02-29" {
		t.Errorf("365 days over a leap day end on %s", got)
	}
	if got := leap.DaysSince(before); got != 365 {
		t.Errorf("DaysSince = %d, want 365", got)
	}
	if leap.Long() != "Tue 29 February 2028" || !before.Before(leap) || leap.Before(leap) ||
		(input.Date{}).String() != "" {
		t.Errorf("%s, before %v", leap.Long(), before.Before(leap))
	}
}

func TestDaysAreCountedOverCenturies(t *testing.T) {
	t.Parallel()
	late, err := input.ParseDate("9999-12-31")
	if err != nil {
		t.Fatal(err)
	}
	early, err := input.ParseDate("2026-11-22")
	if err != nil {
		t.Fatal(err)
	}
	if got := late.DaysSince(early); early.AddDays(got) != late {
		t.Errorf("from %s to %s are %d days", early, late, got)
	}
}
