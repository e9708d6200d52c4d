package catalog

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Permission is one line of the form for fine-grained tokens: a resource in its
// category, what may be done with it, and under which tab it stands
// (doc/auth/tokens/fine_grained_access_tokens_rest.md and …_other.md). The
// names are those of 19.2; the betas before had some others.
type Permission struct {
	Category string
	Resource string
	Actions  []string
	Where    Boundary
}

// Boundary is the part of GitLab that a permission reaches into, and the tab of
// the form that it stands under.
type Boundary int

// The boundaries, in the order of the tabs.
const (
	BoundaryProject Boundary = iota // groups and projects
	BoundaryUser
	BoundaryGlobal
)

// Tab returns the form's label of the boundary.
func (b Boundary) Tab() string {
	switch b {
	case BoundaryProject:
		return "Group and project"
	case BoundaryUser:
		return "User"
	case BoundaryGlobal:
		return "Global"
	}
	return fmt.Sprintf("boundary %d", int(b))
}

// Label returns the resource with its actions as GitLab's documents write them:
// "Code: Download, Push".
func (p Permission) Label() string { return p.Resource + ": " + strings.Join(p.Actions, ", ") }

// Place returns where the form has the permission: its tab, category, resource and
// actions.
func (p Permission) Place() string {
	return fmt.Sprintf("under %q, %s > %s", p.Where.Tab(), p.Category, p.Label())
}

// APINames are the names that the API and its refusals use, one for each
// action: "download_code". A name is the action and the resource's folder in
// GitLab's code, which is named like the label where the list has no other
// (lib/authz/permission_groups/assignable.rb, 19.2; before there were others).
func (p Permission) APINames() []string {
	resource, _ := findResource(p.Resource)
	folder := cmp.Or(resource.folder, apiWord(p.Resource))
	names := make([]string, len(p.Actions))
	for i, action := range p.Actions {
		names[i] = apiWord(action) + "_" + folder
	}
	return names
}

// apiWord is a label as the API writes it.
func apiWord(label string) string { return strings.ReplaceAll(strings.ToLower(label), " ", "_") }

// FindPermission returns the permission that the API calls by that name,
// "download_code", as it stands under the first tab that has it, and whether the
// list has it.
func FindPermission(apiName string) (permission Permission, exists bool) {
	permission, exists = permissionsByName()[apiName]
	permission.Actions = slices.Clone(permission.Actions)
	return permission, exists
}

// PermissionLabelled returns the permission that GitLab's refusals and documents
// call by that label, "Work Item: Create", as it stands under the tab of the
// access, and whether the list has it there.
func PermissionLabelled(label string, access Access) (permission Permission, exists bool) {
	name, action, _ := strings.Cut(label, ": ")
	resource, exists := findResource(name)
	permission = resource.Under(access.Tab())
	if !exists || !slices.Contains(permission.Actions, action) {
		return Permission{}, false
	}
	permission.Actions = []string{action}
	return permission, true
}

// permissionsByName has the permissions of the list by the API's names, made when
// one is first looked for.
var permissionsByName = sync.OnceValue(func() map[string]Permission {
	byName := map[string]Permission{}
	for _, resource := range resources() {
		for _, action := range resource.Actions {
			one := Permission{resource.Category, resource.Name, []string{action.Name}, action.Accesses[0].Tab()}
			byName[one.APINames()[0]] = one
		}
	}
	return byName
})

// PermissionsToCheck returns the permissions that every fine-grained token
// needs so that it can be checked: it has to read itself and whose it is.
func PermissionsToCheck() []Permission {
	return inUser("System Access > Personal Access Token: Read", "System Access > User: Read")
}

// MergePermissions joins permissions: those for one resource under one tab
// become one. The result is ordered by tab, category and resource.
func MergePermissions(permissions []Permission) []Permission {
	var merged []Permission
	for _, permission := range permissions {
		at := slices.IndexFunc(merged, func(have Permission) bool {
			return have.Where == permission.Where && have.Category == permission.Category && have.Resource == permission.Resource
		})
		if at < 0 {
			permission.Actions = slices.Clone(permission.Actions)
			merged = append(merged, permission)
			continue
		}
		for _, action := range permission.Actions {
			if !slices.Contains(merged[at].Actions, action) {
				merged[at].Actions = append(merged[at].Actions, action)
			}
		}
	}
	slices.SortStableFunc(merged, func(a, b Permission) int {
		return cmp.Or(
			int(a.Where)-int(b.Where),
			strings.Compare(a.Category, b.Category),
			strings.Compare(a.Resource, b.Resource),
		)
	})
	return merged
}

// NamesVerified reports whether the API's names of the resource's permissions are
// sure for 19.2 and newer: its folder was read in GitLab's code.
func (p Permission) NamesVerified() bool {
	resource, exists := findResource(p.Resource)
	return exists && resource.folder != ""
}
