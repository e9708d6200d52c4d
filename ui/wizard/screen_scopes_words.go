package wizard

import (
	"cmp"
	"slices"
	"strings"

	"glpat/gitlab/catalog"
)

func (s *scopesScreen) picker() picker {
	title := "The token needs these scopes"
	if len(s.draft.Purposes) == 0 {
		title = "What may the token do?"
	}
	return picker{
		list: &s.list, title: title, remark: "A scope is one thing it may do. Fewer are safer.",
		row: s.drawRow, rowSummary: s.rowSummary(), details: s.details, word: s.answer(), summary: s.summary(),
		nothing: "No scope is called that. Search for a name such as read_api, or for a word such as clone.",
	}
}

// answer is the question of a second look, or the word on the last key.
func (s *scopesScreen) answer() styledLine {
	if s.state == scopesChoosing {
		return s.wordOr(s.word)
	}
	info, _ := s.unsure.Info()
	question := "Tick " + string(s.unsure) + " all the same?"
	if s.state == scopesLeaving {
		question = "Go on with " + string(s.unsure) + "?"
	}
	return styledLine{
		s.styles.Bad,
		question + " With it a program can " + info.Grants + ", and so can whoever finds the token. Hardly any program " +
			"needs that.",
	}
}

// scopeColumn is as wide as the longest scope's name, in cells.
const scopeColumn = 22

func (s *scopesScreen) drawRow(sheet *sheet, at int, chosen bool) {
	row := s.rows[at]
	container := s.container(row.Scope)
	box, look, remark := s.glyphs.BoxOff, s.styles.Text, shortGrant(row.ScopeInfo)
	if row.reason != "" {
		remark = row.reason
	}
	if container != "" {
		box, look, remark = s.glyphs.BoxIn, s.styles.Dim, "contained in "+string(container)
	}
	if row.whyNot != "" {
		box, look, remark = s.glyphs.BoxNo, s.styles.Dim, "not here: "+row.whyNot
	}
	if slices.Contains(s.draft.Scopes, row.Scope) {
		box, look = s.glyphs.BoxOn, s.styles.Text
	}
	sheet.pick(chosen, look, box, padRight(string(row.Scope), scopeColumn), remark)
}

// rowSummary is what to know first of the scope under the pointer.
func (s *scopesScreen) rowSummary() []styledLine {
	row := s.rows[s.list.at]
	words := "With " + string(row.Scope) + " it can " + shortGrant(row.ScopeInfo) + ". Risk: " + row.Risk.String() + "."
	lines := []styledLine{{s.styles.Dim, words}}
	switch {
	case row.whyNot != "":
		lines = append([]styledLine{{s.styles.Warn, "Not possible here: " + row.whyNot + "."}}, lines...)
	case row.reason != "":
		lines = append([]styledLine{{s.styles.Dim, firstUpper(row.reason) + "."}}, lines...)
	case row.Condition == catalog.ConditionAdmin:
		lines = append(lines, styledLine{s.styles.Dim, "Only administrators can have it."})
	case len(row.Implies) > 0:
		lines = append(lines, styledLine{s.styles.Dim, "It contains " + scopeList(row.Implies) + "."})
	}
	return lines
}

// summary is what the ticked scopes together put at risk, and what was changed by
// hand.
func (s *scopesScreen) summary() []styledLine {
	look := s.styles.Good
	switch catalog.RiskOf(s.draft.Scopes) {
	case catalog.RiskLow:
	case catalog.RiskMedium:
		look = s.styles.Warn
	case catalog.RiskHigh:
		look = s.styles.Bad
	}
	if len(s.draft.Scopes) == 0 {
		return []styledLine{{s.styles.Warn, "No scope is ticked. GitLab makes no token without."}}
	}
	words := "Risk: " + catalog.RiskOf(s.draft.Scopes).
		String() +
		". Whoever has it can " + consequence(s.draft.Scopes) + "."
	sum := []styledLine{{look, words}}
	var changes []string
	if absent := s.absent(); len(absent) > 0 {
		changes = append(changes, "This GitLab does not have "+scopeList(absent)+".")
	}
	if len(s.missing) > 0 {
		changes = append(changes, "Missing for what you chose: "+scopeList(s.missing)+".")
	}
	if len(s.more) > 0 {
		changes = append(changes, "More than it needs: "+scopeList(s.more)+".")
	}
	if len(changes) > 0 {
		sum = append(sum, styledLine{s.styles.Warn, strings.Join(changes, " ")})
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
func (s *scopesScreen) details(sheet *sheet) {
	row := s.rows[s.list.at]
	sheet.title(string(row.Scope))
	if row.whyNot != "" {
		sheet.para(s.styles.Warn, "Not possible here: "+row.whyNot+".")
	}
	sheet.gap()
	if row.reason != "" {
		sheet.text("Needed: it " + row.reason + ".")
	}
	sheet.text("With it a program can " + row.Grants + ".")
	sheet.text("Risk if it leaks: " + row.Risk.String() + ". It " + row.Risk.Phrase() + ".")
	if row.Condition == catalog.ConditionAdmin {
		sheet.text("Only administrators can have it.")
	}
	if len(row.Implies) > 0 {
		sheet.gap()
		sheet.text("It contains " + scopeList(row.Implies) + ".")
	}
	if wider := row.Scope.ImpliedBy(); len(wider) > 0 {
		sheet.gap()
		sheet.para(s.styles.Dim, "It is contained in "+scopeList(wider)+".")
	}
	if s.instance().AtLeast.Before(row.Since) && s.instance().AtLeast.Known() {
		sheet.gap()
		sheet.para(s.styles.Dim, "GitLab has it since "+row.Since.String()+".")
	}
}
