package gitlab

import (
	"fmt"
	"slices"
	"strings"
)

// Purpose is what a token is for. Its scopes follow from it.
type Purpose struct {
	// Name is what flags and JSON use, for example "clone".
	Name string
	// Title says it to a person, as the end of "I want to …".
	Title string
	// Sets lists the smallest scopes that do the job, by the first release they
	// hold for, oldest first.
	Sets []ScopeSet
	// Note is one thing worth knowing before choosing it, or "".
	Note string
}

// ScopeSet is a set of scopes with the reason for each, from a release on.
type ScopeSet struct {
	Since  Release
	Scopes []ScopeReason
}

// ScopeReason says why a purpose needs a scope.
type ScopeReason struct {
	Scope  Scope
	Reason string
}

// SetFor returns the scopes for an instance of that release. An unknown
// release gets the newest set.
func (p Purpose) SetFor(release Release) ScopeSet {
	set := p.Sets[len(p.Sets)-1]
	if !release.Known() {
		return set
	}
	for _, candidate := range slices.Backward(p.Sets) {
		if release.AtLeast(candidate.Since) {
			return candidate
		}
	}
	return p.Sets[0]
}

// Names lists the scopes without their reasons.
func (s ScopeSet) Names() []Scope {
	names := make([]Scope, len(s.Scopes))
	for i, scope := range s.Scopes {
		names[i] = scope.Scope
	}
	return names
}

// MinRelease is the first release that has every scope of the set.
func (s ScopeSet) MinRelease() Release {
	least := s.Since
	for _, scope := range s.Scopes {
		info, _ := scope.Scope.Info()
		least = least.Newer(info.Since)
	}
	return least
}

// FindPurpose returns the purpose with that name. Errors are [*InputError].
func FindPurpose(name string) (Purpose, error) {
	name = strings.ToLower(strings.TrimSpace(name))
	for _, purpose := range purposeCatalogue {
		if purpose.Name == name {
			return purpose, nil
		}
	}
	return Purpose{}, &InputError{
		What: fmt.Sprintf("There is no purpose %q", Clean(name, 40)),
		Do:   "See them all with: glpat scopes",
	}
}

// AllPurposes is the catalogue, the most asked for first. The scopes are those
// that GitLab's code enforces, which is often less than a tool's documents ask
// (lib/gitlab/auth.rb, lib/api/api.rb and the API classes).
func AllPurposes() []Purpose { return slices.Clone(purposeCatalogue) }

// one is the set of a purpose whose scopes are the same in every release.
func one(reasons ...ScopeReason) []ScopeSet { return []ScopeSet{{Scopes: reasons}} }

var purposeCatalogue = []Purpose{
	{
		Name: "clone", Title: "clone and pull code",
		Sets: one(ScopeReason{ScopeReadRepository, "lets Git download code over HTTPS, and nothing else"}),
		Note: "A deploy token or an SSH key does this too.",
	},
	{
		Name: "push", Title: "push code",
		Sets: one(ScopeReason{ScopeWriteRepository, "lets Git download and upload code over HTTPS"}),
		Note: "It does not open merge requests: that needs api.",
	},
	{
		Name: "read-api", Title: "read through the API: dashboards, exports",
		Sets: one(ScopeReason{ScopeReadAPI, "lets a program read all that you can read, and change nothing"}),
	},
	{
		Name: "api", Title: "read and change through the API",
		Sets: one(ScopeReason{ScopeAPI, "is the only scope that may change issues, merge requests and settings"}),
		Note: "It can do whatever you can do. Take something smaller where you can.",
	},
	{
		Name: "glab", Title: "use glab, GitLab's command line tool",
		Sets: one(
			ScopeReason{ScopeAPI, "lets glab read and change what you work on"},
			ScopeReason{ScopeWriteRepository, "is on glab's own list; api contains it already"},
		),
	},
	{
		Name: "vscode", Title: "use GitLab in VS Code",
		Sets: one(ScopeReason{ScopeAPI, "is what the GitLab extension asks for"}),
	},
	{
		Name: "jetbrains", Title: "use GitLab in a JetBrains editor",
		Sets: one(
			ScopeReason{ScopeAPI, "is what the editor asks for"},
			ScopeReason{ScopeReadUser, "is on the editor's own list; api contains it already"},
		),
	},
	{
		Name: "pull-images", Title: "pull container images",
		Sets: one(ScopeReason{ScopeReadRegistry, "lets docker or podman download images"}),
		Note: "A deploy token does this too.",
	},
	{
		Name: "push-images", Title: "push container images",
		Sets: one(
			ScopeReason{ScopeReadRegistry, "a push first reads what is there"},
			ScopeReason{ScopeWriteRegistry, "lets docker or podman upload images"},
		),
	},
	{
		Name: "pull-proxy", Title: "pull images through the dependency proxy",
		Sets: []ScopeSet{
			{Scopes: []ScopeReason{
				{ScopeReadRegistry, "before 18.0 the proxy asks for both registry scopes"},
				{ScopeWriteRegistry, "before 18.0 the proxy asks for both registry scopes"},
			}},
			{Since: NewRelease(18, 0), Scopes: []ScopeReason{
				{ScopeReadVirtualRegistry, "the proxy asks for both of its scopes, even to pull"},
				{ScopeWriteVirtualRegistry, "the proxy asks for both of its scopes, even to pull"},
			}},
		},
	},
	{
		Name: "install-packages", Title: "install packages: npm, PyPI, Maven and others",
		Sets: one(ScopeReason{ScopeReadAPI, "is the smallest that may download packages"}),
		Note: "A deploy token can be held to packages alone.",
	},
	{
		Name: "publish-packages", Title: "publish packages",
		Sets: one(ScopeReason{ScopeAPI, "no smaller scope may upload packages"}),
		Note: "A deploy token can be held to packages alone.",
	},
	{
		Name: "terraform-modules", Title: "download Terraform modules",
		Sets: one(ScopeReason{ScopeReadAPI, "is the smallest that may download modules"}),
	},
	{
		Name: "terraform-state", Title: "keep Terraform state in GitLab",
		Sets: one(ScopeReason{ScopeAPI, "locking and writing the state needs it"}),
	},
	{
		Name: "renovate", Title: "run Renovate",
		Sets: one(ScopeReason{ScopeAPI, "opens merge requests and pushes branches; it contains the rest of Renovate's list"}),
	},
	{
		Name: "semantic-release", Title: "run semantic-release",
		Sets: one(ScopeReason{ScopeAPI, "publishes releases and pushes tags"}),
	},
	{
		Name: "create-runners", Title: "create runners",
		Sets: one(ScopeReason{ScopeCreateRunner, "may create runners, and nothing else"}),
	},
	{
		Name: "manage-runners", Title: "change and delete runners",
		Sets: one(
			ScopeReason{ScopeManageRunner, "may change runners whose number is known"},
			ScopeReason{ScopeReadAPI, "lets you list the runners"},
		),
	},
	{
		Name: "kubernetes", Title: "reach Kubernetes through GitLab's agent",
		Sets: one(ScopeReason{ScopeK8sProxy, "is the only scope that the cluster's door accepts"}),
	},
	{
		Name: "renew-itself", Title: "let a token renew itself",
		Sets: one(ScopeReason{ScopeSelfRotate, "may replace this token by a new one"}),
		Note: "Add the purpose that the token is really for.",
	},
}
