package catalog

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
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

// APINames are the names that the API and its refusals use, one for each
// action: "download_code". Where they are not documented they follow the rule of
// those that are, action and resource (unverified).
func (p Permission) APINames() []string {
	resource := strings.ReplaceAll(strings.ToLower(p.Resource), " ", "_")
	names := make([]string, len(p.Actions))
	for i, action := range p.Actions {
		names[i] = strings.ToLower(action) + "_" + resource
	}
	return names
}

// PermissionsToCheck returns the permissions that every fine-grained token
// needs so that it can be checked: it has to read itself and whose it is.
func PermissionsToCheck() []Permission {
	return inUser("System Access > Personal Access Token: Read", "System Access > User: Read")
}

// Resource is a resource of the form, with the actions it has and the tabs it
// stands under.
type Resource struct {
	Category string
	Name     string
	Actions  []string
	Where    []Boundary
}

// AllResources lists the resources that glpat knows, by category in the order of
// GitLab's documents. The form has more than two hundred; these are the ones
// that purposes need, and their neighbours.
func AllResources() []Resource {
	both := []Boundary{BoundaryProject, BoundaryUser}
	everywhere := append(slices.Clone(both), BoundaryGlobal)
	project, user := []Boundary{BoundaryProject}, []Boundary{BoundaryUser}
	actions := strings.Fields
	const all = "Create Read Update Delete"
	return []Resource{
		{"CI/CD", "Commit Status", actions("Create Read"), project},
		{"CI/CD", "Deployment", actions(all), project},
		{"CI/CD", "Environment", actions(all), project},
		{"CI/CD", "Job", actions("Read Run"), project},
		{"CI/CD", "Pipeline", actions(all), project},
		{"CI/CD", "Runner", actions("Create Read Update Delete Assign"), everywhere},
		{"CI/CD", "Terraform State", actions("Create Read Lock Delete"), project},
		{"Duo", "Chat Completion", actions("Create"), user},
		{"Duo", "Code Suggestion", actions("Create Read"), user},
		{"Duo", "MCP tool", actions("Execute"), user},
		{"Groups", "Group", actions(all), both},
		{"Packages and Registry", "Container Repository", actions("Read Delete"), project},
		{"Packages and Registry", "Dependency Proxy", actions("Read Delete"), project},
		{"Packages and Registry", "Package", actions("Create Read Delete"), project},
		{"Packages and Registry", "Virtual Registry", actions(all), project},
		{"Project Features", "Markdown Upload", actions("Create Read Delete"), project},
		{"Project Features", "Release", actions(all), project},
		{"Project Features", "Release Link", actions(all), project},
		{"Project Planning", "Label", actions(all), project},
		{"Project Planning", "Service Ping", actions("Read"), []Boundary{BoundaryGlobal}},
		{"Project Planning", "Work Item", actions("Create Read Update Delete Subscribe"), both},
		{"Projects", "Project", actions(all), both},
		{"Repository", "Branch", actions(all), project},
		{"Repository", "Code", actions("Read Download Push"), project},
		{"Repository", "Commit", actions("Create Read Update"), project},
		{"Repository", "Merge Request", actions("Create Read Update Delete Approve Merge"), project},
		{"Repository", "Repository", actions("Read Update"), project},
		{"Repository", "Repository Tag", actions("Create Read Delete"), project},
		{"System Access", "Member", actions(all), project},
		{"System Access", "Metadata", actions("Read"), []Boundary{BoundaryGlobal}},
		{"System Access", "Personal Access Token", actions("Create Read Rotate Revoke"), user},
		{"System Access", "User", actions("Read Update"), user},
		{"Wiki", "Wiki", actions(all), project},
	}
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

// SplitVerified parts a permission into the actions whose names in the API are verified,
// and the others (doc/auth/tokens/fine_grained_access_tokens_rest.md).
func (p Permission) SplitVerified() (sure, guessed []Permission) {
	verified := []string{
		"download_code", "push_code", "create_package", "read_dependency_proxy", "read_user", "execute_mcp_tool",
		"create_runner", "read_personal_access_token", "rotate_personal_access_token", "revoke_personal_access_token",
	}
	of := func(known bool) []Permission {
		part := p
		part.Actions = nil
		for i, name := range p.APINames() {
			if slices.Contains(verified, name) == known {
				part.Actions = append(part.Actions, p.Actions[i])
			}
		}
		if part.Actions == nil {
			return nil
		}
		return []Permission{part}
	}
	return of(true), of(false)
}
