package picture

import (
	"slices"

	"glpat/gitlab/catalog"
)

// scopeBox is a row of the form's scopes: a box, or the title of a group.
type scopeBox struct {
	scope catalog.Scope
	title string
}

// boxes lists the scopes of the form in its order: those that every instance of
// the release has, and those that are ticked. What only administrators get or
// what needs GitLab Duo is drawn when it is ticked.
func boxes(pages catalog.FormLayout, ticked []catalog.Scope) []scopeBox {
	rest := slices.Clone(ticked) // ticked, and not yet in the list
	var list []scopeBox
	for _, group := range pages.ScopeOrder.Groups() {
		var inside []scopeBox
		for _, scope := range group.Scopes {
			if offered(pages, scope) || slices.Contains(rest, scope) {
				inside = append(inside, scopeBox{scope: scope})
				rest = slices.DeleteFunc(rest, func(s catalog.Scope) bool { return s == scope })
			}
		}
		if group.Title != "" && inside != nil {
			list = append(list, scopeBox{title: group.Title})
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
func offered(pages catalog.FormLayout, scope catalog.Scope) bool {
	info, known := scope.Info()
	return known && pages.Since.AtLeast(info.Since) &&
		(info.Condition == catalog.ConditionNone || info.Condition == catalog.ConditionRegistry)
}
