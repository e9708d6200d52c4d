package catalog

import "slices"

// ScopeSet is a set of scopes with the reason for each, from a release on.
type ScopeSet struct {
	Since  Release
	Scopes []ScopeReason
}

// ScopeReason is a scope, and why a purpose needs it.
type ScopeReason struct {
	Scope  Scope
	Reason string
}

// one is the set of a purpose whose scopes are the same in every release.
func one(reasons ...ScopeReason) []ScopeSet { return []ScopeSet{{Scopes: reasons}} }

// SetFor returns the scopes for an instance of that release. An unknown
// release gets the newest set.
func (p Purpose) SetFor(release Release) ScopeSet {
	set := p.Sets[len(p.Sets)-1]
	if !release.Known() {
		return set
	}
	for _, candidate := range slices.Backward(p.Sets) {
		if release.AtLeast(candidate.Since) {
			return candidate
		}
	}
	return p.Sets[0]
}

// Names returns the scopes without their reasons.
func (s ScopeSet) Names() []Scope {
	names := make([]Scope, len(s.Scopes))
	for i, scope := range s.Scopes {
		names[i] = scope.Scope
	}
	return names
}

// MinRelease returns the first release that has every scope of the set.
func (s ScopeSet) MinRelease() Release {
	least := s.Since
	for _, scope := range s.Scopes {
		info, _ := scope.Scope.Info()
		least = least.Newer(info.Since)
	}
	return least
}

// NeverBefore returns the release before which no GitLab has every scope of the
// set. It is older than [ScopeSet.MinRelease] where that is not sure.
func (s ScopeSet) NeverBefore() Release {
	least := s.Since
	for _, scope := range s.Scopes {
		info, _ := scope.Scope.Info()
		least = least.Newer(info.NeverBefore())
	}
	return least
}

// In says whether a release within the bounds has every scope of the set, as
// [ScopeInfo.In] does for one.
func (s ScopeSet) In(within ReleaseBounds) Certainty {
	return hasSince(within, s.MinRelease(), s.NeverBefore())
}

// hasSince says whether a release within the bounds has what came with a release, or
// perhaps with an earlier one.
func hasSince(within ReleaseBounds, since, earliest Release) Certainty {
	switch {
	case within.Reached(earliest) == SurelyNot:
		return SurelyNot
	case within.Reached(since) == Surely:
		return Surely
	}
	return Unsure
}

// MinReleaseText returns [ScopeSet.MinRelease] for a sentence: "16.4", or "about
// 16.2" where it is not sure.
func (s ScopeSet) MinReleaseText() string { return aboutRelease(s.MinRelease(), s.NeverBefore()) }

// aboutRelease writes a release, with "about" where it may be the earlier one.
func aboutRelease(release, earliest Release) string {
	if release == earliest {
		return release.String()
	}
	return "about " + release.String()
}

// joinSets returns one set for several jobs, without what others in it already
// contain. The reason for a scope is that of the first job which needs it.
func joinSets(sets ...ScopeSet) ScopeSet {
	var all, joined ScopeSet
	for _, set := range sets {
		all.Since = all.Since.Newer(set.Since)
		all.Scopes = append(all.Scopes, set.Scopes...)
	}
	joined.Since = all.Since
	for _, scope := range dropCovered(all.Names()) {
		first := slices.IndexFunc(all.Scopes, func(reason ScopeReason) bool { return reason.Scope == scope })
		joined.Scopes = append(joined.Scopes, all.Scopes[first])
	}
	return joined
}

// SetForAll joins the sets of several purposes at a release.
func SetForAll(purposes []Purpose, at Release) ScopeSet {
	sets := make([]ScopeSet, len(purposes))
	for i, purpose := range purposes {
		sets[i] = purpose.SetFor(at)
	}
	return JoinSetsFor(purposes, sets, at)
}

// JoinSetsFor joins the sets of several purposes, one for each, and leaves in what a
// purpose needs by name, though another scope contains it: write_repository clones,
// and reads no file through the API.
func JoinSetsFor(purposes []Purpose, sets []ScopeSet, at Release) ScopeSet {
	joined := joinSets(sets...)
	for i, purpose := range purposes {
		if AllowsAll(joined.Names(), purpose.Does, at) {
			continue
		}
		for _, reason := range sets[i].Scopes {
			if !slices.Contains(joined.Names(), reason.Scope) {
				joined.Scopes = append(joined.Scopes, reason)
			}
		}
	}
	return joined
}
