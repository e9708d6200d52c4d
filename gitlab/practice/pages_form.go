package practice

import (
	"net/url"
	"slices"

	"glpat/gitlab/catalog"
)

// theForm is the form to show: the one that was refused, or one filled in from
// the link.
func (v *visit) theForm(shown flash) form {
	if shown.form != nil {
		return *shown.form
	}
	return v.edition.prefilledForm(v.linkQuery(), v.user, v.server.now())
}

// linkQuery is what the form reads of its address.
func (v *visit) linkQuery() url.Values {
	if v.server.linkIgnored {
		return nil
	}
	return v.r.URL.Query()
}

// tokenForm draws the form with the release's labels, in its order, with
// GitLab's ids, names and test ids.
func (v *visit) tokenForm(f form) part {
	pages := v.edition.pages
	formID := "js-new-access-token-form"
	if pages.ScopeOrder != catalog.ScopesBroadFirst {
		formID = "token-create-form"
	}
	return el(
		"form.token-form",
		id(formID),
		attr("method", "post"),
		attr("action", pages.Path()),
		flag("novalidate", true),
		v.protectionToken(),
		when(pages.FormHeading != "" && pages.OpenerChoice == "", el("h4", text(pages.FormHeading))),
		v.formErrors(f.errors),
		el("div.field", el("label", attr("for", "personal_access_token_name"), text(catalog.LabelTokenName)),
			el("input", attr("type", "text"), id("personal_access_token_name"), attr("name", "personal_access_token[name]"),
				attr("value", f.name), flag("required", true), attr("autocomplete", "off"), testID("access-token-name-field")),
			el("small", text("For example, the application that will use the token, or what it is for."))),
		when(pages.DescriptionLabel != "",
			el("div.field", el("label", attr("for", "personal_access_token_description"), text(pages.DescriptionLabel)),
				el("textarea", id("personal_access_token_description"), attr("name", "personal_access_token[description]"),
					attr("rows", "4"), attr("maxlength", "255"), testID("access-token-description-field"), text(f.description)))),
		el(
			"div.field",
			el("label", attr("for", "personal_access_token_expires_at"), text(catalog.LabelExpiration)),
			el(
				"input.date",
				attr("type", "text"),
				id("personal_access_token_expires_at"),
				attr("name", "personal_access_token[expires_at]"),
				attr("value", f.expires),
				attr("placeholder", "YYYY-MM-DD"),
				attr("autocomplete", "off"),
				attr("inputmode", "numeric"),
				testID("gl-datepicker-input"),
			),
			when(
				v.edition.has(featureExpiryRequired),
				el("small", text("The token ends at midnight UTC when this day begins; 365 days at most.")),
			),
		),
		v.scopeBoxes(f),
		el(
			"div.actions",
			el("button.button.primary", attr("type", "submit"), testID("create-token-button"), text(pages.Submit)),
			when(pages.OpenerChoice != "", el("a.button", href(pages.Path()), text("Cancel"))),
			when(
				pages.Opener != "" && pages.OpenerChoice == "",
				el("button.button", attr("type", "button"), attr("data-close", formID+"-box"), text("Cancel")),
			),
		),
	)
}

