package gitlab_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
)

func TestATokenGoesToPlainHTTPOnlyAfterAYes(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, url, api string
		allowed, sent  bool
	}{
		{"another host", "http://gitlab.example.com", "", false, false},
		{"another host, after a yes", "http://gitlab.example.com", "", true, true},
		{"another host in capital letters", "HTTP://GITLAB.EXAMPLE.COM", "", false, false},
		{"an address in the network", "http://10.1.2.3:8080/gitlab", "", false, false},
		{"a name that only begins like this machine", "http://localhost.example.com", "", false, false},
		{"an address that only begins like this machine", "http://127.0.0.1.example.com", "", false, false},
		{"a user's name that looks like this machine", "http://localhost@gitlab.example.com", "", false, false},
		{"pages that are encrypted and an API that is not", elsewhere, "http://api.example.com", false, false},
		{"an API whose address nobody would type", elsewhere, "http://api.example.com/\u00e4 b", false, false},
		{"this machine", "http://localhost:8080", "", false, true},
		{"this machine by its address", "http://127.0.0.1:8080", "", false, true},
		{"this machine by its newer address", "http://[::1]:8080", "", false, true},
		{"an encrypted host", elsewhere, "", false, true},
	} {
		tr := newTransport(t)
		var dialed atomic.Int64
		tr.SetDial(func(context.Context, string, string) (net.Conn, error) {
			dialed.Add(1)
			return nil, net.ErrClosed
		})
		instance := gitlab.Instance{URL: test.url, Transport: transport.Config{API: test.api, AllowPlain: test.allowed}}
		report := gitlab.NewClient(tr, gitlabtest.Today).
			Check(t.Context(), instance, token.NewSecret(gitlabtest.Hush), gitlab.Want{})
		if (dialed.Load() > 0) != test.sent || (report.Failure().Code == problem.CodePlainHTTP) == test.sent {
			t.Errorf("%s: %d connections, %s", test.name, dialed.Load(), report.Failure().Code)
		}
	}
}

func TestATokenFollowsNoRedirectOutOfItsOrigin(t *testing.T) {
	t.Parallel()
	lure, lured := serve(t, func(http.ResponseWriter, *http.Request) {})
	lureTLS, luredTLS := serveTLS(t, func(http.ResponseWriter, *http.Request) {})
	port := strings.TrimPrefix(lure.URL, "http://127.0.0.1")
	for _, test := range []struct {
		name, target string
		want         problem.Code
		asked        int // how many requests of the check's first call reach the instance
	}{
		{"another port with encryption", lureTLS.URL + "/api/v4/user", problem.CodeRedirectRefused, 1},
		{"another host", "https://evil.example/", problem.CodeRedirectRefused, 1},
		{"another host without a scheme", "//evil.example/", problem.CodeRedirectRefused, 1},
		{"another host behind a backslash", `/\evil.example/`, problem.CodeWrongPath, 2},
		{"the instance's name as a user", "https://SELF@evil.example/", problem.CodeRedirectRefused, 1},
		{"plain http at the same port", "http://SELF/api/v4/user", problem.CodeRedirectInsecure, 1},
		{"plain http at another port", "http://127.0.0.1" + port + "/", problem.CodeRedirectInsecure, 1},
		{"another scheme", "ftp://SELF/", problem.CodeRedirectRefused, 1},
		{"a script", "javascript:alert(1)", problem.CodeRedirectRefused, 1},
		{"a file", "file:///etc/passwd", problem.CodeRedirectRefused, 1},
		{"a circle", "/api/v4/personal_access_tokens/self", problem.CodeRedirectLoop, 5},
		{"a circle by another name", "?again", problem.CodeRedirectLoop, 5},
		{"the instance with a user", "https://sam:hunter2@SELF/there", problem.CodeWrongPath, 2},
		{"a path of the instance", "there", problem.CodeWrongPath, 2},
	} {
		for _, status := range []int{301, 302, 303, 307, 308} {
			var self string
			var tokens, asked, bare atomic.Int64
			server, _ := serveTLS(t, func(w http.ResponseWriter, r *http.Request) {
				if r.Header.Get("Authorization") == "Bearer "+gitlabtest.Hush {
					tokens.Add(1)
				} else {
					bare.Add(1)
				}
				if strings.HasPrefix(r.URL.Path, userAPI) || strings.HasPrefix(r.URL.Path, metadataAPI) {
					newFake().ServeHTTP(w, r)
					return
				}
				asked.Add(1)
				if r.URL.Path == selfAPI {
					w.Header().Set("Location", strings.ReplaceAll(test.target, "SELF", self))
					w.WriteHeader(status)
					return
				}
				routes{}.ServeHTTP(w, r)
			})
			self = strings.TrimPrefix(server.URL, "https://")
			report := newClient(
				t,
				server,
				lureTLS,
			).Check(t.Context(), gitlab.Instance{URL: server.URL}, token.NewSecret(gitlabtest.Hush), gitlab.Want{})
			if problem := report.Failure(); problem == nil || problem.Code != test.want || int(asked.Load()) != test.asked ||
				bare.Load() > 0 {
				t.Errorf(
					"%s, %d: %v after %d requests, %d without the token; want %s after %d",
					test.name, status, gitlabtest.CodeOrNone(problem), asked.Load(), bare.Load(), test.want, test.asked,
				)
			}
		}
	}
	if got := len(lured.all()) + len(luredTLS.all()); got > 0 {
		t.Errorf("%d requests reached another server", got)
	}
}

