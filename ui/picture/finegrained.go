package picture

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"glpat/gitlab/catalog"
)

// FineGrainedPart is what [SceneFineGrained] marks.
type FineGrainedPart int

// The parts of the form for a fine-grained token, from top to bottom.
const (
	PartName FineGrainedPart = iota
	PartDescription
	PartExpires
	PartAccess
	PartPermission // the one that Content.Permission counts
	PartSubmit
)

// fineGrained draws the form for a fine-grained token as it is to be filled in.
// Of the resources it shows the tab that the mark is under.
func (s *canvas) fineGrained(pages catalog.FormLayout, content Content) {
	form := pages.FineGrainedForm
	s.title = catalog.LabelFineGrainedHeading
	if form != catalog.FineGrainedSegments {
		s.title += "  Beta"
	}
	if heading := form.BasicsHeading(); heading != "" {
		s.write(context, lookDim, heading)
	}
	const column = len(catalog.LabelExpiration) + 2
	s.formField(catalog.LabelFineGrainedName, content.Name, column, content.Part == PartName)
	s.formField(catalog.LabelFineGrainedDescription, content.Description, column, content.Part == PartDescription)
	s.formField(catalog.LabelExpiration, content.Expires, column, content.Part == PartExpires)
	s.space()
	if form.AccessFirst() {
		s.access(form, content)
		s.space()
	}
	s.write(context, lookDim, form.ResourcesHeading())
	if label := form.TabsLabel(); label != "" {
		s.write(filler, lookDim, label)
	}
	tab := tabOf(content)
	s.tabs(form, tab, content)
	if !form.AccessFirst() && tab == catalog.BoundaryProject {
		s.access(form, content)
	}
	s.resources(tab, content)
	s.space()
	if content.Part == PartSubmit {
		s.mark(button(pages.Submit), "press this", "press")
		return
	}
	s.write(context, lookDim, button(pages.Submit))
}

// formField draws a label and its value, the label marked where it is its turn.
func (s *canvas) formField(label, value string, column int, chosen bool) {
	value = strings.Join(strings.Fields(value), " ")
	if !chosen {
		room := max(s.width-2-column, 1)
		value = s.cut(value, room)
		lead, empty := " "+label+blank(column-len(label)), max(room-ansi.StringWidth(value), 0)
		s.add(guide, span{lead + value, lookText}, span{strings.Repeat("_", empty), lookDim})
		return
	}
	if value == "" {
		s.mark(label, "fill this in", "fill in")
		return
	}
	s.mark(label, s.cut(value, max(s.width-len(label)-len("    ")-ansi.StringWidth(s.glyphs.Left), 8)), "set this")
}

// access draws how far the token reaches; the choice is the narrowest that can
// hold other people's projects.
func (s *canvas) access(form catalog.FineGrainedForm, content Content) {
	s.write(context, lookDim, catalog.LabelFineGrainedAccess)
	if content.Part == PartAccess || tabOf(content) == catalog.BoundaryProject {
		s.add(filler, span{" " + s.cut("( ) "+form.AccessPersonal(), s.width-2), lookDim})
		s.add(filler, span{" " + s.cut("( ) "+catalog.LabelAccessAll, s.width-2), lookDim})
	}
	if content.Part == PartAccess {
		const most = 3 // lines, as many as the lowest picture has
		s.mark(s.cut(catalog.LabelAccessSpecific, most*(s.width-len("          "))), "choose this", "choose")
		return
	}
	s.add(guide, span{" " + s.cut("(x) "+catalog.LabelAccessSpecific, s.width-2), lookText})
}

// tabOf is the tab that is in front: that of the marked permission.
func tabOf(content Content) catalog.Boundary {
	if content.Part == PartPermission && content.Permission >= 0 && content.Permission < len(content.Permissions) {
		return content.Permissions[content.Permission].Where
	}
	return catalog.BoundaryProject
}

// tabs draws the parts of GitLab side by side where they fit, the one in front
// in brackets; in the newest look each with the number of its resources.
func (s *canvas) tabs(form catalog.FineGrainedForm, front catalog.Boundary, content Content) {
	var names []string
	for _, tab := range form.Tabs() {
		name := tab.Tab()
		if form == catalog.FineGrainedSegments {
			count := 0
			for _, permission := range content.Permissions {
				if permission.Where == tab {
					count++
				}
			}
			name += " " + strconv.Itoa(count)
		}
		if tab == front {
			name = "[" + name + "]"
		}
		names = append(names, name)
	}
	line := strings.Join(names, " "+s.glyphs.Vertical+" ")
	if ansi.StringWidth(line)+2 > s.width {
		line = "[" + front.Tab() + "]"
	}
	s.add(guide, span{" " + line, lookText})
}

// resources draws the resources that are picked under a tab, under their
// categories, the marked one with an arrow.
func (s *canvas) resources(tab catalog.Boundary, content Content) {
	category := ""
	for i, permission := range content.Permissions {
		if permission.Where != tab {
			continue
		}
		if permission.Category != category {
			category = permission.Category
			s.add(filler, span{" " + s.glyphs.Down + " " + s.cut(category, s.width-4), lookDim})
		}
		actions := strings.Join(permission.Actions, ", ")
		if content.Part == PartPermission && i == content.Permission {
			s.mark(permission.Resource, actions, "add this")
			continue
		}
		s.add(filler, span{"   " + s.cut(permission.Resource+"  "+actions, s.width-4), lookText})
	}
}
