package transport

import (
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"net/textproto"
	"regexp"
	"slices"

	"glpat/gitlab/input"
	"glpat/gitlab/token"
)

// Config is how an instance is reached beyond its address. The zero value
// trusts what the computer trusts, shows no certificate and adds nothing.
type Config struct {
	// API is the base URL of the API where it lives at another address than the
	// pages, without "/api/v4"; "" where it does not.
	API string
	// Authorities are trusted for this instance besides those of the computer:
	// a company's certificate authority, or the instance's own certificate.
	Authorities []*x509.Certificate
	// Certificate is shown to a server that asks for one, nil for none.
	Certificate *tls.Certificate
	// Headers go with every request to the instance, for a gateway in front of
	// it.
	Headers []Header
	// AllowPlain says that the person agreed to send a token over plain http.
	AllowPlain bool
}

// Header is a header for a gateway in front of an instance. Its value is often
// a password, so it is a secret.
type Header struct {
	Name  string // as [http.CanonicalHeaderKey] writes it
	Value token.Secret
}

// ParseHeader checks a header that is to go with every request. Those that
// carry the token or that the connection itself needs are refused. Errors are
// [*input.Error].
func ParseHeader(name, value string) (Header, error) {
	name = http.CanonicalHeaderKey(textproto.TrimString(name))
	value = textproto.TrimString(value)
	switch {
	case !IsHeaderName(name):
		return Header{}, &input.Error{What: "This is not the name of a header", Do: "Write it like X-Gateway-Key: value"}
	case !headerValue.MatchString(value) || len(value) > maxHeaderValue:
		return Header{}, &input.Error{
			What: "The header " + name + " has no value that can be sent",
			Do:   "Write it like " + name + ": value, on one line",
		}
	case slices.Contains(ownHeaders(), name):
		return Header{}, &input.Error{What: "glpat sets the header " + name + " itself", Do: "Leave it out"}
	}
	return Header{Name: name, Value: token.NewSecret(value)}, nil
}

// maxHeaderValue is how long a header may be, in bytes.
const maxHeaderValue = 8000

// maxHeaderName is how long its name may be, in bytes.
const maxHeaderName = 100

// What the parts of a header may be made of (RFC 9110, 5.1 and 5.5).
var (
	headerName  = regexp.MustCompile("^[0-9A-Za-z!#$%&'*+.^_`|~-]+$")
	headerValue = regexp.MustCompile(`^[\t\x20-\x7e]+$`)
)

// ownHeaders are those that carry the token, or that HTTP itself needs.
func ownHeaders() []string {
	return []string{
		"Authorization", "Private-Token", "Job-Token", "Deploy-Token", "Sudo",
		"Host", "User-Agent", "Accept-Encoding", "Content-Length", "Content-Type", "Transfer-Encoding",
		"Connection", "Upgrade", "Te", "Trailer", "Expect", "Proxy-Authorization", "Proxy-Connection",
	}
}

// IsHeaderName reports whether a text can be the name of a header.
func IsHeaderName(text string) bool {
	return len(text) <= maxHeaderName && headerName.MatchString(text)
}
