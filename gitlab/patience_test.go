package gitlab_test

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/url"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
)

// slowly writes a text, a byte a second, until nobody reads any more.
func slowly(connection net.Conn, text string) {
	for i := 0; ; i++ {
		if _, err := connection.Write([]byte{text[i%len(text)]}); err != nil {
			return
		}
		time.Sleep(time.Second) // time is not real here
	}
}

// overPipes gives a transport each of whose connections is served by a function
// of its own, and a function that waits for their end.
func overPipes(serve func(net.Conn)) (*transport.Transport, func()) {
	network := newPipes()
	ended := make(chan struct{})
	var busy sync.WaitGroup
	go func() {
		defer close(ended)
		for {
			connection, err := network.Accept()
			if err != nil {
				return
			}
			busy.Go(func() {
				defer func() { _ = connection.Close() }()
				serve(connection)
			})
		}
	}()
	transport := transport.NewTransport("glpat/test")
	transport.SetDial(network.dial)
	return transport, func() {
		transport.Close()
		_ = network.Close()
		<-ended
		busy.Wait()
	}
}

// hearOnce waits for the other side to speak: a server that answers before it is
// asked is another fault.
func hearOnce(connection net.Conn) {
	_, _ = connection.Read(make([]byte, 1<<12)) // where it fails, the answer does too
}

// hear reads what the other side sends, and forgets it.
func hear(connection net.Conn) {
	buffer := make([]byte, 1<<12)
	for {
		if _, err := connection.Read(buffer); err != nil {
			return
		}
	}
}

func TestNoSlownessHoldsADiscoveryOrACheckTooLong(t *testing.T) {
	const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n"
	for _, test := range []struct {
		name    string
		address string
		proxy   string
		serve   func(net.Conn)
		want    problem.Code
	}{
		{"silence after the connection", "http://gitlab.example.com", "", hear, problem.CodeAnswerTimeout},
		{
			"a header, a byte a second", "http://gitlab.example.com", "",
			func(c net.Conn) { hearOnce(c); go hear(c); slowly(c, head[:len(head)-2]) }, problem.CodeTimeout,
		},
		{
			"a body, a byte a second", "http://gitlab.example.com", "",
			func(c net.Conn) { hearOnce(c); go hear(c); _, _ = c.Write([]byte(head)); slowly(c, "{") }, problem.CodeTimeout,
		},
		{"interim answers without end", "http://gitlab.example.com", "", func(c net.Conn) {
			hearOnce(c)
			go hear(c)
			for {
				if _, err := c.Write([]byte("HTTP/1.1 103 Early Hints\r\n\r\n")); err != nil {
					return
				}
				time.Sleep(time.Second)
			}
		}, ""},
		{"silence in place of encryption", elsewhere, "", hear, problem.CodeTLSTimeout},
		{
			"encryption, a byte a second", elsewhere, "",
			func(c net.Conn) { go hear(c); slowly(c, "\x16\x03\x03\x40\x00\x02\x00\x3f\xfc") }, problem.CodeTLSTimeout,
		},
		{"a proxy that is silent", elsewhere, "http://proxy.example.com:3128", hear, problem.CodeProxyFailed},
		{
			"a proxy that speaks a byte a second", elsewhere, "http://proxy.example.com:3128",
			func(c net.Conn) { go hear(c); slowly(c, head[:len(head)-2]) }, problem.CodeProxyFailed,
		},
		{"a proxy that connects to silence", elsewhere, "http://proxy.example.com:3128", func(c net.Conn) {
			hearOnce(c)
			_, _ = c.Write([]byte("HTTP/1.1 200 Connection established\r\n\r\n"))
			hear(c)
		}, problem.CodeTLSTimeout},
		{"a SOCKS proxy that is silent", elsewhere, "socks5://proxy.example.com:1080", hear, problem.CodeProxyFailed},
		{
			"a SOCKS proxy that speaks a byte a second", elsewhere, "socks5://proxy.example.com:1080",
			func(c net.Conn) { go hear(c); slowly(c, "\x05\x00\x05\x00\x00\x03\xff") }, problem.CodeProxyFailed,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				tr, stop := overPipes(test.serve)
				defer stop()
				if test.proxy != "" {
					proxy, err := url.Parse(test.proxy)
					if err != nil {
						t.Fatal(err)
					}
					tr.SetProxy(proxy)
				}
				client := gitlab.NewClient(tr, gitlabtest.Today)
				began := time.Now()
				_, err := client.Discover(t.Context(), gitlabtest.MustAddress(t, test.address), transport.Config{})
				code := test.want
				if code == "" {
					code = gitlabtest.CodeOrNone(asProblem(t, err))
				}
				wantProblem(t, err, code)
				if took := time.Since(began); took > 8*time.Second {
					t.Errorf("a look takes %v", took)
				}
				began = time.Now()
				instance := gitlab.Instance{URL: test.address, Transport: transport.Config{AllowPlain: true}}
				report := client.Check(t.Context(), instance, token.NewSecret(gitlabtest.Hush), gitlab.Want{})
				wantProblem(t, report.Failure(), code)
				if took := time.Since(began); took > 10*time.Second {
					t.Errorf("a check takes %v", took)
				}
				// And Esc ends any of it at once.
				ctx, cancel := context.WithCancel(t.Context())
				time.AfterFunc(1500*time.Millisecond, cancel)
				began = time.Now()
				report = client.Check(ctx, instance, token.NewSecret(gitlabtest.Hush), gitlab.Want{})
				wantProblem(t, report.Failure(), problem.CodeInterrupted)
				if took := time.Since(began); took > 1500*time.Millisecond {
					t.Errorf("a check that was stopped after 1.5 s takes %v", took)
				}
			})
		})
	}
}

