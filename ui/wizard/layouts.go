package wizard

import (
	"slices"

	"glpat/gitlab/catalog"
	"glpat/ui/picture"
	"glpat/ui/widget"
)

// otherPages goes to the next older pages, and says so where this very page is
// the same in them.
func (d *shared) otherPages(scene picture.Scene) {
	frame := picture.Frame{Width: pictureWidth, Glyphs: d.Glyphs}
	before := picture.Draw(scene, d.draft.Layout(), picture.Content{}, frame)
	d.draft = d.draft.WithOtherLayout()
	d.notice = "Now like GitLab " + d.draft.Layout().Span()
	if !d.draft.Practice() {
		d.notice += ", and remembered for " + d.instance().Host()
	}
	d.notice += "."
	if slices.Equal(before, picture.Draw(scene, d.draft.Layout(), picture.Content{}, frame)) {
		d.notice += " This page looks the same there; press the key again for others."
	}
	d.remember()
}

// othersPossible are the pages that the instance may have in place of the drawn
// ones, because it is not known in which month they changed; none where that is
// known, or the person said what theirs look like.
func (d *shared) othersPossible() []catalog.FormLayout {
	if d.draft.PagesSeen != nil {
		return nil
	}
	others := catalog.OtherLayoutsAt(d.instance().AtLeast)
	pages := d.draft.Layout()
	if pages.Since.AtLeast(d.instance().AtLeast) && pages.Since != d.instance().AtLeast {
		// The lower bound says nothing of the drawn pages. What is not sure of
		// these themselves is told; which of all pages are there, it is not.
		for _, other := range catalog.OtherLayoutsAt(pages.Since) {
			if other.Since == pages.Since {
				others = append(others, other)
			}
		}
	}
	return others
}

// drawOther says how else the page of a scene may look.
func (d *shared) drawOther(sheet *widget.Sheet, scene picture.Scene) {
	said := []string{"", picture.Describe(scene, d.draft.Layout(), d.Glyphs)}
	for _, other := range d.othersPossible() {
		words := picture.Describe(scene, other, d.Glyphs)
		if slices.Contains(said, words) {
			continue
		}
		said = append(said, words)
		sheet.Gap()
		sheet.Paragraph(
			d.Styles.Dim,
			"Not there? At GitLab "+d.instance().AtLeast.String()+" it may also be like this: "+words,
		)
	}
}
