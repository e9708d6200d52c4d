package problem

import "strings"

// answerEntries are the reasons for which an answer is of no use, though one
// came.
func answerEntries() []entry {
	const mayChange = "If it happens each time, a proxy on the way may be changing answers: ask whoever runs your network"
	return []entry{
		{CodeInvalidResponse, func(d Context) text {
			return text{
				summary: "The answer of " + d.host() + " makes no sense",
				reason:  "It is not what GitLab's API documents." + d.namely("What is wrong with it"),
				remedy:  NewSteps("Try again", mayChange),
			}
		}},
		{CodeWrongContentType, func(d Context) text {
			reason := "GitLab's API sends JSON and says so."
			if d.answered != "" {
				reason += " This answer is: " + d.answered + "."
			}
			return text{
				summary: d.host() + " answered with something other than data",
				reason:  reason,
				remedy:  []Remedy{d.run("Check the address", CommandDiagnose), NewStep(mayChange)},
			}
		}},
		{CodeAnswerCutShort, func(d Context) text {
			return text{
				summary: "The answer of " + d.host() + " broke off",
				reason:  "It ended before it was whole.",
				remedy: NewSteps(
					"Try again",
					"If it happens each time, a proxy on the way may be cutting answers short: ask whoever runs your network",
				),
			}
		}},
		{CodeAnswerTooLong, func(d Context) text {
			return text{
				summary: "The answer of " + d.host() + " does not end",
				reason:  "glpat reads at most 1 MB of an answer; GitLab's own are a few kB.",
				remedy:  NewSteps("Check that the address is that of your GitLab", mayChange),
			}
		}},
		{CodeUnknownAnswer, func(d Context) text {
			summary := d.host() + " gave an answer that glpat does not know"
			if d.answered != "" {
				summary += ": " + d.answered
			}
			return text{
				summary: summary,
				reason:  "It is not among those that GitLab documents, so something else may have given it.",
				remedy:  []Remedy{d.run("Check the address", CommandDiagnose), NewStep("Show the answer to " + d.Admin())},
			}
		}},
		{CodeLoginPage, func(d Context) text {
			return text{
				summary: d.host() + " answered with a web page instead of data",
				reason:  "A sign-in page, or a network's own page, stands in front of the API.",
				remedy: []Remedy{
					d.openPage("Sign in with a browser, then try again", ""),
					NewStep("Or connect to the company's network or VPN first"),
					NewStep("Check that the address has the right path"),
					d.setWhen("If programs have to send something to get past it", SettingHeader),
				},
			}
		}},
		{CodeCaptivePortal, func(Context) text {
			return text{
				summary: "The network wants you to sign in to it first",
				reason:  "The answer is not GitLab's: a hotel's, train's or guest network's own page stands in between.",
				remedy:  NewSteps("Open any page in a browser, sign in to the network, then try again"),
			}
		}},
		{CodeRedirectRefused, func(d Context) text {
			target, own := "another address", "that address"
			if d.address != "" {
				target, own = d.address, d.address
			}
			reason := "glpat never follows to another address, because it would carry your token there."
			if d.Said != "" {
				reason = d.Said + "."
			}
			steps := NewSteps(
				"If "+own+" is your GitLab's own, use it instead",
				"If it is a sign-in page, sign in with a browser, or connect to the network or VPN, and try again",
			)
			if scheme, _, has := strings.Cut(d.address, "://"); has && !strings.HasPrefix(strings.ToLower(scheme), "http") {
				steps = NewSteps("No GitLab lives at such an address: tell " + d.Admin())
			}
			return text{
				summary: d.host() + " sends callers on to " + target,
				reason:  reason,
				remedy:  steps,
			}
		}},
		{CodeRedirectLoop, func(d Context) text {
			return text{
				summary: d.host() + " sends callers in a circle",
				reason:  "Each answer names another address, and none of them answers.",
				remedy:  NewSteps("Check that the address begins with https, if your GitLab has it", "Tell "+d.Admin()),
			}
		}},
		{CodeRedirectInsecure, func(d Context) text {
			return text{
				summary: d.host() + " sends callers on to an address without encryption",
				reason:  "glpat does not follow from https to http: others on the way could read your token there.",
				remedy: NewSteps(
					"Tell " + d.Admin() + ": the address in GitLab's own settings (external_url) should begin with https",
				),
			}
		}},
		{CodeHTTPSRequired, func(d Context) text {
			return text{
				summary: d.host() + " takes only https at this port",
				reason:  "It was called with plain http.",
				remedy:  NewSteps("Put https:// in front of the address"),
			}
		}},
	}
}
