package practice

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"glpat/gitlab/catalog"
)

// tokensPage is the page of the settings menu's entry for tokens.
func (v *visit) tokensPage() {
	pages := v.edition.pages
	query := v.r.URL.Query()
	if pages.OpenerChoice != "" && !v.server.fineGrainedOnly && query.Get("name") != "" &&
		len(knownScopes(query.Get("scopes"), v.edition.scopes())) > 0 {
		v.redirect(linkWith(pages.Path()+"/legacy/new",
			"name", query.Get("name"), "description", query.Get("description"), "scopes", query.Get("scopes")))
		return
	}
	shown := v.flash()
	var body part
	switch pages.Generation {
	case catalog.GenerationA, catalog.GenerationB, catalog.GenerationC, catalog.GenerationD:
		body = v.classicTokens(shown)
	case catalog.GenerationE:
		body = v.modernTokens(shown)
	case catalog.GenerationF, catalog.GenerationG:
		body = v.newestTokens(shown)
	}
	v.show(
		htmlPage{
			title:  "Personal access tokens",
			active: pages.Path(),
			crumbs: []string{"User settings", pages.MenuEntry},
			body:   body,
		},
	)
}

// explanation says what the tokens are for; GitLab's page has three sentences
// to the same effect in every release.
const explanation = "You can make a personal access token for each application that uses the GitLab API. " +
	"A token also serves as the password for Git over HTTP. With two-factor authentication it is the only password Git " +
	"accepts."

// classicTokens is the page up to 18.0: the form stands on it or unfolds in the
// card of the active tokens.
func (v *visit) classicTokens(shown flash) part {
	pages := v.edition.pages
	active := slices.DeleteFunc(
		v.server.store.tokensOf(v.user.id),
		func(t issuedToken) bool { return !t.active(v.server.now()) },
	)
	f := v.theForm(shown)
	table := v.classicTable(active)
	if pages.Opener == "" {
		return el("div.columns", el("section",
			el("div", el("h4", text("Personal Access Tokens")), el("p.hint", text(explanation))),
			el(
				"div",
				v.notices(shown),
				v.createdBox(shown.created),
				v.tokenForm(f),
				el("hr"),
				el(
					"h5",
					text("Active personal access tokens ("),
					el("span", testID("active-token-count"), text(strconv.Itoa(len(active)))),
					text(")"),
				),
				table,
			)))
	}
	open := len(f.errors) > 0 || f.name != "" || len(f.scopes) > 0
	return all(
		el("h1", text("Personal access tokens")), el("p.lead", text(explanation)),
		v.notices(shown), v.createdBox(shown.created),
		el("section.card",
			el("header.card-head", el("h3", text("Active personal access tokens")),
				el("span.count", icon("token"), el("span", testID("active-token-count"), text(strconv.Itoa(len(active))))),
				el("span.spacer"),
				v.opener("js-new-access-token-form-box", "button small", open)),
			el("div.card-form", id("js-new-access-token-form-box"), flag("hidden", !open), v.tokenForm(f)),
			table))
}

// opener is the button that unfolds the form, gone while it is open.
func (v *visit) opener(boxID, class string, open bool) part {
	return el("button", attr("class", class), attr("type", "button"), flag("hidden", open), attr("data-open", boxID),
		testID("add-new-token-button"), text(v.edition.pages.Opener))
}

func (v *visit) notices(shown flash) part {
	return when(shown.notice != "", el("div.alert.info", attr("role", "alert"), text(shown.notice)))
}

func (v *visit) classicTable(tokens []issuedToken) part {
	if len(tokens) == 0 {
		return el("p.empty", text("This user has no active personal access tokens."))
	}
	described, addresses := v.edition.has(featureDescription), v.edition.has(featureLastUsedIPs)
	column := func(name string) part { return el("th", text(name)) }
	return el("div.table-box", el(
		"table",
		testID("access-token-table"),
		el(
			"thead",
			el(
				"tr",
				column("Token name"),
				when(described, column("Description")),
				column("Scopes"),
				column("Created"),
				column("Last Used"),
				when(addresses, column("Last Used IPs")),
				column("Expires"),
				column("Action"),
			),
		),
		el("tbody", each(tokens, func(t issuedToken) part {
			return el("tr", el("td", text(t.name)), when(described, el("td", text(or(t.description, "-")))),
				el("td", text(scopeWords(t.scopes))), el("td", text(day(t.created))), el("td", text(or(day(t.lastUsed), "Never"))),
				when(addresses, el("td", text(or(t.lastUsedIP, "-")))), el("td", text(or(day(t.expires), "Never"))),
				el("td", v.confirmed("Revoke", t, "revoke", "button small danger")))
		})),
	))
}

