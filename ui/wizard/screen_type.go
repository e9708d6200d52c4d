package wizard

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"glpat/gitlab/catalog"
	"glpat/ui/flow"
	"glpat/ui/picture"
	"glpat/ui/widget"
)

// typeScreen shows the button, and asks which type of token to make where it offers
// two. The one that fits is under the pointer.
type typeScreen struct {
	*shared
	at   typeRow
	word string
}

type typeRow int

const (
	typeLegacy typeRow = iota
	typeFineGrained
	typeGone // what the page does not offer
)

func newTypeScreen(d *shared) *typeScreen { return &typeScreen{shared: d} }

func (s *typeScreen) enter() tea.Cmd {
	s.word = ""
	s.draft = s.draft.WithAdvisedType()
	s.pointAtType()
	return nil
}

func (s *typeScreen) pointAtType() {
	s.at = typeLegacy
	if s.draft.FineGrained() {
		s.at = typeFineGrained
	}
}

func (s *typeScreen) mode() mode { return modeKeys }

func (s *typeScreen) update(msg tea.Msg) (action, tea.Cmd) {
	pressed, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return actStay, nil
	}
	const rows = typeGone + 1
	s.word = ""
	switch keys := s.plain; {
	case key.Matches(pressed, keys.Back):
		return actBack, nil
	case s.turnsPage(pressed, keys, s.tokensScene()):
		s.draft = s.draft.WithAdvisedType()
		s.pointAtType()
	case key.Matches(pressed, keys.Enter) && !s.asks():
		return actForward, nil
	case !s.asks():
	case key.Matches(pressed, keys.Up):
		s.at = (s.at - 1 + rows) % rows
	case key.Matches(pressed, keys.Down):
		s.at = (s.at + 1) % rows
	case key.Matches(pressed, keys.Enter):
		return s.submitRow(), nil
	}
	return actStay, nil
}

// asks reports whether the button offers two types.
func (s *typeScreen) asks() bool { return s.draft.Layout().FineGrained != "" }

func (s *typeScreen) scene() (picture.Scene, bool) { return s.tokensScene(), true }

// submitRow takes the row under the pointer. What cannot be made is not taken.
func (s *typeScreen) submitRow() action {
	if s.word = s.obstacle(); s.word != "" {
		return actStay
	}
	switch s.at {
	case typeLegacy:
		s.draft = s.draft.WithType(catalog.TypeLegacy)
	case typeFineGrained:
		s.draft = s.draft.WithType(catalog.TypeFineGrained)
	case typeGone:
		s.draft = s.draft.WithLegacyGone(!s.draft.LegacyGone)
		s.pointAtType()
		s.remember()
		return actStay
	}
	return actForward
}

// obstacle says why the row under the pointer cannot be taken, "" where it can.
func (s *typeScreen) obstacle() string {
	switch s.at {
	case typeLegacy:
		if s.draft.LegacyGone {
			return "Your page has no " + s.Glyphs.Quote(s.draft.Layout().OpenerChoice) +
				", you said. If it has, take the last row first."
		}
	case typeFineGrained:
		if missing := s.draft.WithType(catalog.TypeFineGrained).Missing(flow.PlaceType); len(missing) > 0 {
			return missing[0].Err.Error() + "."
		}
	case typeGone:
	}
	return ""
}

func (s *typeScreen) click(_, y int) {
	if !s.asks() {
		return
	}
	s.word = ""
	_, rows := s.lay(s.body.Width)
	shown := s.shown()
	if at := shown.From + y; y >= 0 && y < shown.Height {
		if row, ok := rows[at]; ok {
			s.at = row
		}
	}
}

func (s *typeScreen) wheel(by int) {
	switch {
	case by < 0:
		s.at = max(s.at-1, typeLegacy)
	case by > 0:
		s.at = min(s.at+1, typeGone)
	}
}

// shown is which lines of the screen are in view.
func (s *typeScreen) shown() widget.Window {
	return s.draw(min(s.body.Width, maxTextWidth)).Window(s.body.Height, 0)
}

func (s *typeScreen) keys() keyMap {
	if !s.asks() {
		return append(append([]key.Binding{s.plain.Enter}, s.lookKeys(s.plain)...), s.plain.Back)
	}
	moves := append([]key.Binding{s.plain.Up, s.plain.Down}, s.lookKeys(s.plain)...)
	moves = append(moves, s.plain.Back)
	if s.word != "" {
		return moves // it says why the row cannot be taken
	}
	return append([]key.Binding{s.plain.Enter}, moves...)
}

func (s *typeScreen) draw(width int) widget.Block {
	drawn, _ := s.lay(width)
	return drawn
}

