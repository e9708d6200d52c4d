package practice

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"glpat/gitlab/catalog"
)

// serveDocument answers what an instance tells anybody, signed in or not. It
// reports false for paths that are pages.
func (s *Server) serveDocument(w http.ResponseWriter, r *http.Request) bool {
	path := r.URL.Path
	if topic, ok := strings.CutPrefix(path, "/help"); ok && (topic == "" || topic[0] == '/') {
		s.serveHelp(w, r, strings.Trim(topic, "/"))
		return true
	}
	base := baseURL(r)
	switch path {
	case "/.well-known/openid-configuration":
		writeJSON(w, http.StatusOK, s.edition.openID(base))
	case "/.well-known/oauth-authorization-server":
		document := s.edition.openID(base)
		if s.edition.has(featureMCP) {
			document.RegistrationEndpoint = base + "/oauth/register"
		}
		writeJSON(w, http.StatusOK, document)
	case "/.well-known/oauth-protected-resource":
		if !s.edition.has(featureMCP) {
			return false
		}
		writeJSON(w, http.StatusOK, protectedResource{Resource: base + "/api/v4/mcp", Servers: []string{base}})
	case "/-/manifest.json":
		writeJSON(
			w,
			http.StatusOK,
			manifest{Name: "GitLab", ShortName: "GitLab", StartURL: "/explore", Scope: "/", Display: "browser"},
		)
	case "/robots.txt":
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write(
			[]byte(
				"# See https://www.robotstxt.org/robotstxt.html\n# This is a practice GitLab.\n\nUser-Agent: *\nDisallow: " +
					"/autocomplete/users\n" +
					"Disallow: /search\nDisallow: /admin\nDisallow: /profile\nDisallow: /dashboard\nDisallow: /users\nDisallow: " +
					"/help\n",
			),
		)
	case "/-/readiness", "/-/liveness":
		// What GitLab's Workhorse makes of a refusal to an address that is not
		// on the list of monitors.
		writeJSON(w, http.StatusNotFound, healthJSON{Error: "Not Found", Status: http.StatusNotFound})
	case "/favicon.ico":
		w.WriteHeader(http.StatusNoContent)
	default:
		return false
	}
	return true
}

type healthJSON struct {
	Error  string `json:"error"`
	Status int    `json:"status"`
}

type manifest struct {
	Name      string `json:"name"`
	ShortName string `json:"short_name"`
	StartURL  string `json:"start_url"`
	Scope     string `json:"scope"`
	Display   string `json:"display"`
}

type protectedResource struct {
	Resource string   `json:"resource"`
	Servers  []string `json:"authorization_servers"`
}

// openIDJSON is the discovery document of OpenID Connect, as far as GitLab
// fills it in.
type openIDJSON struct {
	Issuer                string   `json:"issuer"`
	AuthorizationEndpoint string   `json:"authorization_endpoint"`
	TokenEndpoint         string   `json:"token_endpoint"`
	RevocationEndpoint    string   `json:"revocation_endpoint"`
	IntrospectionEndpoint string   `json:"introspection_endpoint"`
	UserinfoEndpoint      string   `json:"userinfo_endpoint"`
	JWKSURI               string   `json:"jwks_uri"`
	RegistrationEndpoint  string   `json:"registration_endpoint,omitempty"`
	ScopesSupported       []string `json:"scopes_supported"`
	ResponseTypes         []string `json:"response_types_supported"`
	ResponseModes         []string `json:"response_modes_supported"`
	GrantTypes            []string `json:"grant_types_supported"`
	CodeChallengeMethods  []string `json:"code_challenge_methods_supported"`
	SubjectTypes          []string `json:"subject_types_supported"`
}

func (e edition) openID(base string) openIDJSON {
	grants := []string{"authorization_code"}
	if !e.has(featurePasswordGrantGone) {
		grants = append(grants, "password")
	}
	grants = append(grants, "client_credentials")
	if e.has(featureDeviceGrant) {
		grants = append(grants, "device_code")
	}
	grants = append(grants, "refresh_token")
	return openIDJSON{
		Issuer:                base,
		AuthorizationEndpoint: base + "/oauth/authorize",
		TokenEndpoint:         base + "/oauth/token",
		RevocationEndpoint:    base + "/oauth/revoke",
		IntrospectionEndpoint: base + "/oauth/introspect",
		UserinfoEndpoint:      base + "/oauth/userinfo",
		JWKSURI:               base + "/oauth/discovery/keys",
		ScopesSupported:       e.scopesSupported(),
		ResponseTypes:         []string{"code"},
		ResponseModes:         []string{"query", "fragment", "form_post"},
		GrantTypes:            grants,
		CodeChallengeMethods:  []string{"plain", "S256"},
		SubjectTypes:          []string{"public"},
	}
}

// scopesSupported lists the scopes that the discovery documents name: those of
// tokens, whoever asks, and those of OAuth alone, at their places.
func (e edition) scopesSupported() []string {
	var names []string
	for _, scope := range e.scopes() {
		names = append(names, string(scope))
	}
	insert := func(before catalog.Scope, f feature, scopes ...string) {
		if at := slices.Index(names, string(before)); at >= 0 && e.has(f) {
			names = slices.Insert(names, at, scopes...)
		}
	}
	insert(catalog.ScopeReadRepository, featureMCP, "mcp")
	insert(catalog.ScopeReadRepository, featureMCPOrbit, "mcp_orbit")
	if e.has(featureAIFeatures) {
		insert(catalog.ScopeAIFeatures, featureObservability, "read_observability", "write_observability")
	} else {
		insert(catalog.ScopeSudo, featureObservability, "read_observability", "write_observability")
	}
	names = append(names, "openid", "profile", "email")
	if e.has(featureAIWorkflows) {
		names = append(names, "ai_workflows", "user:*")
	}
	return names
}

// gon is the block of settings that GitLab hands to its scripts. It is on the
// sign-in page too, so anybody can read it there; the version only for those
// who are signed in.
func (v *visit) gon() part {
	base := baseURL(v.r)
	lines := []string{"window.gon={};", "gon.api_version=" + quoted("v4") + ";"}
	set := func(name, value string) { lines = append(lines, "gon."+name+"="+value+";") }
	set("gitlab_url", quoted(base))
	set("relative_url_root", quoted(""))
	set("revision", quoted(v.edition.revision()))
	if v.edition.has(featureTokenPrefixInPage) {
		set("pat_prefix", quoted(TokenPrefix))
	}
	set("dot_com", "false")
	set("ee", "true")
	if v.edition.has(featurePasskeys) {
		set("features", `{"passkeys":true}`)
	} else {
		set("features", "{}")
	}
	if v.session.user != 0 {
		set("version", quoted(v.edition.version()))
	}
	return el("script", attr("nonce", v.nonce), verbatim("\n//<![CDATA[\n"+strings.Join(lines, "")+"\n//]]>\n"))
}

// quoted is text as a string of a script. JSON writes "<" and ">" as escapes,
// so that nothing in it can end the script.
func quoted(text string) string {
	encoded, err := json.Marshal(text)
	if err != nil { // a string always can
		return `""`
	}
	return string(encoded)
}
