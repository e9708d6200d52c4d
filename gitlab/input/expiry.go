package input

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// ParseExpiry reads when a token should end: a number of days ("30", "30d"),
// weeks ("4w"), a date ("2026-12-31"), or "max" for the latest that every GitLab
// takes. The date has to be one that is to come; errors are [*Error].
func ParseExpiry(text string, now time.Time) (Date, error) {
	today := DateOf(now)
	text = strings.ToLower(strings.TrimSpace(text))
	var date Date
	switch parts := daysShape.FindStringSubmatch(text); {
	case text == "":
		return Date{}, &Error{
			What: "There is no end date yet",
			Do:   "Type a date such as " + today.AddDays(DefaultLifetimeDays).String() + ", or days such as 30d",
		}
	case text == "max":
		date = today.AddDays(MaxLifetimeDays)
	case parts != nil:
		days, err := strconv.Atoi(parts[1])
		if err != nil {
			return Date{}, fmt.Errorf("read days %q: %w", parts[1], err)
		}
		if strings.HasPrefix(parts[2], "w") {
			days *= 7
		}
		date = today.AddDays(days)
	default:
		parsed, err := ParseDate(text)
		if err != nil {
			return Date{}, &Error{
				What: "This is not a date glpat can read",
				Do:   "Type it as year-month-day, for example " + today.AddDays(DefaultLifetimeDays).String() + ", or as days: 30d",
			}
		}
		date = parsed
	}
	return date, CheckExpiry(date, now)
}

// IsNever reports whether a text says that a token should have no end.
func IsNever(text string) bool {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "never", "none":
		return true
	}
	return false
}

// CheckExpiry says whether the date is to come. GitLab counts days in UTC; a token
// ends at 00:00 UTC of its date, so today is too early. How late a date may be hangs
// on the release and on settings.
func CheckExpiry(date Date, now time.Time) error {
	today := DateOf(now)
	switch {
	case date.IsZero():
		return &Error{What: "There is no end date yet", Do: "Choose one"}
	case !today.Before(date):
		return &Error{
			What: "A token ends when its day begins in UTC, so " + date.String() + " is already over",
			Do:   "The earliest day is " + today.AddDays(1).String(),
		}
	}
	return nil
}

// MaxLifetimeDays is how long every GitLab lets a token live, unless an administrator
// set a lower limit, which nothing tells without administrator rights
// (app/models/personal_access_token.rb).
const MaxLifetimeDays = 365

// DefaultLifetimeDays is what GitLab's form suggests, and glpat too.
const DefaultLifetimeDays = 30

var daysShape = regexp.MustCompile(`^(\d{1,4})\s*(d|days?|w|weeks?)?$`)
