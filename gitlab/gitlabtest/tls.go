package gitlabtest

import (
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"testing"
	"time"

	"glpat/gitlab/practice"
	"glpat/gitlab/problem"
)

// secured starts a practice instance behind TLS.
func secured(t testing.TB, now func() time.Time, config *tls.Config) Target {
	t.Helper()
	server, secret := startPractice(t, practice.Options{Now: now})
	return Target{URL: "https://" + serve(t, config, server), Token: secret}
}

func with(certificate tls.Certificate) *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{certificate}}
}

// tlsRows are the ways in which encryption comes about, or does not.
func tlsRows(now func() time.Time) []Row {
	// trusted is a server whose authority the client is told to trust.
	trusted := func(l leaf) func(t testing.TB) Target {
		return func(t testing.TB) Target {
			t.Helper()
			company := NewAuthority(t, "Practice Company Authority")
			target := secured(t, now, with(company.issueWithChain(t, l)))
			target.CAFile = company.file(t)
			return target
		}
	}
	ended, begins, elsewhere := here(), here(), here()
	ended.begin, ended.end = -3*lifetime, -2*lifetime
	begins.begin, begins.end = 2*lifetime, 3*lifetime
	elsewhere.names, elsewhere.addresses = []string{"gitlab.example.com", "gitlab.example.org"}, nil
	return []Row{
		{Name: "a certificate of an authority that is trusted", Phase: PhaseCheck, Start: trusted(here())},
		{
			Name:  "a certificate of an unknown authority",
			Phase: PhaseDiscover,
			Code:  problem.CodeTLSUntrusted,
			Words: []string{"certificate authority"},
			Start: func(t testing.TB) Target {
				t.Helper()
				return secured(t, now, with(NewAuthority(t, "Practice Company Authority").issueWithChain(t, here())))
			},
		},
		{
			Name:  "a certificate of an authority that is not the trusted one",
			Phase: PhaseDiscover,
			Code:  problem.CodeTLSUntrusted,
			Words: []string{"was renewed"},
			Start: func(t testing.TB) Target {
				t.Helper()
				target := secured(t, now, with(NewAuthority(t, "Practice Company Authority").issueWithChain(t, here())))
				target.CAFile = NewAuthority(t, "Another Authority").file(t)
				return target
			},
		},
		{
			Name:  "a self-signed certificate",
			Phase: PhaseDiscover,
			Code:  problem.CodeTLSUntrusted,
			Words: []string{"certificate authority"},
			Start: func(t testing.TB) Target {
				t.Helper()
				return secured(t, now, with(selfSigned(t, here())))
			},
		},
		{Name: "a self-signed certificate that is trusted", Phase: PhaseCheck, Start: func(t testing.TB) Target {
			t.Helper()
			certificate := selfSigned(t, here())
			target := secured(t, now, with(certificate))
			target.CAFile, _ = files(t, certificate)
			return target
		}},
		{Name: "a certificate that has ended", Phase: PhaseDiscover, Code: problem.CodeTLSExpired, Start: trusted(ended)},
		{Name: "a certificate that begins later", Phase: PhaseDiscover, Code: problem.CodeClockSkew, Start: trusted(begins)},
		{
			Name:  "a certificate for another name",
			Phase: PhaseDiscover,
			Code:  problem.CodeTLSWrongHost,
			Words: []string{"gitlab.example.com"},
			Start: trusted(elsewhere),
		},
		{
			Name:  "a server with TLS 1.1 at most",
			Phase: PhaseDiscover,
			Code:  problem.CodeTLSFailed,
			Start: func(t testing.TB) Target {
				t.Helper()
				company := NewAuthority(t, "Practice Company Authority")
				config := with(company.issueWithChain(t, here()))
				config.MinVersion, config.MaxVersion = tls.VersionTLS10, tls.VersionTLS11
				target := secured(t, now, config)
				target.CAFile = company.file(t)
				return target
			},
		},
		{
			Name:  "a server that never begins TLS",
			Phase: PhaseDiscover,
			Code:  problem.CodeTLSTimeout,
			Waits: true,
			Start: func(t testing.TB) Target {
				t.Helper()
				return Target{URL: "https://" + meet(t, sayNothing), Token: madeUpToken(t)}
			},
		},
		{
			Name:  "a server that hangs up when TLS begins",
			Phase: PhaseDiscover,
			Code:  problem.CodeConnectionLost,
			Start: func(t testing.TB) Target {
				t.Helper()
				return Target{URL: "https://" + meet(t, hangUp), Token: madeUpToken(t)}
			},
		},
		{
			Name:  "plain http where https is called",
			Phase: PhaseDiscover,
			Code:  problem.CodeNotHTTPS,
			Start: func(t testing.TB) Target {
				t.Helper()
				server, secret := startPractice(t, practice.Options{Now: now})
				return Target{URL: "https" + server.URL()[len("http"):], Token: secret}
			},
		},
		{
			Name:  "another service where https is called",
			Phase: PhaseDiscover,
			Code:  problem.CodeNotHTTPS,
			Words: []string{"speaks SSH", "that you open in your browser"},
			Start: func(t testing.TB) Target {
				t.Helper()
				return Target{URL: "https://" + meet(t, sayLine("SSH-2.0-Practice\r\n")), Token: madeUpToken(t)}
			},
		},
		{
			Name:  "https where plain http is called",
			Phase: PhaseDiscover,
			Code:  problem.CodeHTTPSRequired,
			Words: []string{"https://"},
			Start: func(t testing.TB) Target {
				t.Helper()
				// Go's own server says "Client sent an HTTP request to an HTTPS server."
				target := secured(t, now, with(selfSigned(t, here())))
				target.URL = "http" + target.URL[len("https"):]
				return target
			},
		},
		{
			Name:  "https of nginx where plain http is called",
			Phase: PhaseDiscover,
			Code:  problem.CodeHTTPSRequired,
			Words: []string{"https://"},
			Start: func(t testing.TB) Target {
				t.Helper()
				const said = "The plain HTTP request was sent to HTTPS port"
				return Target{
					URL:   "http://" + serve(t, nil, page(http.StatusBadRequest, nginxPage("400 "+said, "400 Bad Request", said))),
					Token: madeUpToken(t),
				}
			},
		},
		{
			Name:  "a redirect from https to http",
			Phase: PhaseDiscover,
			Code:  problem.CodeRedirectInsecure,
			Start: func(t testing.TB) Target {
				t.Helper()
				server, secret := startPractice(t, practice.Options{Now: now})
				company := NewAuthority(t, "Practice Company Authority")
				address := serve(
					t,
					with(company.issueWithChain(t, here())),
					http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
						w.Header().Set("Location", server.URL()+r.URL.RequestURI())
						w.WriteHeader(http.StatusMovedPermanently)
					}),
				)
				return Target{URL: "https://" + address, Token: secret, CAFile: company.file(t)}
			},
		},
	}
}

