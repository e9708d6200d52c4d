package wizard

import (
	"strings"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/ui/style"
)

func (p *probePanel) draw(sheet *sheet) {
	sheet.title("Does the token do its job?")
	sheet.para(p.styles.Dim, "glpat asks GitLab and changes nothing there.")
	sheet.gap()
	for i, row := range p.rows {
		p.drawRow(sheet, i, row)
	}
	if p.row().kind.TakesProject() {
		sheet.gap()
		p.drawProject(sheet)
	}
	if p.word != "" {
		sheet.para(p.styles.Warn, p.word)
	}
	if p.state == probeAsking {
		sheet.gap()
		sheet.text("Asking " + p.instance().Host() + p.glyphs.Ellipsis)
		sheet.waited(p.instance().Host(), p.waited)
	}
	if line := p.line(); line != "" && p.state != probeAsking {
		sheet.gap()
		sheet.para(p.styles.Dim, "To try it yourself, with the token in GITLAB_TOKEN or where the tool reads it:")
		sheet.code(line)
	}
	sheet.notice()
}

// drawRow adds a proof, and below the one under the pointer what would be done
// or what came of it.
func (p *probePanel) drawRow(sheet *sheet, at int, row probeRow) {
	titles := make([]string, len(row.purposes))
	for i, purpose := range row.purposes {
		titles[i] = purpose.Title
	}
	outcome := ""
	if row.proven != nil {
		outcome = outcomeWords(row.proven.Outcome)
	}
	sheet.option(at == p.at, p.styles.Text, strings.Join(titles, "; "), outcome)
	switch {
	case at != p.at:
	case row.kind == catalog.ProbeNone:
		sheet.indented(p.styles.Dim, "    ", "Nothing shows this without changing something. Use it, and see.")
	case row.proven == nil:
		sheet.indented(p.styles.Dim, "    ", "glpat would "+row.kind.Phrase()+".")
	default:
		sheet.indented(p.outcomeStyle(row.proven.Outcome), "    ", row.proven.Means)
		if problem := row.proven.Problem; problem != nil {
			for _, remedy := range problem.Remedy {
				sheet.indented(p.styles.Text, "    "+p.glyphs.Bullet+" ", remedy)
			}
		}
		if row.proven.Asked != "" {
			sheet.indented(p.styles.Dim, "    ", "Asked: "+row.proven.Asked)
		}
	}
}

func (p *probePanel) drawProject(sheet *sheet) {
	label := "Project, if you want to name one"
	if p.row().kind.NeedsProject() {
		label = "Project to try it on"
	}
	sheet.label(label, p.state == probeNaming)
	sheet.input(&p.field, "    ", p.state == probeNaming)
}

// outcomeWords say how a proof ended.
func outcomeWords(outcome gitlab.ProbeOutcome) string {
	switch outcome {
	case gitlab.ProbeWorks:
		return "works"
	case gitlab.ProbeFails:
		return "does not work"
	case gitlab.ProbePartly:
		return "works as far as it can be tried"
	case gitlab.ProbeUnclear:
	}
	return "not clear"
}

func (p *probePanel) outcomeStyle(outcome gitlab.ProbeOutcome) style.Style {
	switch outcome {
	case gitlab.ProbeWorks, gitlab.ProbePartly:
		return p.styles.Good
	case gitlab.ProbeFails:
		return p.styles.Bad
	case gitlab.ProbeUnclear:
	}
	return p.styles.Warn
}