// lay draws the screen, and tells the row of each line that belongs to one.
func (s *typeScreen) lay(width int) (widget.Block, map[int]typeRow) {
	sheet, advice := s.newSheet(width), s.draft.Advice()
	rows := map[int]typeRow{}
	drawRow := func(row typeRow, draw func()) {
		from := len(sheet.Block.Lines)
		draw()
		for line := from; line < len(sheet.Block.Lines); line++ {
			rows[line] = row
		}
	}
	pages := s.draft.Layout()
	if !s.asks() {
		s.drawButton(sheet)
		return sheet.Block, rows
	}
	sheet.Title("Which type of token?")
	offers := " offers two."
	if s.draft.LegacyGone {
		offers = " offers one, as you said."
	}
	sheet.Paragraph(s.Styles.Dim, "The button "+s.Glyphs.Quote(pages.Opener)+offers)
	sheet.Gap()
	drawRow(typeLegacy, func() { s.drawLegacy(sheet, advice) })
	drawRow(typeFineGrained, func() { s.drawFineGrained(sheet, advice) })
	sheet.Gap()
	label := "My page has no " + s.Glyphs.Quote(pages.OpenerChoice)
	if s.draft.LegacyGone {
		label = "My page has " + s.Glyphs.Quote(pages.OpenerChoice) + " after all"
	}
	drawRow(typeGone, func() { sheet.Option(s.at == typeGone, s.Styles.Text, label, "") })
	s.drawOther(sheet, s.tokensScene())
	return sheet.Block, rows
}

// drawButton shows the button that leads to the one form.
func (s *typeScreen) drawButton(sheet *widget.Sheet) {
	sheet.Text(picture.Describe(s.tokensScene(), s.draft.Layout(), s.Glyphs))
	s.drawOther(sheet, s.tokensScene())
	sheet.Gap()
	sheet.Paragraph(s.Styles.Dim, "The form that opens comes next; a link fills it in.")
}

func (s *typeScreen) drawLegacy(sheet *widget.Sheet, advice catalog.TypeAdvice) {
	look, remark := s.Styles.Text, ""
	switch {
	case s.draft.LegacyGone:
		look, remark = s.Styles.Dim, "not made here any more"
	case advice.Type == catalog.TypeLegacy:
		remark = "fits what you chose"
	}
	sheet.Option(s.at == typeLegacy, look, s.draft.Layout().OpenerChoice, remark)
	s.drawAnswer(sheet, typeLegacy)
	if advice.Type == catalog.TypeLegacy {
		sheet.Indented(s.Styles.Text, "    ", "Why: "+advice.Why+".")
	}
	sheet.Indented(
		s.Styles.Dim,
		"    ",
		"The ordinary kind, which GitLab calls "+s.Glyphs.Quote("Legacy")+
			". It has scopes, and works in all groups and projects that you are in.",
	)
}

func (s *typeScreen) drawFineGrained(sheet *widget.Sheet, advice catalog.TypeAdvice) {
	barrier := s.draft.FineGrainedBarrier()
	look, remark := s.Styles.Text, ""
	switch {
	case barrier != "":
		look, remark = s.Styles.Dim, "not possible for what you chose"
	case s.draft.LegacyGone:
		remark = "the only type here"
	case advice.Type == catalog.TypeFineGrained:
		remark = "fits what you chose"
	}
	sheet.Option(s.at == typeFineGrained, look, s.draft.Layout().FineGrained, remark)
	s.drawAnswer(sheet, typeFineGrained)
	switch {
	case barrier != "" && (s.at != typeFineGrained || s.word == ""):
		sheet.Indented(s.Styles.Text, "    ", barrier+".")
	case advice.Type == catalog.TypeFineGrained && barrier == "" && !s.draft.LegacyGone:
		sheet.Indented(s.Styles.Text, "    ", "Why: "+advice.Why+".")
	}
	words := "It has permissions, and works only where you choose. You set them by hand; glpat lists each of them."
	if barrier == "" {
		words += " " + fineGrainedFit(catalog.FineGrainedFor(s.draft.Chosen()))
	}
	sheet.Indented(s.Styles.Dim, "    ", words)
}

// fineGrainedFit says how far a fine-grained token does what was chosen.
func fineGrainedFit(fine catalog.FineGrained) string {
	if fine.Fit == catalog.FitFull {
		return strings.TrimSpace("It can do everything you chose. " + fine.Why)
	}
	return strings.Replace(fine.Phrase(), "A fine-grained token", "It", 1)
}

// drawAnswer says below a row why it could not be taken.
func (s *typeScreen) drawAnswer(sheet *widget.Sheet, row typeRow) {
	if s.at == row && s.word != "" {
		sheet.Indented(s.Styles.Warn, "    ", s.word)
	}
}
