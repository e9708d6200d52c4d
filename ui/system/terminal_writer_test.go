package system_test

import (
	"strings"
	"testing"

	"glpat/ui/system"
)

func TestALineIsBrokenBetweenWords(t *testing.T) {
	for _, test := range []struct{ name, line, want string }{
		{"short", "glpat: fine.", "glpat: fine."},
		{"long", "one two three four five six seven eight", "one two three four five six\nseven eight"},
		{"indented", "  one two three four five six seven", "  one two three four five six\n  seven"},
		{"a remedy", "  - one two three four five six seven", "  - one two three four five six\n    seven"},
		{
			"an address", "see https://gitlab.example.com/-/user_settings/personal_access_tokens",
			"see\nhttps://gitlab.example.com/-/user_settings/personal_access_tokens",
		},
		{
			"an address alone", "https://gitlab.example.com/-/user_settings/personal_access_tokens",
			"https://gitlab.example.com/-/user_settings/personal_access_tokens",
		},
		{"a row", "label  one two three four five six seven", "label  one two three four five\n       six seven"},
		{"a row below another", "       one two three four five " +
			"six seven", "       one two three four five\n       six seven"},
		{"a row with a wide label", "  a_very_wide_label  one two three four", "  a_very_wide_label  one two\n  three four"},
		{"a row far to the right", strings.Repeat(" ", 20) + "one two three four", strings.Repeat(" ", 20) + "one two\n    " +
			"three four"},
		{
			"wide letters", strings.Repeat("漢", 10) + " " + strings.Repeat("字", 10),
			strings.Repeat("漢", 10) + "\n" + strings.Repeat("字", 10),
		},
	} {
		if got := (system.TerminalWriter{Columns: 32}).Wrap(test.line); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
