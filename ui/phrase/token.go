package phrase

import (
	"strings"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
)

// Owner says whose the token of a report is, or why that is not known: most
// scopes do not let a token read its own account.
func Owner(report gitlab.Report) string {
	switch {
	case report.User == nil && report.Token != nil && report.Token.FineGrained:
		return "not shown to a token with these permissions (normal)"
	case report.User == nil && report.Token != nil && len(report.Token.Scopes) > 0 &&
		!catalog.Allows(report.Token.Scopes, catalog.OpReadUser, report.Release):
		return "not shown to a token that only has " + Scopes(report.Token.Scopes) + " (normal)"
	case report.User == nil:
		return "not known"
	case report.User.Bot:
		return report.User.Name + " (" + report.User.Username + "), a bot"
	}
	return report.User.Name + " (" + report.User.Username + ")"
}

// Scopes lists scopes with commas between.
func Scopes(scopes []catalog.Scope) string {
	names := make([]string, len(scopes))
	for i, scope := range scopes {
		names[i] = string(scope)
	}
	return strings.Join(names, ", ")
}

// TypeOfToken names a type of token to somebody who may not know GitLab's name
// for it.
func TypeOfToken(kind catalog.TokenType) string {
	if kind == catalog.TypeLegacy {
		return "legacy, which is the ordinary kind"
	}
	return kind.String()
}

// EndOfToken says when a token ends, or that it has: it does as its day begins.
func EndOfToken(token *gitlab.Token) string {
	switch {
	case token.OddEnd != "":
		return "not known: GitLab says " + token.OddEnd
	case token.Expires.IsZero():
		return "never"
	case token.DaysLeft < 0:
		return token.Expires.String() + ", " + token.EndWords()
	case token.DaysLeft == 0:
		return token.Expires.String() + ", expired today at 00:00 UTC"
	case token.DaysLeft == 1:
		return token.Expires.String() + ", tomorrow at 00:00 UTC"
	}
	return token.Expires.String() + ", in " + catalog.Plural(token.DaysLeft, "day")
}

// OwnRole says where somebody sees which role they have, "" where what is needed is
// not a role in a project or group. quote puts a label in quotes.
func OwnRole(needed string, at catalog.Release, quote func(string) string) string {
	if needed == "" || strings.HasPrefix(needed, "to be ") {
		return ""
	}
	section, entry := catalog.MembersMenu(at)
	return "Your role stands in the project or group, under " + quote(section) + " > " + quote(entry) + "."
}

// CheckVerdict says what a check came to.
func CheckVerdict(verdict gitlab.Verdict) string {
	switch verdict {
	case gitlab.VerdictWorks:
		return "the token works"
	case gitlab.VerdictPartly:
		return "the token works, but not for everything"
	case gitlab.VerdictRefused:
		return "the token is refused"
	case gitlab.VerdictUnknown:
	}
	return "whether the token works is not known"
}

// OutcomeOfProbe says how a probe ended.
func OutcomeOfProbe(outcome gitlab.ProbeOutcome) string {
	switch outcome {
	case gitlab.ProbeWorks:
		return "works"
	case gitlab.ProbeFails:
		return "does not work"
	case gitlab.ProbePartly:
		return "works as far as it can be tried"
	case gitlab.ProbeUnclear:
	}
	return "not clear"
}

// Username says which user name goes with a token, to stand behind a label: "" for
// none.
func Username(rule catalog.UsernameRule) string {
	switch rule {
	case catalog.UsernameNone:
	case catalog.UsernameAny:
		return "any that is not empty"
	case catalog.UsernameOwner:
		return "that of the token's owner"
	}
	return ""
}

// UsernameSentence says the same to the token's owner, in a whole sentence.
func UsernameSentence(rule catalog.UsernameRule) string {
	switch rule {
	case catalog.UsernameNone:
	case catalog.UsernameAny:
		return "Where it asks for a user name too, any will do."
	case catalog.UsernameOwner:
		return "Where it asks for a user name too, give your own."
	}
	return ""
}
