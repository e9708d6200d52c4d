package problem

import (
	"strings"

	"glpat/gitlab/catalog"
)

// accountEntries are the reasons for which GitLab, or what stands in front of
// it, lets a person or a program in no further, whatever the token
// (lib/gitlab/auth/user_access_denied_reason.rb).
func accountEntries() []entry {
	return []entry{
		{CodeAccountBlocked, func(d Context) text {
			return text{
				summary: "Your account is blocked",
				reason:  "Until it is unblocked, GitLab refuses every token of yours.",
				remedy:  NewSteps("Ask " + d.Admin() + " to unblock it"),
			}
		}},
		{CodeAccountPending, func(d Context) text {
			return text{
				summary: "Your account waits for approval",
				reason:  "New accounts wait here until an administrator lets them in. Until then none of your tokens works.",
				remedy:  NewSteps("Ask " + d.Admin() + " to approve it"),
			}
		}},
		{CodeAccountDeactivated, func(d Context) text {
			return text{
				summary: "Your account is deactivated",
				reason: "GitLab does that to accounts that nobody used for a long time, and administrators can. Signing in " +
					"makes it active again.",
				remedy: []Remedy{
					d.openPage("Sign in once with a browser", "/users/sign_in"),
					NewStep("Then try again with the same token"),
				},
			}
		}},
		{CodeAccountInternal, func(d Context) text {
			return text{
				summary: "This account belongs to GitLab itself",
				reason:  "Bots that GitLab makes for its own use may not call the API.",
				remedy:  []Remedy{d.TokensPage("Use a token of a person or of a service account")},
			}
		}},
		{CodeEmailUnconfirmed, func(d Context) text {
			return text{
				summary: "Your e-mail address is not confirmed yet",
				reason:  "Until then your token may do nothing.",
				remedy: []Remedy{
					NewStep("Open the link in the mail that GitLab sent you"),
					d.openPage("Or ask GitLab for another mail", "/users/confirmation/new"),
				},
			}
		}},
		{CodeTermsNotAccepted, func(d Context) text {
			return text{
				summary: "You have to accept the Terms of Service of " + d.host() + " first",
				reason:  "Until then your token may do nothing.",
				remedy:  []Remedy{d.openPage("Sign in with a browser and accept them", "/-/users/terms")},
			}
		}},
		{CodePasswordExpired, func(d Context) text {
			return text{
				summary: "Your password has expired",
				reason:  "Until you set a new one, none of your tokens works.",
				remedy:  []Remedy{d.openPage("Sign in with a browser and set a new password", "/users/sign_in")},
			}
		}},
		{CodeEditorRefused, func(d Context) text {
			return text{
				summary: "This GitLab does not let your editor's GitLab extension in",
				reason:  "Its administrator allows only some versions of it.",
				remedy:  NewSteps("Update the extension", "Ask "+d.Admin()+" which version is allowed"),
			}
		}},
		{CodeSSORequired, func(d Context) text {
			open := NewStep("Open the group in a browser and sign in there, then try again")
			if d.address != "" {
				open = OpenPage("Sign in here with a browser, then try again", d.address)
			}
			return text{
				summary: "Your group asks you to sign in through its own page first",
				reason: "GitLab calls it a SAML single sign-on session. It ends after a while; until you sign in again, tokens " +
					"are refused for that group.",
				remedy: []Remedy{open},
			}
		}},
		{CodeIPBlocked, blockedAddress},
		{CodeGatewayDenied, func(d Context) text {
			return text{
				summary: "It looks like a gateway in front of " + d.host() + " refuses the call",
				reason: "The refusal has nothing that tells it as GitLab's own. Gateways let in only callers that prove " +
					"themselves to them as well; " +
					"your token may be fine.",
				remedy: []Remedy{
					d.set("Ask "+d.Admin()+" what programs have to send", SettingHeader),
					NewStep("Connect to the company's network or VPN, where there may be no gateway"),
				},
			}
		}},
	}
}

// blockedAddress says what ends a block: Git and the registry are blocked by
// GitLab itself, after failed sign-ins; all else by what stands in front of it.
func blockedAddress(d Context) text {
	switch d.Speaker {
	case SpeakerGit, SpeakerRegistry, SpeakerDependencyProxy, SpeakerDelivery, SpeakerGo:
		return bannedAddress(d)
	case SpeakerUnknown, SpeakerAPI, SpeakerPackages, SpeakerTerraform, SpeakerRunner, SpeakerGateway:
	}
	remedy := NewSteps(
		"Wait 15 minutes, on a company's GitLab an hour, without trying again in between",
		"Try from another network, or with the company's VPN",
		"Ask "+d.Admin()+" whether your address is blocked",
	)
	if d.proxy != "" {
		ask := "The call went through the proxy " + d.proxy + ": the refusal may be its own, so ask whoever runs it"
		remedy = append(remedy, NewStep(ask))
	}
	return text{
		summary: d.host() + " seems to refuse calls from your network",
		reason: "The refusal does not look like one of GitLab's API, but of something in front of it, such as a firewall, " +
			"which blocks addresses: after too many failed sign-ins, or because only some networks are allowed.",
		remedy: remedy,
	}
}

// bannedAddress says how long a ban lasts; [catalog.SignInBans] has the numbers.
func bannedAddress(d Context) text {
	var lasts []string
	for _, ban := range catalog.SignInBans() {
		where := "on GitLab.com "
		if ban.Offering != catalog.OfferingGitLabCom {
			where = "elsewhere, where it is switched on, usually "
		}
		lasts = append(lasts, where+catalog.Duration(ban.Lasts))
	}
	return text{
		summary: d.host() + " refuses without a word, as it does after many failed sign-ins",
		reason: "Where a scope or a role is missing, a line that begins with \"remote:\" says so. With nothing said, too " +
			"many wrong passwords from your address have most likely shut it out of Git and the registry: " +
			strings.Join(lasts, "; ") + ".",
		remedy: []Remedy{
			NewStep(
				"Stop what signs in with a wrong or old token, such as a job or an editor, and delete the password it keeps",
			),
			NewStep("Wait until the time is over, without trying again in between"),
			NewStep("Or try from another network, or ask " + d.Admin() + " to let your address in"),
			d.run("If there is such a line, or the block does not end, check the token", CommandCheckPurpose),
		},
	}
}
