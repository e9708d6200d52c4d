package gitlab

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"

	api "gitlab.com/gitlab-org/api/client-go/v2"

	"glpat/gitlab/catalog"
	"glpat/gitlab/transport"
)

// apiSession is one instance's API as one token sees it, through GitLab's own
// client library. No other file imports the library.
//
// The library knows the API's paths, methods and types. It decides nothing: the
// guarded transport below it holds the token to one origin, bounds every answer
// and retries, and what counts is the raw answer that it keeps. The library alone
// drops the body of a 404 and takes a page for JSON.
type apiSession struct {
	client *api.Client
	base   string // what paths are added to, with a slash at its end
}

// openAPI starts a session. It sends nothing and takes microseconds, so that each
// call may start its own, and no token is held between two.
func (c *Client) openAPI(instance Instance, credentials credentials) (*apiSession, error) {
	base := instance.apiBase()
	client, err := c.tokenClient(base, instance.Transport)
	if err != nil {
		return nil, err
	}
	calls, err := api.NewAuthSourceClient(
		authSource{credentials},
		api.WithHTTPClient(client),
		// It retries a 429 and every 5xx up to five times, and waits for as long
		// as the instance says.
		api.WithoutRetries(),
		// Without a limiter it makes one of the first answer's RateLimit-Limit,
		// and then holds calls back.
		api.WithCustomLimiter(noLimit{}),
		// The transport names glpat in every request.
		api.WithUserAgent(""),
		// It has to come before the base URL, which is what it warns of; by
		// default it writes to stderr.
		api.WithURLWarningLogger(slog.New(slog.DiscardHandler)),
		api.WithBaseURL(base),
	)
	if err != nil {
		return nil, fmt.Errorf("make a client for the API at %q: %w", base, err)
	}
	return &apiSession{client: calls, base: base + "/api/v4/"}, nil
}

// The answers that are the library's own types.
type (
	userAnswer     = api.User
	metadataAnswer = api.Metadata
)

// selfAnswer is a token as GET /personal_access_tokens/self and /:id show it: the
// library's type and what it does not know yet
// (lib/api/entities/personal_access_token.rb).
type selfAnswer struct {
	api.PersonalAccessToken
	// Told is Active where the answer has it, nil where not: a token of which
	// nothing is said is not one that was revoked.
	Told        *bool           `json:"active"`
	FineGrained bool            `json:"granular"`
	Grants      json.RawMessage `json:"granular_scopes"`
	// End stands before the library's field of that name, which refuses the whole
	// answer where its day is none.
	End json.RawMessage `json:"expires_at"`
}

func (a *selfAnswer) isFineGrained() bool {
	return a.FineGrained || len(a.Scopes) == 1 && a.Scopes[0] == string(catalog.ScopeGranular)
}

// tellsGrants reports whether the answer has a list of permissions.
func (a *selfAnswer) tellsGrants() bool { return len(a.Grants) > 0 && string(a.Grants) != "null" }

// self reads the token itself into value.
func (s *apiSession) self(ctx context.Context, value *selfAnswer) (*transport.Answer, error) {
	return call(ctx, s.client.PersonalAccessTokens.GetSinglePersonalAccessToken, value)
}

// tokenByID reads one of the owner's tokens by its id into value.
func (s *apiSession) tokenByID(ctx context.Context, id int64, value *selfAnswer) (*transport.Answer, error) {
	byID := func(options ...api.RequestOptionFunc) (*api.PersonalAccessToken, *api.Response, error) {
		return s.client.PersonalAccessTokens.GetSinglePersonalAccessTokenByID(id, options...)
	}
	return call(ctx, byID, value)
}

// currentUser reads the token's owner into value.
func (s *apiSession) currentUser(ctx context.Context, value *userAnswer) (*transport.Answer, error) {
	return call(ctx, s.client.Users.CurrentUser, value)
}

// metadata reads the release into value.
func (s *apiSession) metadata(ctx context.Context, value *metadataAnswer) (*transport.Answer, error) {
	return call(ctx, s.client.Metadata.GetMetadata, value)
}

// read reads a resource that the library has no service for into value; path may
// have a query.
func (s *apiSession) read(ctx context.Context, path string, value any) (*transport.Answer, error) {
	answer, err := s.get(ctx, path, "application/json")
	if err != nil {
		return answer, err
	}
	return answer, transport.Decode(answer, value)
}

// get sends one GET and takes whatever comes. The answer is there whatever
// happened, with Status 0 when none came; the error tells that none came, or that
// it is no success ([transport.ErrNoSuccess]).
func (s *apiSession) get(ctx context.Context, path, accept string) (*transport.Answer, error) {
	ctx, answer := transport.WithAnswer(ctx)
	at, err := url.Parse(s.base + path)
	if err != nil {
		return answer, fmt.Errorf("prepare GET %s: %w", path, err)
	}
	options := []api.RequestOptionFunc{api.WithContext(ctx), api.WithHeader("Accept", accept)}
	request, err := s.client.NewRequestToURL(http.MethodGet, at, nil, options)
	if err != nil {
		return answer, fmt.Errorf("prepare GET %s: %w", path, err)
	}
	response, err := s.client.Do(request, nil)
	return answer, failure(answer, response, err)
}

// call makes one call of a service of the library's, and decodes the raw answer
// into value. What the service made of the answer does not count: it looks at no
// content type, and gives nil and no error for null.
func call[Result any](
	ctx context.Context,
	service func(...api.RequestOptionFunc) (Result, *api.Response, error),
	value any,
) (*transport.Answer, error) {
	ctx, answer := transport.WithAnswer(ctx)
	_, response, err := service(api.WithContext(ctx))
	if err := failure(answer, response, err); err != nil {
		return answer, err
	}
	return answer, transport.Decode(answer, value)
}

// failure is why a call of the library's brought no answer or no success, nil
// where it brought one. The library has no response only where none came.
func failure(answer *transport.Answer, response *api.Response, err error) error {
	if response == nil {
		return fmt.Errorf("ask GitLab: %w", err)
	}
	return answer.Failure()
}

// authSource gives the library the header that carries the token.
type authSource struct{ credentials }

// Init implements api.AuthSource.
func (authSource) Init(context.Context, *api.Client) error { return nil }

// Header implements api.AuthSource.
func (a authSource) Header(context.Context) (name, value string, err error) {
	return "Authorization", a.authorization(), nil
}

// noLimit is a limiter that never waits.
type noLimit struct{}

// Wait implements api.RateLimiter.
func (noLimit) Wait(context.Context) error { return nil }
