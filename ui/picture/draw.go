package picture

import (
	"glpat/gitlab/catalog"
	"glpat/ui/style"
)

// Scene is a page on the way to a token, with the one thing to choose on it.
type Scene int

// The scenes, in the order in which a person meets them.
const (
	SceneSignIn  Scene = iota // the sign-in page, its button marked
	SceneAvatar               // the avatar, and "Preferences" in its open menu
	SceneMenu                 // the user settings menu, the tokens entry marked
	SceneTokens               // the tokens page, what opens the form for a legacy token marked
	SceneForm                 // the form, filled in, its button marked
	SceneCreated              // the new token, its copy button marked

	SceneTokensEither      // the tokens page while it is open which type to choose in the button's menu
	SceneTokensFineGrained // … where a fine-grained token is to be made
	SceneFineGrained       // the form for that, one part of it marked
)

// Content is what [SceneForm] and [SceneFineGrained] show as filled in. The text has to be clean of
// control sequences; it may be long or wide, and is cut to fit. What is empty
// is drawn as an empty field.
type Content struct {
	Name, Description string
	Expires           string // as the form writes a date: "2026-12-22"
	Scopes            []catalog.Scope
	// Permissions are those of a fine-grained token, Part what is marked in its
	// form, and Permission which of them, where Part is [PartPermission].
	Permissions []catalog.Permission
	Part        FineGrainedPart
	Permission  int
	// LegacyGone leaves the legacy type out of the button's menu.
	LegacyGone bool
}

// Frame is the room there is for a picture, in cells, and how it may look.
type Frame struct {
	Width, Height int // Height 0 sets no limit
	Styles        style.Styles
	Glyphs        style.Glyphs
}

// Widths and heights of a picture, in cells, its border included.
const (
	minWidth  = 24
	maxWidth  = 60
	minHeight = 5
)

// Draw gives the picture's lines. Each is as wide as the frame, but no wider
// than 60 cells, and there are no more than frame.Height of them: where that is
// too few, rows far from the mark give way to the More glyph. A frame under 24
// columns or 5 lines gives nil, and so does a scene that the pages do not have.
func Draw(scene Scene, pages catalog.FormLayout, content Content, frame Frame) []string {
	if pages.FineGrained == "" && (scene == SceneFineGrained || scene == SceneTokensFineGrained) {
		return nil
	}
	if frame.Width < minWidth || frame.Height != 0 && frame.Height < minHeight {
		return nil
	}
	c := &canvas{width: min(frame.Width, maxWidth) - 2, glyphs: frame.Glyphs}
	switch scene {
	case SceneSignIn:
		c.signIn(pages)
	case SceneAvatar:
		c.avatar(pages)
	case SceneMenu:
		c.menu(pages)
	case SceneTokens, SceneTokensEither, SceneTokensFineGrained:
		c.tokens(scene, pages, content.LegacyGone)
	case SceneForm:
		c.form(pages, content)
	case SceneCreated:
		c.created(pages)
	case SceneFineGrained:
		c.fineGrained(pages, content)
	default:
		return nil
	}
	rows := c.rows
	if frame.Height > 0 {
		rows = crop(rows, frame.Height-2, line{{" " + c.glyphs.More, lookDim}})
	}
	return box(c.title, rows, c.width, frame)
}
