package wizard

import (
	"fmt"
	"slices"
	"strings"

	"glpat/gitlab/catalog"
	"glpat/ui/picture"
	"glpat/ui/style"
	"glpat/ui/widget"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// turnsPage goes to another look of a page where the key asks for that, and reports
// whether it did.
func (d *shared) turnsPage(msg tea.KeyPressMsg, keys style.Keys, scene picture.Scene) bool {
	switch {
	case key.Matches(msg, keys.Other):
		d.otherPages(scene, 1)
	case key.Matches(msg, keys.Before):
		d.otherPages(scene, -1)
	default:
		return false
	}
	return true
}

// lookKeys are the bindings for the other looks of a page.
func (d *shared) lookKeys(keys style.Keys) []key.Binding {
	if d.draft.PagesSeen == nil {
		return []key.Binding{keys.Other}
	}
	return []key.Binding{keys.Other, keys.Before}
}

// otherPages goes to the next of the looks that a page has had, or by one back, and
// notes which the person saw.
func (d *shared) otherPages(scene picture.Scene, by int) {
	looks := d.looks(scene)
	if len(looks) == 1 {
		d.notice = "This page looks the same in every release that glpat knows."
		return
	}
	now := d.drawnFrom(scene, d.draft.Layout())
	at := slices.IndexFunc(looks, func(pages catalog.FormLayout) bool { return d.drawnFrom(scene, pages) == now })
	at = (at + by + len(looks)) % len(looks)
	d.draft = d.draft.WithPagesSeen(looks[at])
	d.notice = fmt.Sprintf("Look %d of %d: like GitLab %s", at+1, len(looks), d.draft.Layout().Span())
	switch {
	case at == 0:
		d.notice += ", as glpat found"
	case !d.draft.Practice():
		d.notice += ", and remembered for " + d.instance().Host()
	}
	d.notice += "."
	d.remember()
}

// looks are the layouts in which a page looks different, the detected one first and
// those of the nearest releases before others.
func (d *shared) looks(scene picture.Scene) []catalog.FormLayout {
	all := catalog.AllLayouts()
	detected := slices.Index(all, d.draft.DetectedLayout())
	var looks []catalog.FormLayout
	var drawn []string
	add := func(at int) {
		if at < 0 || at >= len(all) {
			return
		}
		if look := d.drawnFrom(scene, all[at]); !slices.Contains(drawn, look) {
			looks, drawn = append(looks, all[at]), append(drawn, look)
		}
	}
	add(detected)
	for distance := 1; distance < len(all); distance++ {
		add(detected - distance)
		add(detected + distance)
	}
	return looks
}

// drawnFrom is a page as the layout has it, to compare.
func (d *shared) drawnFrom(scene picture.Scene, pages catalog.FormLayout) string {
	frame := picture.Frame{Width: pictureWidth, Glyphs: d.Glyphs}
	lines := picture.Draw(scene, pages, picture.Content{}, frame)
	return strings.Join(lines, "\n") + picture.Describe(scene, pages, d.Glyphs)
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

// formScene is the form for the type of token that is to be made.
func (d *shared) formScene() picture.Scene {
	if d.draft.FineGrained() {
		return picture.SceneFineGrained
	}
	return picture.SceneForm
}

// formContent is the form as the draft fills it in.
func (d *shared) formContent() picture.Content {
	content := picture.Content{
		Name:        d.draft.Name,
		Description: d.draft.Description,
		Expires:     d.draft.Expires.String(),
	}
	if d.draft.FineGrained() {
		content.Description = d.draft.FormDescription()
		content.Permissions = catalog.FineGrainedFor(d.draft.Chosen()).Permissions
	} else {
		content.Scopes = d.draft.Scopes
	}
	return content
}

// tokensScene is the tokens page, on which the button's menu is chosen from only
// once it is settled which type of token to make.
func (d *shared) tokensScene() picture.Scene {
	switch {
	case d.draft.FineGrained():
		return picture.SceneTokensFineGrained
	case d.draft.Layout().FineGrained != "" && !d.draft.TypeByHand:
		return picture.SceneTokensEither
	}
	return picture.SceneTokens
}
