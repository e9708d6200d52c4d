package transport

import (
	"context"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// Answer is what came back for one request.
type Answer struct {
	URL    *url.URL
	Status int
	Header http.Header
	Body   []byte
	// Cut tells that the body was longer than what is read.
	Cut bool

	// Trace is how the call went, received when its answer was here.
	Trace    Trace
	received time.Time
}

// Skew returns how far the local clock is ahead of the server's, and whether
// the answer tells. The Date header is as old as the answer; one from a cache
// tells nothing.
func (a *Answer) Skew(now time.Time) (time.Duration, bool) {
	date, err := http.ParseTime(a.Header.Get("Date"))
	if err != nil {
		return 0, false
	}
	if age, err := strconv.Atoi(a.Header.Get("Age")); err == nil && age > 0 {
		return 0, false
	}
	return now.Sub(date), true
}

// Failure returns [ErrNoSuccess] where the answer is no success, else nil.
func (a *Answer) Failure() error {
	if a.Status < http.StatusOK || a.Status > http.StatusNoContent {
		return ErrNoSuccess
	}
	return nil
}

// WithAnswer returns a context whose last answer is kept in the Answer, with
// what only the guard knows of it: how it came, and whether it was cut. The
// response of such a call is for GitLab's client library, and has neither the
// body of a refusal nor a Link header.
func WithAnswer(ctx context.Context) (context.Context, *Answer) {
	answer := &Answer{}
	return context.WithValue(ctx, answerKey{}, answer), answer
}

type answerKey struct{}

// forLibrary takes off a response what is kept in its answer and the library does
// not bear: it reads the body of a refusal into 90 times its size, and panics at a
// Link header without an equals sign.
func forLibrary(response *http.Response) {
	response.Header = response.Header.Clone()
	response.Header.Del("Link")
	if response.StatusCode >= http.StatusBadRequest {
		response.Body, response.ContentLength = http.NoBody, 0
	}
}

// WithBodyLimit returns a context in whose calls so many bytes of an answer are
// read in place of [MaxBody], for many calls at once.
func WithBodyLimit(ctx context.Context, bytes int64) context.Context {
	return context.WithValue(ctx, limitKey{}, bytes)
}

type limitKey struct{}

func bodyLimit(ctx context.Context) int64 {
	if limit, ok := ctx.Value(limitKey{}).(int64); ok {
		return limit
	}
	return MaxBody
}

// IsPage reports whether an answer is a web page.
func IsPage(answer *Answer) bool {
	kind, _, _ := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	if kind == "" {
		kind, _, _ = mime.ParseMediaType(http.DetectContentType(answer.Body))
	}
	return kind == "text/html" || kind == "application/xhtml+xml"
}