// gateway is a header that a test's gateway wants to see.
func gateway(t *testing.T) transport.Header {
	t.Helper()
	header, err := transport.ParseHeader("X-Gateway-Key", "open-sesame-1234567890")
	if err != nil {
		t.Fatal(err)
	}
	return header
}

func TestAGatewaysHeaderGoesToTheInstanceAndIntoNoText(t *testing.T) {
	t.Parallel()
	header := gateway(t)
	other, reached := serve(t, func(http.ResponseWriter, *http.Request) {})
	said := "you sent " + header.Value.Reveal()
	for _, test := range []struct {
		name   string
		answer http.HandlerFunc
	}{
		{"a GitLab", func(w http.ResponseWriter, r *http.Request) { newFake().ServeHTTP(w, r) }},
		{"one that repeats it in a failure", func(w http.ResponseWriter, r *http.Request) {
			routes{r.URL.Path: {status: 403, body: `{"message":"403 Forbidden - ` + said + `"}`}}.ServeHTTP(w, r)
		}},
		{"one that repeats it in a page", func(w http.ResponseWriter, r *http.Request) {
			routes{r.URL.Path: {status: 500, kind: "text/html", body: "<h1>" + said + "</h1>"}}.ServeHTTP(w, r)
		}},
		{"one that repeats it as its tokens' prefix", func(w http.ResponseWriter, r *http.Request) {
			routes{signInPage: signIn(`gon.gitlab_url="x";gon.pat_prefix="` + header.Value.Reveal() + `";`)}.ServeHTTP(w, r)
		}},
		{"one that sends it elsewhere", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, other.URL+"/"+header.Value.Reveal(), http.StatusFound)
		}},
		{"one that names a host after it", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://"+header.Value.Reveal()+".example/", http.StatusFound)
		}},
		{"one that is closed to it", func(w http.ResponseWriter, r *http.Request) {
			routes{r.URL.Path: {status: 401, kind: "text/html", body: said}}.ServeHTTP(w, r)
		}},
	} {
		server, seen := serve(t, test.answer)
		access := transport.Config{Headers: []transport.Header{header}}
		client := newClient(t)
		instance, err := client.Discover(t.Context(), gitlabtest.MustAddress(t, server.URL), access)
		var stages []gitlab.Stage
		diagnosis := client.Diagnose(
			t.Context(),
			gitlabtest.MustAddress(t, server.URL),
			access,
			func(stage gitlab.Stage) { stages = append(stages, stage) },
		)
		report := client.Check(
			t.Context(),
			gitlab.Instance{URL: server.URL, Transport: access},
			token.NewSecret(gitlabtest.Hush),
			gitlab.Want{},
		)
		texts := []string{instance.TokenPrefix, instance.URL, diagnosis.Address}
		problems := report.Problems
		if err != nil {
			problems = append(problems, asProblem(t, err))
		}
		for _, stage := range stages {
			texts = append(texts, stage.Said)
			if stage.Problem != nil {
				problems = append(problems, stage.Problem)
			}
		}
		for _, problem := range problems {
			texts = append(texts, problem.Summary, problem.Cause, strings.Join(problem.Phrases(), " "), problem.ServerSaid)
		}
		redactor := token.NewRedactor()
		redactor.AddPassword(header.Value.Reveal())
		if strings.Contains(redactor.Redact(strings.Join(texts, " ")), "sesame") {
			t.Errorf("%s: the header is in %q", test.name, texts)
		}
		for _, request := range seen.all() {
			if request.Header.Get(header.Name) != header.Value.Reveal() {
				t.Errorf("%s: %s came without the header", test.name, request.URL)
			}
		}
	}
	if got := reached.all(); len(got) > 0 {
		t.Errorf("another origin was asked with %v", got[0].Header)
	}
}

