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
	content.LegacyGone = m.shared.draft.LegacyGone
	of := drawn{
		scene: scene, pages: m.shared.draft.Layout(), width: width, height: height,
		name: content.Name, description: content.Description, expires: content.Expires, rights: rightsOf(content),
		part: content.Part, permission: content.Permission, legacyGone: content.LegacyGone,
	}
	lines, known := m.drawings[of]
	if !known {
		if len(m.drawings) >= mostDrawings {
			clear(m.drawings)
		}
		frame := picture.Frame{Width: width, Height: height, Styles: m.shared.Styles, Glyphs: m.shared.Glyphs}
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
