package transport

import (
	"fmt"
	"net/http"
	"net/url"

	"glpat/gitlab/input"
)

// RedirectError is a redirect that is not followed: to another origin, of a
// changing call, or one too many.
type RedirectError struct {
	From, To *url.URL
	Reason   RedirectReason
}

// Error implements error.
func (e *RedirectError) Error() string {
	return fmt.Sprintf("refuse redirect from %s to %s", e.From.Redacted(), e.To.Redacted())
}

// RedirectReason says why a redirect was refused.
type RedirectReason int

// The reasons.
const (
	RedirectElsewhere RedirectReason = iota // another host, port or scheme
	RedirectInsecure                        // from https to http
	RedirectOfChange                        // the call changes something
	RedirectLoop                            // too many in a row
	RedirectOfOnce                          // the token is to be sent once only
)

func checkRedirect(next *http.Request, via []*http.Request) error {
	from := via[len(via)-1]
	refuse := func(reason RedirectReason) error {
		return &RedirectError{From: from.URL, To: next.URL, Reason: reason}
	}
	switch {
	case from.URL.Scheme == "https" && next.URL.Scheme == "http":
		return refuse(RedirectInsecure)
	case input.OriginOf(next.URL) != input.OriginOf(from.URL):
		return refuse(RedirectElsewhere)
	case from.Method != http.MethodGet && from.Method != http.MethodHead:
		return refuse(RedirectOfChange)
	case isWithoutRetry(next.Context()) && next.Header.Get("Authorization") != "":
		return refuse(RedirectOfOnce)
	case len(via) >= maxRedirects:
		return refuse(RedirectLoop)
	}
	return nil
}
