package picture

import (
	"slices"

	"glpat/gitlab"
)

// scopeBox is a row of the form's scopes: a box, or the title of a group.
type scopeBox struct {
	scope gitlab.Scope
	title string
}

// boxes lists the scopes of the form in its order: those that every instance of
// the release has, and those that are ticked. What only administrators get or
// what needs GitLab Duo is drawn when it is ticked.
func boxes(pages gitlab.Pages, ticked []gitlab.Scope) []scopeBox {
	all := gitlab.AllScopes()
	rest := slices.Clone(ticked) // ticked, and not yet in the list
	var list []scopeBox
	for _, group := range scopeGroups(pages.ScopeOrder, all) {
		var inside []scopeBox
		for _, scope := range group.scopes {
			if offered(pages, scope, all) || slices.Contains(rest, scope) {
				inside = append(inside, scopeBox{scope: scope})
				rest = slices.DeleteFunc(rest, func(s gitlab.Scope) bool { return s == scope })
			}
		}
		if group.title != "" && inside != nil {
			list = append(list, scopeBox{title: group.title})
		}
		list = append(list, inside...)
	}
	for _, scope := range rest {
		list = append(list, scopeBox{scope: scope})
	}
	return list
}

// offered reports whether every instance with these pages has the scope, or
// nearly every one.
func offered(pages gitlab.Pages, scope gitlab.Scope, all []gitlab.ScopeInfo) bool {
	at := slices.IndexFunc(all, func(info gitlab.ScopeInfo) bool { return info.Scope == scope })
	return at >= 0 && pages.Since.AtLeast(all[at].Since) &&
		(all[at].Condition == gitlab.ConditionNone || all[at].Condition == gitlab.ConditionRegistry)
}

type scopeGroup struct {
	title  string
	scopes []gitlab.Scope
}

// scopeGroups gives the order of the boxes; only the newest one has titles.
func scopeGroups(order gitlab.ScopeOrder, all []gitlab.ScopeInfo) []scopeGroup {
	switch order {
	case gitlab.ScopesBroadFirst:
		var scopes []gitlab.Scope
		for _, info := range all {
			scopes = append(scopes, info.Scope)
		}
		return []scopeGroup{{scopes: scopes}}
	case gitlab.ScopesWeakFirst:
		// UI_SCOPES_ORDERED_BY_PERMISSION in lib/gitlab/auth.rb.
		return []scopeGroup{{scopes: []gitlab.Scope{
			gitlab.ScopeReadServicePing, gitlab.ScopeReadUser, gitlab.ScopeReadRepository,
			gitlab.ScopeReadVirtualRegistry, gitlab.ScopeReadRegistry, gitlab.ScopeReadAPI,
			gitlab.ScopeSelfRotate, gitlab.ScopeWriteRepository, gitlab.ScopeWriteVirtualRegistry,
			gitlab.ScopeWriteRegistry, gitlab.ScopeAPI, gitlab.ScopeAIFeatures, gitlab.ScopeCreateRunner,
			gitlab.ScopeManageRunner, gitlab.ScopeK8sProxy, gitlab.ScopeAdminMode, gitlab.ScopeSudo,
		}}}
	case gitlab.ScopesGrouped:
		// scope_selector.vue. That the container registry's scopes stand under
		// Other, and the order inside the groups, is unverified.
		return []scopeGroup{
			{"", []gitlab.Scope{gitlab.ScopeAPI, gitlab.ScopeReadAPI}},
			{"AI", []gitlab.Scope{gitlab.ScopeAIFeatures}},
			{"Repository", []gitlab.Scope{gitlab.ScopeReadRepository, gitlab.ScopeWriteRepository}},
			{"Registry", []gitlab.Scope{gitlab.ScopeReadVirtualRegistry, gitlab.ScopeWriteVirtualRegistry}},
			{"Runners", []gitlab.Scope{gitlab.ScopeCreateRunner, gitlab.ScopeManageRunner}},
			{"Service ping", []gitlab.Scope{gitlab.ScopeReadServicePing}},
			{"User & Administration", []gitlab.Scope{
				gitlab.ScopeReadUser, gitlab.ScopeSelfRotate, gitlab.ScopeK8sProxy, gitlab.ScopeAdminMode,
				gitlab.ScopeSudo,
			}},
			{"Other", []gitlab.Scope{gitlab.ScopeReadRegistry, gitlab.ScopeWriteRegistry}},
		}
	}
	return nil
}
