package phrase

import (
	"strings"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
)

// Owner says whose the token of a report is, or that GitLab does not tell.
func Owner(report gitlab.Report) string {
	switch {
	case report.User == nil && report.Token != nil && report.Token.FineGrained:
		return "GitLab does not tell with these permissions"
	case report.User == nil:
		return "GitLab does not tell with these scopes"
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
