package wizard

import (
	"glpat/gitlab/problem"
	"glpat/ui/widget"
)

// newSheet is an empty sheet in the looks of this terminal.
func (d *shared) newSheet(width int) *widget.Sheet { return widget.NewSheet(&d.Theme, width) }

// drawProblem adds a failure: what happened, why, what to do, and the server's
// own words. Its beginning is kept in view.
func drawProblem(sheet *widget.Sheet, prob *problem.Problem) {
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
	for _, remedy := range prob.Remedy {
		sheet.Indented(styles.Text, bullet, remedy)
	}
	if prob.RetryAfter > 0 {
		sheet.Indented(styles.Text, bullet, "It asks to wait "+lasting(prob.RetryAfter))
	}
	if prob.ServerSaid != "" {
		sheet.Indented(styles.Dim, "   ", "The server said: "+prob.ServerSaid)
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
