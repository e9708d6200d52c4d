package problem

import "glpat/gitlab/input"

// networkEntries are the reasons for which no answer comes.
func networkEntries() []entry {
	const connect = "If it is a company's GitLab, connect to its network or VPN and try again"
	return []entry{
		{CodeDNSFailure, func(d Context) text {
			summary := "The name " + d.name() + " cannot be found"
			if d.Site.URL == "" {
				summary = "The name of that server cannot be found"
			}
			return text{
				summary: summary,
				reason:  "No name server gave an address for it." + d.saidBy("The system"),
				remedy: NewSteps(
					"Check the address for typing mistakes",
					connect,
					"If no page opens in a browser either, check your network connection",
				),
			}
		}},
		{CodeConnectionRefused, func(d Context) text {
			summary := "Nothing answers at " + d.name()
			if d.Site.URL == "" {
				summary = "Nothing answers at that address"
			}
			return text{
				summary: summary,
				reason:  "The computer is there, but no server listens on that port.",
				remedy: NewSteps(
					"Check the address and the port",
					"If the GitLab was just restarted, wait a minute and try again",
				),
			}
		}},
		{CodeNetworkUnreachable, func(d Context) text {
			return text{
				summary: "There is no way from here to " + d.name(),
				reason:  "Your computer is not connected to a network that leads there." + d.saidBy("The system"),
				remedy:  NewSteps("Check your network connection", connect),
			}
		}},
		{CodeConnectionLost, func(d Context) text {
			return text{
				summary: "The connection to " + d.name() + " was cut",
				reason:  "It was open, and ended before an answer came." + d.saidBy("The other side"),
				remedy: NewSteps(
					"Try again",
					"If it happens each time, a firewall or proxy on the way may be cutting it: ask whoever runs your network",
				),
			}
		}},
		{CodeConnectTimeout, func(d Context) text {
			return text{
				summary: d.host() + " cannot be reached",
				reason:  "It has an address, but nothing there answers: the computer is off, or a firewall drops the calls.",
				remedy:  NewSteps("Check the address and the port", connect),
			}
		}},
		{CodeTLSTimeout, func(d Context) text {
			return text{
				summary: d.host() + " answers, but does not begin the encryption",
				reason:  "The connection is open, and then nothing comes.",
				remedy: NewSteps(
					"Check the port: it may be that of another service",
					"Try again in a minute",
					"If it happens each time, a firewall on the way may be stopping it: ask whoever runs your network",
				),
			}
		}},
		{CodeAnswerTimeout, func(d Context) text {
			return text{
				summary: d.host() + " takes the call and does not answer it",
				reason:  "The connection stands; GitLab is very busy, or stuck.",
				remedy:  []Remedy{NewStep("Try again in a minute"), d.statusPage()},
			}
		}},
		{CodeTimeout, func(d Context) text {
			return text{
				summary: d.host() + " takes too long",
				reason:  "The whole call took longer than one waits for it.",
				remedy:  []Remedy{NewStep("Try again in a minute"), d.run("See where the time goes", CommandDiagnose)},
			}
		}},
		{CodeProxyFailed, func(d Context) text {
			if d.proxyDown {
				return text{
					summary: "Nothing answers at " + d.name(),
					reason:  "All calls to " + d.host() + " go through it: it is set in HTTPS_PROXY or HTTP_PROXY.",
					remedy:  NewSteps("Check that address, or start the proxy", d.noProxy(), "Ask whoever runs the proxy"),
				}
			}
			return text{
				summary: d.proxyName() + " did not let the call through to " + d.host(),
				reason:  "It is set in HTTPS_PROXY or HTTP_PROXY." + d.namely("What came back"),
				remedy: NewSteps(
					"Check that address, and that the proxy may go to "+d.host(),
					d.noProxy(),
					"Ask whoever runs the proxy",
				),
			}
		}},
		{CodeProxyAuthRequired, func(d Context) text {
			if d.proxy == "" && d.Site.URL != "" {
				return text{
					summary: "Something on the way to " + d.host() + " answered as a proxy that wants a user name and a password",
					reason:  "glpat went through no proxy that was set, so it may be one that the network puts in between.",
					remedy: NewSteps(
						"Ask whoever runs your network which proxy to use, and set it in HTTPS_PROXY",
						"Tell "+d.Admin()+" if there should be none",
					),
				}
			}
			return text{
				summary: d.proxyName() + " wants a user name and a password",
				reason:  "It is set in HTTPS_PROXY or HTTP_PROXY, without them or with wrong ones." + d.namely("What came back"),
				remedy: NewSteps(
					"Put them into that variable, where only you can read it: http://USER:PASSWORD@HOST:PORT",
					"If it wants your Windows sign-in (NTLM or Negotiate), let a program such as px or cntlm stand in between",
					d.noProxy(),
				),
			}
		}},
		{CodeClockSkew, func(d Context) text {
			reason := "GitLab and this computer do not agree on what time it is. Tokens seem to end on the wrong day, and " +
				"certificates look invalid."
			if d.Said != "" {
				reason = d.Said + "."
			}
			return text{
				summary: "This computer's clock seems to be wrong",
				reason:  reason,
				remedy:  NewSteps("Let this computer set its clock from the network, or correct it by hand"),
				warns:   true,
			}
		}},
		{CodeNetworkFailure, func(d Context) text {
			return text{
				summary: "The network lost the call to " + d.name(),
				reason:  "The way there failed." + d.saidBy("The system"),
				remedy:  NewSteps("Check your network connection, or the VPN if it needs one, and try again"),
			}
		}},
		{CodeInterrupted, func(d Context) text {
			return text{
				summary: "Stopped before " + d.name() + " answered",
				reason:  "You ended the wait.",
				remedy:  NewSteps("Try again"),
			}
		}},
	}
}

// name is the server that was called: the proxy where one stands before it.
func (d Context) name() string {
	if d.proxy != "" {
		return "the proxy " + d.proxy
	}
	return d.host()
}

// noProxy returns the remedy of a proxy that is not needed.
func (d Context) noProxy() string {
	if d.Site.URL == "" {
		return "If this GitLab needs no proxy, add its host to NO_PROXY"
	}
	return "If this GitLab needs no proxy, add " + input.HostnameOf(d.host()) + " to NO_PROXY"
}

func (d Context) proxyName() string {
	if d.proxy != "" {
		return "The proxy " + d.proxy
	}
	return "The proxy"
}
