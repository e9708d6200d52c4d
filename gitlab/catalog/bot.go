package catalog

import (
	"regexp"
	"strings"
)

// BotKind is what an account that is no person was made for.
type BotKind int

// The kinds.
const (
	BotUnknown BotKind = iota
	BotOfProject
	BotOfGroup
	BotService
)

// botNames are the user names that GitLab gives: "project_12_bot_4f1c…" with
// what stands behind "bot" missing or a number in older releases, the same for
// groups, and "service_account_…"
// (app/services/resource_access_tokens/create_service.rb and
// ee/app/services/users/service_accounts/create_service.rb). A service account
// may be given another name.
var botNames = regexp.MustCompile(`^(?:(project|group)_\d+_bot(?:_?[0-9a-z]+)?|(service_account)_.+)$`)

// BotKindOf returns what a bot was made for, told by its user name.
func BotKindOf(username string) BotKind {
	named := botNames.FindStringSubmatch(strings.ToLower(username))
	switch {
	case named == nil:
		return BotUnknown
	case named[1] == "project":
		return BotOfProject
	case named[1] == "group":
		return BotOfGroup
	}
	return BotService
}

// Phrase returns whose the token is.
func (k BotKind) Phrase() string {
	switch k {
	case BotUnknown:
	case BotOfProject:
		return "a project"
	case BotOfGroup:
		return "a group"
	case BotService:
		return "a service account"
	}
	return "a bot"
}

// Meaning returns in whole sentences what the kind of account means for its
// token.
func (k BotKind) Meaning() string {
	switch k {
	case BotUnknown:
	case BotOfProject:
		return "It reaches that project alone, with the role that was chosen for it, and ends with the project."
	case BotOfGroup:
		return "It reaches that group and what is in it, with the role that was chosen for it, and ends with the group."
	case BotService:
		return "It reaches what the service account is a member of, with the roles it was given there, and ends with that " +
			"account."
	}
	return "It reaches what that account is a member of, with the roles it was given there, and ends with the account, " +
		"or with the project or group that it was made for."
}

// KeepForProgram is the remedy of a bot's token.
const KeepForProgram = "Keep it for a program; to act as yourself, create a personal access token of your own"
