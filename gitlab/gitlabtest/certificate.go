package gitlabtest

import (
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// leaf is what a certificate is for, and when; now is in the middle of a zero
// begin and end.
type leaf struct {
	name       string // of its subject
	names      []string
	addresses  []net.IP
	begin, end time.Duration // from now
}

// here is a certificate for the servers of this laboratory.
func here() leaf {
	return leaf{
		name:      "gitlab.localhost",
		names:     []string{"gitlab.localhost", "localhost"},
		addresses: []net.IP{net.IPv4(127, 0, 0, 1)},
	}
}

// lifetime is how far from now a certificate begins and ends when nothing is
// said.
const lifetime = 24 * time.Hour

func (l leaf) template(t testing.TB) *x509.Certificate {
	t.Helper()
	if l.begin == 0 {
		l.begin = -lifetime
	}
	if l.end == 0 {
		l.end = lifetime
	}
	return &x509.Certificate{
		SerialNumber:          serialNumber(t),
		Subject:               pkix.Name{CommonName: l.name, Organization: []string{"Practice Company"}},
		NotBefore:             time.Now().Add(l.begin),
		NotAfter:              time.Now().Add(l.end),
		DNSNames:              l.names,
		IPAddresses:           l.addresses,
		KeyUsage:              x509.KeyUsageDigitalSignature,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
		BasicConstraintsValid: true,
	}
}

// selfSigned is a certificate for which nobody else vouches.
func selfSigned(t testing.TB, l leaf) tls.Certificate {
	t.Helper()
	return sign(t, l.template(t), nil)
}

// files writes a certificate and its key.
func files(t testing.TB, pair tls.Certificate) (certificate, key string) {
	t.Helper()
	raw, err := x509.MarshalPKCS8PrivateKey(pair.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	return writePEM(t, "client.pem", "CERTIFICATE", pair.Certificate...), writePEM(t, "client-key.pem", "PRIVATE KEY", raw)
}

func writePEM(t testing.TB, name, kind string, blocks ...[]byte) string {
	t.Helper()
	var text []byte
	for _, block := range blocks {
		text = append(text, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: block})...)
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
