package picture

import "glpat/gitlab/catalog"

// tokensHeading is the heading of the tokens page.
func tokensHeading(pages catalog.FormLayout) string {
	if pages.Generation == catalog.GenerationA {
		return "Personal Access Tokens"
	}
	return "Personal access tokens"
}

// tokensCard is the title of the card that holds the list before 18.1.
const tokensCard = "Active personal access tokens"

// tokens draws the tokens page as it is when one arrives.
func (c *canvas) tokens(scene Scene, pages catalog.FormLayout, legacyGone bool) {
	c.title = tokensHeading(pages)
	press := hint{"press this", "press"}
	switch {
	case pages.Opener == "":
		c.mark(pages.FormHeading, "start here", "start")
		c.fields(pages, Content{}, context)
		c.write(context, lookText, button(pages.Submit))
		c.space()
		c.write(context, lookDim, tokensCard)
	case pages.OpenerChoice != "":
		c.overview()
		c.write(context, lookText, tokensHeading(pages))
		if scene != SceneTokensEither {
			press = step("1", press...)
		}
		c.add(marked, c.pointRight(c.menuButton(pages.Opener), press, c.width)...)
		menu := c.popup(openerMenu(scene, pages, legacyGone), c.width-1)
		c.addPopup(menu, c.width-1-popupWidth(menu))
		c.list("Name", "Description", "Status", "Actions")
	case pages.FormHeading == "":
		c.add(marked, c.pointRight(button(pages.Opener), press, c.width)...)
		c.overview()
		c.list("Name", "Status", "Scopes", "Usage", "Lifetime")
	default:
		c.write(guide, lookText, tokensCard)
		c.add(marked, c.pointRight(button(pages.Opener), press, c.width)...)
		c.list("Token name", "Scopes", "Created", "Last Used", "Expires")
	}
}

// menuButton is a button that opens a menu.
func (c *canvas) menuButton(label string) string { return button(label + " " + c.glyphs.Down) }

// openerMenu lists the types of token that the opener offers
// (create_personal_access_token_dropdown.vue). The legacy one is absent where
// fine-grained tokens are enforced.
func openerMenu(scene Scene, pages catalog.FormLayout, legacyGone bool) []entry {
	fineGrained := pages.FineGrained
	if pages.FineGrainedForm.Beta() {
		fineGrained += "  Beta"
	}
	choose := func(label string, chosen bool) entry {
		if chosen {
			return entry{label: label, weight: marked, words: step("2", "choose this", "choose")}
		}
		return entry{label: label, weight: context}
	}
	menu := []entry{choose(fineGrained, scene == SceneTokensFineGrained)}
	if !legacyGone {
		menu = append(menu, choose(pages.OpenerChoice, scene == SceneTokens))
	}
	return menu
}

// overview draws what stands above the list since 18.1.
func (c *canvas) overview() {
	c.columns(filler, "Active tokens", "Tokens expiring in 2 weeks")
	c.write(context, lookDim, "Search or filter access tokens"+c.glyphs.Ellipsis)
}

// list draws the head of the list of tokens.
func (c *canvas) list(names ...string) {
	c.rule()
	c.columns(context, names...)
}

// columns puts as many names as there is room for beside each other.
func (c *canvas) columns(w weight, names ...string) {
	text := " " + names[0]
	for _, name := range names[1:] {
		if len(text)+len("   ")+len(name) >= c.width {
			break
		}
		text += "   " + name
	}
	c.add(w, span{text, lookDim})
}
