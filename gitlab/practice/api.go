package practice

import (
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"glpat/gitlab"
)

// endpoint is one operation of the API.
type endpoint struct {
	method string
	path   string         // below /api/v4; ":id" stands for one segment
	since  gitlab.Release // the first release that has it
	scopes scopeRule
	handle func(*call)
}

// scopeRule says which scopes open an endpoint beside "api", and "read_api"
// where it only reads (allow_access_with_scope in lib/api).
type scopeRule int

const (
	apiScopes   scopeRule = iota // nothing more
	userScopes                   // read_user where it only reads
	metaScopes                   // read_user and ai_features where it only reads
	rotateScope                  // self_rotate, and never read_api
	anyScope                     // every scope there is
)

func (rule scopeRule) extra() []gitlab.Scope {
	switch rule {
	case userScopes:
		return []gitlab.Scope{gitlab.ScopeReadUser}
	case metaScopes:
		return []gitlab.Scope{gitlab.ScopeReadUser, gitlab.ScopeAIFeatures}
	case rotateScope:
		return []gitlab.Scope{gitlab.ScopeSelfRotate}
	case apiScopes, anyScope:
	}
	return nil
}

// endpoints is the one list of what the API has.
func endpoints() []endpoint {
	at := gitlab.NewRelease
	return []endpoint{
		{http.MethodGet, "/user", at(8, 13), userScopes, (*call).currentUser},
		{http.MethodGet, "/users", at(8, 13), userScopes, (*call).listUsers},
		{http.MethodGet, "/users/:id", at(8, 13), userScopes, (*call).oneUser},
		{http.MethodGet, "/version", at(8, 13), metaScopes, (*call).version},
		{http.MethodGet, "/metadata", at(15, 2), metaScopes, (*call).metadata},
		{http.MethodGet, "/projects", at(8, 13), apiScopes, (*call).listProjects},
		{http.MethodGet, "/projects/:id", at(8, 13), apiScopes, (*call).oneProject},
		{http.MethodGet, "/personal_access_tokens", at(13, 3), apiScopes, (*call).listTokens},
		{http.MethodGet, "/personal_access_tokens/self", at(15, 5), anyScope, (*call).selfToken},
		{http.MethodDelete, "/personal_access_tokens/self", at(15, 0), anyScope, (*call).revokeSelf},
		{http.MethodPost, "/personal_access_tokens/self/rotate", at(16, 10), rotateScope, (*call).rotateSelf},
		{http.MethodGet, "/personal_access_tokens/self/associations", at(17, 4), anyScope, (*call).associations},
		{http.MethodGet, "/personal_access_tokens/:id", at(15, 1), apiScopes, (*call).oneToken},
		{http.MethodDelete, "/personal_access_tokens/:id", at(13, 3), apiScopes, (*call).revokeOne},
		{http.MethodPost, "/personal_access_tokens/:id/rotate", at(16, 0), apiScopes, (*call).rotateOne},
	}
}

// apiPath is what every path of the API begins with.
const apiPath = "/api/v4"

// route is what became of a path of the API.
type route int

const (
	routeMissing     route = iota // nothing is there in this release
	routeOtherMethod              // something is there, for another method
	routeFound
)

// call is one request. What follows w and r is known of the API's only.
type call struct {
	server   *Server
	w        http.ResponseWriter
	r        *http.Request
	secret   gitlab.Secret // empty where it carries none
	route    route
	endpoint endpoint
	id       string // what stands for ":id"
	token    token  // once it is let in, and so its user
	user     user
}

func (c *call) header() http.Header { return c.w.Header() }

// serveAPI answers a request below /api/.
func (s *Server) serveAPI(w http.ResponseWriter, r *http.Request) {
	c := &call{server: s, w: w, r: r, secret: s.apiSecret(r)}
	w.Header().Set("Vary", "Origin")
	if s.throttle(c) {
		return
	}
	c.findEndpoint()
	s.fault.around(c, c.answer)
}

// isAPI tells a request of the API from one for a document or a page.
func isAPI(r *http.Request) bool {
	return r.URL.Path == "/api" || strings.HasPrefix(r.URL.Path, "/api/")
}

// answer lets the endpoint answer, if there is one and the token opens it.
func (c *call) answer() {
	switch c.route {
	case routeMissing:
		c.noRoute()
	case routeOtherMethod:
		reply(c, http.StatusMethodNotAllowed, apiError{Error: "405 Not Allowed"})
	case routeFound:
		if c.authenticate() {
			c.endpoint.handle(c)
		}
	}
}

// findEndpoint sets the call's endpoint and id, as far as the release has it.
func (c *call) findEndpoint() {
	path, below := strings.CutPrefix(c.r.URL.EscapedPath(), apiPath)
	if !below {
		return
	}
	method := c.r.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	segments := strings.Split(strings.TrimSuffix(path, "/"), "/")
	for _, candidate := range endpoints() {
		captured, matches := match(strings.Split(candidate.path, "/"), segments)
		if !matches || c.server.edition.release.Before(candidate.since) {
			continue
		}
		if captured == "self" && strings.HasPrefix(candidate.path, "/personal_access_tokens") {
			continue // "self" is no id: before its release it is not there
		}
		if candidate.method == method {
			c.route, c.endpoint, c.id = routeFound, candidate, captured
			return
		}
		c.route = routeOtherMethod
	}
}

// match holds a path against a pattern and returns what stands for ":id".
func match(pattern, path []string) (id string, ok bool) {
	if len(pattern) != len(path) {
		return "", false
	}
	for i, segment := range pattern {
		switch {
		case segment == ":id" && path[i] != "":
			unescaped, err := url.PathUnescape(path[i])
			if err != nil {
				return "", false
			}
			id = unescaped
		case segment != path[i]:
			return "", false
		}
	}
	return id, true
}

// apiSecret finds the token of a request, in GitLab's order: parameter, own
// header, bearer (lib/gitlab/auth/auth_finders.rb).
func (s *Server) apiSecret(r *http.Request) gitlab.Secret {
	bearer, isBearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !isBearer {
		bearer = ""
	}
	return gitlab.NewSecret(or(r.URL.Query().Get("private_token"), or(r.Header.Get("Private-Token"), strings.TrimSpace(bearer))))
}

// authenticate sets the call's token and user, or answers why it cannot. The
// order is GitLab's (app/services/access_token_validation_service.rb): an
// expired token is called expired even when it was revoked too, and scopes
// matter only for a token that lives.
func (c *call) authenticate() bool {
	store := c.server.store
	t, ok := store.find(c.secret)
	if !ok {
		c.unauthorized()
		return false
	}
	switch {
	case t.expired(c.server.now()):
		c.expired()
		return false
	case t.revoked:
		if c.endpoint.scopes == rotateScope {
			store.revokeFamily(t.family)
		}
		c.revoked()
		return false
	}
	c.token = store.use(t.id, remoteIP(c.r))
	c.user, _ = store.user(t.owner)
	if !c.allowed() {
		c.insufficientScope()
		return false
	}
	return true
}

func (c *call) allowed() bool {
	rule, has := c.endpoint.scopes, func(scope gitlab.Scope) bool { return slices.Contains(c.token.scopes, scope) }
	reads := c.endpoint.method == http.MethodGet
	switch {
	case rule == anyScope, has(gitlab.ScopeAPI):
		return true
	case rule == rotateScope:
		return has(gitlab.ScopeSelfRotate)
	}
	return reads && (has(gitlab.ScopeReadAPI) || slices.ContainsFunc(rule.extra(), has))
}

// remoteIP is the address a request came from, without the port.
func remoteIP(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
