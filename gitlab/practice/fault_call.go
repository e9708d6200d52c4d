package practice

import (
	"net/http"
	"strings"

	"glpat/gitlab/catalog"
)

// Call names what a client asks an instance, so that a fault can be limited to
// it.
type Call string

// The calls.
const (
	CallSelf         Call = "self"
	CallUser         Call = "user"
	CallMetadata     Call = "metadata"
	CallVersion      Call = "version"
	CallAssociations Call = "associations"
	CallGit          Call = "git"
	CallRegistry     Call = "registry"
	CallDiscovery    Call = "discovery"
	CallSignIn       Call = "sign-in"
	CallFront        Call = "front"
	CallHelp         Call = "help"
	CallTokensPage   Call = "tokens-page"
	CallCreate       Call = "create"
	CallAPI          Call = "api"
	CallAll          Call = "all"
)

// CallInfo is a call and what it is, in words for a person.
type CallInfo struct {
	Call Call
	Is   string
}

// Calls lists the calls in the order in which help shows them.
func Calls() []CallInfo {
	return []CallInfo{
		{CallSelf, "the API's word on the token itself"},
		{CallUser, "the API's word on its owner"},
		{CallMetadata, "the API's word on the release"},
		{CallVersion, "the same of older releases"},
		{CallAssociations, "the groups and projects that the token reaches"},
		{CallGit, "Git's own calls, over HTTP"},
		{CallRegistry, "the way into the container registry"},
		{CallDiscovery, "the document of OpenID Connect"},
		{CallSignIn, "the sign-in page"},
		{CallFront, "the front page"},
		{CallHelp, "the help pages"},
		{CallTokensPage, "the page of tokens and its forms"},
		{CallCreate, "the creation of a token, by form or API"},
		{CallAPI, "every call of the API"},
		{CallAll, "every call"},
	}
}

// covers tells whether a request is this call.
func (at Call) covers(c *call) bool {
	path := strings.TrimSuffix(c.r.URL.EscapedPath(), "/")
	reads := c.r.Method == http.MethodGet || c.r.Method == http.MethodHead
	api := func(wanted string) bool { return reads && path == apiPath+wanted }
	tokens := c.server.edition.pages.Path()
	switch at {
	case CallSelf:
		return api("/personal_access_tokens/self")
	case CallUser:
		return api("/user")
	case CallMetadata:
		return api("/metadata")
	case CallVersion:
		return api("/version")
	case CallAssociations:
		return api("/personal_access_tokens/self/associations")
	case CallGit:
		_, isGit := readGit(c.r)
		return isGit
	case CallRegistry:
		return path == pathJWT
	case CallDiscovery:
		return path == "/.well-known/openid-configuration"
	case CallSignIn:
		return path == pathSignIn
	case CallFront:
		return path == ""
	case CallHelp:
		return path == "/help" || strings.HasPrefix(path, "/help/")
	case CallTokensPage:
		return reads && (path == tokens || path == tokens+"/legacy/new" || path == tokens+"/granular/new")
	case CallCreate:
		return c.r.Method == http.MethodPost && (path == tokens || path == tokens+"/granular/new" || createsByAPI(path))
	case CallAPI:
		return isAPI(c.r)
	case CallAll:
		return true
	}
	return false
}

// createsByAPI knows the API's ways to make a token, for oneself and, for
// administrators, for others.
func createsByAPI(path string) bool {
	below, _ := strings.CutPrefix(path, apiPath)
	_, forOthers := match(strings.Split("/users/:id/personal_access_tokens", "/"), strings.Split(below, "/"))
	return forOthers || below == "/user/personal_access_tokens"
}

// faultScope says which calls a fault meets when none is named.
type faultScope func(c *call) bool

func everywhere(*call) bool { return true }

func onAPI(c *call) bool { return isAPI(c.r) }

func onPages(c *call) bool { return !isAPI(c.r) }

// withToken is the calls of the API that this release has and that carry a
// token, so that looking at the instance without one still works.
func withToken(c *call) bool { return isAPI(c.r) && c.route == routeFound && !c.secret.Empty() }

// onTokenItself is the calls that any scope opens: what a token asks of itself.
func onTokenItself(c *call) bool { return withToken(c) && c.endpoint.scopes == anyScope }

func beyondTokenItself(c *call) bool { return withToken(c) && c.endpoint.scopes != anyScope }

// onChanges is everything but reading, and signing in and out.
func onChanges(c *call) bool {
	switch c.r.Method {
	case http.MethodGet, http.MethodHead:
		return false
	}
	return c.r.URL.Path != pathSignIn && c.r.URL.Path != pathSignOut
}

// onTokens is the calls of the API with a token, and from 17.3 on the pages of
// tokens for those who are signed in (the release is that of the setting).
func onTokens(c *call) bool {
	if isAPI(c.r) {
		return withToken(c)
	}
	cookie, err := c.r.Cookie(sessionCookie)
	return err == nil && c.server.store.signedIn(cookie.Value) &&
		c.server.edition.release.AtLeast(catalog.NewRelease(17, 3)) &&
		(CallTokensPage.covers(c) || CallCreate.covers(c))
}
