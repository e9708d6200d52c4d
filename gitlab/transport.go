package gitlab

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// Limits of every request. The person waits in front of the screen, so all of
// them are short.
const (
	connectTimeout = 5 * time.Second
	answerTimeout  = 8 * time.Second
	callTimeout    = 10 * time.Second // a whole call, redirects apart
	maxBody        = 1 << 20          // bytes of an answer that are read
	maxHeader      = 64 << 10
	maxRedirects   = 5
	idlePerHost    = 6 // as many as are asked side by side, so that no call waits for a connection
)

// Transport is the one place that makes HTTP clients. Its clients talk to one
// origin only, follow redirects only there and only for reads, try a read again
// at most once, read a bounded body, and keep the body of an error. Connections
// are shared between them, so that a check after a look needs no new one.
type Transport struct {
	base  *http.Transport
	agent string

	mu sync.Mutex
	// pools are the transports of instances that are reached in a way of their
	// own, by what makes the difference.
	pools map[string]*http.Transport
}

// NewTransport returns a transport that identifies itself as agent, for
// example "glpat/1.0". Proxies come from the environment.
func NewTransport(agent string) *Transport {
	dialer := &net.Dialer{Timeout: connectTimeout, KeepAlive: 30 * time.Second}
	return &Transport{
		agent: agent,
		pools: map[string]*http.Transport{},
		base: &http.Transport{
			Proxy:                  http.ProxyFromEnvironment,
			DialContext:            dialer.DialContext,
			TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12, GetClientCertificate: showCertificate(nil)},
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
func (t *Transport) Client(base string, access Access) (*http.Client, error) {
	origin, err := url.Parse(base)
	if err != nil || origin.Host == "" {
		return nil, fmt.Errorf("make a client for %q: want a whole URL", base)
	}
	pool, err := t.pool(access)
	if err != nil {
		return nil, err
	}
	return &http.Client{
		Transport:     &guard{pool: pool, agent: t.agent, origin: originOf(origin), headers: access.Headers},
		CheckRedirect: checkRedirect,
	}, nil
}

// pool is the transport for a way to reach an instance.
func (t *Transport) pool(access Access) (*http.Transport, error) {
	if len(access.Authorities) == 0 && access.Certificate == nil {
		return t.base, nil
	}
	key := sha256.New()
	for _, authority := range access.Authorities {
		_, _ = key.Write(authority.Raw) // a hash takes everything
	}
	if access.Certificate != nil {
		_, _ = key.Write([]byte("shown"))
		for _, shown := range access.Certificate.Certificate {
			_, _ = key.Write(shown)
		}
	}
	name := string(key.Sum(nil))

	t.mu.Lock()
	defer t.mu.Unlock()
	if pool, ok := t.pools[name]; ok {
		return pool, nil
	}
	pool := t.base.Clone()
	if len(access.Authorities) > 0 {
		roots, err := t.roots()
		if err != nil {
			return nil, err
		}
		for _, authority := range access.Authorities {
			roots.AddCert(authority)
		}
		pool.TLSClientConfig.RootCAs = roots
	}
	pool.TLSClientConfig.GetClientCertificate = showCertificate(access.Certificate)
	t.pools[name] = pool
	return pool, nil
}

// roots are the authorities that are trusted anyway.
func (t *Transport) roots() (*x509.CertPool, error) {
	if roots := t.base.TLSClientConfig.RootCAs; roots != nil {
		return roots.Clone(), nil
	}
	roots, err := x509.SystemCertPool()
	if err != nil {
		return nil, fmt.Errorf("read the certificates this computer trusts: %w", err)
	}
	return roots, nil
}

// showCertificate answers a server that asks for a certificate of one's own,
// and notes that it did.
func showCertificate(own *tls.Certificate) func(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
	return func(request *tls.CertificateRequestInfo) (*tls.Certificate, error) {
		w := recorderOf(request.Context())
		if w.isToProxy() {
			return &tls.Certificate{}, nil // it is for the instance alone
		}
		if w != nil {
			w.reach(stageTLS, func() { w.asked = true })
		}
		if own == nil {
			return &tls.Certificate{}, nil
		}
		return own, nil
	}
}

// Close drops the idle connections.
func (t *Transport) Close() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.base.CloseIdleConnections()
	for _, pool := range t.pools {
		pool.CloseIdleConnections()
	}
}

// Answer is what came back for one request.
type Answer struct {
	URL    *url.URL
	Status int
	Header http.Header
	Body   []byte
	// Cut tells that the body was longer than what is read.
	Cut bool

	// way is how the call went, received when its answer was here.
	way      way
	received time.Time
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
	RedirectInsecure                        // from https to http
	RedirectOfChange                        // the call changes something
	RedirectLoop                            // too many in a row
	RedirectOfOnce                          // the token is to be sent once only
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
	case from.URL.Scheme == "https" && next.URL.Scheme == "http":
		return refuse(RedirectInsecure)
	case originOf(next.URL) != originOf(from.URL):
		return refuse(RedirectElsewhere)
	case from.Method != http.MethodGet && from.Method != http.MethodHead:
		return refuse(RedirectOfChange)
	case isOnce(next.Context()) && next.Header.Get("Authorization") != "":
		return refuse(RedirectOfOnce)
	case len(via) >= maxRedirects:
		return refuse(RedirectLoop)
	}
	return nil
}

