package gitlab_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
)

// call sends one request with a token in its header through a client that was
// made for base, and gives the body of the answer.
func call(t *testing.T, tr *transport.Transport, base, method, address string) ([]byte, error) {
	t.Helper()
	client, err := tr.Client(base, transport.Config{})
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), method, address, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+gitlabtest.Hush)
	request.Header.Set("Private-Token", gitlabtest.Hush)
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	return io.ReadAll(response.Body)
}

func TestARedirectElsewhereIsRefusedBeforeAnythingReachesIt(t *testing.T) {
	t.Parallel()
	other, reached := serve(t, func(http.ResponseWriter, *http.Request) {})
	otherTLS := httptest.NewTLSServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { reached.note(r) }))
	t.Cleanup(otherTLS.Close)
	port := strings.TrimPrefix(other.URL, "http://127.0.0.1")
	for _, test := range []struct{ name, target string }{
		{"another port", other.URL + "/api/v4/user"},
		{"another scheme", otherTLS.URL + "/api/v4/user"},
		{"another name for the same machine", "http://localhost" + port + "/"},
		{"an address without scheme", "//127.0.0.1" + port + "/"},
		{"another address with a user", "http://sam:hunter2@127.0.0.1" + port + "/"},
	} {
		for _, status := range []int{301, 302, 303, 307, 308} {
			for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodDelete} {
				server, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) {
					w.Header().Set("Location", test.target)
					w.WriteHeader(status)
				})
				_, err := call(t, newTransport(t, otherTLS), server.URL, method, server.URL+"/api/v4/user")
				redirect, ok := errors.AsType[*transport.RedirectError](err)
				if !ok || redirect.Reason != transport.RedirectElsewhere {
					t.Errorf("%s, %s, %d: the error is %v, want a refused redirect", test.name, method, status, err)
				}
				if ok && strings.Contains(redirect.Error(), "hunter2") {
					t.Errorf("%s: a password is in %q", test.name, err)
				}
			}
		}
	}
	if got := reached.all(); len(got) > 0 {
		t.Errorf("%d requests reached the other server, the first with %v", len(got), got[0].Header)
	}
}

func TestARequestForAnotherOriginNeverLeaves(t *testing.T) {
	t.Parallel()
	server, reached := serve(t, func(http.ResponseWriter, *http.Request) {})
	_, err := call(t, newTransport(t), "http://127.0.0.1:1", http.MethodGet, server.URL)
	if err == nil || len(reached.all()) > 0 {
		t.Errorf("error %v, %d requests", err, len(reached.all()))
	}
}

func TestARedirectWithinTheInstanceIsFollowedWithTheToken(t *testing.T) {
	t.Parallel()
	server, reached := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/" {
			http.Redirect(w, r, "/gitlab/", http.StatusFound)
		}
	})
	if _, err := call(t, newTransport(t), server.URL, http.MethodGet, server.URL+"/"); err != nil {
		t.Fatalf("the redirect is not followed: %v", err)
	}
	requests := reached.all()
	if len(requests) != 2 || requests[1].URL.Path != "/gitlab/" ||
		requests[1].Header.Get("Authorization") != "Bearer "+gitlabtest.Hush {
		t.Errorf("%d requests, the last %+v", len(requests), requests[len(requests)-1])
	}
	if agent := requests[0].Header.Get("User-Agent"); agent != "glpat/test" {
		t.Errorf("the agent is %q", agent)
	}
}

func TestARedirectOfAChangeIsRefusedEvenWithinTheInstance(t *testing.T) {
	t.Parallel()
	server, reached := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/elsewhere", http.StatusMovedPermanently)
	})
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete} {
		before := len(reached.all())
		_, err := call(t, newTransport(t), server.URL, method, server.URL+"/api/v4/personal_access_tokens/self/rotate")
		redirect, ok := errors.AsType[*transport.RedirectError](err)
		if !ok || redirect.Reason != transport.RedirectOfChange || len(reached.all()) != before+1 {
			t.Errorf("%s: error %v after %d requests", method, err, len(reached.all())-before)
		}
	}
}

func TestARedirectLoopEnds(t *testing.T) {
	t.Parallel()
	server, reached := serve(
		t,
		func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/again", http.StatusFound) },
	)
	_, err := call(t, newTransport(t), server.URL, http.MethodGet, server.URL)
	redirect, ok := errors.AsType[*transport.RedirectError](err)
	if !ok || redirect.Reason != transport.RedirectLoop || len(reached.all()) > 5 {
		t.Errorf("error %v after %d requests", err, len(reached.all()))
	}
}

func TestAClientNeedsAWholeAddress(t *testing.T) {
	t.Parallel()
	for _, base := range []string{"", "gitlab.example.com", "/gitlab", "https://", "http://[::1"} {
		if _, err := newTransport(t).Client(base, transport.Config{}); err == nil {
			t.Errorf("a client for %q is made", base)
		}
	}
}

func TestAProxyThatRefusesIsNamed(t *testing.T) {
	t.Parallel()
	proxy, reached := serve(
		t,
		func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusProxyAuthRequired) },
	)
	address, err := url.Parse(proxy.URL)
	if err != nil {
		t.Fatal(err)
	}
	nobody, err := url.Parse("http://127.0.0.1:1")
	if err != nil {
		t.Fatal(err)
	}
	for want, through := range map[problem.Code]*url.URL{problem.CodeProxyAuthRequired: address, problem.CodeProxyFailed: nobody} {
		tr := newTransport(t)
		tr.SetProxy(through)
		_, err := gitlab.NewClient(tr, gitlabtest.Today).
			Discover(t.Context(), gitlabtest.MustAddress(t, "https://gitlab.example.com"), transport.Config{})
		problem, ok := errors.AsType[*problem.Problem](err)
		if !ok || problem.Code != want || !strings.Contains(problem.Summary, through.Host) {
			t.Errorf("%v, want %s and the proxy's name", err, want)
		}
	}
	for _, request := range reached.all() {
		if request.Method != http.MethodConnect {
			t.Errorf("the proxy got a %s", request.Method)
		}
	}
}

func TestACheckAfterALookOpensNoFurtherConnection(t *testing.T) {
	for _, version := range []string{"HTTP/1.1", "HTTP/2.0"} {
		t.Run(version, func(t *testing.T) {
			// The look's six questions wait for each other, so that none is
			// asked on the connection of one that is done.
			fake, all := newFake(), together(6)
			var seen visitors
			server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				seen.note(r)
				if r.Header.Get("Authorization") == "" {
					all(r)
				}
				fake.ServeHTTP(w, r)
			}))
			server.EnableHTTP2 = version == "HTTP/2.0"
			server.StartTLS()
			t.Cleanup(server.Close)
			client := newClient(t, server)
			instance, err := client.Discover(t.Context(), gitlabtest.MustAddress(t, server.URL), transport.Config{})
			if err != nil {
				t.Fatal(err)
			}
			known := map[string]bool{}
			for _, request := range seen.all() {
				known[request.RemoteAddr] = true
			}
			most := 6
			if version == "HTTP/2.0" {
				most = 1
			}
			if len(known) > most {
				t.Errorf("the look used %d connections, want at most %d", len(known), most)
			}
			if report := client.Check(t.Context(), instance, token.NewSecret(gitlabtest.Hush), gitlab.Want{}); !report.OK() {
				t.Fatalf("the check failed: %v", report.Problems)
			}
			for _, request := range seen.all() {
				if request.Proto != version || !known[request.RemoteAddr] {
					t.Errorf("%s came by %s on a connection of its own", request.URL, request.Proto)
				}
			}
		})
	}
}
