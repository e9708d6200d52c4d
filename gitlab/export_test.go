package gitlab

import (
	"context"
	"crypto/x509"
	"net"
	"net/http"
	"net/url"
	"time"
)

// Trust makes the transport trust these certificates instead of the
// computer's.
func (t *Transport) Trust(roots *x509.CertPool) { t.base.TLSClientConfig.RootCAs = roots }

// Through sends every call through the proxy, which the environment's settings
// never do for loopback.
func (t *Transport) Through(proxy *url.URL) { t.base.Proxy = http.ProxyURL(proxy) }

// Dial makes every connection in this way.
func (t *Transport) Dial(dial func(ctx context.Context, network, address string) (net.Conn, error)) {
	t.base.DialContext = dial
}

// TrustSystem says how to trust an authority everywhere on a system.
func TrustSystem(system string) string { return trustSystem(system) }

// ErrRefused is the system's word for a port that nobody listens on.
const ErrRefused = errRefused

// ProblemOfError explains an error that came instead of an answer.
func ProblemOfError(ctx context.Context, err error, base string) *Problem {
	return problemOfError(ctx, err, details{instance: Instance{URL: base}})
}

// PlainText is a page without its markup.
func PlainText(page string) string { return plainText(page) }

// NewCertificate is what is shown of a certificate.
func NewCertificate(parsed *x509.Certificate) *Certificate { return newCertificate(parsed) }

// PageText is what an answer's body says, before it is cleaned.
func PageText(contentType string, body []byte) string {
	return pageText(&Answer{Header: http.Header{"Content-Type": {contentType}}, Body: body})
}

// ProblemOfSkew is the remark on a clock that is so far ahead.
func ProblemOfSkew(skew time.Duration) *Problem { return problemOfSkew(skew, details{}) }

// RetryAfter is how long an answer with these headers asks to wait.
func RetryAfter(header http.Header) time.Duration { return retryAfter(header) }

// Skew is how far ahead the local clock is by these headers.
func Skew(header http.Header, now time.Time) (time.Duration, bool) {
	return (&Answer{Header: header}).skew(now)
}

// MaxBody is how much of an answer is read, in bytes.
const MaxBody = maxBody

// WordsOf is a cause in words, with all that can be known of the instance.
func WordsOf(code Code, instance Instance) *Problem {
	return details{
		instance: instance, said: "Said so", scopes: []string{"api", "read_api"}, address: "https://other.example",
		proxy: "proxy.example:3128", answered: "418, text/plain",
	}.problem(code)
}
