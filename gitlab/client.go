package gitlab

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"glpat/gitlab/input"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
)

// Client looks at instances and checks tokens.
type Client struct {
	transport *transport.Transport
	now       func() time.Time
}

// NewClient returns a client that goes through the transport.
func NewClient(transport *transport.Transport, now func() time.Time) *Client {
	return &Client{transport: transport, now: now}
}

// PageClient returns an HTTP client for an instance's web pages.
func (c *Client) PageClient(base string) (*http.Client, error) {
	return c.transport.Client(base, transport.Config{})
}

// session is one instance as one token sees it.
type session struct {
	base   string // what paths are added to, without a slash at its end
	client *http.Client
	secret token.Secret
}

// open starts a session. The requests are glpat's own and the types of their
// answers the client library's: its client would retry, wait and read errors by
// itself, all of which is glpat's to decide and to show, and is heavier than all
// that glpat does with an instance.
//
// Here, once for all, a token is kept from going where others could read it.
func (c *Client) open(instance Instance, secret token.Secret) (*session, error) {
	return c.openAt(instance.apiBase(), "/api/v4", instance.Transport, secret)
}

// openPages starts a session with what stands beside the pages and takes tokens:
// Git, and the door to the registry.
func (c *Client) openPages(instance Instance, secret token.Secret) (*session, error) {
	return c.openAt(instance.URL, "", instance.Transport, secret)
}

func (c *Client) openAt(base, path string, access transport.Config, secret token.Secret) (*session, error) {
	at, err := url.Parse(base)
	if err == nil && at.Scheme != "https" && !input.IsLoopback(at.Hostname()) && !access.AllowPlain {
		return nil, transport.ErrPlainHTTP
	}
	client, err := c.transport.Client(base, access)
	if err != nil {
		return nil, err
	}
	return &session{base: base + path, client: client, secret: secret}, nil
}

// get reads one resource into value. The answer is there whatever happened,
// with Status 0 when none came. The token goes as a bearer, which GitLab takes
// for both types of token and which Go never carries to another host.
func (s *session) get(ctx context.Context, path string, value any) (*transport.Answer, error) {
	answer, err := s.ask(ctx, path, "application/json", func(request *http.Request) {
		request.Header.Set("Authorization", "Bearer "+s.secret.Reveal())
	})
	if err != nil {
		return answer, err
	}
	return answer, transport.Decode(answer, value)
}

// ask sends one GET and takes whatever comes. An error tells that no answer came,
// or that it is no success.
func (s *session) ask(ctx context.Context, path, accept string, sign func(*http.Request)) (*transport.Answer, error) {
	ctx, answer := transport.WithAnswer(ctx)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.base+"/"+path, nil)
	if err != nil {
		return answer, fmt.Errorf("prepare GET %s: %w", path, err)
	}
	request.Header.Set("Accept", accept)
	sign(request)
	response, err := s.client.Do(request)
	if err != nil {
		return answer, fmt.Errorf("ask GitLab: %w", err)
	}
	_ = response.Body.Close() // the guard has read it
	if response.StatusCode < http.StatusOK || response.StatusCode > http.StatusNoContent {
		return answer, transport.ErrNoSuccess
	}
	return answer, nil
}