// hangUp reads a little, so that the end is no reset, and closes.
func hangUp(conn net.Conn) {
	_, _ = io.ReadAtLeast(conn, make([]byte, 4096), 1)
	_ = lingeringConn{conn}.Close()
}

// clientCertificateRows are servers that want a certificate of the client.
func clientCertificateRows(now func() time.Time) []Row {
	// asking is a server that asks for a certificate of its own company. show
	// says whose the client has: the company's, a stranger's or none.
	asking := func(
		version uint16, how tls.ClientAuthType,
		show func(company Authority) *Authority, wrap func(http.Handler) http.Handler,
	) func(t testing.TB) Target {
		return func(t testing.TB) Target {
			t.Helper()
			company := NewAuthority(t, "Practice Company Authority")
			server, secret := startPractice(t, practice.Options{Now: now})
			config := with(company.issueWithChain(t, here()))
			config.MaxVersion, config.ClientAuth, config.ClientCAs = version, how, company.pool()
			target := Target{URL: "https://" + serve(t, config, wrap(server)), Token: secret, CAFile: company.file(t)}
			if by := show(company); by != nil {
				if by.Certificate == nil {
					*by = NewAuthority(t, "Another Authority")
				}
				target.ClientCert, target.ClientKey = files(t, by.issueWithChain(t, leaf{name: "pat"}))
			}
			return target
		}
	}
	nobody := func(Authority) *Authority { return nil }
	companys := func(company Authority) *Authority { return &company }
	stranger := func(Authority) *Authority { return &Authority{} }
	asIs := func(handler http.Handler) http.Handler { return handler }
	// asNginx lets the handshake through and refuses afterwards.
	asNginx := func(handler http.Handler) http.Handler {
		const said = "No required SSL certificate was sent"
		refuse := page(http.StatusBadRequest, nginxPage("400 "+said, "400 Bad Request", said))
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if len(r.TLS.PeerCertificates) == 0 {
				refuse.ServeHTTP(w, r)
				return
			}
			handler.ServeHTTP(w, r)
		})
	}
	const required, optional = tls.RequireAndVerifyClientCert, tls.VerifyClientCertIfGiven
	wanted := []string{"wants a certificate of yours"}
	return []Row{
		{
			Name:  "a client certificate that is shown",
			Phase: PhaseCheck,
			Start: asking(tls.VersionTLS13, required, companys, asIs),
		},
		{
			Name:  "a client certificate that is shown, with TLS 1.2",
			Phase: PhaseCheck,
			Start: asking(tls.VersionTLS12, required, companys, asIs),
		},
		{
			Name:  "a client certificate that is shown to nginx",
			Phase: PhaseCheck,
			Start: asking(tls.VersionTLS13, optional, companys, asNginx),
		},
		{
			Name:  "a client certificate that is missing",
			Phase: PhaseDiscover,
			Code:  problem.CodeClientCertRequired,
			Words: wanted,
			Start: asking(tls.VersionTLS13, required, nobody, asIs),
		},
		{
			Name:  "a client certificate that is missing, with TLS 1.2",
			Phase: PhaseDiscover,
			Code:  problem.CodeClientCertRequired,
			Words: wanted,
			Start: asking(tls.VersionTLS12, required, nobody, asIs),
		},
		{
			Name:  "a client certificate that nginx misses",
			Phase: PhaseDiscover,
			Code:  problem.CodeClientCertRequired,
			Words: wanted,
			Start: asking(tls.VersionTLS13, optional, nobody, asNginx),
		},
		{
			Name:  "a client certificate of a stranger",
			Phase: PhaseDiscover,
			Code:  problem.CodeClientCertRequired,
			Words: wanted,
			Start: asking(tls.VersionTLS13, required, stranger, asIs),
		},
	}
}
