package gitlab

import (
	"regexp"
	"strings"
)

// botKind is whom an account that is no person works for.
type botKind int

const (
	botUnknown botKind = iota
	botOfProject
	botOfGroup
	botService
)

// botNames are the user names that GitLab gives: "project_12_bot_4f1c…" with
// what stands behind "bot" missing or a number in older releases, the same for
// groups, and "service_account_…"
// (app/services/resource_access_tokens/create_service.rb and
// ee/app/services/users/service_accounts/create_service.rb). A service account
// may be given another name.
var botNames = regexp.MustCompile(`^(?:(project|group)_\d+_bot(?:_?[0-9a-z]+)?|(service_account)_.+)$`)

// botKindOf tells by its user name for whom a bot works.
func botKindOf(username string) botKind {
	named := botNames.FindStringSubmatch(strings.ToLower(username))
	switch {
	case named == nil:
		return botUnknown
	case named[1] == "project":
		return botOfProject
	case named[1] == "group":
		return botOfGroup
	}
	return botService
}

// String names whose the token is.
func (k botKind) String() string {
	switch k {
	case botUnknown:
	case botOfProject:
		return "a project"
	case botOfGroup:
		return "a group"
	case botService:
		return "a service account"
	}
	return "a bot"
}

// means says in whole sentences what that means for the token.
func (k botKind) means() string {
	switch k {
	case botUnknown:
	case botOfProject:
		return "It reaches that project alone, with the role that was chosen for it, and ends with the project."
	case botOfGroup:
		return "It reaches that group and what is in it, with the role that was chosen for it, and ends with the group."
	case botService:
		return "It reaches what the service account is a member of, with the roles it was given there, and ends with that account."
	}
	return "It reaches what that account is a member of, with the roles it was given there, and ends with the account, or with the project or group that it was made for."
}

// keepOfBot is what to do about such a token.
const keepOfBot = "Keep it for a program; to act as yourself, create a personal access token of your own"
