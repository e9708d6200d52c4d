package practice

import (
	"slices"
	"strconv"
	"strings"

	"glpat/gitlab/catalog"
)

// fineGrainedTabs draws the resources, a panel for each tab. Only the panel of the
// chosen tab shows, which style sheets do alone.
func (v *visit) fineGrainedTabs(f fineGrainedForm) part {
	look := v.edition.fineGrainedLook()
	class := "fieldset.tabs"
	if look.Segmented() {
		class = "fieldset.tabs.segmented"
	}
	return all(
		el(
			class,
			when(look.Segmented(), el("legend", text(look.TabsLabel()))),
			each(look.Tabs(), func(where catalog.Boundary) part {
				key := tabKey(where)
				inFront := key == f.tab ||
					where == catalog.BoundaryProject &&
						!slices.ContainsFunc(look.Tabs(), func(tab catalog.Boundary) bool { return tabKey(tab) == f.tab })
				return all(
					el(
						"input",
						attr("type", "radio"),
						attr("name", "granular[tab]"),
						id("tab-"+key),
						attr("value", key),
						flag("checked", inFront),
					),
					el(
						"label.tab",
						attr("for", "tab-"+key),
						testID("tab-"+key),
						text(where.Tab()),
						when(
							look.Segmented(),
							el("span.tally", attr("data-tally", key), text(strconv.Itoa(f.picked(where)))),
						),
					),
				)
			}),
		),
		each(look.Tabs(), func(where catalog.Boundary) part {
			return el(
				"section",
				attr("class", "panel panel-"+tabKey(where)),
				attr("data-panel", tabKey(where)),
				attr("aria-label", where.Tab()),
				when(look == catalog.FineGrainedTabs && where == catalog.BoundaryProject, v.fineGrainedAccess(f)),
				el("div.halves", resourceTree(where, look, f), permissionList(where, look, f)),
			)
		}),
	)
}

// holds tells whether the form has the resource, with permissions or without.
func (f fineGrainedForm) holds(resource catalog.Permission) bool {
	return slices.Contains(f.resources, resourceKey(resource)) ||
		slices.ContainsFunc(resource.APINames(), func(name string) bool {
			return slices.Contains(f.permissions, permissionKey(resource.Where, name))
		})
}

// picked counts a tab's resources that the form has.
func (f fineGrainedForm) picked(where catalog.Boundary) int {
	return len(
		slices.DeleteFunc(resourcesUnder(where), func(resource catalog.Permission) bool { return !f.holds(resource) }),
	)
}

// resourceTree is the left half, where resources are picked. Only a script can
// make picking mean something, so it is hidden until that runs.
func resourceTree(where catalog.Boundary, look catalog.FineGrainedForm, f fineGrainedForm) part {
	resources := resourcesUnder(where)
	const search = "Search for resources to add"
	return el("div.half.tree", flag("hidden", true),
		el("b", text(where.Tab()+" resources")),
		el("input", attr("type", "search"), attr("placeholder", search), attr("aria-label", search)),
		each(categoriesOf(resources), func(category string) part {
			of := slices.DeleteFunc(
				slices.Clone(resources),
				func(resource catalog.Permission) bool { return resource.Category != category },
			)
			return el(
				"div.category",
				when(
					look != catalog.FineGrainedTabs,
					el("input", attr("type", "checkbox"), attr("data-all", ""), attr("aria-label", "All resources of "+category)),
				),
				el(
					"details",
					flag("open", slices.ContainsFunc(of, f.holds)),
					el(
						"summary",
						attr("aria-label", "Toggle "+category+" category"),
						testID("toggle-"+tabKey(where)+"-"+category),
						icon("down"),
						text(category),
					),
					each(of, func(resource catalog.Permission) part {
						key := resourceKey(resource)
						return el(
							"label.inline",
							el("input", attr("type", "checkbox"), attr("name", "granular[resources][]"), attr("value", key),
								flag("checked", f.holds(resource)), testID("resource-"+key)),
							text(resource.Resource),
						)
					}),
				),
			)
		}))
}

