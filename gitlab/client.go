package gitlab

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Client looks at instances and checks tokens.
type Client struct {
	transport *Transport
	now       func() time.Time
}

// NewClient returns a client that goes through the transport.
func NewClient(transport *Transport, now func() time.Time) *Client {
	return &Client{transport: transport, now: now}
}

// PageClient returns an HTTP client for an instance's web pages.
func (c *Client) PageClient(base string) (*http.Client, error) {
	return c.transport.Client(base, Access{})
}

// session is the API of one instance as one token sees it.
type session struct {
	base   string // of the API, without a slash at its end
	client *http.Client
	secret Secret
}

// open starts a session. The requests are glpat's own and the types of their
// answers the client library's: its client would retry, wait and read errors by
// itself, all of which is glpat's to decide and to show, and is heavier than all
// that glpat does with an instance.
//
// Here, once for all, a token is kept from going where others could read it.
func (c *Client) open(instance Instance, secret Secret) (*session, error) {
	base := instance.apiBase()
	if at, err := url.Parse(base); err == nil && at.Scheme != "https" && !isLoopback(at.Hostname()) && !instance.Access.AllowPlain {
		return nil, errPlain
	}
	client, err := c.transport.Client(base, instance.Access)
	if err != nil {
		return nil, err
	}
	return &session{base: base + "/api/v4", client: client, secret: secret}, nil
}

// errPlain means that a token would go to plain http without the person's yes.
var errPlain = errors.New("send a token without encryption: want a yes first")

// get reads one resource into value. The answer is there whatever happened,
// with Status 0 when none came. The token goes as a bearer, which GitLab takes
// for both types of token and which Go never carries to another host.
func (s *session) get(ctx context.Context, path string, value any) (*Answer, error) {
	ctx, answer := withAnswer(ctx)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.base+"/"+path, nil)
	if err != nil {
		return answer, fmt.Errorf("prepare GET %s: %w", path, err)
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("Authorization", "Bearer "+s.secret.Reveal())
	response, err := s.client.Do(request)
	if err != nil {
		return answer, fmt.Errorf("ask GitLab: %w", err)
	}
	_ = response.Body.Close() // the guard has read it
	if response.StatusCode < http.StatusOK || response.StatusCode > http.StatusNoContent {
		return answer, errNoSuccess
	}
	return answer, decode(answer, value)
}

// errNoSuccess means that an answer came and is not a success; the [Answer] tells
// what it is.
var errNoSuccess = errors.New("ask GitLab: the answer is no success")

// shapeError is an answer with status 200 that is not what the API documents.
type shapeError struct {
	contentType string
	err         error
}

func (e *shapeError) Error() string { return fmt.Sprintf("read a %s answer: %v", e.contentType, e.err) }
func (e *shapeError) Unwrap() error { return e.err }

// errNotJSON means that an answer does not even say that it is JSON.
var errNotJSON = errors.New("want JSON")

// decode reads a JSON answer, after looking whether it says that it is one: a
// proxy's or a deploy page is a page with status 200.
func decode(answer *Answer, value any) error {
	contentType, _, err := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	if err != nil || (contentType != "application/json" && !strings.HasSuffix(contentType, "+json")) {
		return &shapeError{contentType: contentType, err: errNotJSON}
	}
	if err := json.Unmarshal(answer.Body, value); err != nil {
		return &shapeError{contentType: contentType, err: err}
	}
	return nil
}
