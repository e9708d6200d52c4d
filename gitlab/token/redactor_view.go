package token

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// view is a text as secrets are looked for in it: in small letters and without what
// may stand between their characters. It remembers where each byte comes from.
type view struct {
	text     string
	from, to []int32
	// cuts are the places in the view behind which the text was cut.
	cuts []int
}

// newView leaves out of a text white space, commas, control characters, the sequences
// that colour a terminal, and whatever cannot be seen.
func newView(text string) view {
	seen := newBuilder(len(text))
	for at := 0; at < len(text); {
		if length := softBreak(text[at:]); length > 0 {
			at += length
			continue
		}
		if one := text[at]; one > ' ' && one < 0x7f && one != '.' {
			seen.addRune(rune(one), at, at+1)
			at++
			continue
		}
		if length := sequenceLength(text[at:]); length > 0 {
			at += length
			continue
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		if r == '…' || strings.HasPrefix(text[at:], "...") {
			seen.cuts = append(seen.cuts, len(seen.bytes))
		}
		if r == utf8.RuneError && size == 1 {
			seen.add(text[at], at, at+1)
		} else {
			seen.addRune(r, at, at+size)
		}
		at += size
	}
	return seen.view()
}

// softBreak is how long the break is that quoted-printable puts into a long line, 0 where
// the text begins with none.
func softBreak(text string) int {
	for _, lineEnd := range []string{"=\n", "=\r\n"} {
		if strings.HasPrefix(text, lineEnd) {
			return len(lineEnd)
		}
	}
	return 0
}

// sequenceLength is how long the terminal's sequence is that a text begins with, 0
// where it begins with none.
func sequenceLength(text string) int {
	if text == "" || text[0] != '\x1b' {
		return 0
	}
	if len(text) < 2 || text[1] != '[' {
		return 1
	}
	for at := 2; at < len(text); at++ {
		if text[at] >= 0x40 && text[at] <= 0x7e {
			return at + 1
		}
	}
	return len(text)
}

// span is where a part of the view comes from.
func (v view) span(from, to int) span { return span{int(v.from[from]), int(v.to[to-1])} }

// hasDump reports whether there are enough digits in a row for hexadecimal.
func (v view) hasDump() bool {
	run := 0
	for at := range len(v.text) {
		switch one := v.text[at]; {
		case one >= '0' && one <= '9', one >= 'a' && one <= 'f':
			if run++; run == shortest {
				return true
			}
		case strings.IndexByte(betweenDigits, one) >= 0:
		default:
			run = 0
		}
	}
	return false
}

// betweenDigits are what may stand between the bytes of a dump, and what is left of
// escapes where a part of them was taken out.
const betweenDigits = `:-x#;&%=\`

// hexDigits leaves out what stands between the bytes of a dump, such as colons, and the
// "0x" before each.
func (v view) hexDigits() view {
	seen := newBuilder(len(v.text))
	seen.later = v.cuts
	for at := 0; at < len(v.text); at++ {
		seen.reach(at)
		switch {
		case strings.IndexByte(betweenDigits, v.text[at]) >= 0:
			continue
		case v.text[at] == '0' && at+1 < len(v.text) && v.text[at+1] == 'x':
			at++
			continue
		}
		seen.add(v.text[at], int(v.from[at]), int(v.to[at]))
	}
	return seen.view()
}

// decoded takes one layer of the escapes off that begin with one of the leads: those of
// a URL, of HTML, of strings in programs and of mail. changed tells whether there was
// any.
func (v view) decoded(leads string) (deeper view, changed bool) {
	if !strings.ContainsAny(v.text, leads) {
		return v, false
	}
	seen := newBuilder(len(v.text))
	seen.later = v.cuts
	for at := 0; at < len(v.text); {
		seen.reach(at)
		var r rune
		var length int
		if strings.IndexByte(leads, v.text[at]) >= 0 {
			r, length = escaped(v.text[at:])
		}
		from, to := int(v.from[at]), int(v.to[at+max(length, 1)-1])
		if length == 0 {
			seen.add(v.text[at], from, to)
			at++
			continue
		}
		changed = true
		if r < utf8.RuneSelf {
			seen.addRune(r, from, to)
		}
		at += length
	}
	return seen.view(), changed
}

// escaped is the character that a text's first escape stands for, and how long the
// escape is, 0 where the text begins with none.
func escaped(text string) (r rune, length int) {
	switch text[0] {
	case '%':
		if strings.HasPrefix(text, "%u") {
			return digitsOf(text, 2, 4, 16)
		}
		return digitsOf(text, 1, 2, 16)
	case '=': // quoted-printable (RFC 2045, 6.7)
		return digitsOf(text, 1, 2, 16)
	case '&':
		for _, named := range []struct {
			text string
			r    rune
		}{{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}} {
			if strings.HasPrefix(text, named.text) {
				return named.r, len(named.text)
			}
		}
		switch {
		case strings.HasPrefix(text, "&#x"):
			return entityOf(text, 3, 16)
		case strings.HasPrefix(text, "&#"):
			return entityOf(text, 2, 10)
		}
	case '\\':
		return escapedByBackslash(text)
	}
	return 0, 0
}

func escapedByBackslash(text string) (r rune, length int) {
	if len(text) < 2 {
		return 0, 0
	}
	switch text[1] {
	case 'u':
		if strings.HasPrefix(text, `\u{`) {
			if end := strings.IndexByte(text, '}'); end > 0 {
				if r, length := digitsOf(text[:end], 3, end-3, 16); length > 0 {
					return r, end + 1
				}
			}
		}
		return digitsOf(text, 2, 4, 16)
	case 'x':
		return digitsOf(text, 2, 2, 16)
	case 'n', 'r', 't':
		return ' ', 2
	case '\\', '"', '\'', '/':
		return rune(text[1]), 2
	}
	return digitsOf(text, 1, 3, 8)
}

// entityOf reads the number of an entity of HTML, whose semicolon may be missing.
func entityOf(text string, from, base int) (r rune, length int) {
	const longest = 7
	end := from
	for end < len(text) && end < from+longest && strings.IndexByte("0123456789abcdef"[:base], text[end]) >= 0 {
		end++
	}
	if r, length = digitsOf(text, from, end-from, base); length == 0 {
		return 0, 0
	}
	if strings.HasPrefix(text[length:], `\;`) { // as in the names of a certificate
		length++
	}
	if strings.HasPrefix(text[length:], ";") {
		length++
	}
	return r, length
}

// digitsOf reads so many digits, and fails with the length 0.
func digitsOf(text string, from, count, base int) (r rune, length int) {
	if count <= 0 || len(text) < from+count {
		return 0, 0
	}
	number, err := strconv.ParseUint(text[from:from+count], base, 31)
	if err != nil {
		return 0, 0
	}
	return rune(number), from + count
}

// builder makes a view.
type builder struct {
	bytes    []byte
	from, to []int32
	cuts     []int
	// later are the cuts of the view that this one is made of, as far as they are
	// still to come.
	later []int
}

func newBuilder(size int) *builder {
	return &builder{bytes: make([]byte, 0, size), from: make([]int32, 0, size), to: make([]int32, 0, size)}
}

// addRune adds a character of the text between from and to, unless it may stand
// between those of a secret.
func (b *builder) addRune(r rune, from, to int) {
	switch {
	case r == ',' || r <= ' ' || r == 0x7f:
		return
	case r < utf8.RuneSelf:
		b.add(byte(unicode.ToLower(r)), from, to) //nolint:gosec // it is a letter of ASCII
		return
	case unicode.IsSpace(r), r == brailleBlank,
		unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Mn, unicode.Me),
		unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r):
		return
	}
	if plain, is := plainLetter(r); is {
		b.addRune(plain, from, to)
		return
	}
	for _, part := range []byte(string(r)) {
		b.add(part, from, to)
	}
}

// brailleBlank is a pattern without dots, which Unicode counts as a symbol.
const brailleBlank = '\u2800'

// plainLetter is the character of ASCII that another is drawn as: one of full width, or
// a letter or digit of mathematics.
func plainLetter(r rune) (plain rune, is bool) {
	const letters, digits = 26, 10
	switch {
	case r >= '\uff01' && r <= '\uff5e':
		return r - '\uff01' + '!', true
	case r >= '\U0001d400' && r <= '\U0001d6a3':
		return 'a' + (r-'\U0001d400')%letters, true
	case r >= '\U0001d7ce' && r <= '\U0001d7ff':
		return '0' + (r-'\U0001d7ce')%digits, true
	}
	return 0, false
}

func (b *builder) add(one byte, from, to int) {
	b.bytes = append(b.bytes, one)
	b.from, b.to = append(b.from, int32(from)), append(b.to, int32(to)) //nolint:gosec // no text is so long
}

// reach takes over the cuts up to a byte of the view that this one is made of.
func (b *builder) reach(at int) {
	for ; len(b.later) > 0 && b.later[0] <= at; b.later = b.later[1:] {
		b.cuts = append(b.cuts, len(b.bytes))
	}
}

func (b *builder) view() view {
	b.reach(math.MaxInt)
	return view{string(b.bytes), b.from, b.to, b.cuts}
}
