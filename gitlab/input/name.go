package input

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"glpat/gitlab/token"
)

// CheckName says whether a name is one that glpat may pass on: nothing unseen, and
// no token, also none with the instance's own prefix. How long GitLab's own may be is
// another question, see [MayBeTooLong]. Errors are [*Error].
func CheckName(name string, own token.OwnPrefix) error {
	switch {
	case strings.TrimSpace(name) == "":
		return &Error{What: "A token needs a name", Do: "Name it after what it is for, for example: backup script"}
	case utf8.RuneCountInString(name) > maxName:
		return &Error{What: "The name is too long", Do: "Give it a few words"}
	case token.LooksLike(name, own), token.LooksRandom(name):
		return &Error{
			What: "This looks like a token; it does not belong in a name",
			Do:   "Name the token after what it is for, for example: backup script",
		}
	case hasUnseen(name):
		return &Error{
			What: "The name has a character that cannot be seen, or a line break",
			Do:   "Type the name instead of pasting it",
		}
	}
	return nil
}

// MayBeTooLong reports whether a name is longer than GitLab's form surely takes. Its
// limit is not documented; that of the description is.
func MayBeTooLong(name string) bool { return utf8.RuneCountInString(name) > maxDescription }

// CheckDescription is [CheckName] for the description, which may be empty, have
// several lines, and is no longer than GitLab takes. Errors are [*Error].
func CheckDescription(description string, own token.OwnPrefix) error {
	switch {
	case utf8.RuneCountInString(description) > maxDescription:
		return &Error{What: "The description is too long", Do: "GitLab takes up to 255 characters"}
	case token.LooksLike(description, own), token.LooksRandom(description):
		return &Error{
			What: "This looks like a token; it does not belong in a description",
			Do:   "Say what the token is for, and where it is used",
		}
	case hasUnseen(strings.ReplaceAll(description, "\n", " ")):
		return &Error{
			What: "The description has a character that cannot be seen",
			Do:   "Type the description instead of pasting it",
		}
	}
	return nil
}

// The longest texts, in characters.
const (
	maxDescription = 255  // that GitLab takes (access_token_form.vue)
	maxName        = 1000 // that glpat passes on
)

// hasUnseen reports whether a text has control or format characters, which can
// make it look like another or drive a terminal, or is no text at all.
func hasUnseen(text string) bool {
	return !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool {
		return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
	})
}
