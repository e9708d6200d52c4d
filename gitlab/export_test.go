package gitlab

import (
	"context"

	"glpat/gitlab/token"
	"glpat/gitlab/transport"
)

// Session is an open session with an instance's API, for tests that look at its
// calls one by one.
type Session = apiSession

// Open starts a session.
func (c *Client) Open(instance Instance, secret token.Secret) (*Session, error) {
	return c.openAPI(instance, credentials{secret: secret})
}

// CurrentUser calls one of the library's services.
func (s *apiSession) CurrentUser(ctx context.Context) (*transport.Answer, error) {
	var user userAnswer
	return s.currentUser(ctx, &user)
}
