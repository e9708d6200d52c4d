package practice

import (
	"net/http"
	"strings"
)

// pageFaults are pages that others put in place of an answer.
func pageFaults() []faultRow {
	return []faultRow{
		{
			name:  "login-page",
			does:  "something before GitLab answers the API with a sign-in page",
			reach: onAPI,
			play: func(c *call, _ func()) {
				c.outside()
				writeStaticPage(
					c.w,
					http.StatusOK,
					"Sign in",
					"",
					"Sign in to your company account",
					"This is the practice of a sign-in page that stands in front of GitLab.",
				)
			},
		},
		{
			name:  "captive-portal",
			does:  "the network wants a sign-in of its own first: 511 everywhere",
			reach: everywhere,
			play: func(c *call, _ func()) {
				c.outside()
				// RFC 6585, 6.
				writeOutsidePage(
					c.w,
					http.StatusNetworkAuthenticationRequired,
					"Network Authentication Required",
					"Sign in to the guest network to go on.",
				)
			},
		},
	}
}

// wordFaults are refusals in words that no one expects. All of them are made
// up.
func wordFaults() []faultRow {
	row := func(name, does string, play func(c *call)) faultRow {
		return faultRow{name: name, does: does, reach: withToken, play: func(c *call, _ func()) { play(c) }}
	}
	text := func(c *call, status int, kind, body string) {
		c.header().Set("Content-Type", kind)
		c.w.WriteHeader(status)
		_, _ = c.w.Write([]byte(body))
	}
	return []faultRow{
		row("not-utf8", "the API refuses a token in another charset, with a status nobody documents", func(c *call) {
			text(c, 420, "text/plain; charset=iso-8859-1", "Zugriff \xfcber dieses Ger\xe4t verweigert\n")
		}),
		row("escapes", "the API refuses a token with terminal escape sequences in its words", func(c *call) {
			c.message(http.StatusForbidden, "403 Forbidden - "+hostileWords)
		}),
		row("megabyte", "the API refuses a token with a megabyte of words", func(c *call) {
			const start, more = "400 Bad request - ", "no and "
			c.message(http.StatusBadRequest, (start + strings.Repeat(more, megabyte/len(more)))[:megabyte])
		}),
		row("unknown-status", "the API refuses a token with a status and words that are not GitLab's", func(c *call) {
			text(c, http.StatusTeapot, "text/plain", "short and stout\n")
		}),
	}
}

const megabyte = 1_000_000

// hostileWords are what must never reach a terminal as it is: a title, colours,
// a cleared screen, a link (OSC 8), the clipboard (OSC 52), the same as single
// C1 controls, text that runs backwards, runes without width, new lines.
const hostileWords = "\x1b]0;owned\x07\x1b[31mred\x1b[0m\x1b[2J" +
	"\x1b]8;;http://evil.invalid/\x1b\\link\x1b]8;;\x1b\\\x1b]52;c;ZXZpbA==\x07" +
	"\u009b1mbold\u009d0;owned\u009c" +
	"\u202ebackwards\u202c\u2066inside\u2069 ze\u200bro\u200d\ufeff wi\u00addth\r\nnext line\tend"

// redirectFaults are answers that send on to where nobody should go. The one
// from https to http needs a server that speaks https.
func redirectFaults() []faultRow {
	redirect := func(c *call, location string) {
		c.outside()
		c.header().Set("Location", location)
		c.w.WriteHeader(http.StatusFound)
	}
	return []faultRow{
		{
			name:  "redirect-elsewhere",
			does:  "the API sends every call made with a token on to another host",
			reach: withToken,
			play: func(c *call, _ func()) {
				redirect(c, "http://gitlab.invalid"+c.r.URL.EscapedPath())
			},
		},
		{
			name:  "redirect-loop",
			does:  "the API sends every call made with a token in a circle",
			reach: withToken,
			play: func(c *call, _ func()) {
				turn := "1"
				if c.r.URL.Query().Get("turn") == turn {
					turn = "2"
				}
				redirect(c, baseURL(c.r)+c.r.URL.EscapedPath()+"?turn="+turn)
			},
		},
	}
}
