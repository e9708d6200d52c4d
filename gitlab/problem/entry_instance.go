package problem

// instanceEntries are the reasons for which an instance does not do what it is
// asked, though it is there.
func instanceEntries() []entry {
	return []entry{
		{CodeEndpointMissing, func(d Context) text {
			return text{
				summary: "This GitLab's API does not have this call",
				reason:  "The API is there, but not this address in it: the release is too old for it, or the address is mistyped.",
				remedy: []Remedy{
					d.openPage("See its release in a browser, under Help", "/help"),
					NewStep("Check that the tool is made for this release of GitLab"),
				},
			}
		}},
		{CodeWrongPath, func(d Context) text {
			return text{
				summary: "There is no GitLab API at this address",
				reason:  "Something other than GitLab's API answered with 404. GitLab may live under another path of this server.",
				remedy: []Remedy{
					NewStep("Open your GitLab in a browser and copy the address of its front page, with its path"),
					d.run("Check it", CommandCheckAddress),
				},
			}
		}},
		{CodeNotGitLab, func(d Context) text {
			where := "at the address"
			if d.Site.URL != "" {
				where = "at " + d.Site.URL
			}
			return text{
				summary: "There is a server " + where + ", but it is not a GitLab",
				reason:  "None of the pages that every GitLab has is there.",
				remedy: NewSteps(
					"Open your GitLab in a browser and copy the address from there, with its path",
					"If your GitLab needs a VPN or a company sign-in first, do that and try again",
				),
			}
		}},
		{CodeTooOld, func(Context) text {
			return text{
				summary: "The token works, but this GitLab is too old to say what it may do",
				reason:  "GitLab tells a token's scopes from 15.5 on.",
				remedy:  NewSteps("Try the token in the tool it is for"),
				warns:   true,
			}
		}},
		{CodeBadRequest, func(d Context) text {
			return text{
				summary: d.host() + " does not take this request",
				reason:  "Something in it is missing, wrong, or not possible here; GitLab's message names it.",
				remedy:  NewSteps("Correct what the message names", "Check that the tool is made for this release of GitLab"),
			}
		}},
		{CodeRateLimited, func(d Context) text {
			wait := "Wait about a minute, and try again"
			if d.pause > 0 {
				wait = "Wait as long as it says, and try again"
			}
			return text{
				summary: d.host() + " asks to slow down",
				reason: "Too many calls were made in a short time, by you or by others from your network. Calls that are " +
					"refused count too.",
				remedy: []Remedy{NewStep(wait), d.run("See the limits", CommandLimits)},
			}
		}},
		{CodeServerError, func(d Context) text {
			return text{
				summary: d.host() + " had an error of its own",
				reason:  "Your token and your request may be fine.",
				remedy:  NewSteps("Try again in a minute", "If it lasts, tell "+d.Admin()+" the time at which it happened"),
			}
		}},
		{CodeUnavailable, func(d Context) text {
			return text{
				summary: d.host() + " is not ready",
				reason:  "The server in front of GitLab answers, GitLab behind it does not: it is starting, overloaded or down.",
				remedy:  []Remedy{NewStep("Wait a minute and try again"), d.statusPage()},
			}
		}},
		{CodeUpdating, func(d Context) text {
			return text{
				summary: d.host() + " is being updated",
				reason:  `Its pages show only the notice "` + deployNotice + `", so no token can be created right now.`,
				remedy:  []Remedy{NewStep("Wait a few minutes and try again"), d.statusPage()},
			}
		}},
		{CodeMaintenance, func(d Context) text {
			return text{
				summary: d.host() + " is in maintenance",
				reason: "It can be read but not changed for now: tokens work and can be checked, none can be created, renewed " +
					"or revoked.",
				remedy: []Remedy{NewStep("Try again later"), d.statusPage()},
			}
		}},
	}
}
