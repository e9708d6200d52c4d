package gitlab

import (
	"encoding/json"
	"slices"
	"strings"
)

// openID is what glpat reads of /.well-known/openid-configuration.
type openID struct {
	Issuer  string   `json:"issuer"`
	KeysURL string   `json:"jwks_uri"`
	Scopes  []string `json:"scopes_supported"`
}

// readOpenID reads the document; anything else gives an empty one.
func readOpenID(body []byte) openID {
	var read openID
	if json.Unmarshal(body, &read) != nil {
		return openID{}
	}
	return read
}

// isGitLab tells GitLab's document from that of another sign-in service.
func (d openID) isGitLab() bool {
	return strings.HasSuffix(d.KeysURL, "/oauth/discovery/keys") &&
		slices.Contains(d.Scopes, string(ScopeReadUser))
}

// personalScopes lists those of the catalogue that the instance has. Scopes
// for administrators are always in the document.
func (d openID) personalScopes() []Scope {
	scopes := []Scope{ScopeAPI} // every release has it; old documents leave it out
	for _, info := range AllScopes() {
		if info.Scope != ScopeAPI && slices.Contains(d.Scopes, string(info.Scope)) {
			scopes = append(scopes, info.Scope)
		}
	}
	return scopes
}

// bounds reads the release from the document's contents. Each row is a scope
// that every instance lists from a release on, whatever its settings; so
// presence gives a lower bound and absence an upper one. Where the release is
// not known exactly, the bounds lie apart.
func (d openID) bounds() ReleaseBounds {
	if !d.isGitLab() {
		return ReleaseBounds{}
	}
	marks := []struct {
		name          string
		first, surely Release // not before first; on every instance from surely on
	}{
		{string(ScopeAdminMode), NewRelease(15, 8), NewRelease(15, 8)},
		{string(ScopeCreateRunner), NewRelease(15, 11), NewRelease(16, 2)}, // (unverified)
		{string(ScopeK8sProxy), NewRelease(16, 4), NewRelease(16, 5)},      // behind a flag in 16.4
		{string(ScopeManageRunner), NewRelease(17, 1), NewRelease(17, 1)},
		{string(ScopeSelfRotate), NewRelease(17, 9), NewRelease(17, 9)},
		{"mcp", NewRelease(18, 3), NewRelease(18, 3)},       // (inferred from merge request 198566)
		{"mcp_orbit", NewRelease(19, 1), NewRelease(19, 1)}, // (inferred from a capture of mid 2026)
	}
	var found ReleaseBounds
	for _, mark := range marks {
		if slices.Contains(d.Scopes, mark.name) {
			found.AtLeast = mark.first
			found.Before = Release{}
		} else if !found.Before.Known() {
			found.Before = mark.surely
		}
	}
	return found
}
