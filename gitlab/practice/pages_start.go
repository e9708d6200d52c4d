package practice

import (
	"net/http"
	"strings"

	"glpat/gitlab/catalog"
)

// signInPage shows the sign-in form and takes it. The form comes filled in, and
// any name and password will do.
func (v *visit) signInPage(method string) {
	switch {
	case method == http.MethodPost:
		v.signIn()
	case method != http.MethodGet:
		v.notFound()
	case v.session.user != 0:
		v.redirect(pathHome)
	default:
		v.signInForm(v.flash().alert)
	}
}

func (v *visit) signIn() {
	username := usernameFrom(v.r.PostForm.Get("user[login]"))
	if username == "" || v.r.PostForm.Get("user[password]") == "" {
		v.signInForm("Invalid login or password.")
		return
	}
	u, err := v.server.store.userNamed(username)
	if err != nil {
		v.staticPage(
			http.StatusServiceUnavailable,
			"Too many accounts (503)",
			"503",
			"There are too many accounts.",
			"Start the practice GitLab again.",
		)
		return
	}
	signedIn, goTo := v.server.store.signIn(v.session.id, u.id)
	setCookie(v.w, signedIn.id)
	v.redirect(or(goTo, pathHome))
}

func (v *visit) signOut() {
	v.server.store.signOut(v.session.id)
	v.redirect(pathSignIn)
}

// signInFirst is what the sign-in page says to somebody who came for another
// page.
func (v *visit) signInFirst() string {
	if v.edition.has(featureSignInAlertShort) {
		return "Sign in before continuing."
	}
	return "You need to sign in or sign up before continuing."
}

func (v *visit) signInForm(alert string) {
	field := func(name, label, kind, value string) part {
		fieldID := strings.NewReplacer("[", "_", "]", "").Replace(name)
		return el("div.field", el("label", attr("for", fieldID), text(label)),
			el("input", attr("type", kind), id(fieldID), attr("name", name), attr("value", value),
				flag("required", true), attr("autocomplete", "off"), testID(strings.TrimPrefix(fieldID, "user_")+"-field")))
	}
	v.sendDocument(http.StatusOK, "Sign in", "login-page generation-"+string(v.edition.pages.Generation),
		el("div.login", testID("login-page"),
			when(alert != "", el("div.alert.warning", attr("role", "alert"), testID("flash-container"), text(alert))),
			el("div.login-mark", el("span.mark-sign", icon("home"))),
			el("h1", text("Practice GitLab")),
			el("p.hint", text("The form is filled in for you: any name and any password sign in.")),
			el("form.login-box", id("new_user"), attr("method", "post"), attr("action", pathSignIn), v.protectionToken(),
				field("user[login]", "Username or primary email", "text", "pat"),
				field("user[password]", "Password", "password", "practice"),
				el(
					"div.login-row",
					el(
						"label.inline",
						el("input", attr("type", "checkbox"), attr("name", "user[remember_me]"), attr("value", "1")),
						text("Remember me"),
					),
					el("span.hint", text("Forgot your password?")),
				),
				el("button.button.primary.wide", attr("type", "submit"), testID("sign-in-button"), text("Sign in")),
				when(v.edition.has(featurePasskeys),
					el("button.button.wide", attr("type", "button"), flag("disabled", true), text("Passkey")))),
			el("div.login-foot", el("a", href("/help"), text("Help")))))
}

// homePage is where one lands after signing in without having asked for a page.
func (v *visit) homePage() {
	v.show(htmlPage{title: "Projects", crumbs: []string{"Your work", "Projects"}, body: all(
		el("h1", text("Projects")),
		el("ul.rows", each(practiceProjects(), func(p project) part {
			return el(
				"li",
				el("span.avatar.square", text(p.name[:1])),
				el("div", el("strong", text(p.namespace+" / "+p.name)), el("small", text(p.description))),
			)
		})),
		el("p.hint", text("To make a token, open the menu behind your avatar and "+
			"choose “"+catalog.LabelPreferences+"”.")))})
}

// settingsPage shows an entry of the settings menu: Preferences and Profile
// with a little of what GitLab has there, and for every other the way on.
func (v *visit) settingsPage(item entry) {
	about := func(title, words string) part {
		return el("div", el("h4", text(title)), el("p.hint", text(words)))
	}
	body := el(
		"p",
		text(
			"This page is not part of the practice. Tokens are made "+
				"under “"+v.edition.pages.MenuEntry+"” in the menu on the left.",
		),
	)
	switch item.path {
	case catalog.PreferencesPath:
		choice := func(label string, options ...string) part {
			return el("div.field.short", el("label", text(label)),
				el("select", attr("aria-label", label), each(options, func(o string) part { return el("option", text(o)) })))
		}
		body = el(
			"div.columns",
			el(
				"section",
				about("Appearance", "Choose between light and dark mode."),
				choice("Color theme", "Light", "Dark", "Auto"),
			),
			el(
				"section",
				about("Behavior", "Customize how pages behave."),
				choice("Homepage", "Your projects", "Your activity"),
			),
			el(
				"section",
				about("Localization", "Language and first day of the week."),
				choice("Language", "English"),
				choice("First day of the week", "Monday", "Sunday"),
			),
		)
	case v.edition.profilePath():
		shown := func(label, value string) part {
			return el(
				"div.field.short",
				el("label", text(label)),
				el("input", attr("type", "text"), attr("value", value), flag("readonly", true), attr("aria-label", label)),
			)
		}
		body = el("div.columns", el("section", about("Main settings", "This is how others see you."),
			shown("Full name", v.user.name), shown("Username", v.user.username), shown("Email", v.user.username+"@example.com")))
	}
	v.show(htmlPage{
		title: item.label + " · User Settings", active: item.path, crumbs: []string{"User settings", item.label},
		body: all(el("h1", text(item.label)), body),
	})
}
