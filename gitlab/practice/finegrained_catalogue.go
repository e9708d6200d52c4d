package practice

import (
	"slices"
	"strconv"
	"strings"

	"glpat/gitlab/catalog"
)

// fineGrainedLook is the look of the form for fine-grained tokens.
func (e edition) fineGrainedLook() catalog.FineGrainedForm { return e.pages.FineGrainedForm }

// fineGrainedMessages are what the form says of what is wrong in it.
type fineGrainedMessages struct {
	empty                                         string
	noName, noDescription, noDate                 string
	noAccess, noPlace, noResource, noneHasActions string
}

func fineGrainedMessagesOf(look catalog.FineGrainedForm) fineGrainedMessages {
	const noPlace = "At least one group or project is required."
	if look == catalog.FineGrainedTabs {
		return fineGrainedMessages{
			empty:          "No resources selected",
			noName:         "Token name is required.",
			noDescription:  "Token description is required.",
			noDate:         "Expiration date is required.",
			noAccess:       "At least one scope is required.",
			noPlace:        noPlace,
			noResource:     "At least one scope is required.",
			noneHasActions: "At least one permission is required.",
		}
	}
	return fineGrainedMessages{
		empty:          "No resources added",
		noName:         "Add token name.",
		noDescription:  "Add token description.",
		noDate:         "Add token expiration date.",
		noAccess:       "Set group and project access.",
		noPlace:        noPlace,
		noResource:     "Add at least one resource with permissions.",
		noneHasActions: "Add at least one resource with permissions.",
	}
}

// tabKey is how the form's fields and ids name a tab.
func tabKey(where catalog.Boundary) string {
	switch where {
	case catalog.BoundaryProject:
		return "project"
	case catalog.BoundaryUser:
		return "user"
	case catalog.BoundaryGlobal:
		return "global"
	}
	return ""
}

// resourcesUnder lists a tab's resources by category, each with all it can be
// given there. In the betas some had other names.
func resourcesUnder(where catalog.Boundary) []catalog.Permission {
	var found []catalog.Permission
	for _, resource := range catalog.AllResources() {
		if permission := resource.Under(where); len(permission.Actions) > 0 {
			found = append(found, permission)
		}
	}
	return found
}

// categoriesOf lists the categories of resources in their order.
func categoriesOf(resources []catalog.Permission) []string {
	var names []string
	for _, resource := range resources {
		if !slices.Contains(names, resource.Category) {
			names = append(names, resource.Category)
		}
	}
	return names
}

// resourceKey names a resource under a tab, as "project-merge_request".
func resourceKey(resource catalog.Permission) string {
	return tabKey(resource.Where) + "-" + strings.ReplaceAll(strings.ToLower(resource.Resource), " ", "_")
}

// permissionKey names one permission under a tab by what the API calls it, as
// "project-download_code".
func permissionKey(where catalog.Boundary, apiName string) string {
	return tabKey(where) + "-" + apiName
}

// place is a group or a project that a token can be limited to.
type place struct {
	key, path string // key is "group-11" or "project-101", path the full path
	holds     string // what a group has below it
	grant     fineGrainedGrant
}

// places lists the groups, then the projects, of which the person is a member.
func places() []place {
	var groups, projects []place
	for _, p := range practiceProjects() {
		at := slices.IndexFunc(groups, func(group place) bool { return group.path == p.parent })
		if at < 0 {
			groups = append(groups, place{path: p.parent, key: "group-11", grant: fineGrainedGrant{GroupID: new(int64(11))}})
		}
		projects = append(projects, place{
			path:  p.parent + "/" + p.path,
			key:   "project-" + strconv.FormatInt(p.id, 10),
			grant: fineGrainedGrant{ProjectID: &p.id},
		})
	}
	for i, group := range groups {
		below := 0
		for _, p := range projects {
			if strings.HasPrefix(p.path, group.path+"/") {
				below++
			}
		}
		groups[i].holds = "0 subgroups, " + strconv.Itoa(below) + " projects"
	}
	return slices.Concat(groups, projects)
}
