package wizard

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"glpat/gitlab/catalog"
	"glpat/ui/flow"
	"glpat/ui/phrase"
	"glpat/ui/style"
	"glpat/ui/widget"
)

// scopesScreen shows the scopes that follow from the purposes, each with its
// reason, and lets the person change them.
type scopesScreen struct {
	*shared
	searchList
	rows  []scopeRow
	state scopesState
	// unsure is the scope of the second look, while there is one.
	unsure catalog.Scope
	// more and missing are the ticked scopes held against what the purposes need.
	more, missing []catalog.Scope
}

// scopeRow is a scope as this instance has it.
type scopeRow struct {
	catalog.ScopeInfo
	// reason is why a purpose needs it, whyNot why the instance lacks it; "" for
	// neither.
	reason, whyNot string
}

type scopesState int

const (
	scopesChoosing scopesState = iota
	scopesTicking              // the second look at one that is to be ticked
	scopesLeaving              // the second look at one that was ticked before the screen
)

func newScopesScreen(d *shared) *scopesScreen {
	return &scopesScreen{shared: d, searchList: newSearchList(d.typeInto)}
}

func (s *scopesScreen) enter() tea.Cmd {
	s.state, s.word = scopesChoosing, ""
	s.list.PointAt(0)
	s.list.EndSearch()
	s.loadRows()
	s.refreshDiff()
	return nil
}

// loadRows lists the scopes: what the purposes need and what is ticked first, then
// the rest under our own headings, whatever the form's are. They keep their
// places during a visit.
func (s *scopesScreen) loadRows() {
	s.rows = s.rows[:0]
	var rows []widget.ListRow
	reasons := s.draft.Reasons()
	add := func(heading string, scope catalog.Scope) {
		info, known := scope.Info()
		if !known || slices.ContainsFunc(s.rows, func(row scopeRow) bool { return row.Scope == scope }) {
			return
		}
		row := scopeRow{ScopeInfo: info, whyNot: s.instance().WhyNot(scope)}
		for _, reason := range reasons {
			if reason.Scope == scope {
				row.reason = reason.Reason
			}
		}
		s.rows = append(s.rows, row)
		find := strings.Join([]string{string(scope), info.Grants, row.reason}, "\n")
		rows = append(rows, widget.ListRow{Heading: heading, Find: strings.ToLower(find)})
	}
	for _, reason := range reasons {
		add("What it needs", reason.Scope)
	}
	for _, scope := range s.draft.Scopes {
		add("Ticked", scope)
	}
	for _, group := range catalog.ScopesGrouped.Groups() {
		for _, scope := range group.Scopes {
			add(scopeHeading(group.Title), scope)
		}
	}
	s.list.Set(rows)
}

// scopeHeading is the heading for a group that has none in GitLab's form too.
func scopeHeading(title string) string {
	if title == "" {
		return "API"
	}
	return title
}

func (s *scopesScreen) update(msg tea.Msg) (action, tea.Cmd) {
	asked, cmd := actStay, tea.Cmd(nil)
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		s.word = ""
		asked, cmd = s.onKey(msg)
	case tea.PasteMsg:
		cmd = s.paste(msg)
	}
	s.refreshDiff()
	return asked, cmd
}

func (s *scopesScreen) onKey(msg tea.KeyPressMsg) (action, tea.Cmd) {
	if s.state != scopesChoosing {
		return s.onAnswer(msg), nil
	}
	keys := s.keysFor(s.mode())
	if act, cmd, taken := s.searchList.onKey(msg, keys); taken {
		return act, cmd
	}
	switch {
	case key.Matches(msg, keys.Enter) && s.list.Searching():
		s.submitFound()
	case key.Matches(msg, keys.Enter):
		return s.leave(), nil
	case key.Matches(msg, keys.Tick):
		s.tick()
	case key.Matches(msg, keys.Reset) && s.changed():
		s.draft = s.draft.WithNeededScopes()
	}
	return actStay, nil
}

// tick ticks or unticks the row under the pointer, and says what else that
// means.
func (s *scopesScreen) tick() {
	row := s.rows[s.list.At()]
	container := s.container(row.Scope)
	switch {
	case slices.Contains(s.draft.Scopes, row.Scope):
		s.draft = s.draft.WithScope(row.Scope, false)
		if len(row.Implies) > 0 {
			s.word = "What " + string(row.Scope) + " contains is unticked with it. Tick what you still need."
		}
	case row.whyNot != "":
		s.word = "It cannot be ticked: " + row.whyNot + "."
	case container != "":
		s.word = string(container) + " contains it already."
	case flow.NeedsSecondLook(row.Scope):
		s.state, s.unsure = scopesTicking, row.Scope
	default:
		before := s.draft.Scopes
		s.draft = s.draft.WithScope(row.Scope, true)
		if len(s.draft.Scopes) <= len(before) {
			contained := slices.DeleteFunc(
				slices.Clone(before),
				func(scope catalog.Scope) bool { return slices.Contains(s.draft.Scopes, scope) },
			)
			s.word = string(row.Scope) + " contains " + phrase.Scopes(contained) + ", which needs no tick any more."
		}
	}
}

