package gitlab

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"glpat/gitlab/problem"
	"glpat/gitlab/token"
)

// PasteVerdict is what may be done with a pasted text.
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

// Paste is the judgement of a pasted text, made without a call. Words are for
// the person; the secret is empty when the verdict is [PasteRefused].
type Paste struct {
	Secret   token.Secret
	Kind     token.Kind
	Checksum token.Checksum
	Verdict  PasteVerdict
	Problem  *problem.Problem // nil when the verdict is PasteGood
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
	refuse := func(what string, do string) Paste {
		problem := problem.NewProblem(
			problem.CodeTokenMalformed, what, "What was pasted cannot be a token.", problem.NewStep(do),
		)
		return Paste{Verdict: PasteRefused, Problem: problem, Cleaned: cleaned}
	}
	switch {
	case trimmed == "":
		return refuse("There is nothing here yet", "Copy the token on GitLab's page, then paste it here")
	case len(trimmed) > maxTokenLength:
		return refuse(
			fmt.Sprintf("This is %d characters long, far more than a token", utf8.RuneCountInString(trimmed)),
			problem.CopyAgain,
		)
	case strings.ContainsFunc(trimmed, unicode.IsSpace):
		return refuse(
			"There is a space or line break inside, so this is more than one token or not one at all",
			problem.CopyAgain,
		)
	case strings.ContainsFunc(trimmed, func(r rune) bool { return r < 0x21 || r > 0x7e }):
		return refuse("There is a character inside that no token has, perhaps an invisible one", problem.CopyAgain)
	}

	kind, prefix := token.KindOf(trimmed, prefixes)
	if kind == token.KindPersonal || kind == token.KindUnknown {
		return Paste{Secret: token.NewSecret(trimmed), Kind: kind, Cleaned: cleaned}.judgeShape(trimmed, prefix)
	}
	paste := refuse("This is a web address, not a token", "Open it, create the token there, then copy the token itself")
	paste.Kind = kind
	if kind != token.KindWeb {
		paste.Problem = problem.NewProblem(problem.CodeTokenWrongKind,
			"This is a "+kind.Phrase()+", not a personal access token",
			"The prefix tells the kinds of token apart.",
			problem.NewStep("Create a personal access token and paste that one"))
	}
	return paste
}

// judgeShape checks the length and the checksum of a token that has the right
// kind, or none that is known. prefix is the one the token begins with.
func (p Paste) judgeShape(text, prefix string) Paste {
	rest := strings.TrimPrefix(text, prefix)
	doubt := func(what, cause string) Paste {
		p.Verdict = PasteDoubtful
		p.Problem = problem.NewProblem(problem.CodeTokenMalformed, what, cause, problem.NewStep(problem.CopyAgain))
		return p
	}
	if rest == "" {
		p.Verdict, p.Secret = PasteRefused, token.Secret{}
		p.Problem = problem.NewProblem(
			problem.CodeTokenMalformed,
			"This is only the beginning of a token",
			"Something cut it off.",
			problem.NewStep(problem.CopyAgain),
		)
		return p
	}
	p.Checksum = token.ChecksumOf(text, prefix)
	switch {
	case p.Checksum == token.ChecksumWrong:
		return doubt("The token's own checksum does not fit: it is cut short or mistyped",
			"Newer tokens end in digits that are worked out from the rest.")
	case p.Checksum == token.ChecksumRight:
		return p
	case len(rest) < token.LegacyLength:
		return doubt("This is shorter than any token GitLab makes: it was probably cut short",
			"A token has at least 20 characters after its prefix.")
	case prefix != "" && len(rest) > token.LegacyLength:
		return doubt("The end of the token seems to be missing",
			"A token this long ends in a dot and nine check digits.")
	case len(rest) > token.LegacyLength || strings.Trim(rest, token.Alphabet) != "":
		return doubt(
			"This does not look like a token that this GitLab makes",
			"It begins with no prefix that glpat knows, and old tokens without one have 20 letters, digits, dashes and "+
				"underscores.",
		)
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
