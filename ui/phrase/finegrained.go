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
