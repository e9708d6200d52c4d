package gitlab

import (
	"bytes"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"net/http"
	"net/textproto"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Access is how an instance is reached beyond its address. The zero value is
// the usual way: the computer's own trust, no certificate of one's own, nothing
// added.
type Access struct {
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
// a password, so it is kept as one.
type Header struct {
	Name  string // as [http.CanonicalHeaderKey] writes it
	Value Secret
}

// ParseHeader checks a header that is to go with every request. Those that
// carry the token or that the connection itself needs are refused. Errors are
// [*InputError].
func ParseHeader(name, value string) (Header, error) {
	name = http.CanonicalHeaderKey(textproto.TrimString(name))
	value = textproto.TrimString(value)
	switch {
	case !headerName.MatchString(name):
		return Header{}, &InputError{What: "This is not the name of a header", Do: "Write it like X-Gateway-Key: value"}
	case !headerValue.MatchString(value) || len(value) > maxHeaderValue:
		return Header{}, &InputError{What: "The header " + name + " has no value that can be sent", Do: "Write it like " + name + ": value, on one line"}
	case slices.Contains(ownHeaders(), name):
		return Header{}, &InputError{What: "glpat sets the header " + name + " itself", Do: "Leave it out"}
	}
	return Header{Name: name, Value: NewSecret(value)}, nil
}

// maxHeaderValue is how long a header may be, in bytes.
const maxHeaderValue = 8000

// What the parts of a header may be made of (RFC 9110, 5.1 and 5.5).
var (
	headerName  = regexp.MustCompile("^[0-9A-Za-z!#$%&'*+.^_`|~-]{1,100}$")
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

// ParseAuthorities reads certificates in PEM form, the text between "BEGIN
// CERTIFICATE" and "END CERTIFICATE", or a single one in DER form. Errors are
// [*InputError].
func ParseAuthorities(content []byte) ([]*x509.Certificate, error) {
	content = bytes.TrimPrefix(content, []byte("\ufeff")) // Windows' editors put it there
	if single, err := x509.ParseCertificate(content); err == nil {
		return []*x509.Certificate{single}, nil
	}
	var found []*x509.Certificate
	for block, rest := pem.Decode(content); block != nil; block, rest = pem.Decode(rest) {
		if block.Type != "CERTIFICATE" {
			continue
		}
		certificate, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, &InputError{What: "A certificate in the file is damaged", Do: "Ask for the file again"}
		}
		found = append(found, certificate)
	}
	if len(found) == 0 {
		return nil, &InputError{What: "There is no certificate in the file", Do: `Use a file with the line "-----BEGIN CERTIFICATE-----" in it`}
	}
	return found, nil
}

// ParseClientCertificate reads a certificate of one's own and its key, both in
// PEM form; they may be the same text. Errors are [*InputError].
func ParseClientCertificate(certificate, key []byte) (*tls.Certificate, error) {
	pair, err := tls.X509KeyPair(certificate, key)
	switch {
	case err == nil:
		return &pair, nil
	case hasLockedKey(key):
		return nil, &InputError{What: "The certificate's key is locked with a password, which glpat cannot open", Do: "Save it without one: openssl pkey -in KEY -out NEWKEY"}
	}
	return nil, &InputError{What: "The certificate and its key cannot be used together", Do: "Use PEM files: one with the certificate, one with the key that belongs to it"}
}

func hasLockedKey(content []byte) bool {
	for block, rest := pem.Decode(content); block != nil; block, rest = pem.Decode(rest) {
		if block.Type == "ENCRYPTED PRIVATE KEY" || strings.Contains(block.Headers["Proc-Type"], "ENCRYPTED") {
			return true
		}
	}
	return false
}

// EncodeAuthorities writes certificates in the form that [ParseAuthorities]
// reads.
func EncodeAuthorities(authorities []*x509.Certificate) []byte {
	var content []byte
	for _, authority := range authorities {
		content = append(content, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: authority.Raw})...)
	}
	return content
}

// Certificate is what a server showed of itself, for a person to compare with
// what the administrator says before trusting it. Its texts are cleaned.
type Certificate struct {
	// Host is the server that showed it, with its port.
	Host    string `json:"host"`
	Subject string `json:"subject"`
	Issuer  string `json:"issuer"`
	// Names are the host names and addresses it is for.
	Names     []string  `json:"names"`
	NotBefore time.Time `json:"not_before"`
	NotAfter  time.Time `json:"not_after"`
	// SHA256 is its fingerprint: 32 pairs of upper-case digits with colons, as
	// browsers and openssl write it.
	SHA256 string `json:"sha256"`
	// SelfSigned tells that nobody but the server itself vouches for it.
	SelfSigned bool `json:"self_signed"`

	parsed *x509.Certificate
}

// PEM is the certificate as it is written to a file.
func (c *Certificate) PEM() []byte { return EncodeAuthorities([]*x509.Certificate{c.parsed}) }

// maxNames bounds how many names of a certificate are kept; some have hundreds.
const maxNames = 12

func newCertificate(parsed *x509.Certificate) *Certificate {
	certificate := &Certificate{
		Subject: Clean(parsed.Subject.String(), 120), Issuer: Clean(parsed.Issuer.String(), 120),
		NotBefore: parsed.NotBefore.UTC(), NotAfter: parsed.NotAfter.UTC(),
		Names: []string{}, SHA256: fingerprint(parsed.Raw),
		SelfSigned: slices.Equal(parsed.RawSubject, parsed.RawIssuer), // as far as names tell
		parsed:     parsed,
	}
	for _, name := range parsed.DNSNames {
		certificate.Names = append(certificate.Names, Clean(name, 80))
	}
	for _, ip := range parsed.IPAddresses {
		certificate.Names = append(certificate.Names, ip.String())
	}
	certificate.Names = certificate.Names[:min(len(certificate.Names), maxNames)]
	return certificate
}

func fingerprint(raw []byte) string {
	sum := sha256.Sum256(raw)
	digits := strings.ToUpper(hex.EncodeToString(sum[:]))
	pairs := make([]string, 0, len(sum))
	for i := 0; i < len(digits); i += 2 {
		pairs = append(pairs, digits[i:i+2])
	}
	return strings.Join(pairs, ":")
}
