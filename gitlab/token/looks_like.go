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
// Words in small letters with dashes between, such as glpat-backup-script-job,
// are a name.
func LooksLike(text string) bool {
	for _, known := range append([]tokenPrefix{{GlpatPrefix, KindPersonal}}, foreignPrefixes()...) {
		for _, after, found := strings.Cut(text, known.prefix); found; _, after, found = strings.Cut(after, known.prefix) {
			run := after[:min(len(after), looksUpTo)]
			run = run[:len(run)-len(strings.TrimLeft(run, Alphabet))]
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
	return false
}

// isWords reports whether the run is words in small letters.
func isWords(run string) bool {
	return strings.ContainsAny(run, "-_") && strings.Trim(run, "abcdefghijklmnopqrstuvwxyz-_") == ""
}

// Alphabet is what follows the prefix of a token: URL-safe base64.
const Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
