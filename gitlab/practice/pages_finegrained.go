package practice

import "glpat/gitlab/catalog"

// fineGrainedFormPage is the form for fine-grained tokens, and after creation the
// page with the token. As in GitLab, the form reads nothing from its address but the
// token that it is to be like.
func (v *visit) fineGrainedFormPage() {
	shown := v.flash()
	pages := v.edition.pages
	const heading = catalog.LabelFineGrainedHeading
	crumbs := []string{"User settings", pages.MenuEntry, heading}
	if !shown.created.Empty() {
		v.show(htmlPage{title: pages.CreatedLabel, active: pages.Path(), crumbs: crumbs, body: v.createdPage(shown.created)})
		return
	}
	form := v.newFineGrainedForm()
	if shown.fineGrained != nil {
		form = *shown.fineGrained
	}
	v.show(htmlPage{title: heading, active: pages.Path(), crumbs: crumbs, body: all(
		el("h1", text(heading+" "), when(v.edition.fineGrainedLook().Beta(), el("span.badge", text("Beta")))),
		el(
			"p.lead",
			text("A fine-grained token reaches only the groups and projects you choose, and only what you allow there."),
		),
		v.fineGrainedForm(form),
		el("script", attr("nonce", v.nonce), verbatim(fineGrainedScript)),
	)})
}

// createFineGrainedToken takes the form. As with the other form, a page of its own
// answers.
func (v *visit) createFineGrainedToken() {
	f := submittedFineGrainedForm(v.r.PostForm)
	wanted, errors := v.edition.judgeFineGrained(f, v.server.now())
	next := flash{}
	if len(errors) == 0 {
		var err error
		if next.created, err = v.server.store.createFineGrained(
			v.user.id,
			wanted.name,
			wanted.description,
			wanted.expires,
			wanted.grants,
		); err != nil {
			errors = []string{"Token generation unsuccessful. Please try again."}
		}
	}
	if len(errors) > 0 {
		f.errors = errors
		next.fineGrained = &f
	}
	v.server.store.setFlash(v.session.id, next)
	v.redirect(v.edition.pages.Path() + "/granular/new")
}

// fineGrainedForm draws the form in the release's look. All of it works without a
// script; with one, resources are picked on the left and given permissions on
// the right.
func (v *visit) fineGrainedForm(f fineGrainedForm) part {
	pages, look := v.edition.pages, v.edition.fineGrainedLook()
	basics := all(
		el("div.field", el("label", attr("for", "granular_name"), text("Name")),
			el("input", attr("type", "text"), id("granular_name"), attr("name", "granular[name]"), attr("value", f.name),
				flag("required", true), testID("granular-name-field"))),
		el(
			"div.field",
			el(
				"label",
				attr("for", "granular_description"),
				text("Description"),
			),
			el(
				"textarea",
				id("granular_description"),
				attr("name", "granular[description]"),
				attr("rows", "3"),
				attr("maxlength", "255"),
				testID("granular-description-field"),
				text(f.description),
			),
		),
		el(
			"div.field",
			el("label", attr("for", "granular_expires_at"), text(catalog.LabelExpiration)),
			el(
				"input.date",
				attr("type", "text"),
				id("granular_expires_at"),
				attr("name", "granular[expires_at]"),
				attr("value", f.expires),
				attr("placeholder", "YYYY-MM-DD"),
				attr("inputmode", "numeric"),
				testID("gl-datepicker-input"),
			),
			el("small", text("The token ends at midnight UTC when this day begins; 365 days at most.")),
		),
	)
	advice := el("p.hint", text("Add only what the job needs. A token can never do more than you can."))
	footer := "div.actions.sticky"
	var middle part
	switch look {
	case catalog.FineGrainedNone:
		middle = nothing
	case catalog.FineGrainedTabs:
		footer = "div.actions"
		middle = all(basics, el("h2", text(look.ResourcesHeading())), advice, v.fineGrainedTabs(f))
	case catalog.FineGrainedThreeTabs:
		middle = all(
			el("h2", text(look.BasicsHeading())),
			basics,
			v.fineGrainedAccess(f),
			el("h2", text(look.ResourcesHeading())),
			advice,
			publicNote(),
			v.fineGrainedTabs(f),
		)
	case catalog.FineGrainedSegments, catalog.FineGrainedByAccess:
		middle = all(
			el("h2", text(look.BasicsHeading())),
			basics,
			v.fineGrainedAccess(f),
			el("h2", text(look.ResourcesHeading())),
			advice,
			publicNote(),
			when(v.user.admin, el("label.inline", el("input", attr("type", "checkbox"), flag("disabled", true)),
				text("Use token to act on behalf of other users (sudo)"), el("small", text("Not part of the practice.")))),
			v.fineGrainedTabs(f),
		)
	}
	return el(
		"form.token-form.granular",
		id("granular-token-form"),
		attr("method", "post"),
		attr("action", pages.Path()+"/granular/new"),
		flag("novalidate", true),
		attr("autocomplete", "off"),
		when(look == catalog.FineGrainedTabs, attr("data-sorted", "yes")),
		v.protectionToken(),
		v.formErrors(f.errors),
		middle,
		el(
			footer,
			el("button.button.primary", attr("type", "submit"), testID("create-granular-token-button"), text("Generate token")),
			el("a.button", href(pages.Path()), text("Cancel")),
		),
	)
}

func publicNote() part {
	return el("p.hint", text("What everybody can see needs no permission."))
}
