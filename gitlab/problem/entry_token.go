package problem

// tokenEntries are the reasons for which a token is of no use, or not of this
// one (lib/api/api_guard.rb, lib/gitlab/auth/auth_finders.rb).
func tokenEntries() []entry {
	return []entry{
		{CodeTokenMalformed, func(Context) text {
			return text{
				summary: "This cannot be a whole token",
				reason:  "Something is missing, or does not belong to it.",
				remedy:  NewSteps(CopyAgain),
			}
		}},
		{CodeTokenWrongKind, func(Context) text {
			return text{
				summary: "This is a token of another kind",
				reason:  "The prefix tells the kinds of token apart.",
				remedy:  NewSteps("Create a personal access token and use that one"),
			}
		}},
		{CodeTokenExpired, func(d Context) text {
			return text{
				summary: "The token has expired",
				reason:  "Its expiration date is over, and nothing can make it valid again.",
				remedy:  []Remedy{d.create(), NewStep("Put the new one wherever the old one was used")},
			}
		}},
		{CodeTokenRevoked, func(d Context) text {
			return text{
				summary: "The token was revoked",
				reason: "Somebody ended it before its date: you, an administrator, a tool that renewed it, or GitLab because it " +
					"leaked.",
				remedy: []Remedy{d.create(), NewStep("If it was not you, ask " + d.Admin() + " why before you make another")},
			}
		}},
		{CodeTokenNotPersonal, func(d Context) text {
			return text{
				summary: "This is not a personal access token",
				reason:  "GitLab knows it as a token of another kind, such as an application's or a CI job's.",
				remedy:  []Remedy{d.create()},
			}
		}},
		{CodeImpersonationOff, func(d Context) text {
			return text{
				summary: "The token is for acting as somebody else, and this GitLab has switched that off",
				reason:  "An administrator made it; an administrator decides whether such tokens work.",
				remedy:  []Remedy{d.TokensPage("Create a personal access token of your own")},
			}
		}},
		{CodeDPoPRequired, func(d Context) text {
			return text{
				summary: "Your account wants each call signed with your SSH key",
				reason:  "That is a setting of your own, called DPoP. glpat cannot sign; the token itself may be fine.",
				remedy: []Remedy{
					ForTool("Use the token with a tool that signs its calls; glab makes the signature with", "glab auth dpop-gen"),
					// doc/user/profile/personal_access_tokens.md, "Use DPoP with personal access tokens"
					d.TokensPage(`If you no longer want it, clear "Enable DPoP" under "Use Demonstrating Proof of Possession", ` +
						`where you see your tokens`),
				},
			}
		}},
		{CodeTokensOff, func(d Context) text {
			whom := d.Admin()
			if d.Site.GitLabCom {
				whom = "an owner of your company's group"
			}
			return text{
				summary: "Personal access tokens are switched off for you",
				reason: "Your page of access tokens does not exist (404). Administrators can switch tokens off for everybody, " +
					"and group owners for the accounts of their company.",
				remedy: NewSteps("Ask " + whom + " whether that is so, and which token you may use instead"),
			}
		}},
	}
}

// CopyAgain is the remedy of a paste that is cut short or damaged.
const CopyAgain = "Copy the token again with the copy button beside it, and paste it here"
