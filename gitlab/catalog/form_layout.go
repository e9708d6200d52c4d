package catalog

import "slices"

// Generation names one of the seven generations of GitLab's token pages. Each
// has its own way through the same five documented steps.
type Generation string

// The generations, oldest first.
const (
	GenerationA Generation = "A" // up to 15.11
	GenerationB Generation = "B" // 16.0 to 16.2
	GenerationC Generation = "C" // 16.3 to 17.2, the one most guides describe
	GenerationD Generation = "D" // 17.3 to 18.0
	GenerationE Generation = "E" // 18.1 to 18.8
	GenerationF Generation = "F" // 18.9 to 19.1
	GenerationG Generation = "G" // 19.2 and newer
)

// AvatarPlace is where the person's picture, which opens the user menu, stands.
type AvatarPlace int

// The places of the avatar.
const (
	AvatarTopBar      AvatarPlace = iota // right end of the dark bar on top
	AvatarLeftSidebar                    // row of icons on top of the left sidebar
	AvatarUpperRight                     // right end of the light top bar
)

// ScopeOrder is the order in which the form lists the scope boxes.
type ScopeOrder int

// The orders of the scope boxes.
const (
	ScopesBroadFirst ScopeOrder = iota // api at the top
	ScopesWeakFirst                    // api near the bottom
	ScopesGrouped                      // under group titles, api first
)

// FormLayout describes the token pages of one span of releases: the labels a person
// has to find, exactly as GitLab writes them, and the path. The list stands in
// [AllLayouts].
type FormLayout struct {
	Since      Release // first release with this layout
	Generation Generation

	Avatar AvatarPlace
	// MenuGroup is the section of the settings menu that holds the entry, or
	// "" where the menu is flat.
	MenuGroup string
	// MenuEntry is the settings menu's entry for tokens.
	MenuEntry string
	// Opener is the button that opens the form, or "" where the form is always
	// on the page.
	Opener string
	// OpenerChoice is the entry to take in the opener's menu, or "".
	OpenerChoice string
	// FineGrained is the other entry of the opener's menu, or "".
	FineGrained string
	// FineGrainedForm is the design of the form that it leads to.
	FineGrainedForm FineGrainedForm
	// FormHeading stands above the form.
	FormHeading string
	// DescriptionLabel names the description field, or "" where there is none.
	DescriptionLabel string
	// ScopesHeading stands above the scope boxes.
	ScopesHeading string
	ScopeOrder    ScopeOrder
	// Submit is the button that creates the token.
	Submit string
	// CreatedLabel is the label of the field that shows the new token.
	CreatedLabel string

	path string
}

// The names of the form's fields and of the user menu's entry, the same in
// every generation.
const (
	LabelPreferences = "Preferences"
	LabelTokenName   = "Token name"
	LabelExpiration  = "Expiration date"
)

// Where the tokens page lives. The old path answers 404 from 17.0 on
// (config/routes/user_settings.rb lost its redirects then).
const (
	PathProfile      = "/-/profile/personal_access_tokens"
	PathUserSettings = "/-/user_settings/personal_access_tokens"
)

// PreferencesPath is the path of the Preferences page, the same in every
// release. It shows the settings menu that holds the tokens entry.
const PreferencesPath = "/-/profile/preferences"

// Path returns the path of the tokens page, below the instance's base URL.
// Given a name and a scope it leads to the filled-in form in every generation:
// where the form has a page of its own, the instance redirects there
// (app/controllers/user_settings/personal_access_tokens_controller.rb).
func (f FormLayout) Path() string { return f.path }

// LayoutAt returns the layout of a release. An unknown release gets the newest,
// which GitLab.com shows.
func LayoutAt(release Release) FormLayout {
	all := layouts
	if !release.Known() {
		return all[len(all)-1]
	}
	found := all[0]
	for _, pages := range all {
		if release.AtLeast(pages.Since) {
			found = pages
		}
	}
	return found
}

// OtherLayoutsAt returns the layouts that a release may have in place of that
// of [LayoutAt], where the month in which GitLab changed it is not known for
// sure; none where it is, and for an unknown release.
func OtherLayoutsAt(release Release) []FormLayout {
	var others []FormLayout
	for _, unsure := range []struct{ at, other Release }{
		{NewRelease(16, 7), NewRelease(16, 8)},
		{NewRelease(17, 3), NewRelease(17, 2)},
		{NewRelease(18, 9), NewRelease(18, 8)},
		{NewRelease(18, 11), NewRelease(18, 10)},
		{NewRelease(19, 5), NewRelease(19, 4)}, // its month is inferred
	} {
		if release == unsure.at {
			others = append(others, LayoutAt(unsure.other))
		}
	}
	// The groups of scopes are in a component of 18.11 to 19.0 already; which
	// release first had them is not known.
	if release.AtLeast(NewRelease(18, 11)) && release.Before(NewRelease(19, 2)) {
		grouped := LayoutAt(release)
		grouped.ScopesHeading, grouped.ScopeOrder = headingOfScopeGroups, ScopesGrouped
		others = append(others, grouped)
	}
	return others
}

