package gitlab

import (
	"html"
	"net/http"
	"regexp"
	"strings"
)

// help is what the instance's own help page on personal access tokens tells.
// It is the documentation of that very release, so its words name the labels.
type help struct {
	found bool
	// text is the page without markup, white space folded.
	text    string
	atLeast Release
}

var (
	htmlTag = regexp.MustCompile(`<[^>]{0,1000}>`)
	// historyNote is how GitLab's documents date a feature: "Introduced in
	// GitLab 17.9", "generally available in GitLab 19.2".
	historyNote = regexp.MustCompile(`(?i)(?:introduced|generally available|enabled on gitlab\.com and self-managed|changed)[^.;\n]{0,80}? in GitLab (\d{1,2}\.\d{1,2})\b`)
)

// readHelp takes the first of the pages that is the document.
func readHelp(pages ...page) help {
	for _, p := range pages {
		if p.err != nil || p.Status != http.StatusOK {
			continue
		}
		text := plainText(string(p.Body))
		if !strings.Contains(strings.ToLower(text), "personal access token") || !strings.Contains(text, "scope") {
			continue
		}
		read := help{found: true, text: text}
		for _, match := range historyNote.FindAllStringSubmatch(text, 200) {
			if release, err := ParseRelease(match[1]); err == nil {
				read.atLeast = read.atLeast.Newer(release)
			}
		}
		return read
	}
	return help{}
}

// plainText takes HTML tags and Markdown's stars off and folds white space.
func plainText(text string) string {
	text = htmlTag.ReplaceAllString(text, "")
	text = strings.ReplaceAll(html.UnescapeString(text), "*", "")
	return strings.Join(strings.Fields(text), " ")
}

// choosePages picks the newest pages within the bounds that fit the help page's
// words. sure tells whether the words left one generation only. Words that fit
// nothing are passed over: an instance may have a help page of its own.
func choosePages(read help, within bounds) (chosen Pages, sure bool) {
	var possible, fitting []Pages
	all := AllPages()
	for i, pages := range all {
		ended := i+1 < len(all) && within.atLeast.AtLeast(all[i+1].Since)
		if ended || (within.before.Known() && pages.Since.AtLeast(within.before)) {
			continue
		}
		possible = append(possible, pages)
		if read.found && read.fits(pages) {
			fitting = append(fitting, pages)
		}
	}
	switch {
	case len(fitting) > 0:
		newest := fitting[len(fitting)-1]
		return newest, fitting[0].Generation == newest.Generation
	case len(possible) > 0:
		return possible[len(possible)-1], false
	}
	return PagesAt(within.atLeast), false
}

// fits reports whether the page's words are those of the given pages.
func (h help) fits(pages Pages) bool {
	opener := pages.Opener
	if opener != "" && !strings.Contains(h.text, opener) {
		return false
	}
	if opener == "" && strings.Contains(h.text, "Add new token") {
		return false
	}
	// "select" tells the entry from the document's own title, which is the same
	// in every release.
	if pages.MenuGroup != "" {
		return strings.Contains(h.text, "select "+pages.MenuGroup+" > "+pages.MenuEntry)
	}
	if !strings.Contains(h.text, "select "+pages.MenuEntry) {
		return false
	}
	upperRight := strings.Contains(h.text, "upper-right corner")
	return upperRight == (pages.Avatar == AvatarUpperRight || pages.Avatar == AvatarTopBar)
}
