package gitlab_test

import (
	"crypto/x509"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
)

// newClient returns a client that trusts the certificates of the servers.
func newClient(t testing.TB, trusted ...*httptest.Server) *gitlab.Client {
	t.Helper()
	return gitlab.NewClient(newTransport(t, trusted...), gitlabtest.Today)
}

func newTransport(t testing.TB, trusted ...*httptest.Server) *transport.Transport {
	t.Helper()
	transport := transport.NewTransport("glpat/test")
	t.Cleanup(transport.Close)
	roots := x509.NewCertPool()
	for _, server := range trusted {
		roots.AddCert(server.Certificate())
	}
	transport.SetRoots(roots)
	return transport
}

// visitors notes the requests that reach a server.
type visitors struct {
	mu       sync.Mutex
	requests []*http.Request
}

func (v *visitors) note(r *http.Request) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.requests = append(v.requests, r)
}

func (v *visitors) all() []*http.Request {
	v.mu.Lock()
	defer v.mu.Unlock()
	return slices.Clone(v.requests)
}

// serve starts a server for the test and notes its visitors.
func serve(t testing.TB, handler http.HandlerFunc) (*httptest.Server, *visitors) {
	t.Helper()
	var seen visitors
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen.note(r)
		w.Header().Set("Date", gitlabtest.Today().Format(http.TimeFormat))
		handler(w, r)
	}))
	t.Cleanup(server.Close)
	return server, &seen
}

// route is one path's answer. The zero value answers 404 with a web page.
type route struct {
	status int
	kind   string // content type, JSON when empty
	body   string
	header map[string]string
}

// routes answers by path; what is not listed is a 404 page of some web server.
type routes map[string]route

func (all routes) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answer, found := all[r.URL.Path]
	if !found {
		answer = route{status: http.StatusNotFound, kind: "text/html", body: "<html><title>404</title>Nothing here.</html>"}
	}
	if answer.kind == "" {
		answer.kind = "application/json"
	}
	w.Header().Set("Content-Type", answer.kind)
	for name, value := range answer.header {
		w.Header().Set(name, value)
	}
	if answer.status == 0 {
		answer.status = http.StatusOK
	}
	w.WriteHeader(answer.status)
	_, _ = io.WriteString(w, answer.body)
}

// redacted is what leaves the program of what is printed here.
func redacted(parts ...any) string {
	redactor := token.NewRedactor()
	redactor.AddToken(token.NewSecret(gitlabtest.Hush))
	return redactor.Redact(fmt.Sprint(parts...))
}

// problemCodes lists the codes of a report's problems.
func problemCodes(report gitlab.Report) []problem.Code {
	codes := []problem.Code{}
	for _, problem := range report.Problems {
		codes = append(codes, problem.Code)
	}
	return codes
}

// Bodies of a GitLab, written from its API's documentation.
const (
	selfBody = `{"id":812,"name":"backup","revoked":false,"created_at":"2026-11-22T10:00:00.123Z","description":null,
		"scopes":["read_api","read_repository"],"user_id":77,"last_used_at":null,"active":true,"expires_at":"2026-12-22","granular":false}`
	userBody     = `{"id":77,"username":"sam","name":"Sam Example","state":"active","email":"sam@example.com"}`
	metadataBody = `{"version":"18.1.1-ee","revision":"abcdef12345","kas":{"enabled":true,"externalUrl":"wss://kas.example.com","version":"18.1.0"},"enterprise":true}`
)

// fake is a GitLab whose answers a test may change: what needs no token by
// path, what needs one below /api/v4/.
type fake struct {
	public routes
	api    routes
}

// newFake is a GitLab 18.1 that knows every token.
func newFake() *fake {
	return &fake{
		public: routes{
			"/.well-known/openid-configuration": {
				body: `{"issuer":"https://elsewhere.example","jwks_uri":"https://elsewhere.example/oauth/discovery/keys",
				"scopes_supported":["read_api","read_user","create_runner","manage_runner","k8s_proxy","self_rotate","read_repository","write_repository","sudo","admin_mode","openid"]}`,
			},
		},
		api: routes{
			"/api/v4/personal_access_tokens/self": {body: selfBody},
			"/api/v4/user":                        {body: userBody},
			"/api/v4/metadata":                    {body: metadataBody},
		},
	}
}

// ServeHTTP implements http.Handler.
func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Gitlab-Meta", `{"correlation_id":"01","version":"1"}`)
	switch {
	case !strings.HasPrefix(r.URL.Path, "/api/v4/"):
		f.public.ServeHTTP(w, r)
	case r.Header.Get("Authorization") == "":
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = w.Write([]byte(gitlabtest.RefusedBody))
	default:
		f.api.ServeHTTP(w, r)
	}
}

// withoutHelp is a server whose help page is closed, as on an instance that
// restricts visibility.
func withoutHelp(inner http.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/help") {
			http.Redirect(w, r, "/users/sign_in", http.StatusFound)
			return
		}
		inner.ServeHTTP(w, r)
	}
}

// quiet is a server's log that nobody reads.
func quiet() *log.Logger { return log.New(io.Discard, "", 0) }

// together returns a function that lets requests pass only once so many are
// there at the same time.
func together(count int64) func(*http.Request) {
	var arrived atomic.Int64
	everybody := make(chan struct{})
	return func(r *http.Request) {
		if arrived.Add(1) == count {
			close(everybody)
		}
		select {
		case <-everybody:
		case <-r.Context().Done():
		}
	}
}
