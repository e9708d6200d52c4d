package practice

import (
	"slices"

	"glpat/gitlab/catalog"
)

// ability is what a token may do where GitLab looks at abilities and not at
// scopes: Git over HTTP and the registry (abilities_for_scopes in
// lib/gitlab/auth.rb).
type ability int

const (
	abilityDownloadCode ability = iota
	abilityPushCode
	abilityReadImage
	abilityCreateImage
	abilityReadProxy
	abilityWriteProxy
)

// abilities says what each scope gives; the others give nothing here.
func abilities() map[catalog.Scope][]ability {
	return map[catalog.Scope][]ability{
		catalog.ScopeAPI: {
			abilityDownloadCode,
			abilityPushCode,
			abilityReadImage,
			abilityCreateImage,
			abilityReadProxy,
			abilityWriteProxy,
		},
		catalog.ScopeReadAPI:              {abilityDownloadCode, abilityReadImage},
		catalog.ScopeReadRepository:       {abilityDownloadCode},
		catalog.ScopeWriteRepository:      {abilityDownloadCode, abilityPushCode},
		catalog.ScopeReadRegistry:         {abilityReadImage},
		catalog.ScopeWriteRegistry:        {abilityCreateImage},
		catalog.ScopeReadVirtualRegistry:  {abilityReadProxy},
		catalog.ScopeWriteVirtualRegistry: {abilityWriteProxy},
	}
}

// may reports whether a token's scopes, or its permissions, give an ability.
func (t issuedToken) may(wanted ability) bool {
	if t.fineGrained {
		permission, exists := wanted.permission()
		return exists && t.permits(permission)
	}
	if t.other && t.kind == catalog.AlternativeJobToken {
		// build_authentication_abilities in the same file. Pushing code is a setting of
		// the project that is off.
		return wanted == abilityDownloadCode || wanted == abilityReadImage || wanted == abilityCreateImage
	}
	given := abilities()
	return slices.ContainsFunc(t.scopes, func(scope catalog.Scope) bool { return slices.Contains(given[scope], wanted) })
}

// permission is what gives the ability to a fine-grained token; none can create
// images or fill the proxy (doc/auth/tokens/fine_grained_access_tokens_other.md).
func (a ability) permission() (permission catalog.Permission, exists bool) {
	in := func(category, resource, action string) (catalog.Permission, bool) {
		return catalog.Permission{
			Category: category,
			Resource: resource,
			Actions:  []string{action},
			Where:    catalog.BoundaryProject,
		}, true
	}
	switch a {
	case abilityDownloadCode:
		return in("Repository", "Code", "Download")
	case abilityPushCode:
		return in("Repository", "Code", "Push")
	case abilityReadImage:
		return in("Packages and Registry", "Container Repository", "Read")
	case abilityReadProxy:
		return in("Packages and Registry", "Dependency Proxy", "Read")
	case abilityCreateImage, abilityWriteProxy:
	}
	return catalog.Permission{}, false
}

// missing is GitLab's sentence where a fine-grained token lacks the ability.
func (a ability) missing() string {
	permission, _ := a.permission()
	return missingPermission(catalog.AccessProject, []catalog.Permission{permission})
}
