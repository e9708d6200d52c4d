package transport

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"glpat/gitlab/input"
)

// Certificate is what a server's certificate says, for a person to compare with
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

// PEM returns the certificate as it is written to a file.
func (c *Certificate) PEM() []byte { return EncodeAuthorities([]*x509.Certificate{c.parsed}) }

// CertificateOf returns what a person compares of a server's certificate, with
// its texts cleaned and its Host left empty.
func CertificateOf(parsed *x509.Certificate) *Certificate {
	certificate := &Certificate{
		Subject: input.Clean(parsed.Subject.String(), 120), Issuer: input.Clean(parsed.Issuer.String(), 120),
		NotBefore: parsed.NotBefore.UTC(), NotAfter: parsed.NotAfter.UTC(),
		Names: []string{}, SHA256: fingerprint(parsed.Raw),
		SelfSigned: slices.Equal(parsed.RawSubject, parsed.RawIssuer), // as far as names tell
		parsed:     parsed,
	}
	for _, name := range parsed.DNSNames {
		certificate.Names = append(certificate.Names, input.Clean(name, 80))
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

// maxNames bounds how many names of a certificate are kept; some have hundreds.
const maxNames = 12
