package wizard

import (
	"slices"

	"glpat/gitlab"
	"glpat/ui/flow"
	"glpat/ui/style"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// scopesScreen shows the scopes that follow from the purposes, each with its
// reason, and lets the person change them.
type scopesScreen struct {
	*desk
	at    int
	lacks []flow.Lack
}

func newScopesScreen(d *desk) *scopesScreen { return &scopesScreen{desk: d} }

func (s *scopesScreen) enter() tea.Cmd {
	s.at, s.lacks = 0, nil
	return nil
}

func (s *scopesScreen) mode() mode { return modeKeys }

// rows lists the scopes to show: what the purposes need first, then the rest
// of the catalogue in its order.
func (s *scopesScreen) rows(reasons []gitlab.ScopeReason) []gitlab.ScopeInfo {
	var needed, rest []gitlab.ScopeInfo
	for _, info := range gitlab.AllScopes() {
		wanted := slices.ContainsFunc(reasons, func(r gitlab.ScopeReason) bool { return r.Scope == info.Scope })
		if wanted {
			needed = append(needed, info)
		} else {
			rest = append(rest, info)
		}
	}
	return append(needed, rest...)
}

func (s *scopesScreen) update(msg tea.Msg) (action, tea.Cmd) {
	pressed, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return actStay, nil
	}
	keys, rows := s.plain, s.rows(s.draft.Reasons())
	switch {
	case key.Matches(pressed, keys.Back):
		return actBack, nil
	case key.Matches(pressed, keys.Up):
		s.at = (s.at - 1 + len(rows)) % len(rows)
	case key.Matches(pressed, keys.Down):
		s.at = (s.at + 1) % len(rows)
	case key.Matches(pressed, keys.Tick):
		scope := rows[s.at].Scope
		s.draft = s.draft.WithScope(scope, !slices.Contains(s.draft.Scopes, scope))
		s.lacks = nil
	case key.Matches(pressed, keys.Enter):
		s.lacks = s.draft.Lacks(flow.PlaceScopes)
		return actForward, nil
	}
	return actStay, nil
}

func (s *scopesScreen) keys() []key.Binding {
	keys := s.plain
	return []key.Binding{keys.Enter, keys.Up, keys.Down, style.As(keys.Tick, "tick or untick"), keys.Back}
}

func (s *scopesScreen) draw(width int) block {
	sheet := s.sheet(width)
	sheet.title("The token needs these scopes")
	sheet.text("A scope is one thing a token may do. Fewer are safer.")
	sheet.gap()
	for _, lack := range s.lacks {
		sheet.lack(lack.Err)
	}
	if absent := s.absent(); len(absent) > 0 {
		sheet.para(s.styles.Warn, "This GitLab does not have "+scopeList(absent)+": what needs it will not work here.")
		sheet.gap()
	}
	reasons := s.draft.Reasons()
	for i, info := range s.rows(reasons) {
		ticked := slices.Contains(s.draft.Scopes, info.Scope)
		box := s.glyphs.BoxOff
		if ticked {
			box = s.glyphs.BoxOn
		}
		if i != s.at {
			sheet.row(false, box+" "+padRight(string(info.Scope), scopeColumn), s.remark(info, ticked, reasons))
			continue
		}
		sheet.row(true, box+" "+string(info.Scope), "")
		s.drawChosen(sheet, info, s.remark(info, ticked, reasons))
	}
	return sheet.block
}

// absent lists the ticked scopes that the instance lacks.
func (s *scopesScreen) absent() []gitlab.Scope {
	var absent []gitlab.Scope
	for _, scope := range s.draft.Scopes {
		if !s.instance().Offers(scope) {
			absent = append(absent, scope)
		}
	}
	return absent
}

// scopeColumn is as wide as the longest scope's name, in cells.
const scopeColumn = 22

// remark is what stands behind a scope: why it is wanted, or what it grants.
func (s *scopesScreen) remark(info gitlab.ScopeInfo, ticked bool, reasons []gitlab.ScopeReason) string {
	if !s.instance().Offers(info.Scope) {
		return "this GitLab does not have it"
	}
	if !ticked && gitlab.Covers(s.draft.Scopes, info.Scope) {
		return "already contained in what is ticked"
	}
	for _, reason := range reasons {
		if reason.Scope == info.Scope {
			return reason.Reason
		}
	}
	return info.Grants
}

// drawChosen says in full why the scope under the pointer is wanted, what it
// grants and what it puts at risk.
func (s *scopesScreen) drawChosen(sheet *sheet, info gitlab.ScopeInfo, remark string) {
	if remark != info.Grants {
		sheet.indented(s.styles.Dim, "      ", firstUpper(remark)+".")
	}
	words := "A program with it can " + info.Grants + ". Risk if it leaks: " + info.Risk.String() + "."
	if info.Condition == gitlab.ConditionAdmin {
		words += " Only administrators can have it."
	}
	sheet.indented(s.styles.Dim, "      ", words)
}
