package problem

import "glpat/gitlab/catalog"

// notices are what can be said of a token that works.
func notices() []entry {
	return []entry{
		{CodeScopeMissing, func(Context) text {
			return text{
				summary: "The token lacks a scope that it should have",
				reason:  "It works, but not for all that you want.",
				remedy:  NewSteps("Create a token with the scopes that the check names; a token's scopes cannot be changed later"),
			}
		}},
		{CodeScopeExcess, func(Context) text {
			return text{
				summary: "The token may do more than asked",
				reason:  "If it leaks, others can do all of that too.",
				remedy:  NewSteps("Create a token with only the scopes you need, and revoke this one"),
				warns:   true,
			}
		}},
		{CodeScopesUnknown, func(Context) text {
			return text{
				summary: "Whether the token may do what you want is not known",
				reason:  "GitLab tells a token's scopes from 15.5 on, and fine-grained tokens have permissions instead of scopes.",
				remedy:  NewSteps("Try the token in the tool it is for"),
				warns:   true,
			}
		}},
		{CodeExpiresSoon, func(Context) text {
			return text{
				summary: "The token ends within a week",
				reason:  "It stops working at 00:00 UTC on its end date.",
				remedy:  NewSteps("Create the next one before that"),
				warns:   true,
			}
		}},
		{CodeExpiresNever, func(Context) text {
			return text{
				summary: "The token never ends",
				reason:  "This GitLab allows it. A token that leaks works until somebody notices.",
				remedy:  NewSteps("Revoke it when it is no longer needed"),
				warns:   true,
			}
		}},
		{CodeExpiresOther, func(Context) text {
			return text{
				summary: "The token does not end on the day you asked for",
				reason:  CauseOfOtherEnd,
				remedy: NewSteps(
					"Keep it if its date will do",
					"Or revoke it, and choose the date in GitLab's form when you create another",
				),
				warns: true,
			}
		}},
		{CodeOwnerOther, func(Context) text {
			return text{
				summary: "The token belongs to somebody else than you said",
				reason:  "It acts as that account, with that account's roles.",
				remedy:  NewSteps("Sign in to GitLab as the right account, and create a token there"),
			}
		}},
		{CodeTokenOfBot, func(Context) text {
			return text{
				summary: "The token belongs to a bot, not to a person",
				reason:  catalog.BotUnknown.Meaning(),
				remedy:  NewSteps(catalog.KeepForProgram),
				warns:   true,
			}
		}},
	}
}

// CauseOfOtherEnd is why a token may end on another day than was asked for.
const CauseOfOtherEnd = "The date is the one thing that a link cannot carry, so it is easily left as GitLab's form " +
	"suggests it."
