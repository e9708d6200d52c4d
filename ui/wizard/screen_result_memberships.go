package wizard

import (
	"context"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"glpat/gitlab"
	"glpat/gitlab/problem"
	"glpat/ui/widget"
)

// membershipsReader reads where a token that works reaches, page by page, while the
// person looks at the verdict. It is no condition for anything.
type membershipsReader struct {
	*shared
	state   membershipsState
	reading task
	known   gitlab.Memberships
	problem *problem.Problem
}

type membershipsState int

const (
	membershipsUnknown membershipsState = iota // this GitLab does not tell
	membershipsReading                         // pages come in
	membershipsRead                            // as far as it is read at all
	membershipsStopped                         // a problem ended it early
)

// membershipsMsg brings what is known with one more page.
type membershipsMsg struct {
	known   gitlab.Memberships
	problem *problem.Problem
}

// start reads from the first page on, where the instance tells.
func (r *membershipsReader) start() tea.Cmd {
	*r = membershipsReader{shared: r.shared, reading: r.reading}
	if report := r.draft.Report; report == nil || !report.Known() || !report.Release.TellsAssociations() {
		return nil
	}
	return r.nextPage()
}

// nextPage reads the next page.
func (r *membershipsReader) nextPage() tea.Cmd {
	r.state, r.problem = membershipsReading, nil
	adapter, instance, secret, known := r.env.GitLab, r.instance(), r.draft.Secret, r.known
	return r.read(&r.reading, func(ctx context.Context) tea.Msg {
		more, problem := adapter.ListMemberships(ctx, instance, secret, known)
		return membershipsMsg{more, problem}
	})
}

func (r *membershipsReader) onPage(msg membershipsMsg) tea.Cmd {
	r.known = msg.known
	switch {
	case msg.problem != nil:
		r.state, r.problem = membershipsStopped, msg.problem
	case r.known.Done:
		r.state = membershipsRead
	default:
		return r.nextPage()
	}
	return nil
}

// mayRead reports whether reading on may help: the problem is not one of the
// instance or the token, which are warnings.
func (r *membershipsReader) mayRead() bool {
	return r.state == membershipsStopped && r.problem.Severity == problem.SeverityError
}

// hasResult reports whether there is a list to show.
func (r *membershipsReader) hasResult() bool {
	return r.problem != nil || r.known.GroupCount+r.known.ProjectCount > 0
}

// words say it in a line.
func (r *membershipsReader) words() string {
	some := r.known.GroupCount+r.known.ProjectCount > 0
	switch r.state {
	case membershipsUnknown:
	case membershipsReading:
		if some {
			return r.known.Summary() + "; reading on"
		}
		return "reading" + r.Glyphs.Ellipsis
	case membershipsRead:
		if r.fineGrained() {
			return r.known.Summary() + ", as far as you let it"
		}
		return r.known.Summary()
	case membershipsStopped:
		if some {
			return r.known.Summary() + "; the rest is not read"
		}
		return "not known"
	}
	return "all groups and projects that you are in"
}

func (r *membershipsReader) fineGrained() bool {
	return r.draft.Report.Token != nil && r.draft.Report.Token.FineGrained
}

// details lists groups and projects, each with the role there.
func (r *membershipsReader) details(sheet *widget.Sheet) {
	sheet.Title("Where the token reaches")
	sheet.Text(firstUpper(r.words()) + ".")
	if r.problem != nil {
		sheet.Gap()
		r.drawProblem(sheet, r.problem)
		sheet.FocusTop()
	}
	if r.fineGrained() {
		sheet.Gap()
		sheet.Paragraph(
			r.Styles.Dim,
			"These are your own groups and projects. In its form you chose which of them the token reaches.",
		)
	}
	r.listed(sheet, "Groups", r.known.Groups, r.known.GroupCount)
	r.listed(sheet, "Projects", r.known.Projects, r.known.ProjectCount)
}

func (r *membershipsReader) listed(sheet *widget.Sheet, title string, list []gitlab.Membership, count int) {
	if len(list) == 0 {
		return
	}
	sheet.Gap()
	sheet.Title(title)
	column := 0
	for _, reached := range list {
		column = max(column, widget.Cells(reached.Role.Label()))
	}
	highestFirst := func(a, b gitlab.Membership) int { return int(b.Role) - int(a.Role) }
	for _, reached := range slices.SortedFunc(slices.Values(list), highestFirst) {
		role := widget.PadRight(reached.Role.Label(), column)
		sheet.Indented(r.Styles.Text, "  "+r.Styles.Dim.Render(role)+"  ", reached.Path)
	}
	if more := count - len(list); more > 0 {
		sheet.Paragraph(r.Styles.Dim, fmt.Sprintf("  and %d more", more))
	}
}
