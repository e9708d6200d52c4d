package wizard

import (
	"strings"

	"glpat/gitlab/problem"
	"glpat/ui/phrase"
	"glpat/ui/widget"
)

// newSheet is an empty sheet in the looks of this terminal.
func (d *shared) newSheet(width int) *widget.Sheet { return widget.NewSheet(&d.Theme, width) }

// drawProblem adds a failure on a screen that has no key against it.
func drawProblem(sheet *widget.Sheet, prob *problem.Problem) {
	drawProblemWithKeys(sheet, prob, phrase.WizardKeys{})
}

// drawProblemWithKeys adds a failure: what happened, why, what to do, by which of
// the screen's keys, and the server's own words. Its beginning is kept in view.
func drawProblemWithKeys(sheet *widget.Sheet, prob *problem.Problem, keys phrase.WizardKeys) {
	styles, bullet := sheet.Styles, " "+sheet.Glyphs.Bullet+" "
	look, mark := styles.Bad, "Problem: "
	if prob.Severity == problem.SeverityWarning {
		look, mark = styles.Warn, "Note: "
	}
	sheet.FocusNext()
	sheet.Paragraph(look, mark+prob.Summary+".")
	if prob.Cause != "" {
		sheet.Text(prob.Cause)
	}
	drawRemedies(sheet, "", prob.Remedy, keys)
	if prob.RetryAfter > 0 {
		sheet.Indented(styles.Text, bullet, "It asks to wait "+phrase.Wait(prob.RetryAfter))
	}
	if prob.ServerSaid != "" {
		sheet.Indented(styles.Dim, "   ", "The server said: "+prob.ServerSaid)
	}
}

// drawRemedies adds what to do behind lead, each with its command on a line of
// its own.
func drawRemedies(sheet *widget.Sheet, lead string, remedies []problem.Remedy, keys phrase.WizardKeys) {
	lead += " " + sheet.Glyphs.Bullet + " "
	for _, remedy := range remedies {
		advice := phrase.InWizard(remedy, keys)
		sheet.Indented(sheet.Styles.Text, lead, advice.Text)
		if advice.Command != "" {
			sheet.CodeAt(strings.Repeat(" ", widget.Cells(lead)), advice.Command)
		}
	}
}

// drawInvalid adds what is wrong with an input.
func drawInvalid(sheet *widget.Sheet, err error) { sheet.Paragraph(sheet.Styles.Bad, err.Error()+".") }

// drawNotice adds the word on something done aside.
func (d *shared) drawNotice(sheet *widget.Sheet) {
	if d.notice != "" {
		sheet.Gap()
		sheet.Paragraph(d.Styles.Good, d.notice)
	}
}

// wordOr is a picker's word on the last key, or where it has none, the one on
// something done aside.
func (d *shared) wordOr(own string) widget.StyledLine {
	if own == "" {
		return widget.Styled(d.Styles.Good, d.notice)
	}
	return widget.Styled(d.Styles.Warn, own)
}
