package catalog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"glpat/gitlab/input"
)

// Scope is a GitLab scope by its own name, for example "read_api".
type Scope string

// The scopes a legacy personal access token can have
// (lib/gitlab/auth.rb and doc/security/tokens/access_token_scopes.md).
const (
	ScopeAPI                  Scope = "api"
	ScopeReadAPI              Scope = "read_api"
	ScopeReadUser             Scope = "read_user"
	ScopeCreateRunner         Scope = "create_runner"
	ScopeManageRunner         Scope = "manage_runner"
	ScopeK8sProxy             Scope = "k8s_proxy"
	ScopeSelfRotate           Scope = "self_rotate"
	ScopeReadRepository       Scope = "read_repository"
	ScopeWriteRepository      Scope = "write_repository"
	ScopeReadRegistry         Scope = "read_registry"
	ScopeWriteRegistry        Scope = "write_registry"
	ScopeReadVirtualRegistry  Scope = "read_virtual_registry"
	ScopeWriteVirtualRegistry Scope = "write_virtual_registry"
	ScopeAIFeatures           Scope = "ai_features"
	ScopeSudo                 Scope = "sudo"
	ScopeAdminMode            Scope = "admin_mode"
	ScopeReadServicePing      Scope = "read_service_ping"
)

// ScopeGranular is the marker that a fine-grained token carries as its only
// scope. Nobody can ask for it.
const ScopeGranular Scope = "granular"

// Risk is how much a scope puts at risk, on one scale of three words.
type Risk int

// The scale of risk.
const (
	RiskLow    Risk = iota // reads a little, or changes only the token itself
	RiskMedium             // reads all one can read, or writes in one area
	RiskHigh               // acts as the person, or as anybody
)

// Phrase returns what a token of that risk does to whoever loses it, as the end
// of "it …".
func (r Risk) Phrase() string {
	switch r {
	case RiskLow:
		return "reads a little, or changes only itself"
	case RiskMedium:
		return "reads all that you can read, or writes in one area"
	case RiskHigh:
		return "acts as you, or as anybody"
	}
	return ""
}

// String returns the word of the scale.
func (r Risk) String() string {
	switch r {
	case RiskLow:
		return "low"
	case RiskMedium:
		return "medium"
	case RiskHigh:
		return "high"
	}
	return fmt.Sprintf("risk %d", int(r))
}

// RiskOf returns the highest risk among the scopes; one that is not known
// counts as high.
func RiskOf(scopes []Scope) Risk {
	highest := RiskLow
	for _, scope := range scopes {
		info, known := scope.Info()
		if !known {
			return RiskHigh
		}
		highest = max(highest, info.Risk)
	}
	return highest
}

// Condition is on what, beyond the release, an instance's offer of a scope
// depends.
type Condition int

// The conditions.
const (
	ConditionNone            Condition = iota
	ConditionRegistry                  // the container registry is on
	ConditionDependencyProxy           // the dependency proxy is on
	ConditionDuo                       // GitLab Duo is on
	ConditionAdmin                     // the person is an administrator
)

// String returns the condition's word in JSON, "" for none.
func (c Condition) String() string {
	switch c {
	case ConditionNone:
	case ConditionRegistry:
		return "container_registry"
	case ConditionDependencyProxy:
		return "dependency_proxy"
	case ConditionDuo:
		return "duo"
	case ConditionAdmin:
		return "administrator"
	}
	return ""
}

// Phrase says when an instance that is new enough has the scope, as a clause, ""
// where always.
func (c Condition) Phrase() string {
	switch c {
	case ConditionNone:
	case ConditionRegistry:
		return "where the container registry is on"
	case ConditionDependencyProxy:
		return "where the dependency proxy is on"
	case ConditionDuo:
		return "where GitLab Duo is on"
	case ConditionAdmin:
		return "for administrators alone"
	}
	return ""
}

// ScopeInfo is what glpat knows of a scope.
type ScopeInfo struct {
	Scope Scope
	// Grants says in plain words what the scope allows.
	Grants string
	// Implies lists the scopes whose rights it contains.
	Implies []Scope
	// Since is the first release with the scope, as far as is known; Maybe is an
	// earlier one that may have it already, unknown where Since is sure.
	Since     Release
	Maybe     Release
	Condition Condition
	Risk      Risk
	// OnGroups and OnProjects tell whether the tokens of groups and of projects
	// can have it too.
	OnGroups, OnProjects bool
}