// modernTokens is the page from 18.1 to 18.8.
func (v *visit) modernTokens(shown flash) part {
	f := v.theForm(shown)
	open := len(f.errors) > 0 || f.name != "" || len(f.scopes) > 0 || v.linkQuery().Get("description") != ""
	return all(
		el("div.heading", el("div", el("h1", text("Personal access tokens")), el("p.lead", text(explanation))),
			v.opener("token-create-form-box", "button primary", open)),
		v.notices(shown), v.createdBox(shown.created),
		el("div.card-form", id("token-create-form-box"), flag("hidden", !open), v.tokenForm(f)),
		v.statistics(), v.searchBox(), v.modernTable())
}

func (v *visit) modernTable() part {
	tokens := v.chosenTokens()
	if len(tokens) == 0 {
		return el("p.empty", text("No access tokens"))
	}
	return el("div.table-box", el(
		"table",
		el(
			"thead",
			el(
				"tr",
				el("th", text("Name")),
				el("th", text("Status")),
				el("th", text("Scopes")),
				el("th", text("Usage")),
				el("th", text("Lifetime")),
				el("th"),
			),
		),
		el("tbody", each(tokens, func(t issuedToken) part {
			return el(
				"tr",
				el("td", el("b", text(t.name)), el("small", text(t.description))),
				el("td", v.badge(t)),
				el("td", text(scopeWords(t.scopes))),
				el(
					"td",
					text("Last used: "+or(day(t.lastUsed), "Never")),
					when(t.lastUsedIP != "", el("small", text("IP: "+t.lastUsedIP))),
				),
				el(
					"td",
					text("Expires: "+or(day(t.expires), "Never until revoked")),
					el("small", text("Created: "+day(t.created))),
				),
				el("td", v.tokenMenu(t)),
			)
		})),
	))
}

// newestTokens is the page from 18.9 on: the form has a page of its own, behind
// the menu of "Generate token".
func (v *visit) newestTokens(shown flash) part {
	pages := v.edition.pages
	tokens := v.chosenTokens()
	var rotated part = nothing
	if !shown.created.Empty() {
		rotated = el("div.alert.success", el("p", text("Token rotated successfully. Copy it now: you cannot see it again.")),
			v.tokenField("Your personal access token", "Copy token", shown.created))
	}
	choice := func(label, words, path, test string, badge bool) part {
		return el("a.menu-item.tall", href(path), testID(test), el("b", text(label)),
			when(badge, el("span.badge", text("Beta"))), el("small", text(words)))
	}
	return all(
		el("h1", text("Personal access tokens")), el("p.lead", text(explanation)),
		v.notices(shown), rotated, v.statistics(), v.searchBox(),
		el("section.card",
			el("header.card-head", el("h3", text("Personal access tokens")), el("span.spacer"),
				el("details.drop", testID("create-token-dropdown"), el("summary.button.small", text(pages.Opener), icon("down")),
					el(
						"div.menu",
						choice(
							pages.FineGrained,
							"Limited to the groups, projects and permissions you choose.",
							pages.Path()+"/granular/new",
							"create-fine-grained-token-item",
							pages.FineGrainedForm.Beta(),
						),
						when(
							!v.server.fineGrainedOnly,
							choice(pages.OpenerChoice, "Reaches all your groups and projects, with broad permissions.",
								pages.Path()+"/legacy/new", "create-legacy-token-item", false),
						),
					))),
			when(len(tokens) == 0, el("p.empty", text("No access tokens"))),
			when(len(tokens) > 0, el("div.table-box", el(
				"table",
				el(
					"thead",
					el(
						"tr",
						el("th", text("Name")),
						el("th", text("Description")),
						el("th", text("Status")),
						el("th", text("Actions")),
					),
				),
				el("tbody", each(tokens, func(t issuedToken) part {
					return el(
						"tr",
						el("td", el("b", text(t.name)), el("small", text(typeWords(t)))),
						el("td", text(or(t.description, "No description provided."))),
						el(
							"td",
							text("Expires: "+or(day(t.expires), "Never")+" "),
							v.badge(t),
							el("small", text("Last used: "+or(day(t.lastUsed), "Never"))),
						),
						el("td", v.tokenMenu(t)),
					)
				})),
			)))))
}

