package gitlab

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"glpat/gitlab/catalog"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
)

// PasteVerdict is what may be done with a pasted text.
type PasteVerdict int

// The verdicts on a paste.
const (
	// PasteGood may be sent.
	PasteGood PasteVerdict = iota
	// PasteUnsure may be sent too, to the instance that was named: it begins with no
	// prefix that glpat knows, and the instance did not tell its own.
	PasteUnsure
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
	Problem  *problem.Problem // nil when the verdict is PasteGood or PasteUnsure
	// Cleaned tells that something that does not belong to a token was taken
	// off the ends: spaces, quotes, line breaks, invisible characters.
	Cleaned bool
	// TakenOut tells that the token is the one in a longer text: a line of a file, a
	// command, a sentence.
	TakenOut bool
	// Several tells that the text holds more than one token, so that none is taken.
	Several bool
}

// Unsure is what a person is to know of a paste with the verdict [PasteUnsure], as a
// clause, "" for any other.
func (p Paste) Unsure() string {
	if p.Verdict != PasteUnsure {
		return ""
	}
	return "it begins with no prefix that glpat knows, and this GitLab did not tell its own"
}

// maxTokenLength is well above the longest token GitLab makes, about 320
// characters with the default prefix.
const maxTokenLength = 1024

// shortestToken is well below the shortest token GitLab makes, which has 20 characters
// behind its prefix (lib/authn/token_field/generator/base.rb). What is shorter cannot be one.
const shortestToken = 8

// ExaminePaste judges a pasted text without any request. own is the instance's own
// token prefix, as far as it was told. Of a text around a token the token is taken;
// of several none is.
func ExaminePaste(text string, own token.OwnPrefix) Paste {
	trimmed := trimPaste(text)
	kind, prefix := token.KindOf(trimmed, []string{own.String()})
	alone := prefix != "" && kind != token.KindWeb && !strings.ContainsFunc(trimmed, unicode.IsSpace)
	if found := token.Find(trimmed, own); !alone && len(found) == 1 && found[0] != trimmed {
		paste := examineToken(found[0], own)
		paste.TakenOut = true
		// What is cut short within a text was perhaps broken over two lines.
		if paste.Verdict <= PasteUnsure || paste.Kind != token.KindPersonal && paste.Kind != token.KindUnknown {
			return paste
		}
	} else if !alone && len(found) > 1 {
		paste := refusedPaste(
			"There are "+strconv.Itoa(len(found))+" tokens in this text",
			"Copy the one that you mean, alone",
		)
		paste.Cleaned, paste.Several = trimmed != text, true
		return paste
	}
	paste := examineToken(trimmed, own)
	paste.Cleaned = trimmed != text
	return paste
}

// refusedPaste is the judgement of a text that cannot be a token.
func refusedPaste(what, do string) Paste {
	return Paste{Verdict: PasteRefused, Problem: problem.NewProblem(
		problem.CodeTokenMalformed, what, "What was pasted cannot be a token.", problem.NewStep(do),
	)}
}

// examineToken judges a text that is nothing but a token.
func examineToken(text string, own token.OwnPrefix) Paste {
	switch {
	case text == "":
		return refusedPaste("There is nothing here yet", "Copy the token on GitLab's page, then paste it here")
	case len(text) > maxTokenLength:
		return refusedPaste(
			fmt.Sprintf("This is more than %d characters long, far more than a token", maxTokenLength),
			problem.CopyAgain,
		)
	case strings.ContainsFunc(text, unicode.IsSpace):
		return refusedPaste(
			"There is a space or line break inside, so this is more than one token or not one at all",
			problem.CopyAgain,
		)
	case strings.ContainsFunc(text, func(r rune) bool { return r < 0x21 || r > 0x7e }):
		return refusedPaste("There is a character inside that no token has, perhaps an invisible one", problem.CopyAgain)
	}
	kind, prefix := token.KindOf(text, []string{own.String()})
	switch kind { //nolint:exhaustive // all others are refused alike
	case token.KindPersonal, token.KindUnknown:
		return Paste{Secret: token.NewSecret(text), Kind: kind}.judgeShape(text, prefix, own)
	case token.KindWeb:
		paste := refusedPaste(
			"This is a web address, not a token",
			"Open it, create the token there, then copy the token itself",
		)
		paste.Kind = kind
		return paste
	}
	return Paste{Kind: kind, Verdict: PasteRefused, Problem: problemOfKind(kind)}
}

// problemOfKind explains a token of another kind than is wanted.
func problemOfKind(kind token.Kind) *problem.Problem {
	cause := cmp.Or(kind.Use(), "The prefix tells the kinds of token apart.")
	return problem.NewProblem(problem.CodeTokenWrongKind,
		"This is "+catalog.WithArticle(kind.Phrase())+", not a personal access token",
		cause,
		problem.NewStep("Create a personal access token and paste that one"))
}

// judgeShape checks the length and the checksum of a token that has the right
// kind, or none that is known. prefix is the one the token begins with; where the
// instance did not tell its own, it may be the beginning of a longer one.
func (p Paste) judgeShape(text, prefix string, own token.OwnPrefix) Paste {
	rest := strings.TrimPrefix(text, prefix)
	doubt := func(what, cause string) Paste {
		p.Verdict = PasteDoubtful
		p.Problem = problem.NewProblem(problem.CodeTokenMalformed, what, cause, problem.NewStep(problem.CopyAgain))
		return p
	}
	if prefix == "" && len(text) < shortestToken {
		return refusedPaste(
			"This is "+catalog.Plural(len(text), "character")+" long, far less than a token",
			problem.CopyAgain,
		)
	}
	if rest == "" || len(text) < shortestToken {
		p.Verdict, p.Secret = PasteRefused, token.Secret{}
		p.Problem = problem.NewProblem(
			problem.CodeTokenMalformed,
			"This is only the beginning of a token",
			"Something cut it off.",
			problem.NewStep(problem.CopyAgain),
		)
		return p
	}
	if p.Checksum = token.ChecksumOf(text, prefix); token.ChecksumOf(text, "") == token.ChecksumRight {
		p.Checksum = token.ChecksumRight // by a longer prefix than is known
	}
	longer, foreign := len(rest) > token.LegacyLength, strings.Trim(rest, token.Alphabet) != ""
	switch {
	case p.Checksum == token.ChecksumWrong:
		return doubt("The token's own checksum does not fit: it is cut short or mistyped",
			"Newer tokens end in digits that are worked out from the rest.")
	case p.Checksum == token.ChecksumRight:
		return p
	case len(rest) < token.LegacyLength:
		return doubt("This is shorter than any token GitLab makes: it was probably cut short",
			"A token has at least 20 characters after its prefix.")
	case (longer || foreign) && !own.Told() && strings.Trim(rest[len(rest)-token.LegacyLength:], token.Alphabet) == "":
		p.Verdict = PasteUnsure
		return p
	case prefix != "" && longer:
		return doubt("The end of the token seems to be missing",
			"A token this long ends in a dot and nine check digits.")
	case foreign && !own.Told():
		return doubt("This does not look like a token of any GitLab",
			"The last 20 characters of a token are letters, digits, dashes and underscores.")
	case longer || foreign:
		return doubt(
			"This does not look like a token of this GitLab",
			"It begins with no prefix that glpat knows, and this GitLab told another. Old tokens without one have 20 "+
				"letters, digits, dashes and underscores.",
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
