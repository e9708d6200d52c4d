package wizard

import (
	"context"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"glpat/gitlab"
	"glpat/gitlab/problem"
)

// reaching reads where a token that works reaches, page by page, while the
// person looks at the verdict. It is no condition for anything.
type reaching struct {
	*desk
	state   reachState
	reach   gitlab.Memberships
	problem *problem.Problem
}

type reachState int

const (
	reachUntold  reachState = iota // this GitLab does not tell
	reachReading                   // pages come in
	reachRead                      // as far as it is read at all
	reachStopped                   // a problem ended it early
)

// reachMsg brings what is known with one more page.
type reachMsg struct {
	reach   gitlab.Memberships
	problem *problem.Problem
}

// begin reads from the first page on, where the instance tells.
func (r *reaching) begin() tea.Cmd {
	*r = reaching{desk: r.desk}
	if report := r.draft.Report; report == nil || !report.Known() || !report.Release.TellsAssociations() {
		return nil
	}
	return r.goOn()
}

// goOn reads the next page.
func (r *reaching) goOn() tea.Cmd {
	r.state, r.problem = reachReading, nil
	adapter, instance, secret, reach := r.env.GitLab, r.instance(), r.draft.Secret, r.reach
	return r.read(func(ctx context.Context) tea.Msg {
		more, problem := adapter.ListMemberships(ctx, instance, secret, reach)
		return reachMsg{more, problem}
	})
}

// resume goes on where the visit that it was read on is over.
func (r *reaching) resume() tea.Cmd {
	if r.state != reachReading {
		return nil
	}
	return r.goOn()
}

func (r *reaching) onPage(msg reachMsg) tea.Cmd {
	r.reach = msg.reach
	switch {
	case msg.problem != nil:
		r.state, r.problem = reachStopped, msg.problem
	case r.reach.Done:
		r.state = reachRead
	default:
		return r.goOn()
	}
	return nil
}

// mayGoOn reports whether reading on may help: the problem is not one of the
// instance or the token, which are warnings.
func (r *reaching) mayGoOn() bool {
	return r.state == reachStopped && r.problem.Severity == problem.SeverityError
}

// told reports whether there is a list to show.
func (r *reaching) told() bool {
	return r.problem != nil || r.reach.GroupCount+r.reach.ProjectCount > 0
}

// words say it in a line.
func (r *reaching) words() string {
	known := r.reach.GroupCount+r.reach.ProjectCount > 0
	switch r.state {
	case reachUntold:
	case reachReading:
		if known {
			return r.reach.Summary() + "; reading on"
		}
		return "reading" + r.glyphs.Ellipsis
	case reachRead:
		if r.fineGrained() {
			return r.reach.Summary() + ", as far as you let it"
		}
		return r.reach.Summary()
	case reachStopped:
		if known {
			return r.reach.Summary() + "; the rest is not read"
		}
		return "not known"
	}
	return "all groups and projects that you are in"
}

func (r *reaching) fineGrained() bool {
	return r.draft.Report.Token != nil && r.draft.Report.Token.FineGrained
}

// details lists groups and projects, each with the role there.
func (r *reaching) details(sheet *sheet) {
	sheet.title("Where the token reaches")
	sheet.text(firstUpper(r.words()) + ".")
	if r.problem != nil {
		sheet.gap()
		sheet.problem(r.problem)
		sheet.block.focus = 0
	}
	if r.fineGrained() {
		sheet.gap()
		sheet.para(r.styles.Dim, "These are your own groups and projects. In its form you chose which of them the token reaches.")
	}
	r.listed(sheet, "Groups", r.reach.Groups, r.reach.GroupCount)
	r.listed(sheet, "Projects", r.reach.Projects, r.reach.ProjectCount)
}

func (r *reaching) listed(sheet *sheet, title string, list []gitlab.Membership, count int) {
	if len(list) == 0 {
		return
	}
	sheet.gap()
	sheet.title(title)
	column := 0
	for _, reached := range list {
		column = max(column, cells(reached.Role.Label()))
	}
	for _, reached := range slices.SortedFunc(slices.Values(list), func(a, b gitlab.Membership) int { return int(b.Role) - int(a.Role) }) {
		sheet.indented(r.styles.Text, "  "+r.styles.Dim.Render(padRight(reached.Role.Label(), column))+"  ", reached.Path)
	}
	if more := count - len(list); more > 0 {
		sheet.para(r.styles.Dim, fmt.Sprintf("  and %d more", more))
	}
}