// tokenMenu is the ⋮ menu of a row. A token that no longer works has none.
func (v *visit) tokenMenu(t issuedToken) part {
	if !t.active(v.server.now()) {
		return nothing
	}
	duplicate := v.duplicatePath(t)
	return el("details.drop", el("summary.button.small", attr("aria-label", "Actions for "+t.name), icon("dots")),
		el(
			"div.menu",
			when(
				duplicate != "",
				el("a.menu-item", href(duplicate), testID("duplicate-button"), text(catalog.LabelDuplicate)),
			),
			v.confirmed("Rotate", t, "rotate", "menu-item"),
			v.confirmed("Revoke", t, "revoke", "menu-item red"),
		))
}

// confirmed is a button that asks before it does something to a token.
func (v *visit) confirmed(verb string, t issuedToken, action, class string) part {
	dialogID := fmt.Sprintf("%s-%d", action, t.id)
	question := fmt.Sprintf("%s the token '%s'?", verb, t.name)
	if v.edition.pages.ScopeOrder == catalog.ScopesBroadFirst {
		question = `Are you sure you want to revoke the personal access token "` + t.name + `"? This action cannot be undone.`
	}
	return all(
		el(
			"button",
			attr("class", class),
			attr("type", "button"),
			attr("data-dialog", dialogID),
			testID(action+"-button"),
			text(verb),
		),
		el(
			"dialog",
			id(dialogID),
			el("form", attr("method", "post"), attr("action", fmt.Sprintf("%s/%d/%s", v.edition.pages.Path(), t.id, action)),
				v.protectionToken(), methodField("put"), el("p", text(question)),
				el("div.actions", el("button.button.danger", attr("type", "submit"), text(verb)),
					el("button.button", attr("type", "button"), attr("data-dismiss", dialogID), text("Cancel")))),
		),
	)
}

func (v *visit) revokeToken(tokenID int64) {
	t, ok := v.server.store.tokenOf(v.user.id, tokenID)
	if !ok {
		v.notFound()
		return
	}
	v.server.store.revoke(t.id)
	notice := "The token was revoked successfully."
	if v.edition.pages.ScopeOrder == catalog.ScopesBroadFirst {
		notice = "Revoked personal access token " + t.name
	}
	v.server.store.setFlash(v.session.id, flash{notice: notice})
	v.redirect(v.edition.pages.Path())
}

// rotateToken replaces a token by one that lives as long as it did.
func (v *visit) rotateToken(tokenID int64) {
	t, ok := v.server.store.tokenOf(v.user.id, tokenID)
	if !ok || v.edition.pages.ScopeOrder == catalog.ScopesBroadFirst {
		v.notFound()
		return
	}
	if v.server.fineGrainedOnly && !t.fineGrained {
		v.server.store.setFlash(
			v.session.id,
			flash{notice: "Rotation of legacy personal access tokens is disabled. Use a fine-grained token instead."},
		)
		v.redirect(v.edition.pages.Path())
		return
	}
	now := v.server.now()
	expires := t.expires
	if !expires.IsZero() {
		lifetime := max(t.expires.Sub(today(t.created)), 24*time.Hour)
		expires = today(now).Add(lifetime)
	}
	_, secret, fresh, err := v.server.store.rotate(t.id, expires)
	if err != nil || !fresh {
		v.server.store.setFlash(v.session.id, flash{notice: "Token already revoked"})
	} else {
		v.server.store.setFlash(v.session.id, flash{created: secret})
	}
	v.redirect(v.edition.pages.Path())
}

// day is a date as the tables show it, "" for none.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("Jan 2, 2006")
}

// typeWords say which type a token is, with a legacy one's scopes.
func typeWords(t issuedToken) string {
	if t.fineGrained {
		return "Fine-grained token"
	}
	return "Legacy token: " + scopeWords(t.scopes)
}

func scopeWords(scopes []catalog.Scope) string {
	return strings.ReplaceAll(catalog.JoinScopes(scopes), ",", ", ")
}
