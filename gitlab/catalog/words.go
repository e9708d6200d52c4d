package catalog

import (
	"fmt"
	"strings"
)

// Plural returns a count of things whose plural ends in s: "1 day", "2 days".
func Plural(count int, noun string) string {
	if count == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", count, noun)
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
