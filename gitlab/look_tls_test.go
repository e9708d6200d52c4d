package gitlab_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"net/http/httptest"
	"testing"
	"time"

	"glpat/gitlab"
)

// authority makes certificates for the tests.
type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

func newAuthority(t *testing.T) authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Test authority"}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Now().Add(-24 * time.Hour), NotAfter: time.Now().Add(24 * time.Hour), KeyUsage: x509.KeyUsageCertSign,
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	return authority{certificate, key}
}

// issue signs a server's certificate as the template says.
func (a authority) issue(t *testing.T, template x509.Certificate) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template.SerialNumber = big.NewInt(2)
	template.ExtKeyUsage = append(template.ExtKeyUsage, x509.ExtKeyUsageServerAuth)
	raw, err := x509.CreateCertificate(rand.Reader, &template, a.certificate, &key.PublicKey, a.key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{raw}, PrivateKey: key}
}

func TestABadCertificateIsNamed(t *testing.T) {
	trusted, stranger := newAuthority(t), newAuthority(t)
	hour := time.Hour
	here := []net.IP{net.IPv4(127, 0, 0, 1)}
	for _, test := range []struct {
		name    string
		signer  authority
		from    time.Duration
		to      time.Duration
		ips     []net.IP
		names   []string
		want    gitlab.Code
		version uint16 // the newest that the server speaks
	}{
		{"signed by a stranger", stranger, -hour, hour, here, nil, gitlab.CodeTLSUntrusted, tls.VersionTLS13},
		{"that has ended", trusted, -2 * hour, -hour, here, nil, gitlab.CodeTLSExpired, tls.VersionTLS13},
		{"that has not begun", trusted, hour, 2 * hour, here, nil, gitlab.CodeClockSkew, tls.VersionTLS13},
		{"for another name", trusted, -hour, hour, nil, []string{"other.example"}, gitlab.CodeTLSWrongHost, tls.VersionTLS13},
		{"that is good, on a server that is too old", trusted, -hour, hour, here, nil, gitlab.CodeTLSFailed, tls.VersionTLS11},
		{"that is good", trusted, -hour, hour, here, nil, "", tls.VersionTLS13},
	} {
		t.Run(test.name, func(t *testing.T) {
			server := httptest.NewUnstartedServer(newFake())
			server.Config.ErrorLog = quiet()
			server.TLS = &tls.Config{
				MinVersion: tls.VersionTLS10, MaxVersion: test.version,
				Certificates: []tls.Certificate{test.signer.issue(t, x509.Certificate{
					Subject: pkix.Name{CommonName: "gitlab"}, NotBefore: time.Now().Add(test.from), NotAfter: time.Now().Add(test.to),
					IPAddresses: test.ips, DNSNames: test.names,
				})},
			}
			server.StartTLS()
			t.Cleanup(server.Close)
			tr := newTransport(t)
			roots := x509.NewCertPool()
			roots.AddCert(trusted.certificate)
			tr.Trust(roots)
			_, err := gitlab.NewClient(tr, today).Discover(t.Context(), mustParse(t, server.URL), gitlab.Config{})
			if test.want == "" {
				if err != nil {
					t.Errorf("a good certificate is refused: %v", err)
				}
				return
			}
			wantProblem(t, err, test.want)
		})
	}
}
