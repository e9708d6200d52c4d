package catalog

import (
	_ "embed"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
)

// permissionList says which permission each call of the REST API needs. Its head
// says where it is from and how a line is read.
//
//go:embed finegrained_list.txt
var permissionList string

// Access is a part of GitLab that a permission is given in; GitLab's code calls
// it a boundary. The form has one tab for groups and projects (see [Boundary]).
type Access int

// The parts, in the order of the list.
const (
	AccessProject Access = iota
	AccessGroup
	AccessUser
	AccessInstance
)

// String is GitLab's word, as its refusals have it.
func (a Access) String() string {
	switch a {
	case AccessProject:
		return "project"
	case AccessGroup:
		return "group"
	case AccessUser:
		return "user"
	case AccessInstance:
		return "instance"
	}
	return fmt.Sprintf("access %d", int(a))
}

// Tab returns the tab of the form under which the permission stands.
func (a Access) Tab() Boundary {
	switch a {
	case AccessUser:
		return BoundaryUser
	case AccessInstance:
		return BoundaryGlobal
	case AccessProject, AccessGroup:
	}
	return BoundaryProject
}

// Resource is a resource of the form for fine-grained tokens.
type Resource struct {
	Category string
	Name     string
	Actions  []ResourceAction
	// folder is what the API calls the resource, "" where that was not read.
	folder string
}

// ResourceAction is what may be done with a resource, and in which parts of GitLab.
type ResourceAction struct {
	Name     string
	Accesses []Access
}

// Under returns the resource with the actions that it has under a tab, which may
// be none.
func (r Resource) Under(where Boundary) Permission {
	permission := Permission{Category: r.Category, Resource: r.Name, Where: where}
	for _, action := range r.Actions {
		if slices.ContainsFunc(action.Accesses, func(access Access) bool { return access.Tab() == where }) {
			permission.Actions = append(permission.Actions, action.Name)
		}
	}
	return permission
}

// AllResources lists the resources of the form, by category and name, with their
// actions: all that a call of the REST API needs, and those for Git and the
// dependency proxy. What only GraphQL knows is not among them, so that a name
// which is missing here may be one of GitLab's all the same.
func AllResources() []Resource { return resources() }

// resources is read when it is first asked for, not at every start.
var resources = sync.OnceValue(func() []Resource {
	var all []Resource
	for line := range listedLines() {
		if line.rule != RulePermission {
			continue
		}
		if last := len(all) - 1; last < 0 || all[last].Name != line.heading || all[last].Category != line.category {
			all = append(all, Resource{Category: line.category, Name: line.heading, folder: line.folder})
		}
		resource := &all[len(all)-1]
		at := slices.IndexFunc(resource.Actions, func(action ResourceAction) bool { return action.Name == line.action })
		if at < 0 {
			at = len(resource.Actions)
			resource.Actions = append(resource.Actions, ResourceAction{Name: line.action})
		}
		accesses := &resource.Actions[at].Accesses
		for _, access := range line.accesses() {
			if !slices.Contains(*accesses, access) {
				*accesses = append(*accesses, access)
			}
		}
		slices.Sort(*accesses)
	}
	return all
})

// findResource finds a resource by its name, which no two of them share.
func findResource(name string) (Resource, bool) {
	all := resources()
	at := slices.IndexFunc(all, func(resource Resource) bool { return resource.Name == name })
	if at < 0 {
		return Resource{}, false
	}
	return all[at], true
}

// listedLine is one line of the list with the headings above it.
type listedLine struct {
	rule                     CallRule
	category                 string
	heading                  string // the resource, or the token that the call takes instead
	folder                   string
	action                   string
	letters                  string // one for each part of GitLab
	method, path, alsoNeeded string
}

// accesses are the parts of GitLab that the line's letters stand for.
func (l listedLine) accesses() []Access {
	var all []Access
	for _, letter := range l.letters {
		all = append(all, Access(strings.IndexRune("PGUI", letter)))
	}
	return all
}

// listedLines reads the list line by line.
func listedLines() iter.Seq[listedLine] {
	return func(yield func(listedLine) bool) {
		var above listedLine
		for text := range strings.Lines(permissionList) {
			text = strings.TrimSuffix(text, "\n")
			switch text[0] {
			case '#':
			case '=':
				above = listedLine{category: text[len("= "):]}
			case '!':
				above = listedLine{rule: RuleOpen}
				if text == "! another token" {
					above.rule = RuleOtherToken
				}
			case ' ':
				if !yield(above.below(text[1:])) {
					return
				}
			default:
				above.heading, above.folder, _ = strings.Cut(text, " = ")
			}
		}
	}
}

// below reads a line that stands below headings.
func (l listedLine) below(text string) listedLine {
	before, path, isCall := strings.Cut(text, " /")
	if isCall {
		l.path, l.alsoNeeded, _ = strings.Cut("/"+path, " + ")
	} else {
		before += " " // there is no method
	}
	at := strings.LastIndexByte(before, ' ')
	l.method = before[at+1:]
	if l.rule != RulePermission {
		return l
	}
	before = before[:at]
	at = strings.LastIndexByte(before, ' ')
	l.action, l.letters = before[:at], before[at+1:]
	return l
}
