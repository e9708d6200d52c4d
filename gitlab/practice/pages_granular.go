package practice

import (
	"net/http"

	"glpat/gitlab"
)

// granularFormPage is the form for fine-grained tokens, in structure: it can be
// looked at, and says that the practice makes none.
func (v *visit) granularFormPage() {
	v.showGranularForm(http.StatusOK)
}

// createGranularToken refuses, with a status that no client takes for success.
func (v *visit) createGranularToken() {
	v.showGranularForm(http.StatusUnprocessableEntity)
}

func (v *visit) showGranularForm(status int) {
	pages := v.edition.pages
	const heading = "Generate fine-grained token"
	input := func(name, label, kind, value string) part {
		return el("div.field", el("label", attr("for", name), text(label)), el("input", attr("type", kind), id(name), attr("value", value), attr("autocomplete", "off")))
	}
	expires := today(v.server.now()).AddDate(0, 0, defaultLifetimeDays).Format(dateLayout)
	refusal := el("div.alert.info", attr("role", "note"), text("The practice GitLab makes legacy tokens only. You can look at this form; its button makes nothing. "),
		el("a", href(pages.Path()+"/legacy/new"), text("Go to the form for a legacy token")))
	if status != http.StatusOK {
		refusal = el("div.alert.danger", attr("role", "alert"), text("Nothing was made: the practice GitLab makes legacy tokens only. "),
			el("a", href(pages.Path()+"/legacy/new"), text("Go to the form for a legacy token")))
	}
	v.show(status, page{title: heading, active: pages.Path(), crumbs: []string{"User settings", pages.MenuEntry, heading}, body: all(
		el("h1", text(heading+" "), when(!v.edition.has(featureGranularReleased), el("span.badge", text("Beta")))),
		el("p.lead", text("A fine-grained token reaches only the groups and projects you choose, and only what you allow there.")),
		refusal,
		el("form.token-form", id("granular-token-form"), attr("method", "post"), attr("action", pages.Path()+"/granular/new"), v.protectionToken(),
			when(v.granularSince(18, 11), el("h2", text("Basic Information"))),
			input("granular-name", "Name", "text", ""),
			el("div.field", el("label", attr("for", "granular-description"), text("Description")), el("textarea", id("granular-description"), attr("rows", "2"))),
			input("granular-expires", gitlab.LabelExpiration, "text", expires),
			v.granularScope(),
			el("div.actions", el("button.button.primary", attr("type", "submit"), text("Generate token")), el("a.button", href(pages.Path()), text("Cancel")))))})
}

func (v *visit) granularSince(major, minor int) bool {
	return v.edition.release.AtLeast(gitlab.NewRelease(major, minor))
}

// granularScope is the part of the form about what the token may do, which
// looked different in each of the three forms so far.
func (v *visit) granularScope() part {
	personal, heading := "Only personal projects", "Define scope"
	advice := "Add only what the job needs. A token never has more rights than you."
	parts := []string{"Group and project", "User"}
	if v.granularSince(18, 11) {
		personal, heading = "Only my personal projects", "Add resource permissions"
		parts = append(parts, "Global")
	}
	radio := func(label string) part {
		return el("label.inline", el("input", attr("type", "radio"), attr("name", "access")), text(label))
	}
	access := el("fieldset", el("legend", text("Group and project access")),
		radio(personal), radio("All groups and projects that I'm a member of"), radio("Only specific groups or projects that I'm a member of"))
	tabs := el("div.tabs", attr("role", "tablist"), each(parts, func(name string) part {
		return el("span", attr("class", "tab"), attr("role", "tab"), text(name))
	}))
	switcher := all(el("p", el("b", text("Resource access"))), tabs)
	if !v.granularSince(19, 2) {
		switcher = tabs
	}
	resources := el("div.halves",
		el("div.half", el("b", text("Group and project resources")), el("input", attr("type", "search"), attr("placeholder", "Search for resources to add"), attr("aria-label", "Search for resources to add"))),
		el("div.half", el("b", text("Group and project permissions")), el("p.hint", text(v.emptyResources()))))
	if !v.granularSince(18, 11) {
		return all(el("h2", text(heading)), el("p.hint", text(advice)), switcher, access, resources)
	}
	return all(access, el("h2", text(heading)), el("p.hint", text(advice)), switcher, resources)
}

func (v *visit) emptyResources() string {
	if v.granularSince(18, 11) {
		return "No resources added"
	}
	return "No resources selected"
}
