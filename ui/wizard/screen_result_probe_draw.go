package wizard

import (
	"strings"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/ui/phrase"
	"glpat/ui/style"
	"glpat/ui/widget"
)

func (p *probePanel) draw(sheet *widget.Sheet) {
	sheet.Title("Does the token do its job?")
	sheet.Paragraph(p.Styles.Dim, "glpat asks GitLab and changes nothing there.")
	sheet.Gap()
	for i, row := range p.rows {
		p.drawRow(sheet, i, row)
	}
	if p.row().kind.TakesProject() {
		sheet.Gap()
		p.drawProject(sheet)
	}
	if p.word != "" {
		sheet.Paragraph(p.Styles.Warn, p.word)
	}
	if p.state == probeAsking {
		sheet.Gap()
		p.drawWait(sheet, p.Styles.Text, "Asking "+p.instance().Host()+p.Glyphs.Ellipsis)
		drawWaited(sheet, p.instance().Host(), p.waited)
	}
	if line := p.line(); line != "" && p.state != probeAsking {
		sheet.Gap()
		sheet.Paragraph(p.Styles.Dim, "To try it yourself, with the token in GITLAB_TOKEN or where the tool reads it:")
		sheet.Code(line)
	}
}

// drawRow adds a probe, and below the one under the pointer what would be done
// or what came of it.
func (p *probePanel) drawRow(sheet *widget.Sheet, at int, row probeRow) {
	titles := make([]string, len(row.purposes))
	for i, purpose := range row.purposes {
		titles[i] = purpose.Title
	}
	outcome := ""
	if row.result != nil {
		outcome = phrase.OutcomeOfProbe(row.result.Outcome)
	}
	sheet.Option(at == p.at, p.Styles.Text, strings.Join(titles, "; "), outcome)
	switch {
	case at != p.at:
	case row.kind == catalog.ProbeNone:
		sheet.Indented(p.Styles.Dim, "    ", "Nothing shows this without changing something. Use it, and see.")
	case row.result == nil:
		sheet.Indented(p.Styles.Dim, "    ", "glpat would "+row.kind.Phrase()+".")
	default:
		sheet.Indented(p.outcomeStyle(row.result.Outcome), "    ", row.result.Means)
		if problem := row.result.Problem; problem != nil {
			p.drawRemedies(sheet, "   ", problem.Remedy, phrase.WizardKeys{})
		}
		if row.result.Asked != "" {
			sheet.Indented(p.Styles.Dim, "    ", "Asked: "+row.result.Asked)
		}
	}
}

func (p *probePanel) drawProject(sheet *widget.Sheet) {
	label := "Project, if you want to name one"
	if p.row().kind.NeedsProject() {
		label = "Project to try it on"
	}
	sheet.Label(label, p.state == probeNaming)
	sheet.Input(&p.field, "    ", p.state == probeNaming)
}

func (p *probePanel) outcomeStyle(outcome gitlab.ProbeOutcome) style.Style {
	switch outcome {
	case gitlab.ProbeWorks, gitlab.ProbePartly:
		return p.Styles.Good
	case gitlab.ProbeFails:
		return p.Styles.Bad
	case gitlab.ProbeUnclear:
	}
	return p.Styles.Warn
}
