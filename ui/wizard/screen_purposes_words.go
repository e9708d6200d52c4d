package wizard

import (
	"strings"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
)

// rowSummary is what to know first of the purpose under the pointer.
func (s *purposesScreen) rowSummary() []styledLine {
	styles := s.styles
	if s.list.at == s.byHand() {
		return []styledLine{
			{styles.Dim, "For those who know which scopes they want."},
			{styles.Dim, "glpat says what each of them allows."},
		}
	}
	row := s.rows[s.list.at]
	var lines []styledLine
	if row.unmet != "" {
		lines = append(lines, styledLine{styles.Warn, "Not possible here: " + row.unmet + "."})
	}
	what := row.scopes
	if len(row.set.Scopes) == 1 {
		what += " " + row.set.Scopes[0].Reason
	}
	lines = append(lines, styledLine{styles.Dim, "Risk: " + catalog.RiskOf(row.set.Names()).String() + ". " + what + "."})
	if enough := s.enoughDays(row.Purpose); enough != "" {
		lines = append(lines, styledLine{styles.Accent, enough})
	}
	if row.Role != "" {
		lines = append(lines, styledLine{styles.Dim, "You need " + row.Role + "."})
	}
	if better := alternativeNames(row.Alternatives); better != "" {
		lines = append(lines, styledLine{styles.Dim, "Better: " + better + "."})
	}
	if row.Note != "" {
		lines = append(lines, styledLine{styles.Dim, row.Note})
	}
	if row.Reads != "" {
		lines = append(lines, styledLine{styles.Dim, "Goes into: " + row.Reads + "."})
	}
	return lines
}

// enoughDays says so where the token would live longer than the purpose needs.
func (d *shared) enoughDays(purpose catalog.Purpose) string {
	chosen := d.draft.Expires.DaysSince(input.DateOf(d.draft.Today))
	if d.draft.Expires.IsZero() || chosen <= purpose.Days {
		return ""
	}
	return days(purpose.Days) + " are enough for this; you chose " + days(chosen) + "."
}

func alternativeNames(instead []catalog.Alternative) string {
	names := make([]string, len(instead))
	for i, alternative := range instead {
		names[i] = alternative.Kind.Phrase()
	}
	return strings.Join(names, "; ")
}

// details is all that is known of the purpose under the pointer.
func (s *purposesScreen) details(sheet *sheet) {
	if s.list.at == s.byHand() {
		sheet.title("Choose the scopes myself")
		sheet.gap()
		sheet.text(
			"For those who know which scopes they want. glpat says what each of them allows, and what the whole puts at risk.",
		)
		return
	}
	row := s.rows[s.list.at]
	sheet.title(firstUpper(row.Title))
	if row.unmet != "" {
		sheet.para(s.styles.Warn, "Not possible here: "+row.unmet+".")
	}
	sheet.gap()
	for _, reason := range row.set.Scopes {
		sheet.indented(s.styles.Text, s.styles.Accent.Render(string(reason.Scope))+"  ", reason.Reason+".")
	}
	sheet.text("Risk if it leaks: " + catalog.RiskOf(row.set.Names()).String() + ".")
	sheet.gap()
	if row.Role != "" {
		sheet.text("You need " + row.Role + ".")
	}
	if row.Reads != "" {
		sheet.text("It goes into " + row.Reads + ".")
	}
	if words := usernameWords(row.Username); words != "" {
		sheet.text(words)
	}
	if enough := s.enoughDays(row.Purpose); enough != "" {
		sheet.para(s.styles.Accent, enough)
	} else {
		sheet.text("A fitting lifetime is " + days(row.Days) + ".")
	}
	s.detailsAsked(sheet, row.OverAsked)
	s.detailsInstead(sheet, row.Alternatives)
	if row.Note != "" {
		sheet.gap()
		sheet.text(row.Note)
	}
	if s.draft.Layout().FineGrained != "" {
		sheet.gap()
		sheet.para(s.styles.Dim, row.FineGrained.Phrase())
	}
}

// detailsAsked says what the tool's documents ask for beyond what is needed.
func (s *purposesScreen) detailsAsked(sheet *sheet, asked catalog.OverAsked) {
	if len(asked.Scopes) > 0 {
		sheet.gap()
		sheet.text("You may read that it needs " + scopeList(asked.Scopes) + " too. It does not: " + asked.Why + ".")
	}
}

// detailsInstead lists what does the same and puts less at risk.
func (s *purposesScreen) detailsInstead(sheet *sheet, instead []catalog.Alternative) {
	if len(instead) == 0 {
		return
	}
	sheet.gap()
	sheet.para(s.styles.Title, "Better than a token of your own:")
	for _, alternative := range instead {
		what := firstUpper(alternative.Kind.Phrase())
		if alternative.When != "" {
			what += ": " + alternative.When
		}
		sheet.indented(s.styles.Text, s.glyphs.Bullet+" ", what+".")
		sheet.indented(s.styles.Dim, "  ", firstUpper(alternative.Kind.Needs(s.instance().Offering))+".")
	}
}

// usernameWords say which user name goes with the token.
func usernameWords(rule catalog.UsernameRule) string {
	switch rule {
	case catalog.UsernameNone:
	case catalog.UsernameAny:
		return "Where it asks for a user name too, any will do."
	case catalog.UsernameOwner:
		return "Where it asks for a user name too, give your own."
	}
	return ""
}
