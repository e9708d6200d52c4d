package widget

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Cells is how many columns a text takes on the terminal. Nearly all of glpat's
// own text is plain letters, its few marks, and colours, for which the long way
// over grapheme clusters is not needed.
func Cells(text string) int {
	count := 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '\x1b':
			end := strings.IndexByte(text[i:], 'm')
			if end < 0 || !strings.HasPrefix(text[i:], "\x1b[") || strings.Trim(text[i+2:i+end], "0123456789;") != "" {
				return ansi.StringWidth(text)
			}
			size = end + 1
		case r >= ' ' && r <= '~',
			r >= '\u2010' && r <= '\u2027',
			r >= '\u2500' && r <= '\u257f',
			strings.ContainsRune("·›⋮✓●○↑↓←→", r):
			count++
		default:
			return ansi.StringWidth(text)
		}
		i += size
	}
	return count
}

// Cut shortens a text to so many cells, with a mark at its end where something
// is left out. Plain letters are cut without the long way over grapheme
// clusters.
func Cut(text string, width int, mark string) string {
	if Cells(text) <= width {
		return text
	}
	end := width - Cells(mark)
	for i := range max(end+1, 0) {
		if i >= len(text) || text[i] < ' ' || text[i] > '~' {
			return ansi.Truncate(text, width, mark)
		}
	}
	return text[:max(end, 0)] + mark
}

// PadRight fills a text up with spaces to so many cells.
func PadRight(text string, width int) string {
	return text + strings.Repeat(" ", max(width-Cells(text), 0))
}
