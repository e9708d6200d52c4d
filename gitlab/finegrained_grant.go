package gitlab

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
)

// Grant is a set of permissions of a fine-grained token, and where they hold
// (doc/auth/tokens/fine_grained_access_tokens.md; named granular_scopes in
// GitLab's answers, see [catalog.ReleaseBounds.GrantsOnlyByID]).
type Grant struct {
	// Access is how far it reaches: "user", "instance", "all_memberships",
	// "personal_projects" or "selected_memberships".
	Access string
	// Permissions are the API's names: "download_code".
	Permissions []string
	// ProjectID and GroupID name the one project or group, 0 for none.
	ProjectID, GroupID int64
}

// does says what may be done, in the words of the form as far as glpat knows them,
// and else in the API's: "Code: Download, Push".
func (g Grant) does() string {
	type allowed struct {
		resource string
		actions  []string
	}
	var known []allowed
	var others []string
	for _, name := range g.Permissions {
		permission, found := catalog.FindPermission(name)
		at := slices.IndexFunc(known, func(one allowed) bool { return one.resource == permission.Resource })
		switch {
		case !found:
			others = append(others, name)
		case at >= 0:
			known[at].actions = append(known[at].actions, permission.Actions...)
		default:
			known = append(known, allowed{permission.Resource, permission.Actions})
		}
	}
	words := make([]string, 0, len(known)+len(others))
	for _, one := range known {
		words = append(words, one.resource+": "+strings.Join(one.actions, ", "))
	}
	return strings.Join(append(words, others...), "; ")
}

func (g Grant) where() string {
	switch {
	case g.ProjectID != 0:
		return fmt.Sprintf("project %d", g.ProjectID)
	case g.GroupID != 0:
		return fmt.Sprintf("group %d", g.GroupID)
	}
	switch g.Access {
	case "all_memberships":
		return "all your groups and projects"
	case "personal_projects":
		return "your personal projects"
	case "user":
		return "your account"
	case "instance":
		return "the whole GitLab"
	}
	return g.Access
}

// Bounds of what is kept of a token's grants: GitLab gives a row for each project
// and group, with the same permissions in each, and has fewer than a thousand of
// those.
const (
	maxGrants      = 1000
	maxPermissions = 1000   // different ones
	maxListed      = 20_000 // of all grants together
)

// readGrants reads the list, nil where there is none or it is no list. whole is
// false where something of it was left out: it was too long, or could not be read.
func readGrants(raw json.RawMessage) (grants []Grant, whole bool) {
	var rows []json.RawMessage
	if json.Unmarshal(raw, &rows) != nil || rows == nil {
		return nil, false
	}
	grants, whole = []Grant{}, len(rows) <= maxGrants
	names, listed := map[string]string{}, 0 // cleaned once
	for _, row := range rows[:min(len(rows), maxGrants)] {
		var read struct {
			Access      string   `json:"access"`
			Permissions []string `json:"permissions"`
			ProjectID   int64    `json:"project_id"`
			GroupID     int64    `json:"group_id"`
		}
		if json.Unmarshal(row, &read) != nil {
			whole = false
			continue
		}
		grant := Grant{Access: input.Clean(read.Access, 40), ProjectID: read.ProjectID, GroupID: read.GroupID}
		for _, permission := range read.Permissions {
			name, known := names[permission]
			if !known {
				if len(names) == maxPermissions {
					whole = false
					continue
				}
				name = input.Clean(permission, 80)
				names[permission] = name
			}
			if listed == maxListed {
				whole = false
				break
			}
			grant.Permissions = append(grant.Permissions, name)
			listed++
		}
		grants = append(grants, grant)
	}
	return grants, whole
}

// DescribeGrants returns a line for each set of permissions: what they allow,
// and where.
func DescribeGrants(grants []Grant) []string {
	var order []string
	places := map[string][]string{}
	for _, grant := range grants {
		does := grant.does()
		if places[does] == nil {
			order = append(order, does)
		}
		places[does] = append(places[does], grant.where())
	}
	for i, does := range order {
		order[i] = does + ", in " + catalog.ListSome(places[does])
	}
	return order
}

// within reports whether the grant counts under a tab of the form. A kind of
// access that is not known counts everywhere.
func (g Grant) within(where catalog.Boundary) bool {
	switch g.Access {
	case "user":
		return where == catalog.BoundaryUser
	case "instance":
		return where == catalog.BoundaryGlobal
	case "all_memberships", "personal_projects", "selected_memberships":
		return where == catalog.BoundaryProject
	}
	return true
}
