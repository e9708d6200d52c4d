package gitlab_test

import (
	"context"
	"net"
	"net/http"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
)

const elsewhere = "https://gitlab.example.com"

func TestAReadIsTriedOnceMoreOnlyWhereThatCanHelp(t *testing.T) {
	answer := func(status int, header ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			for i := 0; i < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			w.WriteHeader(status)
		}
	}
	lost := func(w http.ResponseWriter, _ *http.Request) { cutConnection(t, w) }
	short := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		_, _ = w.Write([]byte("{"))
	}
	for _, test := range []struct {
		name   string
		method string
		answer http.HandlerFunc
		want   int64
	}{
		{"a read that worked", http.MethodGet, answer(200), 1},
		{"a read and 502", http.MethodGet, answer(502), 2},
		{"a read and 503", http.MethodGet, answer(503), 2},
		{"a read and 504", http.MethodGet, answer(504), 2},
		{"a read of the head and 502", http.MethodHead, answer(502), 2},
		{"a read that lost its connection", http.MethodGet, lost, 2},
		{"a read whose answer was cut", http.MethodGet, short, 2},
		{"a read and 500", http.MethodGet, answer(500), 1},
		{"a read and 501", http.MethodGet, answer(501), 1},
		{"a read and 429", http.MethodGet, answer(429), 1},
		{"a read and 408", http.MethodGet, answer(408), 1},
		{"a read and 401", http.MethodGet, answer(401), 1},
		{"a read and 503 that says when to come back", http.MethodGet, answer(503, "Retry-After", "1"), 1},
		{"a change and 502", http.MethodPost, answer(502), 1},
		{"a change that lost its connection", http.MethodPost, lost, 1},
		{"a change whose answer was cut", http.MethodPost, short, 1},
		{"a removal and 503", http.MethodDelete, answer(503), 1},
		{"a replacement and 504", http.MethodPut, answer(504), 1},
		{"a correction and 502", http.MethodPatch, answer(502), 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var asked atomic.Int64
				transport, stop := servePipes(func(w http.ResponseWriter, r *http.Request) {
					asked.Add(1)
					test.answer(w, r)
				})
				defer stop()
				_, _ = call(t, transport, "http://gitlab.example.com", test.method, "http://gitlab.example.com/api/v4/user")
				if asked.Load() != test.want {
					t.Errorf("it was asked %d times, want %d", asked.Load(), test.want)
				}
			})
		})
	}
}

func TestTheSecondTrysAnswerCounts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int64
		transport, stop := servePipes(func(w http.ResponseWriter, _ *http.Request) {
			if asked.Add(1) == 1 {
				w.WriteHeader(http.StatusBadGateway)
				return
			}
			_, _ = w.Write([]byte("there"))
		})
		defer stop()
		body, err := call(t, transport, "http://gitlab.example.com", http.MethodGet, "http://gitlab.example.com/")
		if err != nil || string(body) != "there" {
			t.Errorf("%q, %v", body, err)
		}
	})
}

func TestWhatCannotBeReachedIsTriedOnce(t *testing.T) {
	t.Parallel()
	for name, failure := range map[string]error{
		"a port that nobody listens on": &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED},
		"a name that does not exist":    &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", IsNotFound: true}},
		"a network that is not there":   &net.OpError{Op: "dial", Err: syscall.ENETUNREACH},
	} {
		transport := newTransport(t)
		var dialed atomic.Int64
		transport.SetDial(func(context.Context, string, string) (net.Conn, error) {
			dialed.Add(1)
			return nil, failure
		})
		if _, err := call(t, transport, elsewhere, http.MethodGet, elsewhere); err == nil || dialed.Load() != 1 {
			t.Errorf("%s: %v after %d tries", name, err, dialed.Load())
		}
	}
}

