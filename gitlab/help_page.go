package gitlab

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"

	"glpat/gitlab/catalog"
	"glpat/gitlab/transport"
)

// helpPage is what the instance's own help page on personal access tokens tells.
// It is the documentation of that very release, so its words name the labels.
type helpPage struct {
	found bool
	// text is the page without markup, white space folded.
	text    string
	atLeast catalog.Release
}

// historyNote is how GitLab's documents date a feature: "Introduced in
// GitLab 17.9", "generally available in GitLab 19.2".
var historyNote = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(
		`(?i)(?:introduced|generally available|enabled on gitlab\.com and self-managed|changed)[^.;\n]{0,80}? in GitLab ` +
			`(\d{1,2}\.\d{1,2})\b`,
	)
})

// readHelp takes the first of the pages that is the document.
func readHelp(pages ...response) helpPage {
	for _, p := range pages {
		if p.err != nil || p.Status != http.StatusOK {
			continue
		}
		text := transport.TextOfHTML(string(p.Body))
		if !strings.Contains(strings.ToLower(text), "personal access token") || !strings.Contains(text, "scope") {
			continue
		}
		read := helpPage{found: true, text: text}
		for _, match := range historyNote().FindAllStringSubmatch(text, 200) {
			if release, err := catalog.ParseRelease(match[1]); err == nil {
				read.atLeast = read.atLeast.Newer(release)
			}
		}
		return read
	}
	return helpPage{}
}

// chooseLayout picks, among the pages that the bounds allow and the help page's
// words fit, those that most of the possible releases have. sure tells whether
// the words left one generation only. Words that fit nothing are passed over: an
// instance may have a help page of its own.
func chooseLayout(read helpPage, within catalog.ReleaseBounds) (chosen catalog.FormLayout, sure bool) {
	possible := within.Layouts()
	fitting := slices.DeleteFunc(
		slices.Clone(possible),
		func(pages catalog.FormLayout) bool { return !read.found || !read.fits(pages) },
	)
	switch {
	case len(fitting) > 0:
		return within.Likeliest(fitting), fitting[0].Generation == fitting[len(fitting)-1].Generation
	case len(possible) > 0:
		return within.Likeliest(possible), false
	}
	return catalog.LayoutAt(within.AtLeast), false
}

// fits reports whether the page's words are those of the given pages.
func (h helpPage) fits(pages catalog.FormLayout) bool {
	if pages.Opener != "" && !strings.Contains(h.text, pages.Opener) {
		return false
	}
	if pages.Opener == "" && strings.Contains(h.text, "Add new token") {
		return false
	}
	// The document shows a prefilled link as an example.
	if h.mentionsPath() && !strings.Contains(h.text, pages.Path()) {
		return false
	}
	// "select" tells the entry from the document's own title, which is the same
	// in every release.
	if pages.MenuGroup != "" {
		return strings.Contains(h.text, "elect "+pages.MenuGroup+" > "+pages.MenuEntry)
	}
	if !strings.Contains(h.text, "elect "+pages.MenuEntry) {
		return false
	}
	upperRight := strings.Contains(h.text, "upper-right corner")
	return upperRight == (pages.Avatar == catalog.AvatarUpperRight || pages.Avatar == catalog.AvatarTopBar)
}

func (h helpPage) mentionsPath() bool {
	return strings.Contains(h.text, catalog.PathProfile) || strings.Contains(h.text, catalog.PathUserSettings)
}