// permissionList is the right half. It has a row for every resource; the script
// hides those that are not picked.
func permissionList(where catalog.Boundary, look catalog.FineGrainedForm, f fineGrainedForm) part {
	return el("div.half",
		el("b", text(where.Tab()+" permissions")),
		el("p.hint", attr("data-empty", ""), flag("hidden", true), text(fineGrainedMessagesOf(look).empty)),
		el("ul.picked", each(resourcesUnder(where), func(resource catalog.Permission) part {
			key := resourceKey(resource)
			names := resource.APINames()
			return el(
				"li",
				attr("data-row", key),
				el("div", el("b", text(resource.Resource)), el("small", text(resource.Category))),
				el(
					"details.drop",
					el("summary.button.small", testID("permissions-"+key), attr("aria-label", "Permissions of "+resource.Resource),
						el("span", attr("data-summary", "Select permissions"), text(summaryOf(resource, f))), icon("down")),
					el("div.menu.boxes", each(names, func(name string) part {
						return el("label.inline", el("input", attr("type", "checkbox"), attr("name", "granular[permissions][]"),
							attr("value", permissionKey(where, name)), testID("permission-"+permissionKey(where, name)),
							flag("checked", slices.Contains(f.permissions, permissionKey(where, name)))),
							text(resource.Actions[slices.Index(names, name)]))
					})),
				),
				removeButton(key, resource.Resource),
			)
		})))
}

// summaryOf is what the list of a resource's permissions says while it is
// closed.
func summaryOf(resource catalog.Permission, f fineGrainedForm) string {
	var chosen []string
	for i, name := range resource.APINames() {
		if slices.Contains(f.permissions, permissionKey(resource.Where, name)) {
			chosen = append(chosen, resource.Actions[i])
		}
	}
	return or(strings.Join(chosen, ", "), "Select permissions")
}

// removeButton takes a row out again, which needs the script.
func removeButton(key, name string) part {
	return el(
		"button.remove",
		attr("type", "button"),
		flag("hidden", true),
		attr("data-remove", key),
		attr("aria-label", "Remove "+name),
		text("×"),
	)
}

// fineGrainedAccess draws how far among groups and projects the token reaches.
func (v *visit) fineGrainedAccess(f fineGrainedForm) part {
	radio := func(value, label, help string) part {
		return el("label.inline", el(
			"input",
			attr("type", "radio"),
			attr("name", "granular[access]"),
			attr("value", value),
			flag("checked", f.access == value),
			testID("access-"+value),
		), el("span", text(label), when(help != "", el("small", text(help)))))
	}
	list := places()
	options := func(title, prefix string) part {
		of := slices.DeleteFunc(slices.Clone(list), func(p place) bool { return !strings.HasPrefix(p.key, prefix) })
		return all(el("b", text(title)), each(of, func(p place) part {
			return el(
				"label.inline",
				el("input", attr("type", "checkbox"), attr("name", "granular[places][]"), attr("value", p.key),
					flag("checked", slices.Contains(f.places, p.key)), testID("place-"+p.key)),
				text(p.path),
			)
		}))
	}
	const search = "Search groups or projects"
	return el(
		"fieldset.access",
		el("legend", text(catalog.LabelFineGrainedAccess)),
		radio(accessPersonal, v.edition.fineGrainedLook().AccessPersonal(), ""),
		radio(accessAll, v.edition.fineGrainedLook().AccessAll(), ""),
		radio(
			accessSelected,
			v.edition.fineGrainedLook().AccessSpecific(),
			"A group brings its subgroups and projects along.",
		),
		el("div.places",
			el(
				"details.drop",
				el("summary.button.small", testID("add-place"), text("Add group or project"), icon("down")),
				el(
					"div.menu.boxes",
					el("input", attr("type", "search"), flag("hidden", true), attr("placeholder", search), attr("aria-label", search)),
					options("Groups", "group-"),
					options("Projects", "project-"),
				),
			),
			el("p.hint", attr("data-empty", ""), flag("hidden", true), text("No groups or projects added.")),
			el("ul.picked", each(list, func(p place) part {
				return el("li", attr("data-row", p.key), flag("hidden", true),
					el("div", el("b", text(p.path)), el("small", text(p.holds))), removeButton(p.key, p.path))
			}))),
	)
}
