package system

import "strings"

// ShowsUTF8 guesses from the locale whether the terminal shows more than ASCII.
// An unset locale is common in containers, whose terminals are UTF-8 all the same.
func ShowsUTF8(getenv func(string) string) bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if value := strings.ToLower(getenv(name)); value != "" {
			return strings.Contains(value, "utf-8") || strings.Contains(value, "utf8")
		}
	}
	return true
}
