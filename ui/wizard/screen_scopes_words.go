package wizard

import (
	"cmp"
	"slices"
	"strings"

	"glpat/gitlab/catalog"
	"glpat/ui/phrase"
	"glpat/ui/widget"
)

func (s *scopesScreen) picker() widget.Picker {
	title := "The token needs these scopes"
	if len(s.draft.Purposes) == 0 {
		title = "What may the token do?"
	}
	return widget.Picker{
		Theme:      &s.Theme,
		Size:       s.body,
		List:       &s.list,
		Title:      title,
		Remark:     "A scope is one thing it may do. Fewer are safer.",
		Row:        s.drawRow,
		RowSummary: s.rowSummary(),
		Details:    s.about,
		DetailsKey: s.plain.Details,
		Answer:     s.answer(),
		Summary:    s.summary(),
		Nothing:    "No match. Search for a name such as read_api, or for a word such as clone.",
	}
}

// answer is the question of a second look, or the word on the last key.
func (s *scopesScreen) answer() widget.StyledLine {
	if s.state == scopesChoosing {
		return widget.Styled(s.Styles.Warn, s.word)
	}
	info, _ := s.unsure.Info()
	question := "Tick " + string(s.unsure) + " all the same?"
	if s.state == scopesLeaving {
		question = "Go on with " + string(s.unsure) + "?"
	}
	return widget.Styled(
		s.Styles.Bad,
		question+" With it a program can "+info.Grants+
			", and so can whoever finds the token. Hardly any program needs that.",
	)
}

// scopeColumn is as wide as the longest scope's name, in cells.
const scopeColumn = 22

func (s *scopesScreen) drawRow(sheet *widget.Sheet, at int, chosen bool) {
	row := s.rows[at]
	container := s.container(row.Scope)
	box, look, remark := s.Glyphs.BoxOff, s.Styles.Text, shortGrant(row.ScopeInfo)
	if row.reason != "" {
		remark = row.reason
	}
	if container != "" {
		box, look, remark = s.Glyphs.BoxIn, s.Styles.Dim, "contained in "+string(container)
	}
	if row.whyNot != "" {
		box, look, remark = s.Glyphs.BoxNo, s.Styles.Dim, "not here: "+row.whyNot
	}
	if slices.Contains(s.draft.Scopes, row.Scope) {
		box, look = s.Glyphs.BoxOn, s.Styles.Text
	}
	sheet.PickerRow(chosen, look, box, widget.PadRight(string(row.Scope), scopeColumn), remark)
}

// rowSummary is what to know first of the scope under the pointer.
func (s *scopesScreen) rowSummary() []widget.StyledLine {
	row := s.rows[s.list.At()]
	words := "With " + string(row.Scope) + " it can " + shortGrant(row.ScopeInfo) + "."
	lines := []widget.StyledLine{widget.Styled(s.Styles.Dim, words)}
	switch {
	case row.whyNot != "":
		lines = append([]widget.StyledLine{widget.Styled(s.Styles.Warn, "Not possible here: "+row.whyNot+".")}, lines...)
	case row.reason != "":
		lines = append([]widget.StyledLine{widget.Styled(s.Styles.Dim, firstUpper(row.reason)+".")}, lines...)
	case row.Condition == catalog.ConditionAdmin:
		lines = append(lines, widget.Styled(s.Styles.Dim, "Only administrators can have it."))
	case len(row.Implies) > 0:
		lines = append(lines, widget.Styled(s.Styles.Dim, "It contains "+phrase.Scopes(row.Implies)+"."))
	}
	return lines
}

// summary is what the ticked scopes together put at risk, and what was changed by
// hand.
func (s *scopesScreen) summary() []widget.StyledLine {
	risk, look := catalog.RiskOf(s.draft.Scopes), s.Styles.Good
	switch risk {
	case catalog.RiskLow:
	case catalog.RiskMedium:
		look = s.Styles.Warn
	case catalog.RiskHigh:
		look = s.Styles.Bad
	}
	if len(s.draft.Scopes) == 0 {
		return []widget.StyledLine{widget.Styled(s.Styles.Warn, "No scope is ticked. GitLab makes no token without.")}
	}
	words := "Risk: " + risk.String() + ". Whoever has it can " + consequence(s.draft.Scopes) + "."
	sum := []widget.StyledLine{widget.Styled(look, words)}
	var changes []string
	if absent := s.absent(); len(absent) > 0 {
		changes = append(changes, "This GitLab does not have "+phrase.Scopes(absent)+".")
	}
	if len(s.missing) > 0 {
		changes = append(changes, "Missing for what you chose: "+phrase.Scopes(s.missing)+".")
	}
	if len(s.more) > 0 {
		changes = append(changes, "More than it needs: "+phrase.Scopes(s.more)+".")
	}
	if len(changes) > 0 {
		sum = append(sum, widget.Styled(s.Styles.Warn, strings.Join(changes, " ")))
	}
	return sum
}

// absent lists the ticked scopes that the instance lacks.
func (s *scopesScreen) absent() []catalog.Scope {
	return slices.DeleteFunc(slices.Clone(s.draft.Scopes), s.instance().Offers)
}

// consequence says what scopes allow together, the most at risk first, as the
// end of "whoever has it can …".
func consequence(scopes []catalog.Scope) string {
	var infos []catalog.ScopeInfo
	for _, scope := range catalog.ReduceScopes(scopes) {
		info, _ := scope.Info()
		infos = append(infos, info)
	}
	slices.SortStableFunc(infos, func(a, b catalog.ScopeInfo) int { return cmp.Compare(b.Risk, a.Risk) })
	grants := make([]string, len(infos))
	for i, info := range infos {
		grants[i] = shortGrant(info)
	}
	return strings.Join(grants, "; and ")
}

// shortGrant is what a scope allows, without what follows from that.
func shortGrant(info catalog.ScopeInfo) string {
	short, _, _ := strings.Cut(info.Grants, ": ")
	short, _, _ = strings.Cut(short, "; ")
	return short
}

// details is all that is known of the scope under the pointer.
func (s *scopesScreen) details(sheet *widget.Sheet) {
	s.about(sheet)
	risk := s.rows[s.list.At()].Risk
	sheet.Gap()
	sheet.Text("Risk if it leaks: " + risk.String() + ". It " + risk.Phrase() + ".")
}

// about is the same without the risk, which stands below the list already.
func (s *scopesScreen) about(sheet *widget.Sheet) {
	row := s.rows[s.list.At()]
	sheet.Title(string(row.Scope))
	if row.whyNot != "" {
		sheet.Paragraph(s.Styles.Warn, "Not possible here: "+row.whyNot+".")
	}
	sheet.Gap()
	if row.reason != "" {
		sheet.Text("Needed: it " + row.reason + ".")
	}
	sheet.Text("With it a program can " + row.Grants + ".")
	if row.Condition == catalog.ConditionAdmin {
		sheet.Text("Only administrators can have it.")
	}
	if len(row.Implies) > 0 {
		sheet.Gap()
		sheet.Text("It contains " + phrase.Scopes(row.Implies) + ".")
	}
	if wider := row.Scope.ImpliedBy(); len(wider) > 0 {
		sheet.Gap()
		sheet.Paragraph(s.Styles.Dim, "It is contained in "+phrase.Scopes(wider)+".")
	}
	if s.instance().AtLeast.Before(row.Since) && s.instance().AtLeast.Known() {
		sheet.Gap()
		sheet.Paragraph(s.Styles.Dim, "GitLab has it since "+row.SinceText()+".")
	}
}
