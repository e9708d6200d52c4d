package token

import "strings"

// Limits of what is taken for a token inside a text, in characters after a
// known prefix. Tokens have 20 or more; one that was cut is a leak too.
const (
	looksFrom = 16
	looksUpTo = 64 // how far is looked
)

// LooksLike reports whether the text holds something that can only be a
// token, of GitLab or another service: a known prefix with 16 token characters
// behind it, or a routable token, whatever its prefix, with the right checksum.
// The instance's own prefix is a known one where it was told. Words in small
// letters with dashes between, such as glpat-backup-script-job, are a name, and
// behind an own prefix, which may be a word itself, so are all words.
func LooksLike(text string, own OwnPrefix) bool {
	for _, known := range append([]tokenPrefix{{GlpatPrefix, KindPersonal}}, foreignPrefixes()...) {
		for _, after, found := strings.Cut(text, known.prefix); found; _, after, found = strings.Cut(after, known.prefix) {
			run := runAtStart(after)
			if len(run) >= looksFrom && !isWords(run) {
				return true
			}
		}
	}
	separates := func(r rune) bool { return r != '.' && !strings.ContainsRune(Alphabet, r) }
	for field := range strings.FieldsFuncSeq(text, separates) {
		if ChecksumOf(strings.Trim(field, "."), "") == ChecksumRight {
			return true
		}
	}
	return own.text != "" && holdsWithOwnPrefix(text, own.text)
}

// holdsWithOwnPrefix reports whether the prefix stands in the text at the beginning
// of a word, and what looks drawn at random behind it.
func holdsWithOwnPrefix(text, prefix string) bool {
	for at := 0; ; {
		found := strings.Index(text[at:], prefix)
		if found < 0 {
			return false
		}
		at += found
		inWord := at > 0 && isLetterOrDigit(text[at-1])
		rest := runAtStart(text[at+len(prefix):])
		if !inWord && len(rest) >= looksFrom && !holdsWord(rest) && longestPart(rest) >= mixedFrom && changes(rest) >= 3 {
			return true
		}
		at += len(prefix)
	}
}

// runAtStart returns the token's characters with which a text begins.
func runAtStart(text string) string {
	run := text[:min(len(text), looksUpTo)]
	return run[:len(run)-len(strings.TrimLeft(run, Alphabet))]
}

// isWords reports whether the run is words in small letters.
func isWords(run string) bool {
	return strings.ContainsAny(run, "-_") && strings.Trim(run, "abcdefghijklmnopqrstuvwxyz-_") == ""
}

// Alphabet is what follows the prefix of a token: URL-safe base64.
const Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
