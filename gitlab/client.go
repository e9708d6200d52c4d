package gitlab

import (
	"context"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"glpat/gitlab/input"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
)

// Client discovers instances, checks tokens and tries what they do.
type Client struct {
	transport *transport.Transport
	now       func() time.Time
}

// NewClient returns a client whose calls all go through the transport. now is
// the clock against which dates are counted.
func NewClient(transport *transport.Transport, now func() time.Time) *Client {
	return &Client{transport: transport, now: now}
}

// PageClient returns an HTTP client for an instance's web pages.
func (c *Client) PageClient(base string) (*http.Client, error) {
	return c.transport.Client(base, transport.Config{})
}

// tokenClient returns an HTTP client for calls that carry a token. This is the
// one place that keeps a token from going where others could read it.
func (c *Client) tokenClient(base string, config transport.Config) (*http.Client, error) {
	at, err := url.Parse(base)
	if err == nil && at.Scheme != "https" && !input.IsLoopback(at.Hostname()) && !config.AllowPlain {
		return nil, transport.ErrPlainHTTP
	}
	return c.transport.Client(base, config)
}

// credentials are a token and how it is sent.
type credentials struct {
	secret token.Secret
	// user is the name that goes with the token where it is sent as a password,
	// as Git and docker do; "" sends it as a bearer. GitLab takes a bearer for
	// both types of token, and Go never carries one to another host.
	user string
}

// authorization is the value of the Authorization header.
func (c credentials) authorization() string {
	if c.user == "" {
		return "Bearer " + c.secret.Reveal()
	}
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(c.user+":"+c.secret.Reveal()))
}

// askBesidePages sends one GET, below the instance's own URL, to what takes tokens
// and is no part of the API: Git, and the registry's token service. Its results
// are those of [apiSession.get].
func (c *Client) askBesidePages(
	ctx context.Context,
	instance Instance,
	credentials credentials,
	path string,
) (*transport.Answer, error) {
	ctx, answer := transport.WithAnswer(ctx)
	client, err := c.tokenClient(instance.URL, instance.Transport)
	if err != nil {
		return answer, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, instance.URL+"/"+path, http.NoBody)
	if err != nil {
		return answer, fmt.Errorf("prepare GET %s: %w", path, err)
	}
	request.Header.Set("Accept", "*/*")
	request.Header.Set("Authorization", credentials.authorization())
	response, err := client.Do(request)
	if err != nil {
		return answer, fmt.Errorf("ask GitLab: %w", err)
	}
	_ = response.Body.Close() // the guard has read it
	err = answer.Failure()
	return answer, err
}
