package wizard

import (
	"fmt"

	"glpat/gitlab"
	"glpat/ui/phrase"
	"glpat/ui/widget"
)

// drawReport adds whose the token is, what it may do and where, and when it
// ends, and below that what is wrong with it.
func (s *resultScreen) drawReport(sheet *widget.Sheet, report gitlab.Report) {
	if len(s.draft.Purposes)+len(s.draft.Scopes) > 0 && report.Fits() && report.OK() {
		sheet.Paragraph(s.Styles.Good, s.Glyphs.Done+" It may do what you asked for, and no more.")
		sheet.Gap()
	}
	for _, row := range s.reportRows(report) {
		sheet.Field(row[0], row[1])
	}
	for _, problem := range report.Problems {
		sheet.Gap()
		s.drawProblem(sheet, problem)
	}
	sheet.FocusTop()
}

// reportRows are the labels and what stands beside them.
func (s *resultScreen) reportRows(report gitlab.Report) [][2]string {
	token := report.Token
	var rows [][2]string
	if token != nil {
		rows = append(rows, [2]string{"Name", token.Name})
	}
	rows = append(rows, [2]string{"Belongs to", phrase.Owner(report)})
	switch {
	case token == nil:
	case token.FineGrained:
		rows = append(rows, [2]string{"Type", "fine-grained"})
		for _, words := range gitlab.DescribeGrants(token.Grants) {
			rows = append(rows, [2]string{"May", words})
		}
	default:
		rows = append(rows, [2]string{"Scopes", phrase.Scopes(token.Scopes)})
	}
	if token != nil {
		rows = append(rows, [2]string{"Reaches", s.memberships.words()}, [2]string{"Ends", phrase.EndOfToken(token)})
	}
	if report.Version != "" {
		rows = append(rows, [2]string{"GitLab", report.Version})
	}
	if limit := report.RateLimit; limit != nil {
		rows = append(rows, [2]string{"Calls left", fmt.Sprintf("%d of %d a minute", limit.Remaining, limit.Limit)})
	}
	return rows
}
