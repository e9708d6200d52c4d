package command_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/x509"
	"io"
	"log"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/practice"
	"glpat/gitlab/token"
)

// startPractice runs a practice instance until the test ends.
func startPractice(t testing.TB) *practice.Server {
	t.Helper()
	server, err := practice.Start(practice.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	return server
}

// mint creates a token on a practice instance through its pages.
func mint(server *practice.Server, name, scopes, expires string) (string, error) {
	all, err := catalog.ParseScopes(scopes)
	if err != nil {
		return "", err
	}
	link, err := gitlab.TokenRequest{Name: name, Scopes: all}.Link(server.URL(), catalog.LayoutAt(server.Release()))
	if err != nil {
		return "", err
	}
	secret, err := server.CreateToken(context.Background(), http.DefaultClient, link, expires)
	return secret.Reveal(), err
}

// instance looks in every way like a real GitLab: it stands in front of a
// practice instance and takes away what marks that as practice.
type instance struct {
	url         string
	certificate *x509.Certificate // nil without TLS
	backend     *practice.Server

	mu     sync.Mutex
	tokens map[string]string // what a person sees, and what the backend knows
}

func startInstance(t testing.TB) *instance {
	t.Helper()
	return startInstanceBehind(t, (*httptest.Server).Start, func(next http.Handler) http.Handler { return next })
}

// startInstanceBehind starts an instance as start does, with a gateway in front
// of it.
func startInstanceBehind(
	t testing.TB,
	start func(*httptest.Server),
	gateway func(http.Handler) http.Handler,
) *instance {
	t.Helper()
	i := &instance{backend: startPractice(t), tokens: map[string]string{}}
	target, err := url.Parse(i.backend.URL())
	if err != nil {
		t.Fatal(err)
	}
	front := httptest.NewUnstartedServer(nil)
	front.Config.ErrorLog = log.New(io.Discard, "", 0) // refused certificates are expected
	front.Config.Handler = gateway(&httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(target) // also sets the host, which the practice instance insists on
			r.Out.Header.Del("Accept-Encoding")
			i.exchangeTokens(r.Out.Header)
		},
		ModifyResponse: func(response *http.Response) error { return disguise(response, target, front.URL) },
	})
	start(front)
	t.Cleanup(front.Close)
	i.url, i.certificate = front.URL, front.Certificate()
	return i
}

// exchangeTokens puts the backend's token in the place of the one a person has.
func (i *instance) exchangeTokens(header http.Header) {
	i.mu.Lock()
	defer i.mu.Unlock()
	for _, name := range []string{"Private-Token", "Authorization"} {
		value := header.Get(name)
		for seen, known := range maps.All(i.tokens) {
			value = strings.ReplaceAll(value, seen, known)
		}
		if value != "" {
			header.Set(name, value)
		}
	}
}

// disguise makes an answer one of a real instance at another address.
func disguise(response *http.Response, backend *url.URL, own string) error {
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	_ = response.Body.Close()
	_, host, _ := strings.Cut(own, "://")
	body = bytes.ReplaceAll(body, []byte(backend.String()), []byte(own))
	body = bytes.ReplaceAll(body, []byte(backend.Host), []byte(host))
	body = bytes.ReplaceAll(body, []byte(practice.TokenPrefix), []byte(token.GlpatPrefix))
	response.Body = io.NopCloser(bytes.NewReader(body))
	response.ContentLength = int64(len(body))
	response.Header.Set("Content-Length", strconv.Itoa(len(body)))
	if location := response.Header.Get("Location"); location != "" {
		response.Header.Set("Location", strings.ReplaceAll(location, backend.String(), own))
	}
	return nil
}

// newToken creates a token and gives the text a person would see.
func (i *instance) newToken(t testing.TB, scopes string) string {
	t.Helper()
	known, err := mint(i.backend, "backup script", scopes, input.DateOf(time.Now()).AddDays(30).String())
	if err != nil {
		t.Fatal(err)
	}
	seen := token.GlpatPrefix + rand.Text()[:20]
	i.mu.Lock()
	defer i.mu.Unlock()
	i.tokens[seen] = known
	return seen
}
