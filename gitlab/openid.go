package gitlab

import (
	"encoding/json"
	"slices"
	"strings"

	"glpat/gitlab/catalog"
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
func (o openID) isGitLab() bool {
	return strings.HasSuffix(o.KeysURL, "/oauth/discovery/keys") &&
		slices.Contains(o.Scopes, string(catalog.ScopeReadUser))
}

// personalScopes lists those of the catalogue that the instance has. Scopes
// for administrators are always in the document.
func (o openID) personalScopes() []catalog.Scope {
	scopes := []catalog.Scope{catalog.ScopeAPI} // every release has it; old documents leave it out
	for _, info := range catalog.AllScopes() {
		if info.Scope != catalog.ScopeAPI && slices.Contains(o.Scopes, string(info.Scope)) {
			scopes = append(scopes, info.Scope)
		}
	}
	return scopes
}

// bounds reads the release from the document's contents. Each row is a scope
// that every instance lists from a release on, whatever its settings; so
// presence gives a lower bound and absence an upper one. Where the release is
// not known exactly, the bounds lie apart.
func (o openID) bounds() catalog.ReleaseBounds {
	if !o.isGitLab() {
		return catalog.ReleaseBounds{}
	}
	marks := []struct {
		name          string
		first, surely catalog.Release // not before first; on every instance from surely on
	}{
		{string(catalog.ScopeAdminMode), catalog.NewRelease(15, 8), catalog.NewRelease(15, 8)},
		// Likely, see the catalogue.
		{string(catalog.ScopeCreateRunner), catalog.NewRelease(16, 1), catalog.NewRelease(16, 2)},
		{string(catalog.ScopeK8sProxy), catalog.NewRelease(16, 4), catalog.NewRelease(16, 5)}, // behind a flag in 16.4
		{string(catalog.ScopeManageRunner), catalog.NewRelease(17, 1), catalog.NewRelease(17, 1)},
		{string(catalog.ScopeSelfRotate), catalog.NewRelease(17, 9), catalog.NewRelease(17, 9)},
		{"mcp", catalog.NewRelease(18, 3), catalog.NewRelease(18, 3)},       // (inferred from merge request 198566)
		{"mcp_orbit", catalog.NewRelease(19, 1), catalog.NewRelease(19, 1)}, // (inferred from a capture of mid 2026)
	}
	var found catalog.ReleaseBounds
	for _, mark := range marks {
		if slices.Contains(o.Scopes, mark.name) {
			found.AtLeast = mark.first
			found.Before = catalog.Release{}
		} else if !found.Before.Known() {
			found.Before = mark.surely
		}
	}
	return found
}
