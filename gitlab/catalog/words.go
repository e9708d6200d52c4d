package catalog

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Plural returns a count of things whose plural ends in s: "1 day", "2 days".
func Plural(count int, noun string) string {
	if count == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", count, noun)
}

// WithArticle returns a noun with "a" or "an" before it, as it is spoken: "an OAuth
// access token", "a SCIM token", "an SSH key".
func WithArticle(noun string) string {
	first, _, _ := strings.Cut(noun, " ")
	spelled := first == strings.ToUpper(first) && !slices.Contains([]string{"JSON", "SCIM"}, first) // letter by letter
	vowels := "aeioAEIO"
	switch {
	case spelled:
		vowels = "AEFHILMNORSX"
	case strings.HasPrefix(strings.ToLower(first), "un") && !strings.HasPrefix(strings.ToLower(first), "uni"):
		vowels += "uU"
	}
	if first != "" && strings.ContainsRune(vowels, rune(first[0])) {
		return "an " + noun
	}
	return "a " + noun
}

// Duration returns a duration of at least a minute in the one unit that people say
// it in, without what is left over: "a minute", "15 minutes", "30 hours", "2 days".
func Duration(d time.Duration) string {
	const day, year = 24 * time.Hour, 365 * 24 * time.Hour
	switch {
	case d == time.Minute:
		return "a minute"
	case d == time.Hour:
		return "an hour"
	case d == day:
		return "a day"
	case d >= 2*year:
		return Plural(int(d/year), "year")
	case d >= 2*day:
		return Plural(int(d/day), "day")
	case d >= 2*time.Hour:
		return Plural(int(d/time.Hour), "hour")
	}
	return Plural(int(d/time.Minute), "minute")
}

// ListScopes returns the scopes as a sentence lists them: "api, read_user and
// sudo".
func ListScopes(scopes []Scope) string {
	names := make([]string, len(scopes))
	for i, scope := range scopes {
		names[i] = string(scope)
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// ListSome returns the first of a list as a sentence lists them, and counts the
// rest.
func ListSome(names []string) string {
	if len(names) <= mostNamed {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:mostNamed], ", "), len(names)-mostNamed)
}

// mostNamed is how many things of a long list are named.
const mostNamed = 5
