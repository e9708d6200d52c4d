package gitlab

import (
	"context"
	"crypto/x509"
	"net/http"
	"time"
)

// TrustSystem says how to trust an authority everywhere on a system.
func TrustSystem(system string) string { return trustSystem(system) }

// ErrRefused is the system's word for a port that nobody listens on.
const ErrRefused = RefusedErrno

// ProblemOfError explains an error that came instead of an answer.
func ProblemOfError(ctx context.Context, err error, base string) *Problem {
	return problemOfError(ctx, err, Context{Site: Instance{URL: base}.Site()})
}

// PlainText is a page without its markup.
func PlainText(page string) string { return TextOfHTML(page) }

// NewCertificate is what is shown of a certificate.
func NewCertificate(parsed *x509.Certificate) *Certificate { return CertificateOf(parsed) }

// PageText is what an answer's body says, before it is cleaned.
func PageText(contentType string, body []byte) string {
	return TextOf(&Answer{Header: http.Header{"Content-Type": {contentType}}, Body: body})
}

// ProblemOfSkew is the remark on a clock that is so far ahead.
func ProblemOfSkew(skew time.Duration) *Problem { return problemOfSkew(skew, Context{}) }

// RetryAfter is how long an answer with these headers asks to wait.
func RetryAfter(header http.Header) time.Duration { return retryAfter(header) }

// Skew is how far ahead the local clock is by these headers.
func Skew(header http.Header, now time.Time) (time.Duration, bool) {
	return (&Answer{Header: header}).Skew(now)
}

// MaxBody is how much of an answer is read, in bytes.
const MaxBody = maxBody

// WordsOf is a cause in words, with all that can be known of the instance.
func WordsOf(code Code, instance Instance) *Problem {
	return Context{
		Site: instance.Site(), Said: "Said so", scopes: []string{"api", "read_api"}, address: "https://other.example",
		proxy: "proxy.example:3128", answered: "418, text/plain",
	}.Problem(code)
}