// NewestLayout returns the layout of the newest release.
func NewestLayout() FormLayout { return LayoutAt(Release{}) }

// headingOfScopeGroups stands above the boxes where they are in groups
// (scope_selector.vue).
const headingOfScopeGroups = "Set token scope"

// AllLayouts lists the pages of every span of releases, oldest first, each span
// written as what its first release changed. Several spans share a generation
// where only a place, a field or the path moved.
//
// The edges are those of GitLab's merge requests and documentation history; some
// may each be one month off, see [OtherLayoutsAt] (unverified).
func AllLayouts() []FormLayout { return slices.Clone(layouts) }

var layouts = listLayouts()

func listLayouts() []FormLayout {
	all := []FormLayout{{
		Since: NewRelease(13, 6), Generation: GenerationA,
		Avatar:        AvatarTopBar,
		MenuEntry:     "Access Tokens",
		FormHeading:   "Add a personal access token",
		ScopesHeading: "Select scopes",
		ScopeOrder:    ScopesBroadFirst,
		Submit:        "Create personal access token",
		CreatedLabel:  "Your new personal access token",
		path:          PathProfile,
	}}
	changed := func(major, minor int, generation Generation, change func(*FormLayout)) {
		next := all[len(all)-1]
		next.Since, next.Generation = NewRelease(major, minor), generation
		change(&next)
		all = append(all, next)
	}
	changed(16, 0, GenerationB, func(p *FormLayout) { p.Avatar = AvatarLeftSidebar })
	changed(16, 3, GenerationC, func(p *FormLayout) { p.Opener = "Add new token" })
	changed(16, 8, GenerationC, func(p *FormLayout) { p.path = PathUserSettings })
	changed(17, 3, GenerationD, func(p *FormLayout) { p.MenuEntry = "Access tokens" })
	changed(17, 7, GenerationD, func(p *FormLayout) { p.DescriptionLabel = "Token description" })
	changed(18, 1, GenerationE, func(p *FormLayout) {
		p.FormHeading = ""
		p.DescriptionLabel = "Description (optional)"
		p.ScopeOrder = ScopesWeakFirst
		p.Submit = "Create token"
		p.CreatedLabel = "Your token"
	})
	changed(18, 5, GenerationE, func(p *FormLayout) { p.MenuEntry = "Personal access tokens" })
	changed(18, 7, GenerationE, func(p *FormLayout) { p.Avatar = AvatarUpperRight })
	changed(18, 9, GenerationF, func(p *FormLayout) {
		p.MenuGroup = "Access"
		p.Opener, p.OpenerChoice, p.FineGrained = "Generate token", "Legacy token", "Fine-grained token"
		p.FineGrainedForm = FineGrainedTabs
		p.FormHeading = "Generate legacy token"
		p.Submit = "Generate token"
		p.CreatedLabel = "Your new token has been created"
	})
	changed(18, 11, GenerationF, func(p *FormLayout) { p.FineGrainedForm = FineGrainedThreeTabs })
	changed(19, 2, GenerationG, func(p *FormLayout) {
		p.FineGrainedForm = FineGrainedSegments
		p.ScopesHeading = headingOfScopeGroups
		p.ScopeOrder = ScopesGrouped
	})
	changed(19, 5, GenerationG, func(p *FormLayout) { p.FineGrainedForm = FineGrainedByAccess })
	return all
}

// EndedBefore reports whether no release from at on has this layout any more.
func (f FormLayout) EndedBefore(at Release) bool {
	next := slices.Index(layouts, f) + 1
	return next > 0 && next < len(layouts) && at.AtLeast(layouts[next].Since)
}

// Span names the releases that have this layout: "16.3 to 16.7", "19.5 or
// newer".
func (f FormLayout) Span() string {
	all := layouts
	at := slices.Index(all, f)
	switch {
	case at == len(all)-1:
		return f.Since.String() + " or newer"
	case at == 0:
		return all[1].Since.previous().String() + " or older"
	case at < 0:
		return f.Since.String()
	}
	last := all[at+1].Since.previous()
	if last == f.Since {
		return last.String()
	}
	return f.Since.String() + " to " + last.String()
}

// SpanFrom does what [FormLayout.Span] does, without the releases before at, which
// an instance is known to be too new for. Where it is too new for all of them the
// pages are known better than the release, and their whole span is returned.
func (f FormLayout) SpanFrom(at Release) string {
	if !at.Known() || !f.Since.Before(at) || f.EndedBefore(at) {
		return f.Span()
	}
	next := slices.Index(layouts, f) + 1
	if next >= len(layouts) {
		return at.String() + " or newer"
	}
	last := layouts[next].Since.previous()
	if last == at {
		return at.String()
	}
	return at.String() + " to " + last.String()
}
