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
	"testing"
	"time"
)

// Authority signs certificates, as a company's own does.
type Authority struct {
	Certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

// NewAuthority makes an authority of that name, which begins a day ago and ends
// in a day.
func NewAuthority(t testing.TB, name string) Authority {
	t.Helper()
	template := leaf{name: name}.template(t)
	template.IsCA, template.KeyUsage, template.ExtKeyUsage = true, x509.KeyUsageCertSign, nil
	signed := sign(t, template, nil)
	return Authority{signed.Leaf, keyOf(t, signed)}
}

// Issue signs a certificate for a server, or what else the template says.
func (a Authority) Issue(t testing.TB, template x509.Certificate) tls.Certificate {
	t.Helper()
	template.SerialNumber = serialNumber(t)
	template.ExtKeyUsage = append(template.ExtKeyUsage, x509.ExtKeyUsageServerAuth)
	return sign(t, &template, &a)
}

// issueWithChain signs a certificate and sends the authority's own along with it.
func (a Authority) issueWithChain(t testing.TB, l leaf) tls.Certificate {
	t.Helper()
	signed := sign(t, l.template(t), &a)
	signed.Certificate = append(signed.Certificate, a.Certificate.Raw)
	return signed
}

// ClientPair is a certificate of one's own, signed by the authority, and its key,
// both in PEM form.
func ClientPair(t testing.TB, signer Authority) (certificate, key []byte) {
	t.Helper()
	pair := signer.Issue(t, x509.Certificate{
		Subject:     pkix.Name{CommonName: "sam"},
		NotBefore:   time.Now().Add(-time.Hour),
		NotAfter:    time.Now().Add(time.Hour),
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth},
	})
	raw, err := x509.MarshalPKCS8PrivateKey(pair.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	certificate = pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: pair.Certificate[0]})
	return certificate, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: raw})
}

// pool trusts the authority.
func (a Authority) pool() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(a.Certificate)
	return pool
}

// file is the authority's certificate as a file.
func (a Authority) file(t testing.TB) string {
	t.Helper()
	return writePEM(t, "authority.pem", "CERTIFICATE", a.Certificate.Raw)
}

// sign makes a key and has the certificate for it signed by the authority, or by
// itself.
func sign(t testing.TB, template *x509.Certificate, by *Authority) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	signer := Authority{template, key}
	if by != nil {
		signer = *by
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, signer.Certificate, &key.PublicKey, signer.key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{raw}, PrivateKey: key, Leaf: parsed}
}

func serialNumber(t testing.TB) *big.Int {
	t.Helper()
	serial, err := rand.Int(rand.Reader, big.NewInt(1<<62))
	if err != nil {
		t.Fatal(err)
	}
	return serial
}

func keyOf(t testing.TB, pair tls.Certificate) *ecdsa.PrivateKey {
	t.Helper()
	key, ok := pair.PrivateKey.(*ecdsa.PrivateKey)
	if !ok {
		t.Fatalf("the key is a %T", pair.PrivateKey)
	}
	return key
}
