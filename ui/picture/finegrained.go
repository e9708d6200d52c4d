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
func (c *canvas) fineGrained(pages catalog.FormLayout, content Content) {
	form := pages.FineGrainedForm
	c.title = catalog.LabelFineGrainedHeading
	if form.Beta() {
		c.title += "  Beta"
	}
	if heading := form.BasicsHeading(); heading != "" {
		c.write(context, lookDim, heading)
	}
	const column = len(catalog.LabelExpiration) + 2
	c.formField(catalog.LabelFineGrainedName, content.Name, column, content.Part == PartName)
	c.formField(catalog.LabelFineGrainedDescription, content.Description, column, content.Part == PartDescription)
	c.formField(catalog.LabelExpiration, content.Expires, column, content.Part == PartExpires)
	c.space()
	if form.AccessFirst() {
		c.access(form, content)
		c.space()
	}
	c.write(context, lookDim, form.ResourcesHeading())
	if label := form.TabsLabel(); label != "" {
		c.write(filler, lookDim, label)
	}
	tab := tabOf(content)
	c.tabs(form, tab, content)
	if !form.AccessFirst() && tab == catalog.BoundaryProject {
		c.access(form, content)
	}
	c.resources(tab, content)
	c.space()
	if content.Part == PartSubmit {
		c.mark(button(pages.Submit), "press this", "press")
		return
	}
	c.write(context, lookDim, button(pages.Submit))
}

// formField draws a label and its value, the label marked where it is its turn.
func (c *canvas) formField(label, value string, column int, chosen bool) {
	value = strings.Join(strings.Fields(value), " ")
	if !chosen {
		room := max(c.width-2-column, 1)
		value = c.cut(value, room)
		lead, empty := " "+label+blank(column-len(label)), max(room-ansi.StringWidth(value), 0)
		c.add(guide, span{lead + value, lookText}, span{strings.Repeat("_", empty), lookDim})
		return
	}
	if value == "" {
		c.mark(label, "fill this in", "fill in")
		return
	}
	c.mark(label, c.cut(value, max(c.width-len(label)-len("    ")-ansi.StringWidth(c.glyphs.Left), 8)), "set this")
}

// access draws how far the token reaches; the choice is the narrowest that can
// hold other people's projects.
func (c *canvas) access(form catalog.FineGrainedForm, content Content) {
	c.write(context, lookDim, catalog.LabelFineGrainedAccess)
	if content.Part == PartAccess || tabOf(content) == catalog.BoundaryProject {
		c.add(filler, span{" " + c.cut("( ) "+form.AccessPersonal(), c.width-2), lookDim})
		c.add(filler, span{" " + c.cut("( ) "+form.AccessAll(), c.width-2), lookDim})
	}
	if content.Part == PartAccess {
		const most = 3 // lines, as many as the lowest picture has
		c.mark(c.cut(form.AccessSpecific(), most*(c.width-len("          "))), "choose this", "choose")
		return
	}
	c.add(guide, span{" " + c.cut("(x) "+form.AccessSpecific(), c.width-2), lookText})
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
func (c *canvas) tabs(form catalog.FineGrainedForm, front catalog.Boundary, content Content) {
	var names []string
	for _, tab := range form.Tabs() {
		name := tab.Tab()
		if form.Segmented() {
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
	line := strings.Join(names, " "+c.glyphs.Vertical+" ")
	if ansi.StringWidth(line)+2 > c.width {
		line = "[" + front.Tab() + "]"
	}
	c.add(guide, span{" " + line, lookText})
}

// resources draws the resources that are picked under a tab, under their
// categories, the marked one with an arrow.
func (c *canvas) resources(tab catalog.Boundary, content Content) {
	category := ""
	for i, permission := range content.Permissions {
		if permission.Where != tab {
			continue
		}
		if permission.Category != category {
			category = permission.Category
			c.add(filler, span{" " + c.glyphs.Down + " " + c.cut(category, c.width-4), lookDim})
		}
		actions := strings.Join(permission.Actions, ", ")
		if content.Part == PartPermission && i == content.Permission {
			c.mark(permission.Resource, actions, "add this")
			continue
		}
		c.add(filler, span{"   " + c.cut(permission.Resource+"  "+actions, c.width-4), lookText})
	}
}
