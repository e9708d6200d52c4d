package gitlabtest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// authority signs certificates, as a company's own does.
type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

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
	serial, err := rand.Int(rand.Reader, big.NewInt(1<<62))
	if err != nil {
		t.Fatal(err)
	}
	return &x509.Certificate{
		SerialNumber:          serial,
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

func newAuthority(t testing.TB, name string) authority {
	t.Helper()
	template := leaf{name: name}.template(t)
	template.IsCA, template.KeyUsage, template.ExtKeyUsage = true, x509.KeyUsageCertSign, nil
	signed := sign(t, template, nil)
	return authority{signed.Leaf, keyOf(t, signed)}
}

// issue signs a certificate and sends the authority's own along with it.
func (a authority) issue(t testing.TB, l leaf) tls.Certificate {
	t.Helper()
	signed := sign(t, l.template(t), &a)
	signed.Certificate = append(signed.Certificate, a.certificate.Raw)
	return signed
}

// pool trusts the authority.
func (a authority) pool() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(a.certificate)
	return pool
}

// file is the authority's certificate as a file.
func (a authority) file(t testing.TB) string {
	t.Helper()
	return writePEM(t, "authority.pem", "CERTIFICATE", a.certificate.Raw)
}

// selfSigned is a certificate for which nobody else vouches.
func selfSigned(t testing.TB, l leaf) tls.Certificate {
	t.Helper()
	return sign(t, l.template(t), nil)
}

// sign makes a key and has the certificate for it signed by the authority, or
// by itself.
func sign(t testing.TB, template *x509.Certificate, by *authority) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	signer := authority{template, key}
	if by != nil {
		signer = *by
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, signer.certificate, &key.PublicKey, signer.key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{raw}, PrivateKey: key, Leaf: parsed}
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

func keyOf(t testing.TB, pair tls.Certificate) *ecdsa.PrivateKey {
	t.Helper()
	key, ok := pair.PrivateKey.(*ecdsa.PrivateKey)
	if !ok {
		t.Fatalf("the key is a %T", pair.PrivateKey)
	}
	return key
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
