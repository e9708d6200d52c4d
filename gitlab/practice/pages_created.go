package practice

import (
	"glpat/gitlab/catalog"
	"glpat/gitlab/token"
)

// createdFieldID is the id of the field that shows a new token.
func createdFieldID(pages catalog.FormLayout) string {
	switch {
	case pages.OpenerChoice != "":
		return "created-personal-access-token-field"
	case pages.ScopeOrder != catalog.ScopesBroadFirst:
		return "access-token-field"
	}
	return "new-access-token"
}

// createdTestID is the test id of that field.
func createdTestID(pages catalog.FormLayout) string {
	if pages.OpenerChoice != "" {
		return "created-personal-access-token-field"
	}
	return "created-access-token-field"
}

// tokenField is a read-only field with a token, and buttons to show and copy
// it. Until 15.11 it is readable at once, later it is masked.
func (v *visit) tokenField(label, copyWords string, secret token.Secret) part {
	pages := v.edition.pages
	kind, toggle := "password", "Show"
	if pages.Generation == catalog.GenerationA {
		kind, toggle = "text", "Hide"
	}
	fieldID := createdFieldID(pages)
	return el(
		"div.token-field",
		el(
			"input",
			attr("type", kind),
			id(fieldID),
			attr("name", fieldID),
			flag("readonly", true),
			attr("value", secret.Reveal()),
			attr("aria-label", label),
			attr("autocomplete", "off"),
			testID(createdTestID(pages)),
		),
		el(
			"button.button",
			attr("type", "button"),
			attr("data-toggle", fieldID),
			testID("toggle-visibility-button"),
			text(toggle),
		),
		el("button.button", attr("type", "button"), attr("data-copy", fieldID), testID("copy-button"), text(copyWords)),
	)
}

// createdBox is the box with the new token on the tokens page, up to 18.8.
func (v *visit) createdBox(secret token.Secret) part {
	if secret.Empty() {
		return nothing
	}
	label := v.edition.pages.CreatedLabel
	copyWords := "Copy personal access token"
	notice := el("div.alert.info", attr("role", "alert"), text("Your new personal access token has been created."))
	if v.edition.pages.ScopeOrder != catalog.ScopesBroadFirst {
		copyWords, notice = "Copy token", nothing
	}
	return all(notice, el("div.alert.success", testID("success-message"),
		el("label", attr("for", createdFieldID(v.edition.pages)), text(label)),
		v.tokenField(label, copyWords, secret),
		el("small", text("Copy the token now and keep it safe: it is not shown again."))))
}

// createdPage is the page with the new token, from 18.9 on. At first its "Done"
// did nothing before the token was copied (created_personal_access_token.vue);
// that this ended with 18.11 is unverified.
func (v *visit) createdPage(secret token.Secret) part {
	return all(
		el("h1", text(v.edition.pages.CreatedLabel)),
		el("p.lead", text("Copy the token now: once you leave this page, nobody can show it to you again.")),
		v.tokenField("Your personal access token", "Copy token", secret),
		el("div.actions", el(
			"a.button",
			href(v.edition.pages.Path()),
			testID("done-button"),
			when(v.edition.fineGrainedLook() == catalog.FineGrainedTabs, attr("data-after-copy", v.edition.pages.Path())),
			text("Done"),
		)))
}
