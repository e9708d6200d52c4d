package wizard

import (
	"strings"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/ui/flow"
	"glpat/ui/widget"

	"charm.land/bubbles/v2/textinput"
)

func (s *formScreen) draw(width int) widget.Block {
	sheet := s.newSheet(width)
	pages := s.draft.Layout()
	words := "This goes into GitLab's form. Change what you like."
	name, description := catalog.LabelTokenName, pages.DescriptionLabel
	if s.draft.FineGrained() {
		words = "This goes into GitLab's form, where you set it by hand. Change what you like."
		name, description = catalog.LabelFineGrainedName, catalog.LabelFineGrainedDescription
	}
	sheet.Paragraph(s.Styles.Dim, words)
	s.drawOther(sheet, s.formScene())
	s.drawField(sheet, name, &s.name, focusName, flow.FieldName)
	if doubt := s.draft.NameDoubt(); doubt != "" {
		sheet.Indented(s.Styles.Warn, "    ", doubt)
	}
	if description != "" {
		s.drawField(sheet, description, &s.description, focusDescription, flow.FieldDescription)
	}
	s.drawEnding(sheet)
	if !s.draft.FineGrained() {
		s.drawScopes(sheet)
	}
	s.drawFolded(sheet)
	return sheet.Block
}

func (s *formScreen) drawField(
	sheet *widget.Sheet,
	label string,
	field *textinput.Model,
	focus formFocus,
	of flow.Field,
) {
	sheet.Label(s.Glyphs.Quote(label), s.focus == focus)
	sheet.Input(field, "    ", s.focus == focus)
	s.drawMissing(sheet, of)
}

func (s *formScreen) drawMissing(sheet *widget.Sheet, of flow.Field) {
	for _, missing := range s.missing {
		if missing.Field == of {
			drawInvalid(sheet, missing.Err)
		}
	}
}

func (s *formScreen) drawEnding(sheet *widget.Sheet) {
	sheet.Label(s.Glyphs.Quote(catalog.LabelExpiration), s.focus == focusEnding)
	if s.focus == focusEnding {
		sheet.FocusNext()
	}
	var options []string
	for e := endingWeek; e <= endingNever; e++ {
		if e == s.ending {
			options = append(options, s.Styles.Selected.Render("["+e.label()+"]"))
		} else {
			options = append(options, s.Styles.Text.Render(" "+e.label()+" "))
		}
	}
	sheet.Choices(options)
	if s.draft.NeverEnds {
		sheet.Indented(s.Styles.Dim, "    ", "It works until somebody revokes it, for everybody who gets hold of it.")
	} else {
		left := s.draft.Expires.DaysSince(input.DateOf(s.draft.Today))
		sheet.Indented(
			s.Styles.Dim,
			"    "+s.Styles.Title.Render(s.draft.Expires.String())+"  ",
			s.draft.Expires.Long()+", in "+catalog.Plural(left, "day"),
		)
	}
	if doubt := s.draft.EndDoubt(); doubt != "" {
		sheet.Indented(s.Styles.Warn, "    ", doubt)
	}
	s.drawMissing(sheet, flow.FieldExpires)
	if s.ending == endingByDate {
		if s.focus == focusEnding {
			sheet.Paragraph(s.Styles.Dim, "    Press tab to choose the day.")
		}
		s.calendar.Draw(sheet, s.focus == focusCalendar)
	}
}

// drawScopes lists the scopes, each with why it is needed.
func (s *formScreen) drawScopes(sheet *widget.Sheet) {
	sheet.Label(s.Glyphs.Quote(s.draft.Layout().ScopesHeading), s.focus == focusScopes)
	if s.focus == focusScopes {
		sheet.FocusNext()
	}
	reasons := s.draft.Reasons()
	for _, scope := range s.draft.Scopes {
		why := ""
		for _, reason := range reasons {
			if reason.Scope == scope {
				why = reason.Reason
			}
		}
		if info, known := scope.Info(); why == "" && known {
			why = info.Grants
		}
		sheet.Indented(s.Styles.Dim, "    "+s.Styles.Title.Render(string(scope))+"  ", why)
	}
	s.drawMissing(sheet, flow.FieldScopes)
}

// drawFolded shows what was answered before the form in a line each.
func (s *formScreen) drawFolded(sheet *widget.Sheet) {
	for _, focus := range s.fields() {
		label, value := "", ""
		switch focus {
		case focusPurposes:
			var titles []string
			for _, purpose := range s.draft.Chosen() {
				titles = append(titles, purpose.Title)
			}
			label, value = "What it is for", strings.Join(titles, "; ")
			if value == "" {
				value = "the scopes that you named"
			}
		case focusType:
			label, value = "Type", s.draft.Layout().OpenerChoice
			if s.draft.FineGrained() {
				value = s.draft.Layout().FineGrained
			}
		case focusName, focusDescription, focusEnding, focusCalendar, focusScopes:
			continue
		}
		sheet.Label(label, s.focus == focus)
		if s.focus == focus {
			sheet.FocusNext()
		}
		sheet.Indented(s.Styles.Text, "    ", value)
	}
}
