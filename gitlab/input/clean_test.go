package input_test

import (
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"glpat/gitlab/input"
)

func TestCleanTakesOutWhatATerminalWouldObey(t *testing.T) {
	for _, test := range []struct {
		name, text string
		width      int
		want       string
	}{
		{"plain text", "Sam Example", 40, "Sam Example"},
		{"letters of other scripts", "Zoë Ωmega 山田", 40, "Zoë Ωmega 山田"},
		{"colour", "\x1b[31mred\x1b[0m", 40, "red"},
		{"the clipboard", "tok\x1b]52;c;aGk=\x07en", 40, "token"},
		{"a title that never ends", "a\x1b]0;title", 40, "a"},
		{"a screen cleared", "a\x1b[2Jb", 40, "ab"},
		{"C1 as a rune", "a\u009b31mb", 40, "ab"},
		{"C1 as a byte", "a\x9b31mb", 40, "a\ufffd31mb"},
		{"direction marks", "user\u202egpj.exe\u2066x\u2069", 40, "usergpj.exex"},
		{"zero-width characters", "a\u200bb\u200dc\u2060d\ufeffe", 40, "abcde"},
		{"a letter that is blank", "a\u3164b\u2800c\u115fd", 40, "abcd"},
		{"line breaks and tabs", " a\r\nb\tc\u2028d\u0085e ", 40, "a b c d e"},
		{"null and bell", "a\x00b\ac", 40, "abc"},
		{"marks piled up", "a" + strings.Repeat("\u0301", 50) + "b", 40, "ab"},
		{"private use", "a\ue000b", 40, "ab"},
		{"too wide", "0123456789", 5, "0123…"},
		{"a cut that nothing of shows", "abc" + strings.Repeat("\u200b", 1<<10), 5, "abc…"},
		{"two cells a letter", "山田太郎", 5, "山田…"},
		{"no room", "abc", 0, ""},
		{"less than no room", "abc", -3, ""},
		{"a tag character", "a\U000e0041b", 40, "ab"},
		{"craft's own case", "tok\x1b]52;c;x\x07en\x1b[2J\u202e\u200bzz\r\nx\x00", 40, "tokenzz x"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := input.Clean(test.text, test.width); got != test.want {
				t.Errorf("Clean(%q, %d) = %q, want %q", test.text, test.width, got, test.want)
			}
		})
	}
}

func TestCleanIsQuickOnAMegabyte(t *testing.T) {
	for _, part := range []string{"a", "\x1b[31m", "\x1b]0;", "\u200b", "山"} {
		huge := strings.Repeat(part, 1<<20/len(part))
		if allocated := testing.AllocsPerRun(1, func() { input.Clean(huge, 100) }); allocated > 10_000 {
			t.Errorf("%q takes %v allocations", part, allocated)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, seed := range []string{"a\x1b[31mb", "\u202eabc", "山田", "e\u0301", "👩‍👩‍👧", "\x9b31m", "\xff\xfe", "🇩🇪🇩", "a \u00adb", "ᄀᄀ각", "\U0001f3fb"} {
		f.Add(seed, 10)
	}
	f.Fuzz(func(t *testing.T, text string, width int) {
		width = min(max(width, -10), 500)
		got := input.Clean(text, width)
		for _, r := range got {
			if r < ' ' ||
				unicode.In(
					r,
					unicode.Cc,
					unicode.Cf,
					unicode.Cs,
					unicode.Co,
					unicode.Bidi_Control,
					unicode.Zl,
					unicode.Zp,
					unicode.Mn,
					unicode.Me,
				) {
				t.Fatalf("Clean(%q, %d) = %q, which has %U", text, width, got, r)
			}
		}
		if wide := ansi.StringWidth(got); wide > max(width, 0) {
			t.Fatalf("Clean(%q, %d) = %q is %d wide", text, width, got, wide)
		}
		if again := input.Clean(got, width); again != got {
			t.Fatalf("Clean(%q, %d) = %q, cleaned again %q", text, width, got, again)
		}
	})
}
