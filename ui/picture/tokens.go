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
func (s *canvas) tokens(scene Scene, pages catalog.FormLayout, legacyGone bool) {
	s.title = tokensHeading(pages)
	press := hint{"press this", "press"}
	switch {
	case pages.Opener == "":
		s.mark(pages.FormHeading, "start here", "start")
		s.fields(pages, Content{}, context)
		s.write(context, lookText, button(pages.Submit))
		s.space()
		s.write(context, lookDim, tokensCard)
	case pages.OpenerChoice != "":
		s.overview()
		s.write(context, lookText, tokensHeading(pages))
		if scene != SceneTokensEither {
			press = step("1", press...)
		}
		s.add(marked, s.pointRight(s.menuButton(pages.Opener), press, s.width)...)
		menu := s.popup(openerMenu(scene, pages, legacyGone), s.width-1)
		s.addPopup(menu, s.width-1-popupWidth(menu))
		s.list("Name", "Description", "Status", "Actions")
	case pages.FormHeading == "":
		s.add(marked, s.pointRight(button(pages.Opener), press, s.width)...)
		s.overview()
		s.list("Name", "Status", "Scopes", "Usage", "Lifetime")
	default:
		s.write(guide, lookText, tokensCard)
		s.add(marked, s.pointRight(button(pages.Opener), press, s.width)...)
		s.list("Token name", "Scopes", "Created", "Last Used", "Expires")
	}
}

// menuButton is a button that opens a menu.
func (s *canvas) menuButton(label string) string { return button(label + " " + s.glyphs.Down) }

// openerMenu lists the types of token that the opener offers
// (create_personal_access_token_dropdown.vue). The legacy one is absent where
// fine-grained tokens are enforced.
func openerMenu(scene Scene, pages catalog.FormLayout, legacyGone bool) []entry {
	fineGrained := pages.FineGrained
	if pages.Generation == catalog.GenerationF {
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
func (s *canvas) overview() {
	s.columns(filler, "Active tokens", "Tokens expiring in 2 weeks")
	s.write(context, lookDim, "Search or filter access tokens"+s.glyphs.Ellipsis)
}

// list draws the head of the list of tokens.
func (s *canvas) list(names ...string) {
	s.rule()
	s.columns(context, names...)
}

// columns puts as many names as there is room for beside each other.
func (s *canvas) columns(w weight, names ...string) {
	text := " " + names[0]
	for _, name := range names[1:] {
		if len(text)+len("   ")+len(name) >= s.width {
			break
		}
		text += "   " + name
	}
	s.add(w, span{text, lookDim})
}
