package transport

import (
	"context"
	"crypto/x509"
	"net"
	"net/http"
	"net/url"
)

// What the machine gives otherwise, for whoever has something else: a test, or a
// rehearsal. Each is to be set before the first client is made.

// SetRoots makes the transport trust these certificates instead of the computer's.
func (t *Transport) SetRoots(roots *x509.CertPool) { t.base.TLSClientConfig.RootCAs = roots }

// SetProxy sends every call through the proxy, instead of the one that the
// environment names.
func (t *Transport) SetProxy(proxy *url.URL) { t.base.Proxy = http.ProxyURL(proxy) }

// SetDial makes every connection with the function given.
func (t *Transport) SetDial(dial func(ctx context.Context, network, address string) (net.Conn, error)) {
	t.base.DialContext = dial
}