// NeverBefore returns the release before which no GitLab has the scope.
func (i ScopeInfo) NeverBefore() Release {
	if i.Maybe.Known() {
		return i.Maybe
	}
	return i.Since
}

// SinceText returns the first release with the scope for a sentence: "16.4", or
// "about 16.2" where it is not sure.
func (i ScopeInfo) SinceText() string { return aboutRelease(i.Since, i.NeverBefore()) }

// In says whether a release within the bounds has the scope. It is [Unsure] too
// where the scope's own first release is not sure.
func (i ScopeInfo) In(within ReleaseBounds) Certainty {
	return hasSince(within, i.Since, i.NeverBefore())
}

// TokenKinds returns the kinds of access tokens that can have the scope.
func (i ScopeInfo) TokenKinds() []string {
	kinds := []string{"personal"}
	if i.OnProjects {
		kinds = append(kinds, "project")
	}
	if i.OnGroups {
		kinds = append(kinds, "group")
	}
	return kinds
}

// AllScopes returns the scopes that a personal access token can have, in the
// order of the form before 18.1.
func AllScopes() []ScopeInfo { return slices.Clone(scopeCatalogue) }

var scopeCatalogue = []ScopeInfo{
	{
		Scope: ScopeAPI, Since: NewRelease(8, 15), Risk: RiskHigh, OnGroups: true, OnProjects: true,
		Grants: "do everything you can do: read and change projects, groups, settings, code, packages and images",
		Implies: []Scope{
			ScopeReadAPI, ScopeReadUser, ScopeReadRepository, ScopeWriteRepository, ScopeReadRegistry,
			ScopeWriteRegistry, ScopeReadVirtualRegistry, ScopeWriteVirtualRegistry, ScopeCreateRunner,
			ScopeManageRunner, ScopeSelfRotate, ScopeAIFeatures,
		},
	},
	{
		Scope: ScopeReadAPI, Since: NewRelease(12, 10), Risk: RiskMedium, OnGroups: true, OnProjects: true,
		Grants:  "read everything you can read: projects, issues, code, packages and images",
		Implies: []Scope{ScopeReadUser, ScopeReadRepository, ScopeReadRegistry},
	},
	{
		Scope: ScopeReadUser, Since: NewRelease(8, 15), Risk: RiskLow,
		Grants: "read your profile and the list of users",
	},
	{
		// Likely (inferred from merge request 124074 and from a Terraform provider
		// that has it with its tests against 16.2); 16.1 at the earliest.
		Scope:      ScopeCreateRunner,
		Since:      NewRelease(16, 2),
		Maybe:      NewRelease(16, 1),
		Risk:       RiskMedium,
		OnGroups:   true,
		OnProjects: true,
		Grants:     "create runners, which run CI/CD jobs",
	},
	{
		Scope: ScopeManageRunner, Since: NewRelease(17, 1), Risk: RiskMedium, OnGroups: true, OnProjects: true,
		Grants: "assign, change and delete runners whose number is known",
	},
	{
		Scope: ScopeK8sProxy, Since: NewRelease(16, 4), Risk: RiskMedium, OnGroups: true, OnProjects: true,
		Grants: "reach Kubernetes clusters through GitLab's agent",
	},
	{
		Scope: ScopeSelfRotate, Since: NewRelease(17, 9), Risk: RiskLow, OnGroups: true, OnProjects: true,
		Grants: "replace this token by a new one before it ends",
	},
	{
		Scope: ScopeReadRepository, Since: NewRelease(10, 7), Risk: RiskLow, OnGroups: true, OnProjects: true,
		Grants: "clone and pull code over HTTPS, and read single files through the API",
	},
	{
		Scope: ScopeWriteRepository, Since: NewRelease(11, 11), Risk: RiskMedium, OnGroups: true, OnProjects: true,
		Grants:  "clone, pull and push code over HTTPS",
		Implies: []Scope{ScopeReadRepository},
	},
	{
		Scope:      ScopeReadRegistry,
		Since:      NewRelease(9, 3),
		Risk:       RiskLow,
		Condition:  ConditionRegistry,
		OnGroups:   true,
		OnProjects: true,
		Grants:     "pull container images",
	},
	{
		Scope:      ScopeWriteRegistry,
		Since:      NewRelease(12, 10),
		Risk:       RiskMedium,
		Condition:  ConditionRegistry,
		OnGroups:   true,
		OnProjects: true,
		Grants:     "upload container images; pushing needs read_registry too",
	},
	{
		// Inferred from merge request 174496 of December 2024, as the next one.
		Scope:     ScopeReadVirtualRegistry,
		Since:     NewRelease(17, 7),
		Maybe:     NewRelease(17, 6),
		Risk:      RiskLow,
		Condition: ConditionDependencyProxy,
		OnGroups:  true,
		Grants:    "pull through the dependency proxy, together with write_virtual_registry for images",
	},
	{
		Scope:     ScopeWriteVirtualRegistry,
		Since:     NewRelease(17, 9),
		Maybe:     NewRelease(17, 8),
		Risk:      RiskMedium,
		Condition: ConditionDependencyProxy,
		OnGroups:  true,
		Grants:    "fill and clear the dependency proxy's store",
	},
	{
		Scope:      ScopeAIFeatures,
		Since:      NewRelease(16, 5), // inferred
		Maybe:      NewRelease(16, 4),
		Risk:       RiskMedium,
		Condition:  ConditionDuo,
		OnGroups:   true,
		OnProjects: true,
		Grants:     "use GitLab Duo's chat and code suggestions",
	},
	{
		Scope: ScopeSudo, Since: NewRelease(10, 2), Risk: RiskHigh, Condition: ConditionAdmin,
		Grants: "act as any user of the instance",
	},
	{
		Scope: ScopeAdminMode, Since: NewRelease(15, 8), Risk: RiskHigh, Condition: ConditionAdmin,
		Grants: "act as administrator while Admin Mode is on",
	},
	{
		// The API's own file says 16.9, documents say 16.8 and 17.1.
		Scope: ScopeReadServicePing, Since: NewRelease(16, 9), Maybe: NewRelease(16, 8),
		Risk: RiskLow, Condition: ConditionAdmin,
		Grants: "download the instance's usage report",
	},
}

