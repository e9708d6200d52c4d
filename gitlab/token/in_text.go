package token

import (
	"encoding/base64"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// secretsIn returns what is secret in a text in which somebody gave a token: the tokens,
// and beside them what may be a secret too, such as the password in an address, the
// value of a header, or a row of characters that no word has. Words, hosts, scopes and
// dates around them are not. prefixes are instances' own, as far as they are known.
func secretsIn(text string, prefixes []string) (tokens, others []string) {
	text = strings.TrimFunc(text, isAround)
	for _, prefix := range append([]string{""}, prefixes...) {
		for _, found := range Find(text, ToldPrefix(prefix)) {
			tokens = appendNew(tokens, found)
		}
	}
	fields := strings.FieldsFunc(text, isAround)
	if kind, _ := KindOf(text, prefixes); len(fields) == 1 && len(tokens) == 0 && kind != KindWeb {
		return []string{text}, partsOf(text) // nothing tells what of it is the token
	}
	if broken := brokenToken(fields, prefixes); broken != "" {
		tokens = appendNew(tokens, broken)
	}
	for _, form := range otherForms() {
		for _, found := range form.FindAllStringSubmatch(text, -1) {
			others = appendNew(others, found[1])
		}
	}
	for _, found := range basicForm().FindAllStringSubmatch(text, -1) {
		if plain, err := base64.StdEncoding.DecodeString(found[1]); err == nil {
			_, password, _ := strings.Cut(string(plain), ":")
			others = appendNew(appendNew(appendNew(others, found[1]), string(plain)), password)
		}
	}
	for _, field := range fields {
		for part := range strings.FieldsFuncSeq(field, isBetweenParts) {
			if mayBeSecret(part) {
				others = appendNew(others, part)
			}
		}
	}
	carries := func(other string) bool {
		return IsKnownUser(other) ||
			slices.ContainsFunc(tokens, func(token string) bool { return strings.Contains(other, token) })
	}
	return tokens, slices.DeleteFunc(others, carries)
}

// IsKnownUser reports whether a text is a user name that every GitLab takes beside a
// token or a key, such as "git" in the address of a repository
// (doc/user/profile/personal_access_tokens.md, doc/ci/jobs/ci_job_token.md).
func IsKnownUser(text string) bool {
	return slices.Contains([]string{"git", "oauth2", "gitlab-ci-token", "private-token"}, strings.ToLower(text))
}

// isAround reports whether a character stands around a token in a text, never in it.
func isAround(r rune) bool {
	return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune("\"'`“”‘’«»", r)
}

// isBetweenParts reports whether a character parts the values in a row of characters, as
// in an address.
func isBetweenParts(r rune) bool { return strings.ContainsRune("/:=&?@;,()<>[]{}|", r) }

// brokenToken is a token that a line end or a space has broken, "" where there is none:
// what follows a known prefix, as long as it does not look like words.
func brokenToken(fields, prefixes []string) string {
	for i, field := range fields {
		kind, prefix := KindOf(field, prefixes)
		rest := field[len(prefix):]
		if prefix == "" || kind == KindWeb || len(rest) >= LegacyLength || strings.Trim(rest, Alphabet+".") != "" {
			continue
		}
		parts := []string{field}
		for _, more := range fields[i+1:] {
			if strings.Trim(more, Alphabet+".") != "" || !takesTurns(more) || isOrdinary(more) {
				break
			}
			parts = append(parts, more)
		}
		broken := strings.Join(parts, "")
		if len(broken) >= len(prefix)+tokenPiece && !isWords(strings.TrimPrefix(broken, prefix)) {
			return broken
		}
	}
	return ""
}

// mayBeSecret reports whether a part of a text may be a secret by how it looks.
func mayBeSecret(part string) bool {
	return len(part) >= fewestSecret && takesTurns(part) && !isOrdinary(part)
}

// takesTurns reports whether a text has letters and digits, or letters of both cases after
// another.
func takesTurns(text string) bool {
	lower, upper := strings.ToLower(text), strings.ToUpper(text)
	digits, letters := strings.ContainsAny(text, "0123456789"), lower != upper
	return letters && digits || letters && strings.ToLower(text[1:]) != text[1:] && upper != text
}

// isOrdinary reports whether a text is the name of a host or a file, or a time.
func isOrdinary(text string) bool {
	text = strings.Trim(text, ".!")
	return ordinary().MatchString(text)
}

var ordinary = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(
		// Names with dots, of which the last is letters, in words of ordinary length; a
		// date with a time; words and numbers with signs between.
		`^(?:(?:[0-9A-Za-z_-]{1,30}\.)+[A-Za-z]{2,10}|\d{4}-\d\d-\d\d(?:T[\d:.+-]*Z?)?|` +
			`(?:[A-Za-z]{1,12}|\d{1,4})(?:[-_.](?:[A-Za-z]{1,12}|[A-Za-z]{0,3}\d{1,4}))+)$`)
})

// otherForms are the places where a password stands that may be short; the first group is
// its text.
var otherForms = sync.OnceValue(func() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`(?i)(?:password|passwd|secret)["']?\s*[:=]\s*["']?([^\s"']{4,})`),
		regexp.MustCompile(`(?i)(?:token|_pat)["']?\s*[:=]\s*["']?([^\s"']*\d[^\s"']*)`),
		regexp.MustCompile(`(?i)\bbearer\s+([^\s"']{8,})`),
		regexp.MustCompile(`://[^/\s:@]*:([^\s"']+)@`),                       // an address
		regexp.MustCompile(`\s(?:-u|--user)[\s=]+["']?[^\s:"']*:([^\s"']+)`), // of curl
		regexp.MustCompile(`(?i)cookie:\s*[^\s=]+=([^\s;"']+)`),
	}
})

// basicForm is the header of basic authentication; the first group is its value.
var basicForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\bbasic\s+([0-9A-Za-z+/=]{8,})`)
})
