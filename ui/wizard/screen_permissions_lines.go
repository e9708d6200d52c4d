package wizard

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"glpat/gitlab/catalog"
	"glpat/ui/flow"
	"glpat/ui/phrase"
	"glpat/ui/picture"
	"glpat/ui/style"
	"glpat/ui/widget"
)

// formLine is one thing to do in the form for a fine-grained token.
type formLine struct {
	heading string
	label   string
	remark  string
	// more is said of the line while the pointer is on it.
	more string
	// copies is what the copy key takes, "" for nothing.
	copies string
	// address tells that the line is the way to the form. The others have a place
	// in it: part, and permission for which one it is among the permissions.
	address    bool
	part       picture.FineGrainedPart
	permission int
}

// lineID is what a line says, by which it is known again.
type lineID struct{ heading, label, copies string }

func (l formLine) id() lineID { return lineID{l.heading, l.label, l.copies} }

// scene is where the line is to be found.
func (l formLine) scene() picture.Scene {
	if l.address {
		return picture.SceneTokensFineGrained
	}
	return picture.SceneFineGrained
}

// copied is the word on having copied it.
func (l formLine) copied(glyphs style.Glyphs) string {
	if l.address {
		return "The address is copied."
	}
	return "Copied: " + widget.Cut(l.copies, 40, glyphs.Ellipsis) + "."
}

// words are what is said of the line, in as many lines as that takes.
func (l formLine) words(styles style.Styles, width int) []widget.StyledLine {
	if l.address {
		var lines []widget.StyledLine
		look := styles.Link.Linked(l.copies)
		for line := range strings.SplitSeq(ansi.Hardwrap(l.copies, width, false), "\n") {
			lines = append(lines, widget.Styled(look, line))
		}
		if l.more == "" {
			return lines
		}
		return append(lines, l.moreLines(styles, width)...)
	}
	return l.moreLines(styles, width)
}

func (l formLine) moreLines(styles style.Styles, width int) []widget.StyledLine {
	var lines []widget.StyledLine
	for line := range strings.SplitSeq(ansi.Wrap(l.more, width, ""), "\n") {
		lines = append(lines, widget.Styled(styles.Dim, line))
	}
	return lines
}

// formLines lists what there is to do, in the order of the form on the draft's
// pages.
func formLines(draft flow.Draft, permissions []catalog.Permission, glyphs style.Glyphs) []formLine {
	pages := draft.Layout()
	form, quote := pages.FineGrainedForm, glyphs.Quote
	basics, where := form.BasicsHeading(), catalog.LabelFineGrainedAccess
	lines := []formLine{
		{
			label: "open this page", address: true, copies: draft.Instance.FineGrainedURL(pages),
			more: phrase.Duplicate(form, quote),
		},
		{
			heading: basics,
			label:   catalog.LabelFineGrainedName,
			remark:  draft.Name,
			copies:  draft.Name,
			part:    picture.PartName,
			more:    "You find the token by this name later.",
		},
	}
	description := draft.FormDescription()
	lines = append(lines, formLine{
		heading: basics,
		label:   catalog.LabelFineGrainedDescription,
		remark:  description,
		copies:  description,
		part:    picture.PartDescription,
		more:    "GitLab asks for one here: the form takes no empty description.",
	}, formLine{
		heading: basics,
		label:   catalog.LabelExpiration,
		remark:  draft.EndText(),
		copies:  draft.Expires.String(),
		part:    picture.PartExpires,
		more:    "The form comes with another date. Set this one.",
	})
	access := accessLine(draft, permissions, quote)
	access.heading = where
	if form.AccessFirst() {
		lines = append(lines, access)
	}
	tabs := map[catalog.Boundary]bool{}
	for i, permission := range permissions {
		if !form.AccessFirst() && permission.Where == catalog.BoundaryProject && !tabs[permission.Where] {
			access.heading = permission.Where.Tab()
			lines = append(lines, access)
		}
		tabs[permission.Where] = true
		lines = append(lines, permissionLine(draft, i, permission, glyphs))
	}
	return append(lines, formLine{
		heading: "At the end", label: "press " + quote(pages.Submit), part: picture.PartSubmit,
		more: "The next page shows the token, once: press " + quote("Copy token") + " there.",
	})
}

// accessLine is how far the token is to reach among groups and projects.
func accessLine(draft flow.Draft, permissions []catalog.Permission, quote func(string) string) formLine {
	form := draft.Layout().FineGrainedForm
	if !slices.ContainsFunc(permissions, func(p catalog.Permission) bool { return p.Where == catalog.BoundaryProject }) {
		return formLine{
			label: "leave this as it is", part: picture.PartAccess,
			more: "Nothing that you chose is about groups or projects. If the form asks all the same, take " +
				quote(form.AccessPersonal()) + ".",
		}
	}
	more := "Then add those that it is for. " + quote(form.AccessAll()) + " works too, and puts more at risk."
	if other := phrase.OtherAccessLabel(*draft.Instance, form, quote); other != "" {
		more = other + " " + more
	}
	return formLine{label: form.AccessSpecific(), part: picture.PartAccess, more: more}
}

// permissionLine is one resource with its actions.
func permissionLine(draft flow.Draft, at int, permission catalog.Permission, glyphs style.Glyphs) formLine {
	heading := permission.Where.Tab() + " " + glyphs.Dot + " " + permission.Category
	if label := draft.Layout().FineGrainedForm.TabsLabel(); label != "" && permission.Where != catalog.BoundaryProject {
		heading = label + ": " + heading
	}
	tab, resource := glyphs.Quote(permission.Where.Tab()), glyphs.Quote(permission.Resource)
	return formLine{
		heading:    heading,
		label:      permission.Label(),
		part:       picture.PartPermission,
		permission: at,
		copies:     permission.Resource,
		more: firstUpper(permissionReason(draft, permission)) + ". Under " + tab + ", search for " + resource +
			", tick it, then choose " + strings.Join(permission.Actions, ", ") + " beside it.",
	}
}

// permissionReason says what a permission is for.
func permissionReason(draft flow.Draft, permission catalog.Permission) string {
	same := func(other catalog.Permission) bool {
		return other.Where == permission.Where && other.Category == permission.Category &&
			other.Resource == permission.Resource
	}
	var reasons []string
	for _, purpose := range draft.Chosen() {
		if slices.ContainsFunc(purpose.FineGrained.Permissions, same) {
			reasons = append(reasons, "to "+purpose.Title)
		}
	}
	if slices.ContainsFunc(catalog.PermissionsToCheck(), same) {
		reasons = append(reasons, "so that glpat can check the token")
	}
	return strings.Join(reasons, "; ")
}
