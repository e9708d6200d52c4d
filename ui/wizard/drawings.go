package wizard

import (
	"strings"

	"glpat/gitlab/catalog"
	"glpat/ui/picture"
)

// scene is what the screen's picture shows, false where it has none now.
func (m *Model) scene() (picture.Scene, bool) {
	if screen, ok := m.screen().(pictured); ok {
		return screen.scene()
	}
	return 0, false
}

// drawings are the pictures as they were drawn. A key changes them seldom, or goes
// between a few, and to draw one takes as long as all the rest of a frame.
type drawings map[drawn][]string

// mostDrawings bounds what is kept: the parts of the longest form, in one window.
const mostDrawings = 64

// drawn is what a picture depends on, beside the styles.
type drawn struct {
	scene                              picture.Scene
	pages                              catalog.FormLayout
	name, description, expires, rights string
	part                               picture.FineGrainedPart
	permission                         int
	legacyGone                         bool
	width, height                      int
}

// drawPicture draws the screen's picture, nil where it has none.
func (m *Model) drawPicture(width, height int) []string {
	scene, ok := m.scene()
	if !ok {
		return nil
	}
	content := picture.Content{}
	if screen, ok := m.screen().(filling); ok {
		content = screen.content()
	}
	content.LegacyGone = m.desk.draft.LegacyGone
	of := drawn{
		scene: scene, pages: m.desk.draft.Layout(), width: width, height: height,
		name: content.Name, description: content.Description, expires: content.Expires, rights: rightsOf(content),
		part: content.Part, permission: content.Permission, legacyGone: content.LegacyGone,
	}
	lines, known := m.drawings[of]
	if !known {
		if len(m.drawings) >= mostDrawings {
			clear(m.drawings)
		}
		frame := picture.Frame{Width: width, Height: height, Styles: m.desk.styles, Glyphs: m.desk.glyphs}
		lines = picture.Draw(scene, of.pages, content, frame)
		m.drawings[of] = lines
	}
	return lines
}

// rightsOf names the scopes and permissions of a form.
func rightsOf(content picture.Content) string {
	rights := []string{catalog.JoinScopes(content.Scopes)}
	for _, permission := range content.Permissions {
		rights = append(rights, permission.Where.Tab()+":"+permission.Label())
	}
	return strings.Join(rights, ";")
}

// beside puts the picture to the right of the text, from column on.
func beside(text block, drawing []string, column int) block {
	for i, line := range drawing {
		if i == len(text.lines) {
			text.lines = append(text.lines, "")
		}
		pad := max(column-cells(text.lines[i]), 1)
		text.lines[i] += strings.Repeat(" ", pad) + line
	}
	return text
}
