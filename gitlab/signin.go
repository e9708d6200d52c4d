package gitlab

import (
	"regexp"
	"strconv"
	"strings"
	"sync"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
)

// signIn is what glpat reads of the sign-in page: the gon block, a script of
// "gon.key=value;" lines (lib/gitlab/gon_helper.rb).
type signIn struct {
	URL            string
	TokenPrefix    string
	HasTokenPrefix bool
	DotCom         bool
	Enterprise     bool
	KnowsEdition   bool
	Passkeys       bool
}

var gonLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`gon\.([a-z_]+)\s*=\s*("(?:[^"\\]|\\.){0,500}"|true|false)\s*;`)
})

// readSignIn reads the page; ok tells whether it is GitLab's.
func readSignIn(body []byte) (read signIn, ok bool) {
	for _, match := range gonLine().FindAllSubmatch(body, 200) {
		key, raw := string(match[1]), string(match[2])
		text := unquoteScript(raw)
		switch key {
		case "gitlab_url":
			read.URL, ok = text, true
		case "pat_prefix":
			read.TokenPrefix, read.HasTokenPrefix = input.Clean(text, 40), true
		case "dot_com":
			read.DotCom = raw == "true"
		case "ee":
			read.Enterprise, read.KnowsEdition = raw == "true", raw == "true" || raw == "false"
		}
	}
	read.Passkeys = strings.Contains(string(body), `"passkeys"`)
	return read, ok
}

// unquoteScript reads a script's string. Old releases escape slashes, which
// Go's own strings do not know.
func unquoteScript(raw string) string {
	text, err := strconv.Unquote(strings.ReplaceAll(raw, `\/`, `/`))
	if err != nil {
		return ""
	}
	return text
}

func (s signIn) edition() string {
	switch {
	case !s.KnowsEdition:
		return ""
	case s.Enterprise:
		return "enterprise"
	}
	return "community"
}

// atLeast is the lower bound of the release that the page gives: the prefix
// was seen from 16.1 on, the passkeys switch belongs to 18.6.
func (s signIn) atLeast() catalog.Release {
	switch {
	case s.Passkeys:
		return catalog.NewRelease(18, 6)
	case s.HasTokenPrefix:
		return catalog.NewRelease(16, 1)
	}
	return catalog.Release{}
}
