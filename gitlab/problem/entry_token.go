package problem

import "strings"

// tokenEntries are the reasons for which a token is of no use, or not of this
// one (lib/api/api_guard.rb, lib/gitlab/auth/auth_finders.rb).
func tokenEntries() []entry {
	return []entry{
		{CodeTokenMalformed, func(Context) text {
			return text{
				summary: "This cannot be a whole token",
				reason:  "Something is missing, or does not belong to it.",
				remedy:  []string{CopyAgain},
			}
		}},
		{CodeTokenWrongKind, func(Context) text {
			return text{
				summary: "This is a token of another kind",
				reason:  "The prefix tells the kinds of token apart.",
				remedy:  []string{"Create a personal access token and use that one"},
			}
		}},
		{CodeTokenUnknown, unknownToken},
		{CodeTokenExpired, func(d Context) text {
			return text{
				summary: "The token has ended",
				reason:  "Its end date is over, and nothing can make it valid again.",
				remedy:  []string{d.create(), "Put the new one wherever the old one was used"},
			}
		}},
		{CodeTokenRevoked, func(d Context) text {
			return text{
				summary: "The token was revoked",
				reason: "Somebody ended it before its date: you, an administrator, a tool that renewed it, or GitLab because it " +
					"leaked.",
				remedy: []string{d.create(), "If it was not you, ask " + d.Admin() + " why before you make another"},
			}
		}},
		{CodeTokenNotPersonal, func(d Context) text {
			return text{
				summary: "This is not a personal access token",
				reason:  "GitLab knows it as a token of another kind, such as an application's or a CI job's.",
				remedy:  []string{d.create()},
			}
		}},
		{CodeImpersonationOff, func(d Context) text {
			return text{
				summary: "The token is for acting as somebody else, and this GitLab has switched that off",
				reason:  "An administrator made it; an administrator decides whether such tokens work.",
				remedy:  []string{"Create a personal access token of your own: " + d.TokensPage()},
			}
		}},
		{CodeDPoPRequired, func(d Context) text {
			return text{
				summary: "Your account wants each call signed with your SSH key",
				reason:  "That is a setting of your own, called DPoP. glpat cannot sign; the token itself may be fine.",
				remedy: []string{
					"Use the token with a tool that signs its calls; glab makes the signature with: glab auth dpop-gen",
					// doc/user/profile/personal_access_tokens.md, "Use DPoP with personal access tokens"
					`If you no longer want it, clear "Enable DPoP" under "Use Demonstrating Proof of Possession", where you see ` +
						`your tokens: ` + d.TokensPage(),
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
				remedy: []string{"Ask " + whom + " whether that is so, and which token you may use instead"},
			}
		}},
		{CodeScopeInsufficient, func(d Context) text {
			if d.Git {
				return text{
					summary: "The token's scopes do not allow this",
					reason:  "The token works, but Git needs a scope that it lacks.",
					remedy: []string{
						"Create a token with read_repository to clone and pull, or write_repository to push",
						"See what a purpose needs with: glpat scopes",
					},
				}
			}
			remedy := "Create a token with the scope that is missing"
			if len(d.scopes) > 0 {
				remedy = "Create a token with one of these scopes, the first that is enough for you: " + strings.Join(
					d.scopes,
					", ",
				)
			}
			return text{
				summary: "The token's scopes do not allow this",
				reason:  "The token works, but not for this. A token's scopes cannot be changed later.",
				remedy:  []string{remedy, d.create(), "See what a purpose needs with: glpat scopes"},
			}
		}},
		{CodeFineGrainedMissing, func(d Context) text {
			wanted := "the permission"
			if d.permissions != "" {
				wanted = "these permissions: " + d.permissions
			}
			return text{
				summary: "A permission is missing, or this group takes fine-grained tokens only",
				reason: "A fine-grained token has permissions in place of scopes, and cannot be changed later. A group that " +
					"takes fine-grained tokens only gives a legacy token the same answer.",
				remedy: []string{
					"Create a fine-grained token that has " + wanted + ". The page: " + d.TokensPage(),
					// lib/api/personal_access_tokens/self_information.rb
					`For a check by glpat, give it "Personal Access Token: Read" and "User: Read", under "User"`,
				},
			}
		}},
		{CodeAccessDenied, func(d Context) text {
			return text{
				summary: "You may not do this here",
				reason:  "Your role is not enough for it, or the token's scopes are not, or it is for administrators alone.",
				remedy: []string{
					"Ask an owner or maintainer of the project or group for access",
					d.openPage("Look in a browser whether you may do it there", ""),
				},
			}
		}},
	}
}

func unknownToken(d Context) text {
	if d.Git {
		return text{
			summary: "Git's password was refused",
			reason: "The token was mistyped, has ended, was revoked, or belongs to another GitLab. Your account's own " +
				"password does not work where two-factor sign-in or single sign-on is on.",
			remedy: []string{
				"Delete the password that Git remembers, and give it the token as password",
				"Check the token with: glpat check" + d.hostFlag() + " --token-stdin",
				d.create(),
			},
		}
	}
	said := text{
		summary: "GitLab does not know this token",
		reason: "It was mistyped, cut short, or made on another GitLab. One that ended or was revoked long ago can look " +
			"the same.",
		remedy: []string{
			"Copy it again from the page where it was created; if that page is gone, create a new one: " + d.TokensPage(),
		},
	}
	if d.Site.URL != "" {
		said.remedy = append(said.remedy,
			"Check that it was made on "+d.Host(),
			"If every token is refused, open that page: when it says 404, tokens are switched off here")
	}
	return said
}

// CopyAgain is the remedy for a paste that went wrong.
const CopyAgain = "Copy the token again with the copy button beside it, and paste it here"
