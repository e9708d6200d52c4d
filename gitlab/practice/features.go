package practice

import (
	"slices"

	"glpat/gitlab/catalog"
)

// Plays returns the oldest and the newest release that a practice instance plays:
// the oldest is the first whose tokens have scopes.
func Plays() (oldest, latest catalog.Release) { return catalog.FirstReleaseWithScopes(), newest() }

// newest is the newest release this package knows how to play.
func newest() catalog.Release { return catalog.NewRelease(19, 5) }

// feature is something that GitLab has from one release on and that is neither
// a label (those are in [catalog.FormLayout]) nor an endpoint (those carry their
// release themselves).
type feature int

const (
	featurePrefill           feature = iota // the form reads name and scopes from the link
	featureDescription                      // tokens have a description
	featureExpiryRequired                   // tokens end, after 365 days at the latest
	featureLastUsedIPs                      // tokens tell where they were used from
	featureLastUsedIPsOfNew                 // … in answers that make a token too (doc/api/user_tokens.md)
	featureTokenPrefixInPage                // window.gon has pat_prefix
	featurePasskeys
	featureUserSettingsProfile // Edit profile is at /-/user_settings/profile
	featureOldPathsGone        // no redirects from /-/profile/… any more
	featureDeviceGrant         // device_code among the grant types
	featurePasswordGrantGone   // password no longer among the grant types
	featureFineGrained         // fine-grained tokens
	featureFineGrainedReleased // … without the Beta badge
	featureSelfTellsGrants     // a token tells its own permissions
	featureSignInAlertShort    // "Sign in before continuing."
	featureMCP                 // the OAuth scope mcp, and what goes with it
	featureMCPOrbit            // the OAuth scope mcp_orbit
	featureObservability       // the scopes of observability, never for personal tokens
	featureAIFeatures          // the scope ai_features
	featureAIWorkflows         // the OAuth scopes ai_workflows and user:*
)

// since says in which release a feature came. Sources: merge requests and
// documentation history; those marked are the nearest guess.
func (f feature) since() catalog.Release {
	switch f {
	case featurePrefill:
		return catalog.NewRelease(14, 1)
	case featureDescription:
		return catalog.NewRelease(17, 7)
	case featureExpiryRequired:
		return catalog.NewRelease(16, 0)
	case featureLastUsedIPs:
		return catalog.NewRelease(17, 10)
	case featureLastUsedIPsOfNew:
		return catalog.NewRelease(19, 4)
	case featureTokenPrefixInPage:
		return catalog.NewRelease(16, 1)
	case featurePasskeys:
		return catalog.NewRelease(18, 6)
	case featureUserSettingsProfile:
		return catalog.NewRelease(16, 9)
	case featureOldPathsGone:
		return catalog.NewRelease(17, 0)
	case featureDeviceGrant:
		return catalog.NewRelease(17, 3)
	case featurePasswordGrantGone:
		return catalog.NewRelease(19, 0) // unverified
	case featureFineGrained:
		return catalog.NewRelease(18, 9)
	case featureFineGrainedReleased:
		return catalog.NewRelease(19, 2)
	case featureSelfTellsGrants:
		return catalog.NewRelease(19, 5)
	case featureSignInAlertShort:
		return catalog.NewRelease(17, 0) // unverified
	case featureMCP:
		return catalog.NewRelease(18, 3)
	case featureMCPOrbit:
		return catalog.NewRelease(19, 1)
	case featureObservability:
		return catalog.NewRelease(16, 0)
	case featureAIFeatures:
		info, _ := catalog.ScopeAIFeatures.Info()
		return info.Since
	case featureAIWorkflows:
		return catalog.NewRelease(18, 2) // before 18.3, more is not known
	}
	return newest()
}

// edition is the release being played and what follows from it. It never
// changes while the server runs.
type edition struct {
	release catalog.Release
	pages   catalog.FormLayout
	without []Part
}

func newEdition(release catalog.Release, without ...Part) edition {
	if !release.Known() {
		release = newest()
	}
	return edition{release: release, pages: catalog.LayoutAt(release), without: without}
}

func (e edition) has(f feature) bool { return e.release.AtLeast(f.since()) }

// version is what the API calls the version, for example "18.1.0-ee".
func (e edition) version() string { return e.release.String() + ".0-ee" }

// scopes lists all scopes of a personal access token in this release, in the
// order of GitLab's constants, as far as the instance has what they are for.
func (e edition) scopes() []catalog.Scope {
	var scopes []catalog.Scope
	for _, info := range catalog.AllScopes() {
		if e.release.AtLeast(info.Since) && offers(e.without, info) {
			scopes = append(scopes, info.Scope)
		}
	}
	return scopes
}

// scopesFor lists the scopes that the form offers to a user, in the order of
// the release.
func (e edition) scopesFor(u user) []catalog.Scope {
	var offered []catalog.Scope
	for _, group := range e.scopeGroupsFor(u) {
		offered = append(offered, group.Scopes...)
	}
	return offered
}

// scopeGroupsFor lists the same under the titles of the release's form.
func (e edition) scopeGroupsFor(u user) []catalog.ScopeGroup {
	groups := e.pages.ScopeOrder.Groups()
	for i, group := range groups {
		groups[i].Scopes = slices.DeleteFunc(group.Scopes, func(scope catalog.Scope) bool {
			info, _ := scope.Info()
			return e.release.Before(info.Since) || !offers(e.without, info) ||
				(info.Condition == catalog.ConditionAdmin && !u.admin)
		})
	}
	return slices.DeleteFunc(groups, func(group catalog.ScopeGroup) bool { return len(group.Scopes) == 0 })
}
