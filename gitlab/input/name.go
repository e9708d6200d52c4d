package input

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"glpat/gitlab/token"
)

// CheckName says whether GitLab would accept the name, and whether it is one
// that glpat may pass on: nothing unseen, and no token. Errors are
// [*Error].
func CheckName(name string) error {
	switch {
	case strings.TrimSpace(name) == "":
		return &Error{What: "A token needs a name", Do: "Name it after what it is for, for example: backup script"}
	case utf8.RuneCountInString(name) > maxNameLength:
		return &Error{What: "The name is too long", Do: "GitLab takes up to 255 characters"}
	case token.LooksLike(name):
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

// CheckDescription is [CheckName] for the description, which may be empty and
// have several lines. Errors are [*Error].
func CheckDescription(description string) error {
	switch {
	case utf8.RuneCountInString(description) > maxDescriptionLength:
		return &Error{What: "The description is too long", Do: "GitLab takes up to 255 characters"}
	case token.LooksLike(description):
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

// The longest name and description GitLab's form takes, in characters.
const (
	maxNameLength        = 255 // (unverified: documented for the description only)
	maxDescriptionLength = 255
)

// hasUnseen reports whether a text has control or format characters, which can
// make it look like another or drive a terminal, or is no text at all.
func hasUnseen(text string) bool {
	return !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool {
		return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
	})
}
