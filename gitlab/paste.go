package gitlab

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// PasteVerdict says what may be done with a paste.
type PasteVerdict int

// The verdicts on a paste.
const (
	// PasteGood may be sent.
	PasteGood PasteVerdict = iota
	// PasteDoubtful may be sent after the person said yes.
	PasteDoubtful
	// PasteRefused cannot be right and is never sent.
	PasteRefused
)

// Paste is the offline judgement of a pasted text. Words are for the person;
// the secret is empty when the verdict is [PasteRefused].
type Paste struct {
	Secret   Secret
	Kind     Kind
	Checksum Checksum
	Verdict  PasteVerdict
	Problem  *Problem // nil when the verdict is PasteGood
	// Cleaned tells that something that does not belong to a token was taken
	// off the ends: spaces, quotes, line breaks, invisible characters.
	Cleaned bool
}

// maxTokenLength is well above the longest token GitLab makes, about 320
// characters with the default prefix.
const maxTokenLength = 1024

// ExaminePaste judges a pasted text without any request. prefixes are the
// instance's own token prefixes, beside "glpat-".
func ExaminePaste(text string, prefixes ...string) Paste {
	trimmed := trimPaste(text)
	cleaned := trimmed != text
	refuse := func(what string, do ...string) Paste {
		problem := NewProblem(CodeTokenMalformed, what, "What was pasted cannot be a token.", do...)
		return Paste{Verdict: PasteRefused, Problem: problem, Cleaned: cleaned}
	}
	switch {
	case trimmed == "":
		return refuse("There is nothing here yet", "Copy the token on GitLab's page, then paste it here")
	case len(trimmed) > maxTokenLength:
		return refuse(fmt.Sprintf("This is %d characters long, far more than a token", utf8.RuneCountInString(trimmed)), CopyAgain)
	case strings.ContainsFunc(trimmed, unicode.IsSpace):
		return refuse("There is a space or line break inside, so this is more than one token or not one at all", CopyAgain)
	case strings.ContainsFunc(trimmed, func(r rune) bool { return r < 0x21 || r > 0x7e }):
		return refuse("There is a character inside that no token has, perhaps an invisible one", CopyAgain)
	}

	kind, prefix := KindOf(trimmed, prefixes)
	if kind == KindPersonal || kind == KindUnknown {
		return Paste{Secret: NewSecret(trimmed), Kind: kind, Cleaned: cleaned}.judgeShape(trimmed, prefix)
	}
	paste := refuse("This is a web address, not a token", "Open it, create the token there, then copy the token itself")
	paste.Kind = kind
	if kind != KindWeb {
		paste.Problem = NewProblem(CodeTokenWrongKind,
			"This is a "+kind.Phrase()+", not a personal access token",
			"The prefix tells the kinds of token apart.",
			"Create a personal access token and paste that one")
	}
	return paste
}

// judgeShape looks at the length and the checksum of a token that has the
// right kind, or none that is known. prefix is the one the token begins with.
func (p Paste) judgeShape(text, prefix string) Paste {
	rest := strings.TrimPrefix(text, prefix)
	doubt := func(what, cause string) Paste {
		p.Verdict = PasteDoubtful
		p.Problem = NewProblem(CodeTokenMalformed, what, cause, CopyAgain)
		return p
	}
	if rest == "" {
		p.Verdict, p.Secret = PasteRefused, Secret{}
		p.Problem = NewProblem(CodeTokenMalformed, "This is only the beginning of a token", "Something cut it off.", CopyAgain)
		return p
	}
	p.Checksum = ChecksumOf(text, prefix)
	switch {
	case p.Checksum == ChecksumWrong:
		return doubt("The token's own checksum does not fit: it is cut short or mistyped",
			"Newer tokens end in digits that are worked out from the rest.")
	case p.Checksum == ChecksumRight:
		return p
	case len(rest) < LegacyLength:
		return doubt("This is shorter than any token GitLab makes: it was probably cut short",
			"A token has at least 20 characters after its prefix.")
	case prefix != "" && len(rest) > LegacyLength:
		return doubt("The end of the token seems to be missing",
			"A token this long ends in a dot and nine check digits.")
	case len(rest) > LegacyLength || strings.Trim(rest, Alphabet) != "":
		return doubt("This does not look like a token that this GitLab makes",
			"It begins with no prefix that glpat knows, and old tokens without one have 20 letters, digits, dashes and underscores.")
	}
	return p
}

// trimPaste takes off what copying adds at the ends: white space, quotes,
// invisible characters.
func trimPaste(text string) string {
	return strings.TrimFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune("\"'`“”‘’«»", r)
	})
}
