package practice

import (
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"glpat/gitlab/catalog"
)

// How far a token reaches among groups and projects, by the names that the API
// gives it.
const (
	accessPersonal = "personal_projects"
	accessAll      = "all_memberships"
	accessSelected = "selected_memberships"
)

// fineGrainedForm is what stands in the form for a fine-grained token.
type fineGrainedForm struct {
	name, description, expires string
	access                     string   // how far it reaches among groups and projects, "" for not said
	places                     []string // keys, where access is accessSelected
	resources                  []string // keys of what was picked, with permissions or without
	permissions                []string // keys
	tab                        string   // the one in front
	errors                     []string
}

// emptyFineGrainedForm is the form without a token that it is to be like.
func emptyFineGrainedForm(now time.Time) fineGrainedForm {
	return fineGrainedForm{
		expires: today(now).AddDate(0, 0, defaultLifetimeDays).Format(dateLayout),
		tab:     tabKey(catalog.BoundaryProject),
	}
}

func submittedFineGrainedForm(values url.Values) fineGrainedForm {
	typed := func(field string) string { return strings.TrimSpace(values.Get("granular[" + field + "]")) }
	return fineGrainedForm{
		name:        typed("name"),
		description: typed("description"),
		expires:     typed("expires_at"),
		access:      typed("access"),
		tab:         typed("tab"),
		places:      values["granular[places][]"],
		resources:   values["granular[resources][]"],
		permissions: values["granular[permissions][]"],
	}
}

// fineGrainedDraft is what a new fine-grained token is to be.
type fineGrainedDraft struct {
	name, description string
	expires           time.Time
	grants            []fineGrainedGrant
}

// judgeFineGrained holds the form against GitLab's rules. It returns the token to
// make, and the errors in the words of the release's page.
func (e edition) judgeFineGrained(f fineGrainedForm, now time.Time) (fineGrainedDraft, []string) {
	words := fineGrainedMessagesOf(e.fineGrainedLook())
	var errors []string
	say := func(wrong bool, message string) {
		if wrong && message != "" && !slices.Contains(errors, message) {
			errors = append(errors, message)
		}
	}
	say(f.name == "", words.noName)
	say(utf8.RuneCountInString(f.name) > maxNameLength, "Name is too long (maximum is 255 characters)")
	say(f.description == "", words.noDescription)
	say(
		utf8.RuneCountInString(f.description) > maxDescriptionLength,
		"Description is too long (maximum is 255 characters).",
	)
	draft := fineGrainedDraft{name: f.name, description: f.description}
	if f.expires == "" {
		say(true, words.noDate)
	} else {
		var problem string
		draft.expires, problem = e.expiry(f.expires, now)
		say(problem != "", "Expires at "+problem)
	}

	wanted, known := e.granted(f.permissions)
	say(!known, "Permissions can only contain available permissions") // words unverified
	reaches := len(wanted[catalog.BoundaryProject]) > 0
	say(reaches && f.access == "", words.noAccess)
	say(f.access == accessSelected && len(f.places) == 0, words.noPlace)
	switch {
	case len(f.permissions) > 0:
	case len(f.resources) > 0:
		say(true, words.noneHasActions)
	default:
		say(true, words.noResource)
	}
	reach, known := accessFor(f)
	say(!known, "Access can only contain groups and projects that you are a member of") // words unverified
	if reaches {
		for _, part := range reach {
			part.Permissions = wanted[catalog.BoundaryProject]
			draft.grants = append(draft.grants, part)
		}
	}
	if names := wanted[catalog.BoundaryUser]; len(names) > 0 {
		draft.grants = append(draft.grants, fineGrainedGrant{Access: accessOf(catalog.BoundaryUser), Permissions: names})
	}
	if names := wanted[catalog.BoundaryGlobal]; len(names) > 0 {
		draft.grants = append(draft.grants, fineGrainedGrant{Access: accessOf(catalog.BoundaryGlobal), Permissions: names})
	}
	return draft, errors
}

// granted sorts keys of permissions by the tab they stand under, and tells
// whether the form has them all.
func (e edition) granted(keys []string) (map[catalog.Boundary][]string, bool) {
	wanted := map[catalog.Boundary][]string{}
	found := 0
	for _, where := range e.fineGrainedLook().Tabs() {
		for _, resource := range resourcesUnder(where) {
			for _, name := range resource.APINames() {
				if slices.Contains(keys, permissionKey(where, name)) {
					wanted[where] = append(wanted[where], name)
					found++
				}
			}
		}
	}
	return wanted, found == len(keys)
}

// accessFor is a grant, still without permissions, for each place that the form
// names, and whether there is such access and all the places are.
func accessFor(f fineGrainedForm) ([]fineGrainedGrant, bool) {
	switch f.access {
	case "":
		return nil, true
	case accessPersonal, accessAll:
		return []fineGrainedGrant{{Access: f.access}}, true
	case accessSelected:
		var reach []fineGrainedGrant
		for _, place := range places() {
			if slices.Contains(f.places, place.key) {
				place.grant.Access = accessSelected
				reach = append(reach, place.grant)
			}
		}
		return reach, len(reach) == len(f.places)
	}
	return nil, false
}