// submitFound ticks what a search found, and shows all again.
func (s *scopesScreen) submitFound() {
	if s.list.Matches() == 0 {
		return
	}
	row := s.rows[s.list.At()]
	if !slices.Contains(s.draft.Scopes, row.Scope) {
		s.tick()
	}
	if row.whyNot == "" {
		s.list.EndSearch()
	}
}

// leave goes on, after a second look at what needs one.
func (s *scopesScreen) leave() action {
	missing := s.draft.Missing(flow.PlaceScopes)
	if len(missing) == 0 {
		return actForward
	}
	switch missing[0].Field {
	case flow.FieldSecondLook:
		s.state, s.unsure = scopesLeaving, s.draft.SecondLook()[0]
		s.pointTo(s.unsure)
	case flow.FieldScopes, flow.FieldAddress, flow.FieldName, flow.FieldDescription, flow.FieldExpires,
		flow.FieldPurposes, flow.FieldType, flow.FieldToken:
		s.word = missing[0].Err.Error() + "."
	}
	return actStay
}

func (s *scopesScreen) pointTo(scope catalog.Scope) {
	at := slices.IndexFunc(s.rows, func(row scopeRow) bool { return row.Scope == scope })
	s.list.PointAt(max(at, 0))
}

// onAnswer takes the answer to a second look. Only a plain yes is one.
func (s *scopesScreen) onAnswer(msg tea.KeyPressMsg) action {
	keys, state := s.plain, s.state
	switch {
	case key.Matches(msg, keys.Yes):
		s.state = scopesChoosing
		if state == scopesTicking {
			s.draft = s.draft.WithScope(s.unsure, true).WithConfirmed(s.unsure)
			return actStay
		}
		s.draft = s.draft.WithConfirmed(s.unsure)
		return s.leave()
	case key.Matches(msg, keys.No), key.Matches(msg, keys.Enter), key.Matches(msg, keys.Back):
		s.state = scopesChoosing
		s.word = string(s.unsure) + " stays unticked."
		if state == scopesLeaving {
			s.word = string(s.unsure) + " is still ticked: space unticks it."
		}
	}
	return actStay
}

func (s *scopesScreen) click(x, y int) {
	if s.state != scopesChoosing {
		return // a question is answered with a key
	}
	s.word = ""
	if row, ok := s.picker().RowAt(x, y); ok {
		s.list.PointAt(row)
		s.tick()
		s.refreshDiff()
	}
}

func (s *scopesScreen) wheel(by int) { s.picker().Wheel(by) }

// container is the ticked scope that contains this one, "" where none does.
func (s *scopesScreen) container(scope catalog.Scope) catalog.Scope {
	for _, ticked := range s.draft.Scopes {
		if ticked != scope && catalog.Covers([]catalog.Scope{ticked}, scope) {
			return ticked
		}
	}
	return ""
}

// refreshDiff takes stock after a key or a click.
func (s *scopesScreen) refreshDiff() {
	s.more, s.missing = s.draft.ByHand()
	s.picker().KeepPosition()
}

// changed reports whether the ticked scopes are others than the purposes need.
func (s *scopesScreen) changed() bool { return len(s.more)+len(s.missing) > 0 }

func (s *scopesScreen) keys() keyMap {
	keys := s.keysFor(s.mode())
	switch {
	case s.state != scopesChoosing:
		return []key.Binding{style.As(keys.Yes, "yes, I need it"), keys.No}
	case s.list.Searching():
		return s.searchKeys(keys, "tick it")
	}
	shown := []key.Binding{keys.Enter}
	row := s.rows[s.list.At()]
	switch {
	case slices.Contains(s.draft.Scopes, row.Scope):
		shown = append(shown, style.As(keys.Tick, "untick"))
	case row.whyNot == "" && s.container(row.Scope) == "":
		shown = append(shown, keys.Tick)
	}
	if s.changed() {
		shown = append(shown, keys.Reset)
	}
	return append(shown, keys.Search, keys.Up, keys.Down, keys.Details, keys.PageDown, keys.Back)
}

func (s *scopesScreen) draw(int) widget.Block { return s.picker().Draw() }
