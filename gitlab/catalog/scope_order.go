package catalog

// ScopeGroup is a run of scope boxes in GitLab's form, under a title or none.
type ScopeGroup struct {
	Title  string
	Scopes []Scope
}

// Groups gives every scope of the catalogue in the order of the form's boxes.
// Only the newest order has titles.
func (o ScopeOrder) Groups() []ScopeGroup {
	switch o {
	case ScopesBroadFirst:
		group := ScopeGroup{}
		for _, info := range scopeCatalogue {
			group.Scopes = append(group.Scopes, info.Scope)
		}
		return []ScopeGroup{group}
	case ScopesWeakFirst:
		// UI_SCOPES_ORDERED_BY_PERMISSION in lib/gitlab/auth.rb.
		return []ScopeGroup{{Scopes: []Scope{
			ScopeReadServicePing, ScopeReadUser, ScopeReadRepository, ScopeReadVirtualRegistry, ScopeReadRegistry,
			ScopeReadAPI, ScopeSelfRotate, ScopeWriteRepository, ScopeWriteVirtualRegistry, ScopeWriteRegistry,
			ScopeAPI, ScopeAIFeatures, ScopeCreateRunner, ScopeManageRunner, ScopeK8sProxy, ScopeAdminMode, ScopeSudo,
		}}}
	case ScopesGrouped:
		// scope_selector.vue, which has no group for the container registry's scopes:
		// what is in none stands under "Other".
		return []ScopeGroup{
			{"", []Scope{ScopeAPI, ScopeReadAPI}},
			{"AI", []Scope{ScopeAIFeatures}},
			{"Repository", []Scope{ScopeReadRepository, ScopeWriteRepository}},
			{"Registry", []Scope{ScopeReadVirtualRegistry, ScopeWriteVirtualRegistry}},
			{"Runners", []Scope{ScopeCreateRunner, ScopeManageRunner}},
			{"Service ping", []Scope{ScopeReadServicePing}},
			{"User & Administration", []Scope{ScopeReadUser, ScopeSelfRotate, ScopeK8sProxy, ScopeAdminMode, ScopeSudo}},
			{"Other", []Scope{ScopeReadRegistry, ScopeWriteRegistry}},
		}
	}
	return nil
}
