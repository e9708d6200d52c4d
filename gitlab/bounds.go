package gitlab

// bounds hold a release from both sides; an unknown side is open.
type bounds struct {
	atLeast Release // the release is this one or newer
	before  Release // the release is older than this one
}

// pages lists the pages that the releases within the bounds have, oldest
// first.
func (b bounds) pages() []Pages {
	var possible []Pages
	for i, pages := range pagesCatalogue {
		ended := i+1 < len(pagesCatalogue) && b.atLeast.AtLeast(pagesCatalogue[i+1].Since)
		if !ended && (!b.before.Known() || pages.Since.Before(b.before)) {
			possible = append(possible, pages)
		}
	}
	return possible
}

// likeliest returns, of the given pages, those that most releases within the
// bounds have; of equals the newer.
func (b bounds) likeliest(of []Pages) Pages {
	var best Pages
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
func (b bounds) releasesWith(pages Pages) int {
	from, to := pages.Since.Newer(b.atLeast).ordinal(), endless
	if b.before.Known() {
		to = b.before.ordinal()
	}
	for _, later := range pagesCatalogue {
		if pages.Since.Before(later.Since) {
			to = min(to, later.Since.ordinal())
			break
		}
	}
	return to - from
}
