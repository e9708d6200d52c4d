package input

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Clean makes foreign text safe to print on a terminal: no escape sequences,
// no control characters, no invisible or direction-changing runes, white space
// folded to single spaces, and no wider than width cells. What was cut ends in "…", by
// which a redactor knows that the rest of a secret may be missing.
func Clean(text string, width int) string {
	// Cutting first bounds the work on a huge body. Eight bytes a cell leaves
	// room for the sequences that are then taken out.
	cut := false
	if limit := max(8*width+1024, 0); len(text) > limit {
		for limit > 0 && !utf8.RuneStart(text[limit]) {
			limit--
		}
		text, cut = text[:limit], true
	}
	text = strings.ToValidUTF8(text, string(utf8.RuneError))
	text = ansi.Strip(shortControls.Replace(text))
	text = strings.Map(visible, text)
	text = strings.Join(strings.Fields(text), " ")
	if cut {
		text += "…"
	}
	return ansi.Truncate(text, width, "…")
}

// shortControls begin the same sequences as the escape character does, in one
// rune (ECMA-48, 5.3), so that what follows goes with them.
var shortControls = strings.NewReplacer(
	"\u0090", "\x1bP", "\u0098", "\x1bX", "\u009b", "\x1b[", "\u009c", "\x1b\\",
	"\u009d", "\x1b]", "\u009e", "\x1b^", "\u009f", "\x1b_",
)

// brailleBlank is a pattern without dots, which Unicode counts as a symbol.
const brailleBlank = '\u2800'

// visible maps white space to a space and drops what cannot be seen or changes
// how the rest is seen.
func visible(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs),
		!unicode.IsPrint(r),
		unicode.In(r, unicode.Mn, unicode.Me):
		return -1
	case unicode.In(r, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point), r == brailleBlank:
		return -1
	}
	return r
}
