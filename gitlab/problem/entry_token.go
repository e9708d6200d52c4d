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
		{CodeTokenUnknown, unknownToken},
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
					NewStep("Use the token with a tool that signs its calls; glab makes the signature with: glab auth dpop-gen"),
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
		{CodeScopeInsufficient, func(d Context) text {
			if d.Git {
				return text{
					summary: "The token's scopes do not allow this",
					reason:  "The token works, but Git needs a scope that it lacks.",
					remedy: []Remedy{
						NewStep("Create a token with read_repository to clone and pull, or write_repository to push"),
						d.run("See what a purpose needs", CommandPurposes),
					},
				}
			}
			create := "Create a token with the scope that is missing"
			if len(d.scopes) > 0 {
				create = "Create a token with one of these scopes, the first that is enough for you: " +
					strings.Join(d.scopes, ", ")
			}
			return text{
				summary: "The token's scopes do not allow this",
				reason:  "The token works, but not for this. A token's scopes cannot be changed later.",
				remedy:  []Remedy{NewStep(create), d.create(), d.run("See what a purpose needs", CommandPurposes)},
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
				remedy: []Remedy{
					d.TokensPage("Create a fine-grained token that has " + wanted + ". The page"),
					// lib/api/personal_access_tokens/self_information.rb
					NewStep(`For a check by glpat, give it "Personal Access Token: Read" and "User: Read", under "User"`),
				},
			}
		}},
		{CodeAccessDenied, func(d Context) text {
			return text{
				summary: "You may not do this here",
				reason:  "Your role is not enough for it, or the token's scopes are not, or it is for administrators alone.",
				remedy: []Remedy{
					NewStep("Ask an owner or maintainer of the project or group for access"),
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
			reason: "The token was mistyped, has expired, was revoked, or belongs to another GitLab. Your account's own " +
				"password does not work where two-factor sign-in or single sign-on is on.",
			remedy: []Remedy{
				NewStep("Delete the password that Git remembers, and give it the token as password"),
				d.run("Check the token", CommandCheckToken),
				d.create(),
			},
		}
	}
	unknown := text{
		summary: "GitLab does not know this token",
		reason: "It was mistyped, cut short, or made on another GitLab. One that expired or was revoked long ago can look " +
			"the same.",
		remedy: []Remedy{
			d.TokensPage("Copy it again from the page where it was created; if that page is gone, create a new one"),
		},
	}
	if d.Site.URL != "" {
		unknown.remedy = append(unknown.remedy,
			NewStep("Check that it was made on "+d.host()),
			NewStep("If every token is refused, open that page: when it says 404, tokens are switched off here"))
	}
	return unknown
}

// CopyAgain is the remedy of a paste that is cut short or damaged.
const CopyAgain = "Copy the token again with the copy button beside it, and paste it here"
