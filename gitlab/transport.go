package gitlab

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"
)

// Limits of every request. The person waits in front of the screen, so all of
// them are short.
const (
	connectTimeout = 5 * time.Second
	answerTimeout  = 8 * time.Second
	maxBody        = 1 << 20 // bytes of an answer that are read
	maxHeader      = 64 << 10
	maxRedirects   = 5
	idlePerHost    = 6 // as many as are asked side by side, so that no call waits for a connection
)

// Transport is the one place that makes HTTP clients. Its clients talk to one
// origin only, follow redirects only there and only for reads, read a bounded
// body, and keep the body of an error. Connections are shared between them, so
// that a check after a look needs no new one.
type Transport struct {
	base  *http.Transport
	agent string
}

// NewTransport returns a transport that identifies itself as agent, for
// example "glpat/1.0". Proxies come from the environment.
func NewTransport(agent string) *Transport {
	dialer := &net.Dialer{Timeout: connectTimeout, KeepAlive: 30 * time.Second}
	return &Transport{
		agent: agent,
		base: &http.Transport{
			Proxy:                  http.ProxyFromEnvironment,
			DialContext:            dialer.DialContext,
			TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
			TLSHandshakeTimeout:    connectTimeout,
			ResponseHeaderTimeout:  answerTimeout,
			MaxResponseHeaderBytes: maxHeader,
			MaxIdleConnsPerHost:    idlePerHost,
			IdleConnTimeout:        5 * time.Minute,
			ForceAttemptHTTP2:      true,
			OnProxyConnectResponse: checkProxy,
		},
	}
}

// Client returns a client for one instance. A request for any other origin is
// refused before it leaves.
func (t *Transport) Client(base string) (*http.Client, error) {
	origin, err := url.Parse(base)
	if err != nil || origin.Host == "" {
		return nil, fmt.Errorf("make a client for %q: want a whole URL", base)
	}
	return &http.Client{
		Transport:     &guard{transport: t, origin: originOf(origin)},
		CheckRedirect: checkRedirect,
		Timeout:       answerTimeout + connectTimeout,
	}, nil
}

// Close drops the idle connections.
func (t *Transport) Close() { t.base.CloseIdleConnections() }

// Answer is what came back for one request.
type Answer struct {
	URL    *url.URL
	Status int
	Header http.Header
	Body   []byte
	// Cut tells that the body was longer than what is read.
	Cut bool
}

// RedirectError is a redirect that is not followed: to another origin, of a
// changing call, or one too many.
type RedirectError struct {
	From, To *url.URL
	Reason   RedirectReason
}

// RedirectReason says why a redirect was refused.
type RedirectReason int

// The reasons.
const (
	RedirectElsewhere RedirectReason = iota // another host, port or scheme
	RedirectOfChange                        // the call changes something
	RedirectLoop                            // too many in a row
)

// Error implements error.
func (e *RedirectError) Error() string {
	return fmt.Sprintf("refuse redirect from %s to %s", e.From.Redacted(), e.To.Redacted())
}

func checkRedirect(next *http.Request, via []*http.Request) error {
	from := via[len(via)-1]
	refuse := func(reason RedirectReason) error {
		return &RedirectError{From: from.URL, To: next.URL, Reason: reason}
	}
	switch {
	case originOf(next.URL) != originOf(from.URL):
		return refuse(RedirectElsewhere)
	case from.Method != http.MethodGet && from.Method != http.MethodHead:
		return refuse(RedirectOfChange)
	case len(via) >= maxRedirects:
		return refuse(RedirectLoop)
	}
	return nil
}

// guard is the round tripper of one client.
type guard struct {
	transport *Transport
	origin    string // as originOf writes it
}

// errOtherOrigin means a programming error: a client was used for another
// origin than the one it was made for.
var errOtherOrigin = errors.New("request leaves the instance's origin")

// RoundTrip implements http.RoundTripper. The body it returns is already read,
// so that reading it cannot fail or wait.
func (g *guard) RoundTrip(request *http.Request) (*http.Response, error) {
	if originOf(request.URL) != g.origin {
		return nil, errOtherOrigin
	}
	request = request.Clone(request.Context())
	request.Header.Set("User-Agent", g.transport.agent)
	response, err := g.transport.base.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, maxBody+1))
	_ = response.Body.Close() // the body is read or given up on
	if err != nil {
		return nil, &bodyError{status: response.StatusCode, err: err}
	}
	answer := Answer{URL: request.URL, Status: response.StatusCode, Header: response.Header, Body: body}
	if len(body) > maxBody {
		answer.Body, answer.Cut = body[:maxBody], true
	}
	if keep, ok := request.Context().Value(answerKey{}).(*Answer); ok {
		*keep = answer
	}
	response.Body = io.NopCloser(bytes.NewReader(answer.Body))
	return response, nil
}

// bodyError is an answer that broke off while its body was read.
type bodyError struct {
	status int
	err    error
}

func (e *bodyError) Error() string {
	return fmt.Sprintf("read the body of a %d answer: %v", e.status, e.err)
}
func (e *bodyError) Unwrap() error { return e.err }

// proxyError is a proxy's refusal to connect to the instance.
type proxyError struct{ status string }

func (e *proxyError) Error() string { return fmt.Sprintf("connect through the proxy: %q", e.status) }

// checkProxy gives a proxy's refusal a type of its own; without it the error
// is the bare text of the status.
func checkProxy(_ context.Context, _ *url.URL, _ *http.Request, answer *http.Response) error {
	if answer.StatusCode != http.StatusOK {
		return &proxyError{status: answer.Status}
	}
	return nil
}

type answerKey struct{}

// withAnswer returns a context whose last answer is kept in the Answer: the
// client library drops the body of a 404 and every header of an error.
func withAnswer(ctx context.Context) (context.Context, *Answer) {
	answer := &Answer{}
	return context.WithValue(ctx, answerKey{}, answer), answer
}
