package transport

import (
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"

	"glpat/gitlab/input"
)

// Limits of every request. The person waits in front of the screen, so all of
// them are short.
const (
	connectTimeout = 5 * time.Second
	answerTimeout  = 8 * time.Second
	callTimeout    = 10 * time.Second // a whole call, redirects apart
	MaxBody        = 1 << 20          // bytes of an answer that are read
	maxHeader      = 64 << 10
	maxRedirects   = 5
	idlePerHost    = 6 // as many as are asked side by side, so that no call waits for a connection
)

// Transport is the one place that makes HTTP clients. Its clients talk to one
// origin only, follow redirects only there and only for reads, try a read again
// at most once, read a bounded body, and keep the body of an error. Connections
// are shared between them, so that a check after a discovery needs no new one.
type Transport struct {
	base  *http.Transport
	agent string

	mu sync.Mutex
	// pools are the transports of instances with authorities or a certificate of
	// their own, by the hash of those.
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
func (t *Transport) Client(base string, config Config) (*http.Client, error) {
	origin, err := url.Parse(base)
	if err != nil || origin.Host == "" {
		return nil, fmt.Errorf("make a client for %q: want a whole URL", base)
	}
	pool, err := t.pool(config)
	if err != nil {
		return nil, err
	}
	return &http.Client{
		Transport:     &guard{pool: pool, agent: t.agent, origin: input.OriginOf(origin), headers: config.Headers},
		CheckRedirect: checkRedirect,
	}, nil
}

// pool returns the transport with the certificates that the config names.
func (t *Transport) pool(config Config) (*http.Transport, error) {
	if len(config.Authorities) == 0 && config.Certificate == nil {
		return t.base, nil
	}
	key := sha256.New()
	for _, authority := range config.Authorities {
		_, _ = key.Write(authority.Raw) // a hash takes everything
	}
	if config.Certificate != nil {
		_, _ = key.Write([]byte("shown"))
		for _, shown := range config.Certificate.Certificate {
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
	if len(config.Authorities) > 0 {
		roots, err := t.roots()
		if err != nil {
			return nil, err
		}
		for _, authority := range config.Authorities {
			roots.AddCert(authority)
		}
		pool.TLSClientConfig.RootCAs = roots
	}
	pool.TLSClientConfig.GetClientCertificate = showCertificate(config.Certificate)
	t.pools[name] = pool
	return pool, nil
}

// roots returns the authorities that are trusted without a config.
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
		t := tracerOf(request.Context())
		if t.isToProxy() {
			return &tls.Certificate{}, nil // it is for the instance alone
		}
		if t != nil {
			t.advance(TraceTLS, func() { t.CertificateAsked = true })
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
