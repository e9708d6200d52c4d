package gitlabtest

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"glpat/gitlab/practice"
	"glpat/gitlab/problem"
)

// networkRows are hosts and ports where no server answers, or none that speaks
// HTTP.
func networkRows() []Row {
	at := func(base func(t testing.TB) string) func(t testing.TB) Target {
		return func(t testing.TB) Target {
			t.Helper()
			return Target{URL: base(t), Token: madeUpToken(t)}
		}
	}
	return []Row{
		// No name ends in .invalid (RFC 6761, 6.4). Where there is no name server
		// at all, that is what a client finds out instead, with the same code.
		{
			Name:  "a name that does not exist",
			Phase: PhaseDiscover,
			Code:  problem.CodeDNSFailure,
			Words: []string{"gitlab.invalid"},
			Start: at(func(testing.TB) string {
				return "https://gitlab.invalid"
			}),
		},
		{
			Name:  "a port where nothing listens",
			Phase: PhaseDiscover,
			Code:  problem.CodeConnectionRefused,
			Start: at(func(t testing.TB) string {
				t.Helper()
				return "http://" + closedPort(t)
			}),
		},
		{
			Name:  "a port that takes no connection",
			Phase: PhaseDiscover,
			Code:  problem.CodeConnectTimeout,
			Waits: true,
			Start: at(func(t testing.TB) string {
				t.Helper()
				return "http://" + fullPort(t)
			}),
		},
		{
			Name:  "another service where http is called",
			Phase: PhaseDiscover,
			Code:  problem.CodeInvalidResponse,
			Start: at(func(t testing.TB) string {
				t.Helper()
				return "http://" + meet(t, sayLine("SSH-2.0-Practice\r\n"))
			}),
		},
		// A client may notice the greeting before its own request went out or after.
		{
			Name:  "another service that speaks first, where http is called",
			Phase: PhaseDiscover,
			Code:  problem.CodeInvalidResponse,
			Start: at(func(t testing.TB) string {
				t.Helper()
				return "http://" + meet(t, greet("SSH-2.0-Practice\r\n"))
			}),
		},
		{Name: "another web server", Phase: PhaseDiscover, Code: problem.CodeNotGitLab, Start: at(func(t testing.TB) string {
			t.Helper()
			return "http://" + serve(
				t,
				nil,
				page(http.StatusOK, "<!DOCTYPE html><title>Practice Bakery</title><p>Fresh bread every day</p>"),
			)
		})},
		{
			Name:  "a sign-in page in front of everything",
			Phase: PhaseDiscover,
			Code:  problem.CodeLoginPage,
			Start: at(func(t testing.TB) string {
				t.Helper()
				return "http://" + serve(
					t,
					nil,
					page(
						http.StatusOK,
						`<!DOCTYPE html><title>Practice Company</title><form method="post"><input name="user"><input type="password" `+
							`name="password"></form>`,
					),
				)
			}),
		},
		{
			Name:  "a web server that has GitLab under a path, called without it",
			Phase: PhaseDiscover,
			Code:  problem.CodeNotGitLab,
			Words: []string{"path"},
			Start: at(func(t testing.TB) string {
				t.Helper()
				return "http://" + serve(t, nil, http.HandlerFunc(notThere))
			}),
		},
	}
}

// gatewayRows are instances with something in front of them, or spread over two
// addresses.
func gatewayRows(now func() time.Time) []Row {
	const header, key = "X-Gateway-Key", "open sesame"
	gateway := func(refuse http.Handler, headers ...string) func(t testing.TB) Target {
		return func(t testing.TB) Target {
			t.Helper()
			server, secret := startPractice(t, practice.Options{Now: now})
			return Target{
				Token:   secret,
				Headers: headers,
				URL: "http://" + serve(t, nil, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					if r.Header.Get(header) != key {
						refuse.ServeHTTP(w, r)
						return
					}
					server.ServeHTTP(w, r)
				})),
			}
		}
	}
	// apart is an instance whose pages and whose API are at two addresses.
	apart := func(named bool) func(t testing.TB) Target {
		return func(t testing.TB) Target {
			t.Helper()
			server, secret := startPractice(t, practice.Options{Now: now})
			only := func(api bool) string {
				return "http://" + serve(t, nil, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					if strings.HasPrefix(r.URL.Path, "/api/") != api {
						notThere(w, r)
						return
					}
					server.ServeHTTP(w, r)
				}))
			}
			target := Target{URL: only(false), Token: secret}
			if api := only(true); named {
				target.API = api
			}
			return target
		}
	}
	forbidden := page(http.StatusForbidden, nginxPage("403 Forbidden", "403 Forbidden", ""))
	wantsToken := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("WWW-Authenticate", `Bearer realm="Company gateway"`)
		w.Header().Set("Content-Type", "text/plain")
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = io.WriteString(w, "no key\n")
	})
	return []Row{
		{Name: "a gateway that is given its header", Phase: PhaseCheck, Start: gateway(forbidden, header+": "+key)},
		{
			Name:  "a gateway that misses its header, 403",
			Phase: PhaseDiscover,
			Code:  problem.CodeIPBlocked,
			Start: gateway(forbidden),
		},
		{
			Name:  "a gateway that misses its header, 401",
			Phase: PhaseDiscover,
			Code:  problem.CodeGatewayDenied,
			Words: []string{"have to send"},
			Start: gateway(wantsToken),
		},
		{
			Name:  "a gateway that is given another header",
			Phase: PhaseDiscover,
			Code:  problem.CodeGatewayDenied,
			Words: []string{"have to send"},
			Start: gateway(wantsToken, header+": something"),
		},
		{Name: "an API at another address", Phase: PhaseCheck, Start: apart(true)},
		{
			Name:  "an API at another address that is not named",
			Phase: PhaseCheck,
			Code:  problem.CodeWrongPath,
			Start: apart(false),
		},
	}
}

func notThere(w http.ResponseWriter, r *http.Request) {
	page(http.StatusNotFound, nginxPage("404 Not Found", "404 Not Found", "")).ServeHTTP(w, r)
}

// closedPort is a port that was just in use and is no more.
func closedPort(t testing.TB) string {
	t.Helper()
	listener := listen(t)
	_ = listener.Close()
	return listener.Addr().String()
}