func TestAnAPIAtAnotherAddressGetsTheTokenAndThePagesDoNot(t *testing.T) {
	t.Parallel()
	api, apiSeen := serveTLS(t, newFake().ServeHTTP)
	pages, pagesSeen := serveTLS(t, func(w http.ResponseWriter, r *http.Request) {
		routes{signInPage: signIn(`gon.gitlab_url="https://` + r.Host + `";gon.ee=true;`)}.ServeHTTP(w, r)
	})
	client := newClient(t, api, pages)
	access := transport.Config{API: api.URL + "/sub", Headers: []transport.Header{gateway(t)}}
	instance, err := client.Discover(t.Context(), gitlabtest.MustAddress(t, pages.URL), access)
	if err != nil || instance.URL != pages.URL || instance.Edition != "enterprise" {
		t.Fatalf("Look found %+v, %v", instance, err)
	}
	instance.Transport.API = api.URL
	report := client.Check(t.Context(), instance, token.NewSecret(gitlabtest.Hush), gitlab.Want{})
	if !report.OK() || report.User == nil {
		t.Fatal(report.Problems)
	}
	for _, request := range apiSeen.all() {
		if !strings.HasPrefix(strings.TrimPrefix(request.URL.Path, "/sub"), "/api/v4/") {
			t.Errorf("the API's address was asked for %s", request.URL)
		}
	}
	for _, request := range pagesSeen.all() {
		if request.Header.Get("Authorization") != "" || strings.Contains(request.URL.Path, "/api/v4/") {
			t.Errorf("the pages' address was asked for %s with %v", request.URL, request.Header)
		}
	}
}

func TestAFailureNamesTheHostThatFailed(t *testing.T) {
	t.Parallel()
	pages, _ := serve(t, func(w http.ResponseWriter, r *http.Request) { routes{}.ServeHTTP(w, r) })
	closed, _ := serve(t, func(http.ResponseWriter, *http.Request) {})
	closed.Close()
	api := strings.TrimPrefix(closed.URL, "http://")
	instance := gitlab.Instance{URL: pages.URL, Transport: transport.Config{API: closed.URL}}
	report := newClient(t).Check(t.Context(), instance, token.NewSecret(gitlabtest.Hush), gitlab.Want{})
	_, err := newClient(t).Discover(t.Context(), gitlabtest.MustAddress(t, pages.URL), instance.Transport)
	for _, prob := range []*problem.Problem{report.Failure(), asProblem(t, err)} {
		if prob.Code != problem.CodeConnectionRefused || !strings.Contains(prob.Summary, api) {
			t.Errorf("it says %q, want %s to be named", prob.Summary, api)
		}
	}
}

// serveWith starts a server that shows the certificate, and asks for one of the
// visitor's that the authority signed, if any.
func serveWith(
	t *testing.T,
	certificate tls.Certificate,
	visitors *gitlabtest.Authority,
	newest uint16,
) *httptest.Server {
	t.Helper()
	server := httptest.NewUnstartedServer(newFake())
	server.Config.ErrorLog = quiet()
	server.TLS = &tls.Config{
		MinVersion:   tls.VersionTLS12,
		MaxVersion:   newest,
		Certificates: []tls.Certificate{certificate},
	}
	if visitors != nil {
		pool := x509.NewCertPool()
		pool.AddCert(visitors.Certificate)
		server.TLS.ClientAuth, server.TLS.ClientCAs = tls.RequireAndVerifyClientCert, pool
	}
	server.StartTLS()
	t.Cleanup(server.Close)
	return server
}