// asProblem gives the problem that an error is.
func asProblem(t *testing.T, err error) *problem.Problem {
	t.Helper()
	problem, ok := err.(*problem.Problem) //nolint:errorlint // a discovery returns nothing else
	if !ok {
		t.Fatalf("the error is %#v", err)
	}
	return problem
}

func TestADiscoveryTakesTheHalfThatAnswers(t *testing.T) {
	const address = "http://gitlab.example.com"
	down := func(w http.ResponseWriter) {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusBadGateway)
		_, _ = w.Write([]byte(gitlabtest.NginxPage("502 Bad Gateway")))
	}
	isAPI := func(r *http.Request) bool { return r.URL.Path == versionAPI }
	for _, test := range []struct {
		name   string
		answer http.HandlerFunc
		want   problem.Code // what is said of the other half
	}{
		{"the API alone, the pages say 502", func(w http.ResponseWriter, r *http.Request) {
			if !isAPI(r) {
				down(w)
				return
			}
			newFake().ServeHTTP(w, r)
		}, problem.CodeUnavailable},
		{"the API alone, the pages say nothing", func(w http.ResponseWriter, r *http.Request) {
			if !isAPI(r) {
				<-r.Context().Done()
				return
			}
			newFake().ServeHTTP(w, r)
		}, problem.CodeAnswerTimeout},
		{"the pages alone, the API says 502", func(w http.ResponseWriter, r *http.Request) {
			if isAPI(r) {
				down(w)
				return
			}
			routes{wellKnown: discovery(address), signInPage: signIn(`gon.gitlab_url="` + address + `";`)}.ServeHTTP(w, r)
		}, problem.CodeUnavailable},
		{"the pages alone, the API is closed to strangers", func(w http.ResponseWriter, r *http.Request) {
			routes{wellKnown: discovery(address), signInPage: signIn(`gon.gitlab_url="` + address + `";`)}.ServeHTTP(w, r)
		}, ""},
		{"both", func(w http.ResponseWriter, r *http.Request) { newFake().ServeHTTP(w, r) }, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				tr, stop := servePipes(test.answer)
				defer stop()
				began := time.Now()
				instance, err := gitlab.NewClient(tr, gitlabtest.Today).
					Discover(t.Context(), gitlabtest.MustAddress(t, address), transport.Config{})
				if err != nil || time.Since(began) > 8*time.Second {
					t.Fatalf("%v after %v", err, time.Since(began))
				}
				switch {
				case test.want == "" && instance.Partly != nil:
					t.Errorf("it says %v", instance.Partly)
				case test.want != "" && (instance.Partly == nil || instance.Partly.Code != test.want || instance.Partly.Severity != problem.SeverityWarning):
					t.Errorf("it says %v, want %s", instance.Partly, test.want)
				}
			})
		})
	}
}

func TestAConnectionOverHTTP2ThatEndsIsSaidToBeLost(t *testing.T) {
	t.Parallel()
	server, _ := serveTLS(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" {
			panic(http.ErrAbortHandler) // RST_STREAM
		}
		newFake().ServeHTTP(w, r)
	})
	client := newClient(t, server)
	instance, err := client.Discover(t.Context(), gitlabtest.MustAddress(t, server.URL), transport.Config{})
	if err != nil {
		t.Fatal(err)
	}
	report := client.Check(t.Context(), instance, token.NewSecret(gitlabtest.Hush), gitlab.Want{})
	wantProblem(t, report.Failure(), problem.CodeConnectionLost)
}

func TestAServerThatSpeaksAnOldEncryptionInTheMiddleIsNamed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr, stop := overPipes(func(c net.Conn) {
			_ = tls.Server(c, &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}).
				HandshakeContext(t.Context())
		})
		defer stop()
		_, err := gitlab.NewClient(tr, gitlabtest.Today).
			Discover(t.Context(), gitlabtest.MustAddress(t, elsewhere), transport.Config{})
		wantProblem(t, err, problem.CodeTLSFailed)
	})
}
