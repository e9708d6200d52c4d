package gitlab

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Request is what is to be created: a legacy personal access token with this
// name, description, scopes and end.
type Request struct {
	Name        string
	Description string
	Scopes      []Scope
	Expires     Date
}

// The longest name and description GitLab's form takes, in characters.
const (
	MaxNameLength        = 255 // (unverified: documented for the description only)
	MaxDescriptionLength = 255
)

// CheckName says whether GitLab would accept the name, and whether it is one
// that glpat may pass on: nothing unseen, and no token. Errors are
// [*InputError].
func CheckName(name string) error {
	switch {
	case strings.TrimSpace(name) == "":
		return &InputError{What: "A token needs a name", Do: "Name it after what it is for, for example: backup script"}
	case utf8.RuneCountInString(name) > MaxNameLength:
		return &InputError{What: "The name is too long", Do: "GitLab takes up to 255 characters"}
	case LooksLikeToken(name):
		return &InputError{What: "This looks like a token; it does not belong in a name", Do: "Name the token after what it is for, for example: backup script"}
	case hasUnseen(name):
		return &InputError{What: "The name has a character that cannot be seen, or a line break", Do: "Type the name instead of pasting it"}
	}
	return nil
}

// hasUnseen reports whether a text has control or format characters, which can
// make it look like another or drive a terminal, or is no text at all.
func hasUnseen(text string) bool {
	return !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool {
		return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
	})
}

// CheckDescription is [CheckName] for the description, which may be empty and
// have several lines. Errors are [*InputError].
func CheckDescription(description string) error {
	switch {
	case utf8.RuneCountInString(description) > MaxDescriptionLength:
		return &InputError{What: "The description is too long", Do: "GitLab takes up to 255 characters"}
	case LooksLikeToken(description):
		return &InputError{What: "This looks like a token; it does not belong in a description", Do: "Say what the token is for, and where it is used"}
	case hasUnseen(strings.ReplaceAll(description, "\n", " ")):
		return &InputError{What: "The description has a character that cannot be seen", Do: "Type the description instead of pasting it"}
	}
	return nil
}

// CheckScopes says whether the request has a scope at all. Errors are
// [*InputError].
func CheckScopes(scopes []Scope) error {
	if len(scopes) == 0 {
		return &InputError{What: "No scope is chosen", Do: "Choose at least one: GitLab makes no token without"}
	}
	return nil
}

// Link writes the prefilled link: the address of the instance's tokens page
// with name, description and scopes filled in. No release takes a date from a
// link. Without a name and a scope newer releases show the list instead of the
// form, so both are required; errors are [*InputError].
func (r Request) Link(base string, pages Pages) (string, error) {
	if err := CheckName(r.Name); err != nil {
		return "", err
	}
	if err := CheckDescription(r.Description); err != nil {
		return "", err
	}
	if err := CheckScopes(r.Scopes); err != nil {
		return "", err
	}
	query := "name=" + url.QueryEscape(r.Name)
	if r.Description != "" && pages.DescriptionLabel != "" {
		query += "&description=" + url.QueryEscape(r.Description)
	}
	names := make([]string, len(r.Scopes))
	for i, scope := range r.Scopes {
		names[i] = url.QueryEscape(string(scope))
	}
	query += "&scopes=" + strings.Join(names, ",")
	return base + pages.Path() + "?" + query, nil
}
