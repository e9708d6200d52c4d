package wizard

import (
	"strings"

	"glpat/gitlab/catalog"
	"glpat/gitlab/problem"
	"glpat/ui/flow"
	"glpat/ui/phrase"
	"glpat/ui/widget"
)

// drawForm shows the form's link and the token's field.
func (s *createScreen) drawForm(sheet *widget.Sheet) {
	s.drawRequest(sheet)
	s.drawToken(sheet)
}

func (s *createScreen) drawOffer(sheet *widget.Sheet) {
	sheet.Title("There is a token on your clipboard")
	sheet.Gap()
	length := catalog.Plural(s.offered.Len(), "character")
	sheet.Text("It has " + length + " and looks like a personal access token. Take it?")
}

func (s *createScreen) drawDoubt(sheet *widget.Sheet) {
	sheet.Title("Send this token anyway?")
	sheet.Gap()
	s.drawProblem(sheet, s.token.judged.Problem)
}

func (s *createScreen) drawChecking(sheet *widget.Sheet) {
	s.drawWait(sheet, s.Styles.Title, "Checking the token")
	sheet.Gap()
	sheet.Text("glpat asks " + s.instance().Host() + " whose it is, what it may do and when it ends.")
	drawWaited(sheet, s.instance().Host(), s.waited)
}

func (s *createScreen) drawPausing(sheet *widget.Sheet) {
	s.drawPause(sheet, s.pause, s.problem)
	sheet.Gap()
	sheet.Paragraph(s.Styles.Dim, "Your token stays in its field.")
}

func (s *createScreen) drawPressing(sheet *widget.Sheet) {
	s.drawWait(sheet, s.Styles.Title, "Pressing "+s.Glyphs.Quote(s.draft.Layout().Submit))
	sheet.Gap()
	sheet.Text("glpat fills in the practice page and presses its button.")
	drawWaited(sheet, s.instance().Host(), s.waited)
}

// drawRequest shows the link and what is left to do by hand on the page.
func (s *createScreen) drawRequest(sheet *widget.Sheet) {
	pages := s.draft.Layout()
	if s.draft.HaveToken {
		sheet.Title("Paste the token that you have")
		if s.problem == nil {
			sheet.Text("glpat checks it, tells what it may do and when it ends, and keeps it if you like.")
		}
		return
	}
	if s.draft.FineGrained() {
		sheet.Title("You have set it all in this form?")
		sheet.Link(s.address())
		if s.problem == nil {
			sheet.Gap()
			sheet.Text(
				"Then press " + s.Glyphs.Quote(pages.Submit) +
					" there, copy the token and paste it here. Esc leads back to the list.",
			)
		}
		return
	}
	sheet.Title("Open this link. It fills in GitLab's form for you:")
	sheet.Link(s.draft.Link())
	if s.problem != nil {
		return // what went wrong needs the room
	}
	sheet.Gap()
	sheet.Field(catalog.LabelTokenName, s.draft.Name)
	sheet.Field("Scopes", phrase.Scopes(s.draft.Scopes))
	expires := widget.PadRight(catalog.LabelExpiration, widget.FieldColumn) + s.draft.EndText()
	sheet.Line(s.Styles.Accent.Render("  " + expires))
	sheet.Gap()
	sheet.Paragraph(
		s.Styles.Warn,
		"GitLab takes no date from a link: set "+s.Glyphs.Quote(catalog.LabelExpiration)+" there yourself.",
	)
	if pages.FineGrainedForm == catalog.FineGrainedTabs {
		// The first builds of that release (create_legacy_personal_access_token_form.vue).
		sheet.Paragraph(s.Styles.Dim, "In a few of these releases the form opens empty: then fill in the three yourself.")
	}
	buttons := []string{s.Glyphs.Quote(pages.Submit)}
	for _, other := range s.othersPossible() {
		if other.Submit != pages.Submit {
			buttons = append(buttons, s.Glyphs.Quote(other.Submit))
		}
		if other.ScopesHeading != pages.ScopesHeading {
			sheet.Paragraph(
				s.Styles.Dim,
				"The boxes stand under "+s.Glyphs.Quote(pages.ScopesHeading)+", or in groups under "+
					s.Glyphs.Quote(other.ScopesHeading)+".",
			)
		}
	}
	sheet.Text("Then press " + strings.Join(buttons, " or ") + ", copy the token and paste it here.")
}

func (s *createScreen) drawToken(sheet *widget.Sheet) {
	sheet.Gap()
	s.token.draw(sheet, s.state == flow.CreateField, s.problem == nil)
	if s.problem != nil {
		sheet.Gap()
		s.drawProblem(sheet, s.problem)
		if s.repeated && s.problem.Code == problem.CodeRateLimited {
			drawPaused(sheet)
		}
	}
}