// forLoopback is a certificate for this machine.
func forLoopback(t *testing.T, signer gitlabtest.Authority) tls.Certificate {
	t.Helper()
	return signer.Issue(t, x509.Certificate{
		Subject: pkix.Name{CommonName: "gitlab"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
	})
}

func TestAnAuthorityOfOnesOwnIsTrustedForItsInstanceOnly(t *testing.T) {
	t.Parallel()
	company := gitlabtest.NewAuthority(t, "Test authority")
	shown := forLoopback(t, company)
	server, another := serveWith(t, shown, nil, tls.VersionTLS13), serveWith(t, shown, nil, tls.VersionTLS13)
	client := newClient(t)
	_, err := client.Discover(t.Context(), gitlabtest.MustAddress(t, server.URL), transport.Config{})
	prob := theProblem(t, err, problem.CodeTLSUntrusted)
	leaf, err := x509.ParseCertificate(shown.Certificate[0])
	if err != nil {
		t.Fatal(err)
	}
	want := transport.CertificateOf(leaf)
	if prob.Certificate == nil || prob.Certificate.SHA256 != want.SHA256 ||
		prob.Certificate.Issuer != "CN=Test authority,O=Practice Company" ||
		!strings.Contains(strings.Join(prob.Phrases(), " "), want.SHA256) ||
		prob.Remedy[0].Kind != problem.RemedySet || prob.Remedy[0].Setting != problem.SettingCAFile {
		t.Errorf("the problem carries %+v and says %q", prob.Certificate, prob.Phrases())
	}

	access := transport.Config{Authorities: []*x509.Certificate{company.Certificate}}
	instance, err := client.Discover(t.Context(), gitlabtest.MustAddress(t, server.URL), access)
	if err != nil {
		t.Fatal(err)
	}
	if report := client.Check(t.Context(), instance, token.NewSecret(gitlabtest.Hush), gitlab.Want{}); !report.OK() {
		t.Error(report.Problems)
	}
	// The server's own certificate, which somebody compared and kept, does too.
	if _, err := client.Discover(
		t.Context(),
		gitlabtest.MustAddress(t, server.URL),
		transport.Config{Authorities: []*x509.Certificate{leaf}},
	); err != nil {
		t.Errorf("its own certificate is not enough: %v", err)
	}
	_, err = client.Discover(t.Context(), gitlabtest.MustAddress(t, another.URL), transport.Config{})
	wantProblem(t, err, problem.CodeTLSUntrusted)
}

func TestAServerMayAskForACertificateOfOnesOwn(t *testing.T) {
	t.Parallel()
	company, stranger := gitlabtest.NewAuthority(t, "Test authority"), gitlabtest.NewAuthority(t, "Test authority")
	given := func(signer gitlabtest.Authority) *tls.Certificate {
		pair, err := transport.ParseClientCertificate(gitlabtest.ClientPair(t, signer))
		if err != nil {
			t.Fatal(err)
		}
		return pair
	}
	for name, test := range map[string]struct {
		shown *tls.Certificate
		want  problem.Code
	}{
		"none":         {nil, problem.CodeClientCertRequired},
		"the right":    {given(company), ""},
		"a stranger's": {given(stranger), problem.CodeClientCertRequired},
	} {
		for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
			server := serveWith(t, forLoopback(t, company), &company, version)
			client := newClient(t)
			access := transport.Config{Authorities: []*x509.Certificate{company.Certificate}, Certificate: test.shown}
			instance, err := client.Discover(t.Context(), gitlabtest.MustAddress(t, server.URL), access)
			if test.want != "" {
				wantProblem(t, err, test.want)
				continue
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if report := client.Check(t.Context(), instance, token.NewSecret(gitlabtest.Hush), gitlab.Want{}); !report.OK() {
				t.Errorf("%s: %v", name, report.Problems)
			}
		}
	}
}
