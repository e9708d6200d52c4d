package phrase

import (
	"glpat/gitlab"
	"glpat/gitlab/catalog"
)

// ReleaseWords says in one line which releases glpat goes by at an instance: those that
// have its pages, without those that it is too new for, and softly where a look
// without a token does not tell for sure. seen are the pages that the person said it
// has, nil where they said nothing.
func ReleaseWords(instance gitlab.Instance, seen *catalog.FormLayout) string {
	switch {
	case instance.IsGitLabCom():
		return "always the newest GitLab"
	case instance.Release.Known():
		return "GitLab " + instance.Release.String()
	case seen != nil:
		return "GitLab " + seen.SpanFrom(instance.AtLeast) + ", by the pages you saw"
	case instance.LayoutSure:
		return "GitLab " + instance.Layout.SpanFrom(instance.AtLeast)
	case instance.AtLeast.Known():
		return "probably GitLab " + instance.Layout.SpanFrom(instance.AtLeast)
	}
	return "GitLab, release not known"
}

// ReleaseNote says what a link goes by where the release is not sure, "" where it is.
func ReleaseNote(instance gitlab.Instance) string {
	if instance.LayoutSure {
		return ""
	}
	return "the link goes by what a look without a token tells: " + ReleaseWords(instance, nil) +
		". If the page is not found, add --release."
}
