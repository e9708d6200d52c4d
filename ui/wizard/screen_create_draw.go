package wizard

import (
	"glpat/gitlab/catalog"
	"glpat/gitlab/problem"
)

func (s *createScreen) draw(width int) block {
	sheet := s.sheet(width)
	switch s.state {
	case createOffer:
		sheet.title("There is a token on your clipboard")
		sheet.gap()
		sheet.text("It has " + characters(s.offered.Len()) + " and looks like a personal access token. Take it?")
		return sheet.block
	case createDoubt:
		sheet.title("Send this token anyway?")
		sheet.gap()
		sheet.problem(s.token.judged.Problem)
		return sheet.block
	case createChecking:
		sheet.title("Checking the token")
		sheet.gap()
		sheet.text("glpat asks " + s.instance().Host() + " whose it is, what it may do and when it ends.")
		sheet.waited(s.instance().Host(), s.waited)
		return sheet.block
	case createPausing:
		sheet.pause(s.pause, s.problem)
		sheet.gap()
		sheet.para(s.styles.Dim, "Your token stays in its field.")
		return sheet.block
	case createPressing:
		sheet.title("Pressing " + s.glyphs.Quote(s.draft.Layout().Submit))
		sheet.gap()
		sheet.text("glpat fills in the practice page and presses its button.")
		sheet.waited(s.instance().Host(), s.waited)
		sheet.notice()
		return sheet.block
	case createLink, createPaste:
	}
	s.drawRequest(sheet)
	s.drawToken(sheet)
	sheet.notice()
	return sheet.block
}

// drawRequest shows the link and what is left to do by hand on the page.
func (s *createScreen) drawRequest(sheet *sheet) {
	pages := s.draft.Layout()
	if s.draft.FineGrained() {
		sheet.title("You have set it all in this form?")
		sheet.link(s.address())
		if s.problem == nil {
			sheet.gap()
			sheet.text(
				"Then press " + s.glyphs.Quote(
					pages.Submit,
				) + " there, copy the token and paste it here. Esc leads back to the list.",
			)
		}
		return
	}
	sheet.title("Open this link. It fills in GitLab's form for you:")
	sheet.link(s.draft.Link())
	if s.problem != nil {
		return // what went wrong needs the room
	}
	sheet.gap()
	sheet.field(catalog.LabelTokenName, s.draft.Name)
	sheet.field("Scopes", scopeList(s.draft.Scopes))
	sheet.line(s.styles.Accent.Render("  " + padRight(catalog.LabelExpiration, fieldColumn) + s.draft.Expires.String()))
	sheet.gap()
	sheet.para(
		s.styles.Warn,
		"GitLab takes no date from a link: set "+s.glyphs.Quote(catalog.LabelExpiration)+" there yourself.",
	)
	if pages.FineGrainedForm == catalog.FineGrainedTabs {
		// The first builds of that release (create_legacy_personal_access_token_form.vue).
		sheet.para(s.styles.Dim, "In a few of these releases the form opens empty: then fill in the three yourself.")
	}
	press := s.glyphs.Quote(pages.Submit)
	if other, possible := s.otherPossible(); possible && other.Submit != pages.Submit {
		press += " or " + s.glyphs.Quote(other.Submit)
	}
	sheet.text("Then press " + press + ", copy the token and paste it here.")
}

func (s *createScreen) drawToken(sheet *sheet) {
	sheet.gap()
	s.token.draw(sheet, s.state == createPaste, s.problem == nil)
	if s.problem != nil {
		sheet.gap()
		sheet.problem(s.problem)
		if s.repeated && s.problem.Code == problem.CodeRateLimited {
			sheet.paused()
		}
	}
}
