package practice

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"glpat/gitlab/catalog"
	"glpat/gitlab/token"
)

// fineGrainedGrant is what a fine-grained token may do in one part of GitLab.
type fineGrainedGrant struct {
	Access      string   `json:"access"`
	Permissions []string `json:"permissions"`
	ProjectID   *int64   `json:"project_id"`
	GroupID     *int64   `json:"group_id"`
}

// accessOf is GitLab's word for how far a boundary reaches, without projects
// chosen one by one (doc/auth/tokens/fine_grained_access_tokens.md).
func accessOf(where catalog.Boundary) string {
	switch where {
	case catalog.BoundaryProject:
		return "all_memberships"
	case catalog.BoundaryUser:
		return "user"
	case catalog.BoundaryGlobal:
		return "instance"
	}
	return ""
}

// fineGrainedGrantsFor writes permissions as a token carries them.
func fineGrainedGrantsFor(permissions []catalog.Permission) []fineGrainedGrant {
	var grants []fineGrainedGrant
	for _, permission := range permissions {
		access := accessOf(permission.Where)
		at := slices.IndexFunc(grants, func(g fineGrainedGrant) bool { return g.Access == access })
		if at < 0 {
			at = len(grants)
			grants = append(grants, fineGrainedGrant{Access: access})
		}
		grants[at].Permissions = append(grants[at].Permissions, permission.APINames()...)
	}
	return grants
}

// permits reports whether a fine-grained token has a permission under the tab that
// it stands under. What is of groups and projects may be given for those that one
// chose.
func (t issuedToken) permits(wanted catalog.Permission) bool {
	names := wanted.APINames()
	return len(names) > 0 && slices.ContainsFunc(t.granted, func(g fineGrainedGrant) bool {
		inProjects := g.Access != accessOf(catalog.BoundaryUser) && g.Access != accessOf(catalog.BoundaryGlobal)
		return (g.Access == accessOf(wanted.Where) || wanted.Where == catalog.BoundaryProject && inProjects) &&
			slices.Contains(g.Permissions, names[0])
	})
}

// permitted reports whether a fine-grained token may make the call, or answers why
// it may not (authorize_granular_scopes_service). Whatever the catalogue's list
// does not have takes no such token, as GitLab's own last rule has it. Nothing
// here is to be seen by anybody, so that a permission is always needed where
// GitLab spares what is public.
func (c *call) permitted() bool {
	asked, listed := catalog.FindCall(c.r.Method, strings.TrimPrefix(c.r.URL.EscapedPath(), apiPath))
	if listed && asked.Rule == catalog.RuleOpen {
		return true
	}
	for _, access := range asked.Accesses {
		if !slices.ContainsFunc(asked.Needs(access), func(p catalog.Permission) bool { return !c.token.permits(p) }) {
			return true
		}
	}
	c.wantsPermission(asked)
	return false
}

// wantsPermission refuses the call for what a fine-grained token would need.
func (c *call) wantsPermission(asked catalog.RESTCall) {
	sentence := takesNoFineGrained
	if len(asked.Accesses) > 0 {
		access := c.boundary(asked)
		sentence = missingPermission(access, asked.Needs(access))
	}
	reply(c, http.StatusForbidden, apiError{Error: "insufficient_granular_scope", Description: sentence})
}

// groupRefuses reports whether a project's top-level group takes fine-grained tokens
// only, and the token is a person's legacy one. Such a token is told the same as a
// fine-grained one without the permission (authorize_granular_scopes_service;
// doc/auth/tokens/fine_grained_access_tokens.md).
func (s *Server) groupRefuses(p project, t issuedToken) bool {
	return s.fineGrainedGroup && p.parent == practiceGroup && !t.fineGrained && !t.other
}

// boundary is where the call's permission is missing, of the parts of GitLab that
// it may be given in: text is shown in a project's way, or else in one's own.
func (c *call) boundary(asked catalog.RESTCall) catalog.Access {
	if asked.Path == pathRenderMarkdown && c.parameter("project") == "" {
		return catalog.AccessUser
	}
	return asked.Accesses[0]
}

// takesNoFineGrained is GitLab's sentence on a call that no permission opens.
const takesNoFineGrained = "Access denied: This operation doesn't support fine-grained personal access tokens."

// missingPermission is GitLab's sentence on what a fine-grained token lacks.
func missingPermission(access catalog.Access, wanted []catalog.Permission) string {
	labels := make([]string, len(wanted))
	for i, permission := range wanted {
		labels[i] = permission.Label()
	}
	return fmt.Sprintf(
		"Access denied: This operation requires a fine-grained personal access token with the following %s "+
			"permissions: [%s].",
		access,
		strings.Join(labels, ", "),
	)
}

// MakeFineGrainedToken is [Server.MakeToken] for a fine-grained token with the
// permissions, for all groups and projects.
func (s *Server) MakeFineGrainedToken(name string, permissions ...catalog.Permission) (token.Secret, error) {
	owner, err := s.store.userNamed("pat")
	if err != nil {
		return token.Secret{}, err
	}
	return s.store.createFineGrained(
		owner.id,
		name,
		"",
		today(s.now()).AddDate(0, 1, 0),
		fineGrainedGrantsFor(permissions),
	)
}

// createFineGrained makes a fine-grained token and returns its text.
func (s *store) createFineGrained(
	owner int64,
	name, description string,
	expires time.Time,
	grants []fineGrainedGrant,
) (token.Secret, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, secret, err := s.add(issuedToken{
		owner: owner, name: name, description: description, expires: expires, fineGrained: true, granted: grants,
		scopes: []catalog.Scope{catalog.ScopeGranular},
	})
	return secret, err
}

// legacyOff refuses what enforcement takes from legacy tokens
// (app/services/personal_access_tokens/rotate_service.rb).
func (c *call) legacyOff(t issuedToken) bool {
	if !c.server.fineGrainedOnly || t.fineGrained {
		return false
	}
	c.message(
		http.StatusBadRequest,
		"400 Bad request - Rotation of legacy personal access tokens is disabled. Use a fine-grained token instead.",
	)
	return true
}