// Info returns what is known of the scope, and whether it is in the catalogue.
func (s Scope) Info() (ScopeInfo, bool) {
	for _, info := range scopeCatalogue {
		if info.Scope == s {
			return info, true
		}
	}
	return ScopeInfo{Scope: s}, false
}

// ParseScopes reads a list as people write it: names separated by commas or
// white space. A name outside the catalogue is an [*input.Error].
func ParseScopes(text string) ([]Scope, error) {
	var scopes []Scope
	for _, name := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || unicode.IsSpace(r) }) {
		scope := Scope(strings.ToLower(name))
		if _, known := scope.Info(); !known {
			return nil, unknownScope(name)
		}
		if !slices.Contains(scopes, scope) {
			scopes = append(scopes, scope)
		}
	}
	return scopes, nil
}

func unknownScope(name string) *input.Error {
	unknown := &input.Error{
		What: "A personal access token has no scope " + strconv.Quote(input.Clean(name, 40)),
	}
	for _, elsewhere := range NonPersonalScopes() {
		if strings.EqualFold(name, string(elsewhere.Scope)) {
			unknown.What += ": it is " + elsewhere.Where
		}
	}
	return unknown
}

// ImpliedBy lists the scopes that contain this one, the least first.
func (s Scope) ImpliedBy() []Scope {
	var wider []Scope
	for _, info := range slices.Backward(scopeCatalogue) {
		if slices.Contains(info.Implies, s) {
			wider = append(wider, info.Scope)
		}
	}
	return wider
}

// JoinScopes writes the list as GitLab's link takes it: "read_api,read_user".
func JoinScopes(scopes []Scope) string {
	names := make([]string, len(scopes))
	for i, scope := range scopes {
		names[i] = string(scope)
	}
	return strings.Join(names, ",")
}
