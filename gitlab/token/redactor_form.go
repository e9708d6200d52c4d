package token

import (
	"bytes"
	"slices"
	"strings"
	"sync"
)

// formSet is every form of every secret, ready to be looked for. It does not change.
type formSet struct {
	all []form
	// pieces are those of the forms, for each length of a piece. A piece that is
	// false is public: it counts beside others alone.
	pieces map[int]map[string]bool
	// lengths are those of the pieces.
	lengths []int
	// begins has a bit for the first bytes of every piece.
	begins [beginsBits / 64]uint64

	// redacted are the last texts and what became of them: a screen is drawn anew with
	// every key, and most of it stays.
	mu       sync.Mutex
	redacted map[string]string
}

// Bounds of what is remembered of texts.
const (
	mostRemembered    = 1000
	longestRemembered = 2000 // bytes
)

// form is a secret in one of its forms, in small letters and without what a view
// leaves out.
type form struct {
	text string
	// public is how many bytes at its beginning are no secret, unless they are escaped.
	public int
	// least is how many bytes before a cut are told from chance, behind the public ones.
	least int
	kind  viewKind
}

// viewKind is what a form is looked for in.
type viewKind int

const (
	viewText viewKind = iota // a text, see [newView]
	viewHex                  // its hexadecimal digits, see [view.hexDigits]
)

func newFormSet() *formSet {
	return &formSet{pieces: map[int]map[string]bool{}, redacted: map[string]string{}}
}

// orNone is nil where there is nothing to look for.
func (s *formSet) orNone() *formSet {
	if len(s.all) == 0 {
		return nil
	}
	return s
}

// redact returns the text without secrets.
func (s *formSet) redact(text string) string {
	if len(text) > longestRemembered {
		return replaceSpans(text, s.find(text))
	}
	s.mu.Lock()
	clean, known := s.redacted[text]
	s.mu.Unlock()
	if known {
		return clean
	}
	clean = replaceSpans(text, s.find(text))
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.redacted) >= mostRemembered {
		clear(s.redacted)
	}
	s.redacted[text] = clean
	return clean
}

// add adds a secret, the first bytes of which are public. piece is from how many
// bytes on a part of it is taken for it.
func (s *formSet) add(secret string, public, piece int) {
	squeezed := newView(secret).text
	public = min(public, len(squeezed))
	if len(squeezed) < shortest {
		return
	}
	whole := piece >= len(squeezed)
	lengthOf := func(text string, of int) int {
		if whole {
			return len(text)
		}
		return min(of, len(text))
	}
	s.addForm(form{squeezed, public, leastLeft, viewText}, lengthOf(squeezed, piece))
	for _, one := range encodedForms(secret) {
		of := tokenPiece
		if one.decimal {
			of = decimalPiece
		}
		s.addForm(form{one.text, 0, leastEncoded, one.kind}, lengthOf(one.text, of))
	}
}

func (s *formSet) addForm(one form, piece int) {
	s.all = append(s.all, one)
	if s.pieces[piece] == nil {
		s.pieces[piece] = map[string]bool{}
		s.lengths = append(s.lengths, piece)
	}
	// Some of a piece may belong to the public beginning.
	const public = 4
	for at := 0; at+piece <= len(one.text); at++ {
		text := one.text[at : at+piece]
		s.pieces[piece][text] = s.pieces[piece][text] || at >= one.public-public
		bit := beginOf(text)
		s.begins[bit/64] |= 1 << (bit % 64)
	}
}

// beginsBits is how many beginnings are told apart, a power of two.
const beginsBits = 1 << 16

// beginOf is a number for the first three bytes of a text.
func beginOf(text string) int {
	return (int(text[0])<<11 ^ int(text[1])<<5 ^ int(text[2])) & (beginsBits - 1)
}