// guard is the round tripper of one client.
type guard struct {
	pool    *http.Transport
	agent   string
	origin  string // as originOf writes it
	headers []Header
}

// errOtherOrigin means a programming error: a client was used for another
// origin than the one it was made for.
var errOtherOrigin = errors.New("request leaves the instance's origin")

// RoundTrip implements http.RoundTripper. The body it returns is already read,
// so that reading it cannot fail or wait. A read that met a passing fault is
// tried once more.
func (g *guard) RoundTrip(request *http.Request) (*http.Response, error) {
	if originOf(request.URL) != g.origin {
		return nil, errOtherOrigin
	}
	ctx, cancel := context.WithTimeout(request.Context(), callTimeout)
	defer cancel()
	request = request.Clone(ctx)
	request.Header.Set("User-Agent", g.agent)
	for _, header := range g.headers {
		request.Header.Set(header.Name, header.Value.Reveal())
	}
	response, answer, err := g.once(request)
	if again := anotherTry(request, answer, err); again != nil {
		defer again.cancel()
		if second, secondAnswer, secondErr := g.once(again.request); secondErr == nil {
			response, answer, err = second, secondAnswer, nil
		}
	}
	if err != nil {
		return nil, err
	}
	if keep, ok := request.Context().Value(answerKey{}).(*Answer); ok {
		*keep = answer
	}
	return response, nil
}

// once makes one call and reads its answer.
func (g *guard) once(request *http.Request) (*http.Response, Answer, error) {
	ctx, recorder := record(request.Context())
	request = request.WithContext(ctx)
	if isOnce(ctx) {
		// A body that cannot be read again keeps net/http from sending the
		// request once more by itself when a connection that was open before
		// ends.
		request.Body, request.GetBody = struct{ io.ReadCloser }{http.NoBody}, nil
	}
	if proxy, err := g.pool.Proxy(request); err == nil && proxy != nil {
		recorder.proxy = Clean(proxy.Host, 80) // never with its user and password
		recorder.toProxy = proxy.Scheme == "https"
	}
	failed := func(err error) error {
		went := recorder.noted()
		went.ended = time.Now()
		return &wayError{went, err}
	}
	response, err := g.pool.RoundTrip(request)
	if err != nil {
		return nil, Answer{}, failed(err)
	}
	limit := bodyLimit(request.Context())
	body, err := io.ReadAll(io.LimitReader(response.Body, limit+1))
	_ = response.Body.Close() // the body is read or given up on
	if err != nil {
		return nil, Answer{}, failed(&bodyError{status: response.StatusCode, err: err})
	}
	answer := Answer{
		URL: request.URL, Status: response.StatusCode, Header: response.Header, Body: body,
		way: recorder.noted(), received: time.Now(),
	}
	if int64(len(body)) > limit {
		answer.Body, answer.Cut = body[:limit], true
	}
	response.Body = io.NopCloser(bytes.NewReader(answer.Body))
	return response, answer, nil
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
type proxyError struct {
	code   int
	status string
}

func (e *proxyError) Error() string { return fmt.Sprintf("connect through the proxy: %q", e.status) }

// checkProxy gives a proxy's refusal a type of its own; without it the error
// is the bare text of the status.
func checkProxy(ctx context.Context, _ *url.URL, _ *http.Request, answer *http.Response) error {
	recorderOf(ctx).passedProxy()
	if answer.StatusCode != http.StatusOK {
		return &proxyError{answer.StatusCode, answer.Status}
	}
	return nil
}

type limitKey struct{}

// limited returns a context in whose calls fewer bytes of an answer are read, for
// many calls at once.
func limited(ctx context.Context, bytes int64) context.Context {
	return context.WithValue(ctx, limitKey{}, bytes)
}

func bodyLimit(ctx context.Context) int64 {
	if limit, ok := ctx.Value(limitKey{}).(int64); ok {
		return limit
	}
	return maxBody
}

type answerKey struct{}

// withAnswer returns a context whose last answer is kept in the Answer, with
// what only the guard knows of it: how it came, and whether it was cut.
func withAnswer(ctx context.Context) (context.Context, *Answer) {
	answer := &Answer{}
	return context.WithValue(ctx, answerKey{}, answer), answer
}
