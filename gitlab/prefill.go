package gitlab

import (
	"net/url"
	"strings"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/token"
)

// TokenRequest is the legacy personal access token that is to be created.
type TokenRequest struct {
	Name        string
	Description string
	Scopes      []catalog.Scope
	Expires     input.Date
	// Own is the instance's prefix, so that no token of it goes into a link.
	Own token.OwnPrefix
}

// CheckScopes returns an [*input.Error] where no scope is chosen, else nil.
func CheckScopes(scopes []catalog.Scope) error {
	if len(scopes) == 0 {
		return &input.Error{What: "No scope is chosen", Do: "Choose at least one: GitLab makes no token without"}
	}
	return nil
}

// Link returns the prefilled link: the address of the instance's tokens page
// with name, description and scopes filled in. No release takes a date from a
// link. Without a name and a scope newer releases show the list instead of the
// form, so both are required; errors are [*input.Error].
func (r TokenRequest) Link(base string, pages catalog.FormLayout) (string, error) {
	if err := input.CheckName(r.Name, r.Own); err != nil {
		return "", err
	}
	if err := input.CheckDescription(r.Description, r.Own); err != nil {
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
