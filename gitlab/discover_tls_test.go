package gitlab_test

import (
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"net"
	"net/http/httptest"
	"testing"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/problem"
	"glpat/gitlab/transport"
)

func TestABadCertificateIsNamed(t *testing.T) {
	trusted, stranger := gitlabtest.NewAuthority(t, "Test authority"), gitlabtest.NewAuthority(t, "Test authority")
	hour := time.Hour
	here := []net.IP{net.IPv4(127, 0, 0, 1)}
	for _, test := range []struct {
		name    string
		signer  gitlabtest.Authority
		from    time.Duration
		to      time.Duration
		ips     []net.IP
		names   []string
		want    problem.Code
		version uint16 // the newest that the server speaks
	}{
		{"signed by a stranger", stranger, -hour, hour, here, nil, problem.CodeTLSUntrusted, tls.VersionTLS13},
		{"that has ended", trusted, -2 * hour, -hour, here, nil, problem.CodeTLSExpired, tls.VersionTLS13},
		{"that has not begun", trusted, hour, 2 * hour, here, nil, problem.CodeClockSkew, tls.VersionTLS13},
		{
			"for another name", trusted, -hour, hour, nil, []string{"other.example"}, problem.CodeTLSWrongHost, tls.VersionTLS13,
		},
		{
			"that is good, on a server that is too old", trusted, -hour, hour, here, nil, problem.CodeTLSFailed,
			tls.VersionTLS11,
		},
		{"that is good", trusted, -hour, hour, here, nil, "", tls.VersionTLS13},
	} {
		t.Run(test.name, func(t *testing.T) {
			server := httptest.NewUnstartedServer(newFake())
			server.Config.ErrorLog = quiet()
			server.TLS = &tls.Config{
				MinVersion: tls.VersionTLS10, MaxVersion: test.version,
				Certificates: []tls.Certificate{test.signer.Issue(t, x509.Certificate{
					Subject: pkix.Name{CommonName: "gitlab"}, NotBefore: time.Now().Add(test.from), NotAfter: time.Now().Add(test.to),
					IPAddresses: test.ips, DNSNames: test.names,
				})},
			}
			server.StartTLS()
			t.Cleanup(server.Close)
			tr := newTransport(t)
			roots := x509.NewCertPool()
			roots.AddCert(trusted.Certificate)
			tr.SetRoots(roots)
			_, err := gitlab.NewClient(tr, gitlabtest.Today).
				Discover(t.Context(), gitlabtest.MustAddress(t, server.URL), transport.Config{})
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
