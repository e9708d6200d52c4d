package practice

import (
	"net/http"
	"time"
)

// missingFaults are the answers of what is not there.
func missingFaults() []faultRow {
	return []faultRow{
		{
			name:  "not-found",
			does:  "the API says 404 in JSON to every call made with a token",
			reach: withToken,
			play: func(c *call, _ func()) {
				c.message(http.StatusNotFound, "404 Not Found")
			},
		},
		{
			name:  "endpoint-missing",
			does:  "the API says 404 as an old release does to calls it does not know",
			reach: withToken,
			play: func(c *call, _ func()) {
				c.noRoute()
			},
		},
		{
			name:  "wrong-path",
			does:  "there is no API under this path: 404 as a web page",
			reach: onAPI,
			play: func(c *call, _ func()) {
				c.outside()
				writeProxyPage(c.w, http.StatusNotFound, "404 Not Found")
			},
		},
	}
}

// waitCustom is the wait that the fault "rate-limited-custom" asks for.
const waitCustom = 90 * time.Second

// rateFaults are the ways in which an instance, or what stands in front of it,
// asks to slow down (doc/administration/settings/user_and_ip_rate_limits.md,
// lib/api/helpers.rb).
func rateFaults() []faultRow {
	return []faultRow{
		{
			name:  "rate-limited",
			does:  "the API says 429 in plain text, with all headers, to every call with a token",
			reach: withToken,
			play: func(c *call, _ func()) {
				c.throttled(throttleAPI, authenticatedLimit+1, 42*time.Second)
			},
		},
		{
			name:  "rate-limited-json",
			does:  "the API says 429 in JSON, as single features of GitLab do",
			reach: withToken,
			play: func(c *call, _ func()) {
				c.header().Set("Retry-After", "60")
				reply(c, http.StatusTooManyRequests, map[string]map[string]string{
					"message": {"error": "This endpoint has been requested too many times. Try again later."},
				})
			},
		},
		{
			name:  "rate-limited-bare",
			does:  "the API says 429 without a word and without a header",
			reach: withToken,
			play: func(c *call, _ func()) {
				c.outside()
				c.w.WriteHeader(http.StatusTooManyRequests)
			},
		},
		{
			name:  "rate-limited-custom",
			does:  "the API says 429 in an administrator's own words, with a time to come back",
			reach: withToken,
			play: func(c *call, _ func()) {
				c.outside()
				// GitLab names seconds; a date is what proxies may send instead
				// (RFC 9110, 10.2.3).
				c.header().Set("Retry-After", c.server.now().Add(waitCustom).UTC().Format(http.TimeFormat))
				c.header().Set("Content-Type", "text/plain")
				c.w.WriteHeader(http.StatusTooManyRequests)
				_, _ = c.w.Write([]byte("Slow down, please. The platform team helps: chat channel #gitlab-help\n"))
			},
		},
	}
}

// downFaults are the answers of an instance that fails, is down, or is being
// changed.
func downFaults() []faultRow {
	return []faultRow{
		{
			name:  "server-error",
			does:  "the API says 500 in JSON to every call made with a token",
			reach: withToken,
			play: func(c *call, _ func()) {
				c.message(http.StatusInternalServerError, "500 Internal Server Error")
			},
		},
		{
			name:  "server-error-html",
			does:  "the API says 500 as a web page to every call made with a token",
			reach: withToken,
			play: func(c *call, _ func()) {
				writeStaticPage(
					c.w,
					http.StatusInternalServerError,
					"Something went wrong (500)",
					"500",
					"Whoops, something went wrong on our end.",
					"Try refreshing the page, or going back and attempting the action again.",
				)
			},
		},
		{name: "bad-gateway", does: "GitLab is down behind its proxy: 502 everywhere", reach: everywhere, play: badGateway},
		{
			name:  "gateway-timeout",
			does:  "GitLab does not answer the proxy in front of it: 504 everywhere",
			reach: everywhere,
			play: func(c *call, _ func()) {
				c.outside()
				writeProxyPage(c.w, http.StatusGatewayTimeout, "504 Gateway Time-out")
			},
		},
		{
			name:  "unavailable",
			does:  "the API says 503 and when to come back to every call made with a token",
			reach: withToken,
			play: func(c *call, _ func()) {
				c.header().Set("Retry-After", "30")
				c.message(http.StatusServiceUnavailable, "503 Service Unavailable")
			},
		},
		{
			name:  "deploy-page",
			does:  "an upgrade is running: every page says so with status 200",
			reach: onPages,
			play:  deployPage,
		},
		{
			name:  "maintenance",
			does:  "maintenance mode: reading works, creating and changing says 503",
			reach: onChanges,
			play:  maintenance,
		},
	}
}

// badGateway answers as GitLab's Workhorse does while Rails is down
// (workhorse/internal/badgateway/roundtripper.go).
func badGateway(c *call, _ func()) {
	c.outside()
	if isAPI(c.r) {
		c.header().Set("Content-Type", "text/plain")
		c.w.WriteHeader(http.StatusBadGateway)
		_, _ = c.w.Write([]byte("GitLab is not responding"))
		return
	}
	writeStaticPage(
		c.w,
		http.StatusBadGateway,
		"GitLab is not responding (502)",
		"502",
		"GitLab is taking too much time to respond.",
		"Try again in a few minutes. If it goes on, ask your GitLab administrator.",
	)
}

// deployPage is what Workhorse puts before every page, but not before the API
// (workhorse/internal/staticpages/deploy_page.go).
func deployPage(c *call, _ func()) {
	c.outside()
	writeStaticPage(
		c.w,
		http.StatusOK,
		"Deploy in progress",
		"",
		"Deploy in progress",
		"Please try again in a few minutes.",
	)
}

// maintenance refuses what changes something.
func maintenance(c *call, _ func()) {
	const words = "GitLab Maintenance: system is in maintenance mode"
	if isAPI(c.r) {
		c.message(http.StatusServiceUnavailable, words)
		return
	}
	writeStaticPage(c.w, http.StatusServiceUnavailable, "GitLab is in maintenance mode (503)", "503", words,
		"Reading works. Nothing can be created or changed until it ends.")
}
