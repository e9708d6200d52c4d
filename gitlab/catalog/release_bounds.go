package catalog

// ReleaseBounds are the releases between which an instance's lies; a zero bound
// is not known.
type ReleaseBounds struct {
	AtLeast Release // the release is this one or newer
	Before  Release // the release is older than this one
}

// Exactly returns the bounds of a release that is known; an unknown one has none.
func Exactly(release Release) ReleaseBounds {
	if !release.Known() {
		return ReleaseBounds{}
	}
	return ReleaseBounds{AtLeast: release, Before: release.next()}
}

// From returns the bounds of a release that is that one or newer.
func From(release Release) ReleaseBounds { return ReleaseBounds{AtLeast: release} }

// Exact returns the release that the bounds leave, false where they leave several.
func (b ReleaseBounds) Exact() (Release, bool) {
	return b.AtLeast, b.AtLeast.Known() && b.AtLeast.next() == b.Before
}

// Reached says whether the release is that one or newer.
func (b ReleaseBounds) Reached(since Release) Certainty {
	switch {
	case b.AtLeast.AtLeast(since):
		return Surely
	case b.Before.Known() && since.AtLeast(b.Before):
		return SurelyNot
	}
	return Unsure
}

// Layouts returns the layouts that the releases within the bounds have, oldest
// first.
func (b ReleaseBounds) Layouts() []FormLayout {
	var possible []FormLayout
	for _, pages := range layouts {
		if !pages.EndedBefore(b.AtLeast) && (!b.Before.Known() || pages.Since.Before(b.Before)) {
			possible = append(possible, pages)
		}
	}
	return possible
}

// Likeliest returns, of the given layouts, the one that most releases within
// the bounds have; of equals the newer.
func (b ReleaseBounds) Likeliest(of []FormLayout) FormLayout {
	var best FormLayout
	most := -1
	for _, pages := range of {
		if count := b.releasesWith(pages); count >= most {
			best, most = pages, count
		}
	}
	return best
}

// endless stands for the releases still to come.
const endless = 1 << 20

// releasesWith counts the releases within the bounds that have the pages.
func (b ReleaseBounds) releasesWith(pages FormLayout) int {
	from, to := pages.Since.Newer(b.AtLeast).ordinal(), endless
	if b.Before.Known() {
		to = b.Before.ordinal()
	}
	for _, later := range layouts {
		if pages.Since.Before(later.Since) {
			to = min(to, later.Since.ordinal())
			break
		}
	}
	return to - from
}