func TestAFailingServerHoldsNobodyLongerThanThreeSeconds(t *testing.T) {
	const most = 3 * time.Second
	for _, slow := range []time.Duration{0, 100 * time.Millisecond, 700 * time.Millisecond, 1400 * time.Millisecond, 2100 * time.Millisecond, 2400 * time.Millisecond} {
		failing := func(w http.ResponseWriter, _ *http.Request) {
			time.Sleep(slow) // time is not real here
			w.Header().Set("Content-Type", "text/plain")
			w.WriteHeader(http.StatusBadGateway)
			_, _ = w.Write([]byte("GitLab is not responding"))
		}
		synctest.Test(t, func(t *testing.T) {
			tr, stop := servePipes(failing)
			defer stop()
			client := gitlab.NewClient(tr, gitlabtest.Today)
			began := time.Now()
			_, err := client.Discover(t.Context(), gitlabtest.MustAddress(t, "http://gitlab.example.com"), transport.Config{})
			wantProblem(t, err, problem.CodeUnavailable)
			if took := time.Since(began); took > most {
				t.Errorf("when each answer takes %v, a look takes %v", slow, took)
			}
			began = time.Now()
			report := client.Check(
				t.Context(),
				gitlab.Instance{URL: "http://gitlab.example.com", Transport: transport.Config{AllowPlain: true}},
				token.NewSecret(gitlabtest.Hush),
				gitlab.Want{},
			)
			wantProblem(t, report.Failure(), problem.CodeUnavailable)
			if took := time.Since(began); took > most {
				t.Errorf("when each answer takes %v, a check takes %v", slow, took)
			}
		})
	}
}

func TestAStopEndsThePauseBeforeTheSecondTry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr, stop := servePipes(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
		defer stop()
		ctx, cancel := context.WithCancel(t.Context())
		began := time.Now()
		time.AfterFunc(100*time.Millisecond, cancel)
		report := gitlab.NewClient(tr, gitlabtest.Today).
			Check(ctx, gitlab.Instance{URL: "http://gitlab.example.com", Transport: transport.Config{AllowPlain: true}}, token.NewSecret(gitlabtest.Hush), gitlab.Want{})
		if took := time.Since(began); report.OK() || took > 100*time.Millisecond {
			t.Errorf("a check that was stopped after 100 ms took %v: %v", took, report.Problems)
		}
	})
}

func TestADoubtedTokenIsSentInOneRequestUnlessItIsTaken(t *testing.T) {
	ok := func(w http.ResponseWriter, r *http.Request) { newFake().ServeHTTP(w, r) }
	with := func(answer route) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { routes{r.URL.Path: answer}.ServeHTTP(w, r) }
	}
	for _, test := range []struct {
		name   string
		answer http.HandlerFunc
		want   int64
	}{
		{"taken", ok, 3},
		{"unknown", with(route{status: 401, body: gitlabtest.RefusedBody}), 1},
		{"expired", with(route{status: 401, body: gitlabtest.ExpiredBody}), 1},
		{"of another kind", with(route{status: 400, body: `{"message":"400 Bad request"}`}), 1},
		{"not seen by a server that fails", with(route{status: 502, kind: "text/plain"}), 1},
		{"not seen by a server that is slow to start", with(route{status: 503, kind: "text/html"}), 1},
		{"answered with an object that has nothing in it", with(route{body: `{}`}), 1},
		{"answered with nothing", with(route{status: 204}), 1},
		{"answered with a page", with(route{kind: "text/html", body: "<title>Sign in</title>"}), 1},
		{"sent on within the instance", with(redirect("/elsewhere")), 1},
		{"answered by a cut", func(w http.ResponseWriter, _ *http.Request) { cutConnection(t, w) }, 1},
		{"answered in half", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			_, _ = w.Write([]byte("{"))
		}, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			var carried atomic.Int64
			server, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if r.Header.Get("Authorization") == "" {
					newFake().ServeHTTP(w, r)
					return
				}
				carried.Add(1)
				test.answer(w, r)
			})
			client := newClient(t)
			// A look before leaves connections open, on which net/http by itself
			// tries again what fails.
			instance, err := client.Discover(t.Context(), gitlabtest.MustAddress(t, server.URL), transport.Config{})
			if err != nil {
				t.Fatal(err)
			}
			report := client.Check(t.Context(), instance, token.NewSecret(gitlabtest.Hush), gitlab.Want{Doubted: true})
			if carried.Load() != test.want || report.OK() != (test.want == 3) {
				t.Errorf("%d requests carried the token, want %d: %v", carried.Load(), test.want, report.Problems)
			}
		})
	}
}
