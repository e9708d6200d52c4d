package gitlab

import (
	"context"
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

// TrustRemedy is the remedy for an unknown authority on a system.
func TrustRemedy(system string) string { return trustRemedy(system) }

// ErrRefused is the system's word for a port that nobody listens on.
const ErrRefused = errRefused

// ProblemOfError explains an error that came instead of an answer.
func ProblemOfError(ctx context.Context, err error, base string) *Problem {
	return problemOfError(ctx, err, base)
}

// PlainText is a page without its markup.
func PlainText(page string) string { return plainText(page) }

// MaxBody is how much of an answer is read, in bytes.
const MaxBody = maxBody
