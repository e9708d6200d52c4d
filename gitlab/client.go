package gitlab

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"

	api "gitlab.com/gitlab-org/api/client-go/v2"
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
	api *api.Client
}

// open starts a session. The library's own retries, waits and logs are off:
// what is tried again, and when, is decided and shown by glpat.
//
// Here, once for all, a token is kept from going where others could read it.
func (c *Client) open(instance Instance, secret Secret) (*session, error) {
	base := instance.apiBase()
	if at, err := url.Parse(base); err == nil && at.Scheme != "https" && !isLoopback(at.Hostname()) && !instance.Access.AllowPlain {
		return nil, errPlain
	}
	httpClient, err := c.transport.Client(base, instance.Access)
	if err != nil {
		return nil, err
	}
	httpClient.Transport = withoutErrorBodies{httpClient.Transport}
	client, err := api.NewAuthSourceClient(bearer{secret},
		api.WithBaseURL(base),
		api.WithHTTPClient(httpClient),
		api.WithoutRetries(),
		api.WithCustomLimiter(noLimit{}),
		api.WithURLWarningLogger(slog.New(slog.DiscardHandler)),
	)
	if err != nil {
		return nil, fmt.Errorf("open the API of %s: %w", base, err)
	}
	return &session{api: client}, nil
}

// withoutErrorBodies keeps the body of a refusal from the library, which makes
// many times its size of it. glpat reads it from the [Answer].
type withoutErrorBodies struct{ next http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (w withoutErrorBodies) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := w.next.RoundTrip(request)
	if err == nil && response.StatusCode >= http.StatusBadRequest {
		response.Body = http.NoBody
	}
	return response, err
}

// errPlain means that a token would go to plain http without the person's yes.
var errPlain = errors.New("send a token without encryption: want a yes first")

// get reads one resource into value. The answer is there whatever happened,
// with Status 0 when none came.
func (s *session) get(ctx context.Context, path string, value any) (*Answer, error) {
	ctx, answer := withAnswer(ctx)
	request, err := s.api.NewRequest(http.MethodGet, path, nil, []api.RequestOptionFunc{api.WithContext(ctx)})
	if err != nil {
		return answer, fmt.Errorf("prepare GET %s: %w", path, err)
	}
	if _, err := s.api.Do(request, nil); err != nil {
		return answer, err
	}
	return answer, decode(answer, value)
}

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

// bearer sends the secret as "Authorization: Bearer", which GitLab takes for
// both kinds of token and which Go never carries to another host.
type bearer struct{ secret Secret }

// Init implements the library's AuthSource.
func (bearer) Init(context.Context, *api.Client) error { return nil }

// Header implements the library's AuthSource.
func (b bearer) Header(context.Context) (key, value string, err error) {
	return "Authorization", "Bearer " + b.secret.Reveal(), nil
}

// noLimit never waits.
type noLimit struct{}

// Wait implements the library's RateLimiter.
func (noLimit) Wait(context.Context) error { return nil }
