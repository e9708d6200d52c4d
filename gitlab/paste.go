package gitlab

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// TokenKind is what a pasted text looks like, judged offline by its prefix and
// shape (doc/security/tokens/_index.md).
type TokenKind int

// The kinds of token that can be told apart.
const (
	KindUnknown   TokenKind = iota // no known prefix; old or custom tokens look like this
	KindPersonal                   // a personal, group, project or service account token
	KindOAuthApp                   // an OAuth application's secret
	KindDeploy                     // a deploy token
	KindRunner                     // a runner's token
	KindJob                        // a CI/CD job token
	KindTrigger                    // a pipeline trigger token
	KindFeed                       // a feed token
	KindMail                       // an incoming mail token
	KindAgent                      // a Kubernetes agent's token
	KindSCIM                       // a SCIM token
	KindFlags                      // a feature flags client token
	KindSession                    // a browser's session cookie
	KindWorkspace                  // a workspace's token
	KindGitHub                     // another service's token
	KindWeb                        // an address, not a token
)

// String names the kind as a person would.
func (k TokenKind) String() string {
	switch k {
	case KindUnknown:
		return "token without a known prefix"
	case KindPersonal:
		return "personal access token"
	case KindOAuthApp:
		return "OAuth application secret"
	case KindDeploy:
		return "deploy token"
	case KindRunner:
		return "runner token"
	case KindJob:
		return "CI/CD job token"
	case KindTrigger:
		return "pipeline trigger token"
	case KindFeed:
		return "feed token"
	case KindMail:
		return "incoming mail token"
	case KindAgent:
		return "Kubernetes agent token"
	case KindSCIM:
		return "SCIM token"
	case KindFlags:
		return "feature flags token"
	case KindSession:
		return "browser session cookie"
	case KindWorkspace:
		return "workspace token"
	case KindGitHub:
		return "GitHub token"
	case KindWeb:
		return "web address"
	}
	return fmt.Sprintf("kind %d", int(k))
}

// Verdict says what may be done with a paste.
type Verdict int

// The verdicts on a paste.
const (
	// PasteGood may be sent.
	PasteGood Verdict = iota
	// PasteDoubtful may be sent after the person said yes.
	PasteDoubtful
	// PasteRefused cannot be right and is never sent.
	PasteRefused
)

// Checksum says what a token's own check digits tell.
type Checksum int

// The states of a checksum.
const (
	ChecksumNone  Checksum = iota // tokens of this shape carry none
	ChecksumRight                 // length and CRC agree
	ChecksumWrong                 // cut short or mistyped
)

// Paste is the offline judgement of a pasted text. Words are for the person;
// the secret is empty when the verdict is [PasteRefused].
type Paste struct {
	Secret   Secret
	Kind     TokenKind
	Checksum Checksum
	Verdict  Verdict
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
		problem := newProblem(CodeTokenMalformed, what, "What was pasted cannot be a token.", do...)
		return Paste{Verdict: PasteRefused, Problem: problem, Cleaned: cleaned}
	}
	switch {
	case trimmed == "":
		return refuse("There is nothing here yet", "Copy the token on GitLab's page, then paste it here")
	case len(trimmed) > maxTokenLength:
		return refuse(fmt.Sprintf("This is %d characters long, far more than a token", utf8.RuneCountInString(trimmed)), copyAgain)
	case strings.ContainsFunc(trimmed, unicode.IsSpace):
		return refuse("There is a space or line break inside, so this is more than one token or not one at all", copyAgain)
	case strings.ContainsFunc(trimmed, func(r rune) bool { return r < 0x21 || r > 0x7e }):
		return refuse("There is a character inside that no token has, perhaps an invisible one", copyAgain)
	}

	kind, prefix := kindOf(trimmed, prefixes)
	if kind == KindPersonal || kind == KindUnknown {
		return Paste{Secret: NewSecret(trimmed), Kind: kind, Cleaned: cleaned}.judgeShape(trimmed, prefix)
	}
	paste := refuse("This is a web address, not a token", "Open it, create the token there, then copy the token itself")
	paste.Kind = kind
	if kind != KindWeb {
		paste.Problem = newProblem(CodeTokenWrongKind,
			"This is a "+kind.String()+", not a personal access token",
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
		p.Problem = newProblem(CodeTokenMalformed, what, cause, copyAgain)
		return p
	}
	if rest == "" {
		p.Verdict, p.Secret = PasteRefused, Secret{}
		p.Problem = newProblem(CodeTokenMalformed, "This is only the beginning of a token", "Something cut it off.", copyAgain)
		return p
	}
	p.Checksum = checksumOf(text, prefix)
	switch {
	case p.Checksum == ChecksumWrong:
		return doubt("The token's own checksum does not fit: it is cut short or mistyped",
			"Newer tokens end in digits that are worked out from the rest.")
	case p.Checksum == ChecksumRight:
		return p
	case len(rest) < legacyTokenLength:
		return doubt("This is shorter than any token GitLab makes: it was probably cut short",
			"A token has at least 20 characters after its prefix.")
	case prefix != "" && len(rest) > legacyTokenLength:
		return doubt("The end of the token seems to be missing",
			"A token this long ends in a dot and nine check digits.")
	case len(rest) > legacyTokenLength || strings.Trim(rest, tokenAlphabet) != "":
		return doubt("This does not look like a token that this GitLab makes",
			"It begins with no prefix that glpat knows, and old tokens without one have 20 letters, digits, dashes and underscores.")
	}
	return p
}

