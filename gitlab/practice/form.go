package practice

import (
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"glpat/gitlab/catalog"
)

// Limits that GitLab puts on a token (app/models/personal_access_token.rb).
const (
	maxNameLength        = 255
	maxDescriptionLength = 255
	maxLifetimeDays      = 365
	defaultLifetimeDays  = 30
	rotatedLifetimeDays  = 7
)

// form is what stands in the token form.
type form struct {
	name, description, expires string
	scopes                     []catalog.Scope
	errors                     []string
}

// prefilledForm is the form as the link fills it in: GitLab reads name,
// description and scopes, and nothing else; a date only ever comes from the
// form (app/controllers/user_settings/personal_access_tokens_controller.rb).
func (e edition) prefilledForm(query url.Values, u user, now time.Time) form {
	var f form
	if e.release.AtLeast(catalog.NewRelease(15, 3)) {
		f.expires = today(now).AddDate(0, 0, defaultLifetimeDays).Format(dateLayout)
	}
	if !e.has(featurePrefill) {
		return f
	}
	f.name = query.Get("name")
	if e.has(featureDescription) {
		f.description = query.Get("description")
	}
	f.scopes = knownScopes(query.Get("scopes"), e.scopesFor(u))
	if e.pages.ScopeOrder == catalog.ScopesGrouped && slices.Contains(f.scopes, catalog.ScopeAPI) {
		f.scopes = []catalog.Scope{catalog.ScopeAPI} // there it stands alone (scope_selector.vue)
	}
	return f
}

// knownScopes reads the scopes of a link and drops those that are not offered.
func knownScopes(list string, offered []catalog.Scope) []catalog.Scope {
	var scopes []catalog.Scope
	for name := range strings.SplitSeq(list, ",") {
		scope := catalog.Scope(strings.Join(strings.Fields(name), " "))
		if slices.Contains(offered, scope) && !slices.Contains(scopes, scope) {
			scopes = append(scopes, scope)
		}
	}
	return scopes
}

// submittedForm is the form as it was sent.
func submittedForm(values url.Values) form {
	f := form{
		name:        strings.TrimSpace(values.Get("personal_access_token[name]")),
		description: strings.TrimSpace(values.Get("personal_access_token[description]")),
		expires:     strings.TrimSpace(values.Get("personal_access_token[expires_at]")),
	}
	for _, name := range values["personal_access_token[scopes][]"] {
		if scope := catalog.Scope(name); !slices.Contains(f.scopes, scope) {
			f.scopes = append(f.scopes, scope)
		}
	}
	return f
}

// judge holds a form against GitLab's rules. It returns the token to make, and
// the errors in GitLab's words: those of the page's script from 18.1 on, before
// that those of the server.
func (e edition) judge(f form, offered []catalog.Scope, now time.Time) (draft, []string) {
	inScript := e.pages.ScopeOrder != catalog.ScopesBroadFirst
	say := func(script, server string) string {
		if inScript {
			return script
		}
		return server
	}
	var errors []string
	switch {
	case f.name == "":
		errors = append(errors, say("Token name is required.", "Name can't be blank"))
	case utf8.RuneCountInString(f.name) > maxNameLength:
		errors = append(errors, "Name is too long (maximum is 255 characters)")
	}
	if utf8.RuneCountInString(f.description) > maxDescriptionLength {
		errors = append(
			errors,
			say("Description is too long (maximum is 255 characters).", "Description is too long (maximum is 255 characters)"),
		)
	}
	var expires time.Time
	if f.expires == "" && inScript {
		errors = append(errors, "Expiration date is required.")
	} else {
		var problem string
		if expires, problem = e.expiry(f.expires, now); problem != "" {
			errors = append(errors, "Expires at "+problem)
		}
	}
	switch {
	case len(f.scopes) == 0:
		errors = append(errors, say("At least one scope is required.", "Scopes can't be blank"))
	case slices.ContainsFunc(f.scopes, func(scope catalog.Scope) bool { return !slices.Contains(offered, scope) }):
		errors = append(errors, "Scopes can only contain available scopes")
	}
	description := f.description
	if !e.has(featureDescription) {
		description = ""
	}
	return draft{name: f.name, description: description, scopes: f.scopes, expires: expires}, errors
}

// expiry reads the date at which a token is to end, and what is wrong with it.
// An empty date is none before 16.0, and the latest allowed one after. That
// GitLab's server refuses a past date is unverified; its date picker does.
func (e edition) expiry(date string, now time.Time) (time.Time, string) {
	latest := today(now).AddDate(0, 0, maxLifetimeDays)
	if date == "" {
		if e.has(featureExpiryRequired) {
			return latest, ""
		}
		return time.Time{}, ""
	}
	expires, err := time.Parse(dateLayout, date)
	switch {
	case err != nil:
		return time.Time{}, "is not a date, write it as YYYY-MM-DD"
	case !expires.After(today(now)):
		return time.Time{}, "must be in the future"
	case e.has(featureExpiryRequired) && expires.After(latest):
		return time.Time{}, "must be before " + latest.Format(dateLayout)
	}
	return expires, ""
}

// today is the day it is in UTC, by which GitLab ends tokens.
func today(now time.Time) time.Time {
	year, month, day := now.UTC().Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}
