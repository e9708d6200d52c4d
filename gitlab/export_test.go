package gitlab

import (
	"crypto/x509"
	"net/http"
	"net/url"
)

// Trust makes the transport trust these certificates instead of the
// computer's.
func (t *Transport) Trust(roots *x509.CertPool) { t.base.TLSClientConfig.RootCAs = roots }

// Through sends every call through the proxy, which the environment's settings
// never do for loopback.
func (t *Transport) Through(proxy *url.URL) { t.base.Proxy = http.ProxyURL(proxy) }

// MaxBody is how much of an answer is read, in bytes.
const MaxBody = maxBody
