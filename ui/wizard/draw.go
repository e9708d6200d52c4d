package wizard

import (
	"strings"

	"glpat/gitlab/problem"
	"glpat/ui/flow"
	"glpat/ui/phrase"
	"glpat/ui/widget"
)

// newSheet is an empty sheet in the looks of this terminal.
// newSheet is a sheet for a text of that width. What is to be copied whole may take the
// room at its right, where no drawing stands.
func (d *shared) newSheet(width int) *widget.Sheet {
	sheet := widget.NewSheet(&d.Theme, width)
	if width >= min(d.body.Width, maxTextWidth) {
		sheet.WholeWidth = d.body.Width
	}
	return sheet
}

// drawProblem adds a failure on a screen that has no key against it.
func (d *shared) drawProblem(sheet *widget.Sheet, prob *problem.Problem) {
	d.drawProblemWithKeys(sheet, prob, phrase.WizardKeys{})
}

// drawProblemWithKeys adds a failure: what happened, with its code, why, what to do,
// by which of the screen's keys, and the server's own words. Its beginning is kept in
// view.
func (d *shared) drawProblemWithKeys(sheet *widget.Sheet, prob *problem.Problem, keys phrase.WizardKeys) {
	styles, bullet := sheet.Styles, " "+sheet.Glyphs.Bullet+" "
	look, mark := styles.Bad, "Problem: "
	if prob.Severity == problem.SeverityWarning {
		look, mark = styles.Warn, "Note: "
	}
	sheet.FocusNext()
	label := ""
	if prob.Code != "" {
		label = phrase.CodeLabel(prob.Code)
	}
	sheet.Tagged(look, mark+prob.Summary+".", label)
	if prob.Cause != "" {
		sheet.Text(prob.Cause)
	}
	d.drawRemedies(sheet, "", prob.Remedy, keys)
	if prob.RetryAfter > 0 {
		sheet.Indented(styles.Text, bullet, "It asks to wait "+phrase.Wait(prob.RetryAfter))
	}
	if prob.ServerSaid != "" {
		sheet.Indented(styles.Dim, "   ", "The server said: "+prob.ServerSaid)
	}
}

// drawRemedies adds what to do behind lead, each with its command or address on a
// line of its own.
func (d *shared) drawRemedies(sheet *widget.Sheet, lead string, remedies []problem.Remedy, keys phrase.WizardKeys) {
	lead += " " + sheet.Glyphs.Bullet + " "
	for _, remedy := range remedies {
		advice := phrase.InWizard(remedy, keys)
		sheet.Indented(sheet.Styles.Text, lead, advice.Text)
		under := strings.Repeat(" ", widget.Cells(lead))
		if advice.Command != "" {
			sheet.CodeAt(under, d.named(advice.Command))
		}
		if advice.Page != "" {
			sheet.LinkAt(under, advice.Page)
		}
	}
}

// named is a command line as the person types it, who may have started glpat by
// another name.
func (d *shared) named(command string) string { return phrase.NameProgram(command, d.env.CalledAs) }

// drawInvalid adds what is wrong with an input.
func drawInvalid(sheet *widget.Sheet, err error) { sheet.Paragraph(sheet.Styles.Bad, err.Error()+".") }

// progress is how far one is with a station of the step line.
type progress int

const (
	progressTodo progress = iota
	progressNow
	progressDone
)

type station struct {
	name string
	at   progress
}

// stations are GitLab's five steps, and behind them glpat's own two, the check and
// the use. None is called done before it is.
func (m *Model) stations(current flow.Step, inSteps bool) []station {
	var all []station
	if inSteps {
		for _, step := range flow.Steps() {
			at := progressTodo
			switch {
			case step < current:
				at = progressDone
			case step == current:
				at = progressNow
			}
			all = append(all, station{step.String(), at})
		}
		return all
	}
	checked, used := progressDone, progressNow
	if report := m.shared.draft.Report; report == nil || !report.OK() {
		checked = progressNow
	}
	if m.at == flow.PlaceDone {
		used = progressTodo
		if m.shared.kept.where != "" {
			used = progressDone
		}
	}
	return []station{{"GitLab's five steps", progressDone}, {"Check", checked}, {"Use", used}}
}
