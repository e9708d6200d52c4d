package input

import (
	"fmt"
	"strings"
	"time"
)

// Date is a day in UTC, which is how GitLab counts a token's end. The zero
// value is no date. Dates compare with ==.
type Date struct {
	year  int
	month time.Month
	day   int
}

// DateOf returns the UTC day of a time.
func DateOf(t time.Time) Date {
	year, month, day := t.UTC().Date()
	return Date{year, month, day}
}

// ParseDate reads "2026-12-31".
func ParseDate(text string) (Date, error) {
	parsed, err := time.Parse(time.DateOnly, strings.TrimSpace(text))
	if err != nil {
		return Date{}, fmt.Errorf("read date %q: want YYYY-MM-DD", text)
	}
	return DateOf(parsed), nil
}

// IsZero reports whether there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// Start is the moment the day begins, 00:00 UTC. A token that expires on a day
// stops working at its start.
func (d Date) Start() time.Time { return time.Date(d.year, d.month, d.day, 0, 0, 0, 0, time.UTC) }

// String gives "2026-12-31", or "" for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Start().Format(time.DateOnly)
}

// Long gives the date with its weekday, for reading: "Thu 31 December 2026".
func (d Date) Long() string { return d.Start().Format("Mon 2 January 2006") }

// AddDays returns the date so many days later.
func (d Date) AddDays(days int) Date { return DateOf(d.Start().AddDate(0, 0, days)) }

// DaysSince counts the days from earlier to d.
func (d Date) DaysSince(earlier Date) int {
	const day = 24 * 60 * 60 // in UTC each has as many seconds
	return int((d.Start().Unix() - earlier.Start().Unix()) / day)
}

// Before reports whether d is an earlier day than other.
func (d Date) Before(other Date) bool { return d.Start().Before(other.Start()) }