// scopeBoxes draws the scopes in the release's order: with what they do below
// each, or in the newest releases under titles and with that behind a button.
func (v *visit) scopeBoxes(f form) part {
	ticked := func(scope catalog.Scope) bool { return slices.Contains(f.scopes, scope) }
	input := func(scope catalog.Scope) part {
		return el(
			"input",
			attr("type", "checkbox"),
			id(scopeBoxID(scope)),
			attr("name", "personal_access_token[scopes][]"),
			attr("value", string(scope)),
			flag("checked", ticked(scope)),
			testID(string(scope)+"-checkbox"),
		)
	}
	label := func(scope catalog.Scope, more part) part {
		return el("label", attr("for", scopeBoxID(scope)), el("b", text(string(scope))), more)
	}
	grants := func(scope catalog.Scope) part {
		info, _ := scope.Info()
		return el("small", text("Lets the token "+info.Grants+"."))
	}
	heading := all(
		el("legend", text(v.edition.pages.ScopesHeading)),
		el(
			"p.hint",
			text("Scopes set what the token may do. "),
			el("a", href("/help/user/profile/personal_access_tokens"), text("Learn more")),
		),
	)
	if v.edition.pages.ScopeOrder != catalog.ScopesGrouped {
		return el("fieldset", heading, each(v.edition.scopesFor(v.user), func(scope catalog.Scope) part {
			return el("div.scope", input(scope), label(scope, grants(scope)))
		}))
	}
	box := func(scope catalog.Scope) part {
		return el(
			"div.scope",
			input(scope),
			label(scope, nothing),
			el(
				"details.about",
				el("summary", attr("aria-label", "About "+string(scope)), testID(string(scope)+"-about"), icon("about")),
				grants(scope),
			),
			when(scope == catalog.ScopeAPI, v.broadAccess(ticked(scope))),
		)
	}
	return el("fieldset.grouped", heading, each(v.edition.scopeGroupsFor(v.user), func(group catalog.ScopeGroup) part {
		return el("div.scope-group", when(group.Title != "", el("h5", text(group.Title))), each(group.Scopes, box))
	}))
}

func scopeBoxID(scope catalog.Scope) string { return "personal_access_token_scopes_" + string(scope) }

// broadAccess is the badge beside the scope api while that is ticked, with the
// way to a smaller token behind it.
func (v *visit) broadAccess(shown bool) part {
	return el("details.about.broad-access", flag("hidden", !shown),
		el("summary.badge.broad", testID("broad-access-badge"), text("Broad access")),
		el("small", text("This scope reaches everything you can reach. To limit the token to what it is for, "),
			el("a", href(v.edition.pages.Path()+"/granular/new"), text("generate a fine-grained token")), text(".")))
}

func (v *visit) formErrors(errors []string) part {
	if len(errors) == 0 {
		return nothing
	}
	title := "The form contains the following errors:"
	if v.edition.pages.ScopeOrder == catalog.ScopesBroadFirst {
		title = "The form contains the following error(s):"
	}
	return el("div.alert.danger", attr("role", "alert"), el("strong", text(title)),
		el("ul", each(errors, func(e string) part { return el("li.form-error", text(e)) })))
}

// legacyFormPage is the form on a page of its own, and after creation the page
// with the token.
func (v *visit) legacyFormPage() {
	shown := v.flash()
	pages := v.edition.pages
	crumbs := []string{"User settings", pages.MenuEntry, pages.FormHeading}
	if !shown.created.Empty() {
		v.show(htmlPage{title: pages.CreatedLabel, active: pages.Path(), crumbs: crumbs, body: v.createdPage(shown.created)})
		return
	}
	v.show(htmlPage{title: pages.FormHeading, active: pages.Path(), crumbs: crumbs, body: all(
		el("h1", text(pages.FormHeading)),
		el("p.lead", text("A legacy token reaches every group and project you can reach, with broad permissions.")),
		v.tokenForm(v.theForm(shown)))})
}

// createToken takes the form. A page of its own answers, so that loading it
// again sends nothing twice.
func (v *visit) createToken() {
	f := submittedForm(v.r.PostForm)
	wanted, errors := v.edition.judge(f, v.edition.scopesFor(v.user), v.server.now())
	next := flash{}
	if len(errors) == 0 {
		var err error
		if next.created, err = v.server.store.create(v.user.id, wanted); err != nil {
			errors = []string{"The practice GitLab has too many tokens. Start it again."}
		}
	}
	if len(errors) > 0 {
		f.errors = errors
		next.form = &f
	}
	v.server.store.setFlash(v.session.id, next)
	if v.edition.pages.OpenerChoice != "" {
		v.redirect(v.edition.pages.Path() + "/legacy/new")
		return
	}
	v.redirect(v.edition.pages.Path())
}
