package problem

import "net/http"

// frontSays is what Workhorse, web servers and walls in front of GitLab say
// (public/*.html).
func frontSays() speech {
	return speech{
		SpeakerGateway,
		[]phrase{
			{http.StatusForbidden, "sorry, you have been blocked", CodeIPBlocked, nil}, // Cloudflare's page
			{http.StatusForbidden, "error code: 1020", CodeIPBlocked, nil},             // Cloudflare's short words
			{http.StatusForbidden, "error code: 1010", CodeIPBlocked, nil},
			{http.StatusForbidden, "error code: 1006", CodeIPBlocked, nil},
			{http.StatusTooManyRequests, "error code: 1015", CodeRateLimited, nil},
			{http.StatusForbidden, "enable javascript and cookies to continue", CodeGatewayDenied, nil}, // Cloudflare's question
			{http.StatusNotFound, "default backend - 404", CodeWrongPath, nil},                          // nginx in a cluster
			{http.StatusNotFound, "\n404 not found\nnginx", CodeWrongPath, nil},
			{
				http.StatusNotFound,
				"404 page not found",
				CodeWrongPath,
				nil,
			}, // programs of Go: Traefik, the registry
			{http.StatusNotFound, "not found on this server", CodeWrongPath, nil},           // Apache
			{http.StatusNotFound, "\ncannot get /", CodeWrongPath, nil},                     // Express
			{http.StatusNotFound, "no route matched with those values", CodeWrongPath, nil}, // Kong
			{http.StatusBadRequest, "no required ssl certificate", CodeClientCertRequired, nil},
			{http.StatusBadRequest, "the ssl certificate error", CodeClientCertRequired, nil},
			{http.StatusBadRequest, "plain http request was sent to https port", CodeHTTPSRequired, nil},
			{http.StatusBadRequest, "sent an http request to an https server", CodeHTTPSRequired, nil},
			{0, "\ndeploy in progress", CodeUpdating, nil},
			{http.StatusBadGateway, "gitlab is not responding", CodeUnavailable, nil},
			{http.StatusBadGateway, "gitlab is taking too much time", CodeUnavailable, nil},
			{http.StatusServiceUnavailable, "upstream connect error or disconnect", CodeUnavailable, nil}, // Envoy
			{http.StatusServiceUnavailable, "no healthy upstream", CodeUnavailable, nil},
			{http.StatusServiceUnavailable, "no server is available to handle this request", CodeUnavailable, nil}, // HAProxy
			{http.StatusServiceUnavailable, "undergoing maintenance", CodeUnavailable, plannedWork},
			{http.StatusServiceUnavailable, "under maintenance", CodeUnavailable, plannedWork},
			{http.StatusServiceUnavailable, "down for maintenance", CodeUnavailable, plannedWork},
			{http.StatusServiceUnavailable, "scheduled maintenance", CodeUnavailable, plannedWork},
			{http.StatusRequestEntityTooLarge, "request entity too large", CodeBadRequest, sendsTooMuch},
			{http.StatusRequestEntityTooLarge, "request body too large", CodeBadRequest, sendsTooMuch},
			{http.StatusNetworkAuthenticationRequired, "network authentication required", CodeCaptivePortal, nil}, // RFC 6585
			// Proxies and filters on the way, whose pages name themselves.
			{http.StatusProxyAuthRequired, "cache access denied", CodeProxyAuthRequired, nil}, // Squid
			{0, "requested url could not be retrieved", CodeProxyFailed, filtered},
			{0, "internet security by zscaler", CodeProxyFailed, filtered},
			{0, "fortiguard web filtering", CodeProxyFailed, filtered},
			{0, "fortiguard intrusion prevention", CodeProxyFailed, filtered},
			{0, "your request was denied because of its content categorization", CodeProxyFailed, filtered}, // Blue Coat
		},
	}
}

func plannedWork(d Context) text {
	return text{
		summary: d.host() + " is down for planned work",
		reason:  "A page stands in its place while its administrators work on it. Your token may be fine.",
		remedy:  []Remedy{NewStep("Try again later"), d.statusPage()},
	}
}

func sendsTooMuch(d Context) text {
	return text{
		summary: "What is sent is larger than " + d.host() + " takes",
		reason: "The token is fine: the refusal comes before GitLab looks at what is sent. A server in front of GitLab has " +
			"a limit of its own, and GitLab has others, for packages and for a job's artifacts.",
		remedy: NewSteps(
			"Send less at a time: smaller layers of an image, smaller files, fewer artifacts",
			"Ask "+d.Admin()+" to allow more, which nginx calls client_max_body_size, and GitLab \"Maximum artifacts size\"",
		),
	}
}

func filtered(d Context) text {
	return text{
		summary: "A proxy or web filter of your network answered in place of " + d.host(),
		reason:  "The page is not GitLab's, and the call did not reach it. The token may be fine.",
		remedy: NewSteps(
			"Ask whoever runs the network to let "+d.host()+" through",
			"Or connect through another network or VPN",
		),
	}
}
