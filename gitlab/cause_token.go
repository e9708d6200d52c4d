package gitlab

import "strings"

// causesOfToken are the reasons for which a token is of no use, or not of this
// one (lib/api/api_guard.rb, lib/gitlab/auth/auth_finders.rb).
func causesOfToken() []cause {
	return []cause{
		{CodeTokenMalformed, func(details) words {
			return words{
				summary: "This cannot be a whole token",
				reason:  "Something is missing, or does not belong to it.",
				remedy:  []string{copyAgain},
			}
		}},
		{CodeTokenWrongKind, func(details) words {
			return words{
				summary: "This is a token of another kind",
				reason:  "The prefix tells the kinds of token apart.",
				remedy:  []string{"Create a personal access token and use that one"},
			}
		}},
		{CodeTokenUnknown, unknownToken},
		{CodeTokenExpired, func(d details) words {
			return words{
				summary: "The token has ended",
				reason:  "Its end date is over, and nothing can make it valid again.",
				remedy:  []string{d.create(), "Put the new one wherever the old one was used"},
			}
		}},
		{CodeTokenRevoked, func(d details) words {
			return words{
				summary: "The token was revoked",
				reason:  "Somebody ended it before its date: you, an administrator, a tool that renewed it, or GitLab because it leaked.",
				remedy:  []string{d.create(), "If it was not you, ask " + d.admin() + " why before you make another"},
			}
		}},
		{CodeTokenNotPersonal, func(d details) words {
			return words{
				summary: "This is not a personal access token",
				reason:  "GitLab knows it as a token of another kind, such as an application's or a CI job's.",
				remedy:  []string{d.create()},
			}
		}},
		{CodeImpersonationOff, func(d details) words {
			return words{
				summary: "The token is for acting as somebody else, and this GitLab has switched that off",
				reason:  "An administrator made it; an administrator decides whether such tokens work.",
				remedy:  []string{"Create a personal access token of your own: " + d.tokens()},
			}
		}},
		{CodeDPoPRequired, func(d details) words {
			return words{
				summary: "Your account wants each call signed with your SSH key",
				reason:  "That is a setting of your own, called DPoP. glpat cannot sign; the token itself may be fine.",
				remedy: []string{
					"Use the token with a tool that signs its calls; glab makes the signature with: glab auth dpop-gen",
					// doc/user/profile/personal_access_tokens.md, "Use DPoP with personal access tokens"
					`If you no longer want it, clear "Enable DPoP" under "Use Demonstrating Proof of Possession", where you see your tokens: ` + d.tokens(),
				},
			}
		}},
		{CodeTokensOff, func(d details) words {
			whom := d.admin()
			if d.site.GitLabCom {
				whom = "an owner of your company's group"
			}
			return words{
				summary: "Personal access tokens are switched off for you",
				reason:  "Your page of access tokens does not exist (404). Administrators can switch tokens off for everybody, and group owners for the accounts of their company.",
				remedy:  []string{"Ask " + whom + " whether that is so, and which token you may use instead"},
			}
		}},
		{CodeScopeInsufficient, func(d details) words {
			if d.git {
				return words{
					summary: "The token's scopes do not allow this",
					reason:  "The token works, but Git needs a scope that it lacks.",
					remedy:  []string{"Create a token with read_repository to clone and pull, or write_repository to push", "See what a purpose needs with: glpat scopes"},
				}
			}
			remedy := "Create a token with the scope that is missing"
			if len(d.scopes) > 0 {
				remedy = "Create a token with one of these scopes, the first that is enough for you: " + strings.Join(d.scopes, ", ")
			}
			return words{
				summary: "The token's scopes do not allow this",
				reason:  "The token works, but not for this. A token's scopes cannot be changed later.",
				remedy:  []string{remedy, d.create(), "See what a purpose needs with: glpat scopes"},
			}
		}},
		{CodeGranularMissing, func(d details) words {
			wanted := "the permission"
			if d.permissions != "" {
				wanted = "these permissions: " + d.permissions
			}
			return words{
				summary: "A permission is missing, or this group takes fine-grained tokens only",
				reason:  "A fine-grained token has permissions in place of scopes, and cannot be changed later. A group that takes fine-grained tokens only gives a legacy token the same answer.",
				remedy: []string{
					"Create a fine-grained token that has " + wanted + ". The page: " + d.tokens(),
					// lib/api/personal_access_tokens/self_information.rb
					`For a check by glpat, give it "Personal Access Token: Read" and "User: Read", under "User"`,
				},
			}
		}},
		{CodeAccessDenied, func(d details) words {
			return words{
				summary: "You may not do this here",
				reason:  "Your role is not enough for it, or the token's scopes are not, or it is for administrators alone.",
				remedy:  []string{"Ask an owner or maintainer of the project or group for access", d.page("Look in a browser whether you may do it there", "")},
			}
		}},
	}
}

func unknownToken(d details) words {
	if d.git {
		return words{
			summary: "Git's password was refused",
			reason:  "The token was mistyped, has ended, was revoked, or belongs to another GitLab. Your account's own password does not work where two-factor sign-in or single sign-on is on.",
			remedy: []string{
				"Delete the password that Git remembers, and give it the token as password",
				"Check the token with: glpat check" + d.flags() + " --token-stdin",
				d.create(),
			},
		}
	}
	said := words{
		summary: "GitLab does not know this token",
		reason:  "It was mistyped, cut short, or made on another GitLab. One that ended or was revoked long ago can look the same.",
		remedy:  []string{"Copy it again from the page where it was created; if that page is gone, create a new one: " + d.tokens()},
	}
	if d.site.URL != "" {
		said.remedy = append(said.remedy,
			"Check that it was made on "+d.host(),
			"If every token is refused, open that page: when it says 404, tokens are switched off here")
	}
	return said
}

// copyAgain is the remedy for a paste that went wrong.
const copyAgain = "Copy the token again with the copy button beside it, and paste it here"
