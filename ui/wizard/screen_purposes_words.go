package wizard

import (
	"strings"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/ui/phrase"
	"glpat/ui/widget"
)

// rowSummary is what to know first of the purpose under the pointer.
func (s *purposesScreen) rowSummary() []widget.StyledLine {
	styles := s.Styles
	if s.list.At() == s.byHand() {
		return []widget.StyledLine{
			widget.Styled(styles.Dim, "For those who know which scopes they want."),
			widget.Styled(styles.Dim, "glpat says what each of them allows."),
		}
	}
	row := s.rows[s.list.At()]
	var lines []widget.StyledLine
	if row.unmet != "" {
		lines = append(lines, widget.Styled(styles.Warn, "Not possible here: "+row.unmet+"."))
	}
	what := row.scopes
	if len(row.set.Scopes) == 1 {
		what += " " + row.set.Scopes[0].Reason
	}
	lines = append(lines, widget.Styled(styles.Dim, "Risk: "+catalog.RiskOf(row.set.Names()).String()+". "+what+"."))
	if enough := s.enoughDays(row.Purpose); enough != "" {
		lines = append(lines, widget.Styled(styles.Accent, enough))
	}
	if row.Role != "" {
		lines = append(lines, widget.Styled(styles.Dim, "You need "+row.Role+"."))
	}
	if better := alternativeNames(row.Alternatives); better != "" {
		lines = append(lines, widget.Styled(styles.Dim, "Better: "+better+"."))
	}
	if row.Note != "" {
		lines = append(lines, widget.Styled(styles.Dim, row.Note))
	}
	if row.Reads != "" {
		lines = append(lines, widget.Styled(styles.Dim, "Goes into: "+row.Reads+"."))
	}
	return lines
}

// enoughDays says so where the token would live longer than the purpose needs.
func (s *purposesScreen) enoughDays(purpose catalog.Purpose) string {
	chosen := s.draft.Expires.DaysSince(input.DateOf(s.draft.Today))
	if s.draft.Expires.IsZero() || chosen <= purpose.Days {
		return ""
	}
	return catalog.Plural(purpose.Days, "day") + " are enough for this; you chose " + catalog.Plural(chosen, "day") + "."
}

func alternativeNames(instead []catalog.Alternative) string {
	names := make([]string, len(instead))
	for i, alternative := range instead {
		names[i] = alternative.Kind.Phrase()
	}
	return strings.Join(names, "; ")
}

// details is all that is known of the purpose under the pointer.
func (s *purposesScreen) details(sheet *widget.Sheet) {
	if s.list.At() == s.byHand() {
		sheet.Title("Choose the scopes myself")
		sheet.Gap()
		sheet.Text(
			"For those who know which scopes they want. glpat says what each of them allows, and what the whole puts at risk.",
		)
		return
	}
	row := s.rows[s.list.At()]
	sheet.Title(firstUpper(row.Title))
	if row.unmet != "" {
		sheet.Paragraph(s.Styles.Warn, "Not possible here: "+row.unmet+".")
	}
	sheet.Gap()
	for _, reason := range row.set.Scopes {
		sheet.Indented(s.Styles.Text, s.Styles.Accent.Render(string(reason.Scope))+"  ", reason.Reason+".")
	}
	sheet.Text("Risk if it leaks: " + catalog.RiskOf(row.set.Names()).String() + ".")
	sheet.Gap()
	if row.Role != "" {
		sheet.Text("You need " + row.Role + ".")
		if seen := phrase.OwnRole(row.Role, s.draft.Layout().Since, s.Glyphs.Quote); seen != "" {
			sheet.Paragraph(s.Styles.Dim, seen)
		}
	}
	if row.Reads != "" {
		sheet.Text("It goes into " + row.Reads + ".")
	}
	if words := phrase.UsernameSentence(row.Username); words != "" {
		sheet.Text(words)
	}
	if enough := s.enoughDays(row.Purpose); enough != "" {
		sheet.Paragraph(s.Styles.Accent, enough)
	} else {
		sheet.Text("A fitting lifetime is " + catalog.Plural(row.Days, "day") + ".")
	}
	s.detailsAsked(sheet, row.OverAsked)
	s.detailsInstead(sheet, row.Alternatives)
	if row.Note != "" {
		sheet.Gap()
		sheet.Text(row.Note)
	}
	if s.draft.Layout().FineGrained != "" {
		sheet.Gap()
		sheet.Paragraph(s.Styles.Dim, row.FineGrained.Phrase())
	}
}

// detailsAsked says what the tool's documents ask for beyond what is needed.
func (s *purposesScreen) detailsAsked(sheet *widget.Sheet, asked catalog.OverAsked) {
	if len(asked.Scopes) > 0 {
		sheet.Gap()
		sheet.Text("You may read that it needs " + phrase.Scopes(asked.Scopes) + " too. It does not: " + asked.Why + ".")
	}
}

// detailsInstead lists what does the same and puts less at risk.
func (s *purposesScreen) detailsInstead(sheet *widget.Sheet, instead []catalog.Alternative) {
	if len(instead) == 0 {
		return
	}
	sheet.Gap()
	sheet.Paragraph(s.Styles.Title, "Better than a token of your own:")
	for _, alternative := range instead {
		what := firstUpper(alternative.Phrase())
		if alternative.When != "" {
			what += ": " + alternative.When
		}
		sheet.Indented(s.Styles.Text, s.Glyphs.Bullet+" ", what+".")
		sheet.Indented(s.Styles.Dim, "  ", firstUpper(alternative.Kind.Needs(s.instance().Offering))+".")
	}
}
