package transport

import (
	"context"
	"crypto/x509"
	"net"
	"net/http"
	"net/url"
)

// The edges of the machine, for whoever has others than the usual: a test, or a
// rehearsal. Each is to be set before the first client is made.

// Trust makes the transport trust these certificates instead of the computer's.
func (t *Transport) Trust(roots *x509.CertPool) { t.base.TLSClientConfig.RootCAs = roots }

// Through sends every call through the proxy, instead of the one that the
// environment names.
func (t *Transport) Through(proxy *url.URL) { t.base.Proxy = http.ProxyURL(proxy) }

// Dial makes every connection in this way.
func (t *Transport) Dial(dial func(ctx context.Context, network, address string) (net.Conn, error)) {
	t.base.DialContext = dial
}
