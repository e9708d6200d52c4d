package token

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// Find returns the tokens that a text holds, each once, in the order of the text:
// in an assignment, a header, a line of curl or of a .netrc file, an address with a
// password, the output of GitLab's SSH command, or a sentence. What stands where a
// token belongs is taken for one whatever its prefix; elsewhere a known prefix or a
// right checksum tells.
func Find(text string, own OwnPrefix) []string {
	type place struct {
		at   int
		text string
	}
	var places []place
	note := func(at int, found string) {
		found = strings.Trim(found, ".")
		// The same characters, seen once more as a part of what is already noted.
		known := func(p place) bool { return at >= p.at && at < p.at+len(p.text) || p.text == found }
		if len(found) >= looksFrom && !slices.ContainsFunc(places, known) {
			places = append(places, place{at, found})
		}
	}
	for _, at := range tokenRun().FindAllStringIndex(text, -1) {
		if run := text[at[0]:at[1]]; isTokenAlone(run, own) {
			note(at[0], run)
		}
	}
	for _, form := range valueForms() {
		for _, at := range form.FindAllStringSubmatchIndex(text, -1) {
			value := text[at[2]:at[3]]
			if len(value) >= LegacyLength && !isWords(value) && strings.ContainsAny(value, "0123456789") {
				note(at[2], value)
			}
		}
	}
	slices.SortStableFunc(places, func(a, b place) int { return a.at - b.at })
	found := make([]string, len(places))
	for i, place := range places {
		found[i] = place.text
	}
	return found
}

// isTokenAlone reports whether a run of a token's characters is a token by itself.
func isTokenAlone(run string, own OwnPrefix) bool {
	run = strings.Trim(run, ".")
	kind, prefix := KindOf(run, []string{own.String()})
	rest := strings.TrimPrefix(run, prefix)
	switch {
	case kind == KindWebToken, ChecksumOf(run, "") == ChecksumRight:
		return true
	case prefix == "" || kind == KindWeb:
		return false
	}
	return len(rest) >= looksFrom && !isWords(rest)
}

// tokenRun is what may be a whole token.
var tokenRun = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[0-9A-Za-z_.-]+`) })

// valueForms are the places where people keep a token; the first group is its text.
var valueForms = sync.OnceValue(func() []*regexp.Regexp {
	const value = `["']?([0-9A-Za-z_.-]+)`
	return []*regexp.Regexp{
		// GITLAB_TOKEN=…, "token": "…", --token …, PRIVATE-TOKEN: …, "Token:   …", password …
		regexp.MustCompile(`(?i)(?:token|password|passwd|_pat|secret)["']?\s*(?:[:=]|[ \t])\s*` + value),
		regexp.MustCompile(`(?i)\bbearer\s+` + value),
		regexp.MustCompile(`://[^/\s:@]*:([0-9A-Za-z_.-]+)@`), // an address with a password
	}
})