// find returns where secrets stand in a text, in order and apart from each other.
func (s *formSet) find(text string) []span {
	var found []span
	seen := newView(text)
	var torn []span
	for range deepest {
		found = append(found, s.findIn(seen, viewText)...)
		if seen.hasDump() {
			found = append(found, s.findIn(seen.hexDigits(), viewHex)...)
		}
		for gap := 1; gap <= widestGap; gap++ {
			if closed, changed := seen.withoutGaps(gap); changed {
				found = append(found, s.findIn(closed, viewText)...)
			}
		}
		if printable, changed := seen.decoded("="); changed {
			found = append(found, s.findIn(printable, viewText)...)
		}
		torn = append(torn, seen.torn()...)
		deeper, changed := seen.decoded(`%&\`)
		if !changed {
			break
		}
		seen = deeper
	}
	// What is left of an escape before a cut goes with the secret that it belongs to.
	for _, rest := range torn {
		if slices.ContainsFunc(found, func(one span) bool { return one.from <= rest.from && one.to >= rest.from }) {
			found = append(found, rest)
		}
	}
	slices.SortFunc(found, func(a, b span) int { return a.from - b.from })
	var apart []span
	for _, one := range found {
		if last := len(apart) - 1; last >= 0 && one.from <= apart[last].to {
			apart[last].to = max(apart[last].to, one.to)
			continue
		}
		apart = append(apart, one)
	}
	return apart
}

// deepest is how many escapes within each other are looked through.
const deepest = 4

// findIn looks for pieces in one view, and for what is left of a secret where a text
// was cut.
func (s *formSet) findIn(seen view, kind viewKind) []span {
	var found []span
	done := make([]int, len(s.lengths)) // up to where pieces of a length are found
	for at := 0; at+shortest <= len(seen.text); at++ {
		if bit := beginOf(seen.text[at:]); s.begins[bit/64]&(1<<(bit%64)) == 0 {
			continue
		}
		for i, length := range s.lengths {
			if at < done[i] {
				continue
			}
			end, secret := s.run(seen.text, at, length)
			if secret {
				found = append(found, seen.span(at, end))
			}
			done[i] = max(at, end-length+1)
		}
	}
	for _, cut := range seen.cuts {
		end := cut - tornLength(seen.text[:cut])
		if from, is := s.beginsBefore(seen, end, kind); is {
			found = append(found, seen.span(from, cut))
		}
	}
	return found
}

// run returns where pieces of a length end that begin at a place of a text, one a byte
// behind the other, and whether any of them is secret.
func (s *formSet) run(text string, at, length int) (end int, secret bool) {
	end = at
	for from := at; from+length <= len(text); from++ {
		isSecret, is := s.pieces[length][text[from:from+length]]
		if !is {
			break
		}
		secret, end = secret || isSecret, from+length
	}
	return end, secret
}

// How much of a secret before a cut is told from chance, in bytes.
const (
	leastLeft    = 3
	leastEncoded = 6
)

// beginsBefore reports whether a view has, before a place, the beginning of a secret
// that is shorter than a piece, and where that starts. Nobody escapes a beginning that
// is no secret but a server that repeats the whole, so that an escaped one counts too.
func (s *formSet) beginsBefore(seen view, end int, kind viewKind) (from int, is bool) {
	text, longest := seen.text[:end], 0
	for _, one := range s.all {
		if one.kind != kind {
			continue
		}
		for length := min(len(one.text), end); length > longest; length-- {
			enough := length >= one.public+one.least
			if !enough && !seen.isEscaped(end-length, end) {
				continue
			}
			if strings.HasSuffix(text, one.text[:length]) {
				longest = length
			}
		}
	}
	return end - longest, longest > 0
}

// span is a part of a text, in bytes.
type span struct{ from, to int }

// replaceSpans puts [Redacted] in the place of each span. What sets colours inside it
// is kept, so that none goes on behind it.
func replaceSpans(text string, spans []span) string {
	if len(spans) == 0 {
		return text
	}
	var clean bytes.Buffer
	kept := 0
	for _, one := range spans {
		clean.WriteString(text[kept:one.from] + Redacted)
		for at := one.from; at < one.to; at++ {
			if length := sequenceLength(text[at:one.to]); length > 1 {
				clean.WriteString(text[at : at+length])
				at += length - 1
			}
		}
		kept = one.to
	}
	clean.WriteString(text[kept:])
	return clean.String()
}
