package gitlabtest

import (
	"encoding/base64"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"sync"
	"testing"
	"time"

	"glpat/gitlab/practice"
	"glpat/gitlab/problem"
)

// namedHost is a name that the proxies lead to the instance behind them. Go
// takes no proxy for 127.0.0.1 and localhost, but for this name it does.
const namedHost = "gitlab.localhost"

// proxyUser and proxyPassword are what the proxies with a password take.
const proxyUser, proxyPassword = "pat", "practice"

// proxyRows are proxies on the way to an instance with https, or with plain
// http where the row says so.
func proxyRows(now func() time.Time) []Row {
	// behind is an instance that only this proxy leads to.
	behind := func(userinfo *url.Userinfo, guard func(http.Handler) http.Handler) func(t testing.TB) Target {
		return func(t testing.TB) Target {
			t.Helper()
			company := NewAuthority(t, "Practice Company Authority")
			server, secret := startPractice(t, practice.Options{Now: now})
			instance := serve(t, with(company.issueWithChain(t, here())), server)
			proxy := url.URL{Scheme: "http", User: userinfo, Host: serve(t, nil, guard(tunnel(instance)))}
			return Target{URL: "https://" + namedHost, Token: secret, CAFile: company.file(t), Proxy: proxy.String()}
		}
	}
	plainly := func(guard func(http.Handler) http.Handler) func(t testing.TB) Target {
		return func(t testing.TB) Target {
			t.Helper()
			server, secret := startPractice(t, practice.Options{Now: now})
			return Target{
				URL:   "http://" + namedHost,
				Token: secret,
				Proxy: "http://" + serve(t, nil, guard(forward(server.URL()[len("http://"):]))),
			}
		}
	}
	at := func(proxy func(t testing.TB) string) func(t testing.TB) Target {
		return func(t testing.TB) Target {
			t.Helper()
			return Target{URL: "https://" + namedHost, Token: madeUpToken(t), Proxy: "http://" + proxy(t)}
		}
	}
	open := func(next http.Handler) http.Handler { return next }
	says := func(status int) func(http.Handler) http.Handler {
		return func(http.Handler) http.Handler {
			return page(status, nginxPage(http.StatusText(status), http.StatusText(status), ""))
		}
	}
	asks := func(challenge string) func(http.Handler) http.Handler {
		return func(next http.Handler) http.Handler { return askPassword(challenge, next) }
	}
	const basic = `Basic realm="Company proxy"`
	word := []string{"proxy"}
	return []Row{
		{Name: "a proxy that works", Phase: PhaseCheck, Start: behind(nil, open)},
		{Name: "a proxy that works, to plain http", Phase: PhaseCheck, Start: plainly(open)},
		{
			Name:  "a proxy that is given its password",
			Phase: PhaseCheck,
			Start: behind(url.UserPassword(proxyUser, proxyPassword), asks(basic)),
		},
		{
			Name:  "a proxy that refuses",
			Phase: PhaseDiscover,
			Code:  problem.CodeProxyFailed,
			Words: word,
			Start: behind(nil, says(http.StatusForbidden)),
		},
		{
			Name:  "a proxy that wants a password",
			Phase: PhaseDiscover,
			Code:  problem.CodeProxyAuthRequired,
			Words: word,
			Start: behind(nil, asks(basic)),
		},
		{
			Name:  "a proxy that wants another password",
			Phase: PhaseDiscover,
			Code:  problem.CodeProxyAuthRequired,
			Words: word,
			Start: behind(url.UserPassword(proxyUser, "wrong"), asks(basic)),
		},
		{
			Name:  "a proxy that wants a password, to plain http",
			Phase: PhaseDiscover,
			Code:  problem.CodeProxyAuthRequired,
			Words: word,
			Start: plainly(asks(basic)),
		},
		{
			Name:  "a proxy that wants to negotiate",
			Phase: PhaseDiscover,
			Code:  problem.CodeProxyAuthRequired,
			Words: word,
			Start: behind(nil, asks("Negotiate")),
		},
		{
			Name:  "a proxy that does not reach the instance, 502",
			Phase: PhaseDiscover,
			Code:  problem.CodeProxyFailed,
			Words: word,
			Start: behind(nil, says(http.StatusBadGateway)),
		},
		{
			Name:  "a proxy that does not reach the instance, 503",
			Phase: PhaseDiscover,
			Code:  problem.CodeProxyFailed,
			Words: word,
			Start: behind(nil, says(http.StatusServiceUnavailable)),
		},
		{
			Name:  "a proxy that is not there",
			Phase: PhaseDiscover,
			Code:  problem.CodeProxyFailed,
			Words: word,
			Start: at(closedPort),
		},
		{
			Name:  "a proxy that says nothing",
			Phase: PhaseDiscover,
			Code:  problem.CodeProxyFailed,
			Words: word,
			Waits: true,
			Start: at(func(t testing.TB) string {
				t.Helper()
				return meet(t, sayNothing)
			}),
		},
		{
			Name:  "a proxy that is none",
			Phase: PhaseDiscover,
			Code:  problem.CodeProxyFailed,
			Words: word,
			Start: at(func(t testing.TB) string {
				t.Helper()
				return meet(t, sayLine("SSH-2.0-Practice\r\n"))
			}),
		},
	}
}

// askPassword lets only those through who have the password.
func askPassword(challenge string, next http.Handler) http.Handler {
	want := "Basic " + base64.StdEncoding.EncodeToString([]byte(proxyUser+":"+proxyPassword))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Proxy-Authorization") == want {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Proxy-Authenticate", challenge)
		page(
			http.StatusProxyAuthRequired,
			nginxPage("407 Proxy Authentication Required", "Proxy Authentication Required", ""),
		).ServeHTTP(w, r)
	})
}

// forward is a proxy for plain http. Whatever it is asked for, it leads to one
// address, and to no other.
func forward(address string) http.Handler {
	return &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.Out.URL.Scheme, r.Out.URL.Host, r.Out.Host = "http", address, r.In.Host
		r.Out.Header.Del("Proxy-Authorization")
	}}
}

// tunnel is a proxy for https, which sees only that a connection is wanted, and
// leads all of them to one address.
func tunnel(address string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodConnect {
			http.Error(w, "This proxy is for CONNECT.", http.StatusMethodNotAllowed)
			return
		}
		behind, err := new(net.Dialer).DialContext(r.Context(), "tcp", address)
		if err != nil {
			http.Error(w, "The instance cannot be reached.", http.StatusBadGateway)
			return
		}
		defer func() { _ = behind.Close() }()
		client, buffered, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return
		}
		defer func() { _ = client.Close() }()
		_, _ = io.WriteString(client, "HTTP/1.1 200 Connection established\r\n\r\n") // what fails here fails below
		var wait sync.WaitGroup
		wait.Go(func() { pass(behind, buffered) })
		wait.Go(func() { pass(client, behind) })
		wait.Wait()
	})
}

// pass copies until either end closes, and hands the end on.
func pass(to net.Conn, from io.Reader) {
	_, _ = io.Copy(to, from)
	_ = to.Close()
}
