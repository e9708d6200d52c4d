package wizard

import (
	"slices"
	"strings"

	"glpat/gitlab"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// permissionsScreen shows what a fine-grained token has in place of scopes: its
// permissions, under the tabs and categories of GitLab's form, each with what it
// is for. They follow from the purposes; there is nothing to tick.
type permissionsScreen struct {
	*desk
	list list
	fine gitlab.FineGrained
	// reasons say what each permission is for.
	reasons []string
}

func newPermissionsScreen(d *desk) *permissionsScreen {
	return &permissionsScreen{desk: d, list: newList()}
}

func (s *permissionsScreen) enter() tea.Cmd {
	s.fine = gitlab.FineGrainedFor(s.draft.Chosen())
	s.reasons = s.reasons[:0]
	rows := make([]listRow, len(s.fine.Permissions))
	for i, permission := range s.fine.Permissions {
		rows[i] = listRow{heading: permission.Where.Tab() + " " + s.glyphs.Dot + " " + permission.Category}
		s.reasons = append(s.reasons, s.reason(permission))
	}
	s.list.set(rows)
	s.list.at, s.list.from = 0, 0
	s.settle(s.board())
	return nil
}

// reason says what a permission is for.
func (s *permissionsScreen) reason(permission gitlab.Permission) string {
	same := func(other gitlab.Permission) bool {
		return other.Where == permission.Where && other.Category == permission.Category && other.Resource == permission.Resource
	}
	var reasons []string
	for _, purpose := range s.draft.Chosen() {
		if slices.ContainsFunc(purpose.Fine.Permissions, same) {
			reasons = append(reasons, "to "+purpose.Title)
		}
	}
	if slices.ContainsFunc(gitlab.PermissionsToCheck(), same) {
		reasons = append(reasons, "so that glpat can check the token")
	}
	return strings.Join(reasons, "; ")
}

func (s *permissionsScreen) mode() mode { return modeKeys }

func (s *permissionsScreen) update(msg tea.Msg) (action, tea.Cmd) {
	pressed, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return actStay, nil
	}
	switch {
	case key.Matches(pressed, s.plain.Enter):
		return actForward, nil
	case key.Matches(pressed, s.plain.Back):
		return actBack, nil
	case s.list.onKey(pressed, s.plain):
		s.settle(s.board())
	}
	return actStay, nil
}

func (s *permissionsScreen) click(x, y int) {
	if row, ok := s.clickedRow(s.board(), x, y); ok {
		s.list.at = row
		s.settle(s.board())
	}
}

func (s *permissionsScreen) wheel(by int) { s.list.wheel(by, s.layBoard(s.board()).list.height) }

func (s *permissionsScreen) keys() []key.Binding {
	return []key.Binding{s.plain.Enter, s.plain.Up, s.plain.Down, s.plain.PageDn, s.plain.Back}
}

func (s *permissionsScreen) draw(int) block { return s.drawBoard(s.board()) }

func (s *permissionsScreen) board() board {
	var short []said
	if s.body.width < permissionColumn+permissionRemark && len(s.reasons) > 0 {
		short = []said{{s.styles.Dim, firstUpper(s.reasons[s.list.at]) + "."}}
	}
	sum := []said{{s.styles.Text, "It may do this and no more, in the groups and projects that you choose in GitLab's form."}}
	if s.fine.Fit != gitlab.FineWhole {
		sum = append(sum, said{s.styles.Warn, fitWords(s.fine)})
	}
	return board{
		list: &s.list, title: "The token needs these permissions", remark: "The form has them under the same names.",
		row: s.drawRow, short: short, sum: sum,
	}
}

func (s *permissionsScreen) drawRow(sheet *sheet, at int, chosen bool) {
	label, remark := s.fine.Permissions[at].Label(), ""
	if sheet.width >= permissionColumn+permissionRemark {
		label, remark = padRight(label, permissionColumn), s.reasons[at]
	}
	sheet.pick(chosen, s.styles.Text, "", label, remark)
}

// permissionColumn is about as wide as the longer permissions, permissionRemark
// the least room for what each is for, in cells.
const (
	permissionColumn = 32
	permissionRemark = 30
)
