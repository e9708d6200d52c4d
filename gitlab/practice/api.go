package practice

import (
	"cmp"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"glpat/gitlab/catalog"
	"glpat/gitlab/token"
)

// endpoint is one operation of the API.
type endpoint struct {
	method string
	path   string          // below /api/v4; ":id" stands for one segment, "*" at the end for all that follow
	since  catalog.Release // the first release that has it
	scopes scopeRule
	handle func(*call)
}

// scopeRule says which scopes open an endpoint beside "api", and "read_api"
// where it only reads (allow_access_with_scope in lib/api).
type scopeRule int

const (
	apiScopes          scopeRule = iota // nothing more
	userScopes                          // read_user where it only reads
	metaScopes                          // read_user and ai_features where it only reads
	fileScopes                          // read_repository where it only reads
	usageScopes                         // read_service_ping
	suggestScopes                       // ai_features
	virtualScopes                       // read_virtual_registry
	createRunnerScopes                  // create_runner
	runnerScopes                        // manage_runner, whatever the method
	renderScopes                        // read_api, whatever the method
	rotateScope                         // self_rotate, and never read_api
	anyScope                            // every scope there is
	noScopes                            // no token is asked for here
)

// extra lists the scopes that the class of endpoints adds.
func (rule scopeRule) extra() []catalog.Scope {
	switch rule {
	case userScopes:
		return []catalog.Scope{catalog.ScopeReadUser}
	case metaScopes:
		return []catalog.Scope{catalog.ScopeReadUser, catalog.ScopeAIFeatures}
	case fileScopes:
		return []catalog.Scope{catalog.ScopeReadRepository}
	case usageScopes:
		return []catalog.Scope{catalog.ScopeReadServicePing}
	case suggestScopes:
		return []catalog.Scope{catalog.ScopeAIFeatures}
	case virtualScopes:
		return []catalog.Scope{catalog.ScopeReadVirtualRegistry}
	case createRunnerScopes:
		return []catalog.Scope{catalog.ScopeCreateRunner}
	case runnerScopes:
		return []catalog.Scope{catalog.ScopeManageRunner}
	case rotateScope:
		return []catalog.Scope{catalog.ScopeSelfRotate}
	case apiScopes, renderScopes, anyScope, noScopes:
	}
	return nil
}

// opens reports whether a scope of the class opens a request that reads or not.
func (rule scopeRule) opens(scope catalog.Scope, reads bool) bool {
	switch rule {
	case userScopes, metaScopes, fileScopes:
		return reads && slices.Contains(rule.extra(), scope)
	case usageScopes, suggestScopes, virtualScopes, createRunnerScopes, runnerScopes, rotateScope:
		return slices.Contains(rule.extra(), scope)
	case renderScopes:
		return scope == catalog.ScopeReadAPI
	case anyScope, noScopes:
		return true
	case apiScopes:
	}
	return false
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
	secret   token.Secret // empty where it carries none
	route    route
	endpoint endpoint
	id       string      // what stands for the first ":id"
	name     string      // what stands for the second
	token    issuedToken // once it is let in, and so its user
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
	if c.r.URL.Path == pathGraphQL && c.r.Method == http.MethodPost {
		c.askGraphQL()
		return
	}
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
	for _, candidate := range slices.Concat(endpoints(), endpointsOfFormats()) {
		captured, matches := match(strings.Split(candidate.path, "/"), segments)
		if !matches || c.server.edition.release.Before(candidate.since) {
			continue
		}
		if captured[0] == "self" && strings.HasPrefix(candidate.path, "/personal_access_tokens") {
			continue // "self" is no id: before its release it is not there
		}
		if candidate.method == method {
			c.route, c.endpoint, c.id, c.name = routeFound, candidate, captured[0], captured[1]
			return
		}
		c.route = routeOtherMethod
	}
}

// match holds a path against a pattern and returns what stands for each ":id",
// four at most.
func match(pattern, path []string) (ids [4]string, ok bool) {
	if last := len(pattern) - 1; pattern[last] == "*" && len(path) > last {
		pattern, path = pattern[:last], path[:last]
	}
	if len(pattern) != len(path) {
		return ids, false
	}
	found := 0
	for i, segment := range pattern {
		switch {
		case segment == ":id" && path[i] != "":
			unescaped, err := url.PathUnescape(path[i])
			if err != nil {
				return ids, false
			}
			ids[found] = unescaped
			found++
		case segment != path[i]:
			return ids, false
		}
	}
	return ids, true
}

// apiSecret finds the token of a request, in GitLab's order: parameter, own
// header, bearer (lib/gitlab/auth/auth_finders.rb). The password of basic
// authentication counts for what tools reach that know no other.
func (s *Server) apiSecret(r *http.Request) token.Secret {
	bearer, isBearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !isBearer {
		bearer = ""
	}
	_, password, _ := r.BasicAuth()
	if !strings.Contains(r.URL.Path, "/terraform/state/") && !strings.Contains(r.URL.Path, "/packages/") {
		password = ""
	}
	return token.NewSecret(
		cmp.Or(r.URL.Query().Get("private_token"), r.Header.Get("Private-Token"), strings.TrimSpace(bearer), password),
	)
}

// authenticate sets the call's token and user, or answers why it cannot. The
// order is GitLab's (app/services/access_token_validation_service.rb): an
// expired token is called expired even when it was revoked too, and scopes
// matter only for a token that lives.
func (c *call) authenticate() bool {
	if c.endpoint.scopes == noScopes {
		return true
	}
	if was, in := c.authenticateOther(); was {
		return in
	}
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
	switch {
	case c.token.fineGrained:
		return c.permitted()
	case !c.allowed():
		c.insufficientScope()
		return false
	}
	return true
}

// allowed reports whether the token's scopes open the endpoint.
func (c *call) allowed() bool {
	rule, reads := c.endpoint.scopes, c.endpoint.method == http.MethodGet
	has := func(scope catalog.Scope) bool { return slices.Contains(c.token.scopes, scope) }
	return rule == anyScope || has(catalog.ScopeAPI) || reads && has(catalog.ScopeReadAPI) ||
		slices.ContainsFunc(c.token.scopes, func(scope catalog.Scope) bool { return rule.opens(scope, reads) })
}

// remoteIP is the address a request came from, without the port.
func remoteIP(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
