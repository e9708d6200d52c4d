package phrase

import (
	"glpat/gitlab"
	"glpat/gitlab/catalog"
)

// OtherAccessLabel says how else the form for a fine-grained token may end the
// label of the access to groups and projects, "" where that is known.
func OtherAccessLabel(instance gitlab.Instance, form catalog.FineGrainedForm, quote func(string) string) string {
	other := form.OtherAccess()
	release, exact := instance.Releases().Exact()
	known := instance.IsGitLabCom() || exact && len(catalog.OtherLayoutsAt(release)) == 0
	if other == catalog.FineGrainedNone || known {
		return ""
	}
	since := catalog.FineGrainedByAccess.Since().String()
	end := "the label of the access ends in " + quote(other.AccessEnding()) + "."
	if other == catalog.FineGrainedByAccess {
		return "From about GitLab " + since + " on " + end
	}
	return "In a GitLab older than about " + since + " " + end
}

// Duplicate says how GitLab fills in the form for a fine-grained token like one
// that is there, "" where it cannot.
func Duplicate(form catalog.FineGrainedForm, quote func(string) string) string {
	if !form.CanDuplicate() {
		return ""
	}
	return "Have you one like it already? In GitLab's list of tokens, its menu has " + quote(catalog.LabelDuplicate) +
		": the form opens filled in, with " + quote("(copy)") + " behind the name."
}

// BeyondMemberships says that a fine-grained token reaches what its owner can see
// without being a member (merge request 256275; about 19.5, inferred), "" where the
// instance is surely older.
func BeyondMemberships(within catalog.ReleaseBounds) string {
	const reaches = "it works on public and internal projects too where you are no member."
	since := catalog.FineGrainedByAccess.Since()
	switch within.Reached(since) {
	case catalog.SurelyNot:
		return ""
	case catalog.Surely, catalog.Unsure:
	}
	return "From about GitLab " + since.String() + " on " + reaches
}

// AddWithDuo says of the Permissions Assistant what to know of it, "" for a form that
// is too old for it.
func AddWithDuo(form catalog.FineGrainedForm, quote func(string) string) string {
	if form == catalog.FineGrainedNone || form.Beta() {
		return ""
	}
	return "With the plan Ultimate the form may have " + quote(catalog.LabelAddWithDuo) +
		", a beta: look through what it adds before you create the token."
}