// tokenAlphabet is what follows the prefix of a token: URL-safe base64.
const tokenAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// copyAgain is the remedy for a paste that went wrong.
const copyAgain = "Copy the token again with the copy button beside it, and paste it here"

// GlpatPrefix begins personal access tokens unless the instance's
// administrator chose another prefix.
const GlpatPrefix = "glpat-"

// trimPaste takes off what copying adds at the ends: white space, quotes,
// invisible characters.
func trimPaste(text string) string {
	return strings.TrimFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune("\"'`“”‘’«»", r)
	})
}

// maxInstancePrefix bounds how far into a token its kind's prefix may stand, in
// bytes. GitLab takes up to 20 characters for either prefix.
const maxInstancePrefix = 40

// kindOf tells a token's kind by its prefix, and which prefix that is. The
// longest prefix counts, so that a short one of the instance's own hides none
// of the others.
func kindOf(text string, prefixes []string) (kind TokenKind, prefix string) {
	known := append([]tokenPrefix{{GlpatPrefix, KindPersonal}}, foreignPrefixes()...)
	for _, own := range prefixes {
		known = append(known, tokenPrefix{own, KindPersonal})
	}
	for _, row := range known {
		if len(row.prefix) > len(prefix) && strings.HasPrefix(text, row.prefix) {
			kind, prefix = row.kind, row.prefix
		}
	}
	if prefix != "" {
		return kind, prefix
	}
	if lower := strings.ToLower(text[:min(len(text), len("https://"))]); strings.HasPrefix(lower, "http://") || lower == "https://" {
		return KindWeb, lower
	}
	// An instance-wide prefix stands before the usual one: "acme-glpat-…".
	for _, row := range known {
		at := strings.Index(text, "-"+row.prefix)
		if strings.HasPrefix(row.prefix, "gl") && at >= 0 && at < maxInstancePrefix {
			return row.kind, text[:at+1+len(row.prefix)]
		}
	}
	return KindUnknown, ""
}

type tokenPrefix struct {
	prefix string
	kind   TokenKind
}

func foreignPrefixes() []tokenPrefix {
	return []tokenPrefix{
		{"gloas-", KindOAuthApp},
		{"gldt-", KindDeploy},
		{"glrt-", KindRunner},
		{"glrtr-", KindRunner},
		{"GR1348941", KindRunner},
		{"glcbt-", KindJob},
		{"glptt-", KindTrigger},
		{"glft-", KindFeed},
		{"glimt-", KindMail},
		{"glagent-", KindAgent},
		{"glsoat-", KindSCIM},
		{"glffct-", KindFlags},
		{"glwt-", KindWorkspace},
		{"_gitlab_session=", KindSession},
		{"ghp_", KindGitHub},
		{"gho_", KindGitHub},
		{"github_pat_", KindGitHub},
	}
}
