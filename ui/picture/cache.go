package picture

import (
	"strings"

	"glpat/gitlab/catalog"
)

// Cache keeps pictures as they were drawn for one set of styles and glyphs. A
// key changes a picture seldom, or goes between a few, and to draw one takes as
// long as all the rest of a frame. The zero value is empty.
type Cache struct{ drawn map[cacheKey][]string }

// mostCached bounds what is kept: the parts of the longest form, in one window.
const mostCached = 64

// cacheKey is what a picture depends on, beside the styles and glyphs.
type cacheKey struct {
	scene                              Scene
	pages                              catalog.FormLayout
	name, description, expires, rights string
	part                               FineGrainedPart
	permission                         int
	legacyGone                         bool
	width, height                      int
}

// Draw gives what [Draw] gives, which it draws where it is not kept.
func (c *Cache) Draw(scene Scene, pages catalog.FormLayout, content Content, frame Frame) []string {
	of := cacheKey{
		scene: scene, pages: pages, width: frame.Width, height: frame.Height,
		name: content.Name, description: content.Description, expires: content.Expires, rights: rightsOf(content),
		part: content.Part, permission: content.Permission, legacyGone: content.LegacyGone,
	}
	lines, known := c.drawn[of]
	if !known {
		if c.drawn == nil || len(c.drawn) >= mostCached {
			c.drawn = map[cacheKey][]string{}
		}
		lines = Draw(scene, pages, content, frame)
		c.drawn[of] = lines
	}
	return lines
}

// Clear forgets all pictures: the styles or glyphs are others from now on.
func (c *Cache) Clear() { c.drawn = nil }

// rightsOf names the scopes and permissions of a form.
func rightsOf(content Content) string {
	rights := []string{catalog.JoinScopes(content.Scopes)}
	for _, permission := range content.Permissions {
		rights = append(rights, permission.Where.Tab()+":"+permission.Label())
	}
	return strings.Join(rights, ";")
}
