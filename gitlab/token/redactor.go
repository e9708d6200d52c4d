package token

import (
	"encoding/base64"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// Redactor takes the secrets that a run knows out of every text that leaves it. There
// is one for a run: whoever reads a secret adds it, and whatever prints or draws asks
// it last. It finds a secret whole or in pieces, in any case, split over lines, and
// in the forms in which the debug pages of servers show a request: base64 at any
// alignment, hexadecimal, lists of bytes, escaped for a URL, HTML, JSON or a program,
// one escape within another. Methods may be called at any time from any goroutine;
// those of a nil Redactor do nothing.
type Redactor struct {
	mu       sync.Mutex
	tokens   []string
	texts    []string
	others   []string
	prefixes []string
	public   []string
	forms    atomic.Pointer[formSet]
}

// AddToken adds a token, of which every piece is looked for.
func (r *Redactor) AddToken(secret Secret) {
	r.change(func() { r.tokens = appendNew(r.tokens, strings.TrimSpace(secret.Reveal())) })
}

// AddTokenText adds what somebody gave for a token: one alone, or a text around one, such
// as a line of a file or a command. What is secret in it is looked for, and the words
// around it are not.
func (r *Redactor) AddTokenText(text Secret) {
	r.change(func() { r.texts = appendNew(r.texts, strings.TrimSpace(text.Reveal())) })
}

// AddPassword adds a value that is sent beside the token: a gateway's header, or the
// password of a proxy. What it is made of counts too, such as the password behind
// "Basic". A plain word is not looked for, because texts would be full of it.
func (r *Redactor) AddPassword(value string) {
	value = strings.TrimSpace(value)
	r.change(func() {
		r.others = appendNew(r.others, value)
		for _, part := range partsOf(value) {
			r.others = appendNew(r.others, part)
		}
	})
}

// AllowPrefix says that an instance's tokens all begin so, which is no secret. A
// prefix that would leave too little of a token to be looked for is not believed.
func (r *Redactor) AllowPrefix(prefix string) {
	r.change(func() { r.prefixes = appendNew(r.prefixes, prefix) })
}

// AllowPublic says that a text, such as the address of the instance, is no secret,
// and so is no value beside the token that is part of it.
func (r *Redactor) AllowPublic(text string) {
	r.change(func() { r.public = appendNew(r.public, strings.ToLower(text)) })
}

// Redact returns the text with [Redacted] in the place of every run of a secret.
func (r *Redactor) Redact(text string) string {
	forms := r.known()
	if forms == nil || len(text) < shortest {
		return text
	}
	return forms.redact(text)
}

// NewRedactor returns a redactor that knows no secret yet.
func NewRedactor() *Redactor { return &Redactor{} }

// known is nil where there is no secret. The forms are made when they are first asked
// for: many commands add secrets and print nothing foreign.
func (r *Redactor) known() *formSet {
	if r == nil {
		return nil
	}
	if forms := r.forms.Load(); forms != nil {
		return forms.orNone()
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if forms := r.forms.Load(); forms != nil {
		return forms.orNone()
	}
	forms := newFormSet()
	tokens, others := slices.Clone(r.tokens), slices.Clone(r.others)
	for _, text := range r.texts {
		inText, beside := secretsIn(text, r.prefixes)
		for _, one := range inText {
			tokens = appendNew(tokens, one)
		}
		for _, one := range beside {
			others = appendNew(others, one)
		}
	}
	for _, text := range tokens {
		_, prefix := KindOf(text, r.prefixes)
		if len(text)-len(prefix) < fewestSecret {
			_, prefix = KindOf(text, nil)
		}
		forms.add(text, len(prefix), tokenPiece)
	}
	for _, text := range others {
		if !isPlain(text) && !slices.ContainsFunc(r.public, func(public string) bool {
			return strings.Contains(public, strings.ToLower(text))
		}) {
			forms.add(text, 0, pieceOf(text))
		}
	}
	r.forms.Store(forms)
	return forms.orNone()
}

// change changes what is known, so that its forms have to be made anew.
func (r *Redactor) change(change func()) {
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	change()
	r.forms.Store(nil)
}

// Limits of what is looked for, in bytes.
const (
	// tokenPiece is from how many on a part of a token is taken for it: so many that
	// no word is one by chance, so few that what is left of a text that was cut gives
	// nothing away.
	tokenPiece = 8
	// passwordPiece is the same for a long value that may have words in it.
	passwordPiece = 12
	// shortest is how long a value is at least that is looked for.
	shortest = 4
	// fewestSecret is how much of a token is no prefix, at least.
	fewestSecret = 16
	// longestWord is up to where a value of letters alone is a word.
	longestWord = 7
)

// pieceOf is from how many bytes on a part of a value is taken for it, all of them
// where parts may stand in innocent words.
func pieceOf(value string) int {
	switch {
	case len(value) >= passwordPiece && !strings.ContainsAny(value, " ./:") && strings.ContainsAny(value, "0123456789"):
		return tokenPiece
	case len(value) >= passwordPiece+shortest:
		return passwordPiece
	}
	return len(value)
}

// isPlain reports whether a value is too short or too common to be looked for.
func isPlain(value string) bool {
	letters := strings.Trim(strings.ToLower(value), "abcdefghijklmnopqrstuvwxyz") == ""
	return len(value) < shortest || (letters && len(value) <= longestWord)
}

// partsOf are the parts of a value that are secrets by themselves: the password in
// "Basic …", the token in "Bearer …", the values of cookies.
func partsOf(value string) []string {
	var parts []string
	if scheme, encoded, _ := strings.Cut(value, " "); strings.EqualFold(scheme, "basic") {
		if plain, err := base64.StdEncoding.DecodeString(strings.TrimSpace(encoded)); err == nil {
			_, password, _ := strings.Cut(string(plain), ":")
			parts = append(parts, string(plain), password)
		}
	}
	for part := range strings.FieldsFuncSeq(value, func(r rune) bool { return strings.ContainsRune(" ;,=&:\"'", r) }) {
		if len(part) >= tokenPiece && (strings.ContainsAny(part, "0123456789") || len(part) >= fewestSecret) {
			parts = append(parts, part)
		}
	}
	return parts
}

func appendNew(list []string, text string) []string {
	if text == "" || slices.Contains(list, text) {
		return list
	}
	return append(list, text)
}
