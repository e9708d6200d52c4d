package wizard

import (
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"glpat/config"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/ui/flow"
	"glpat/ui/widget"
)

// instanceScreen asks which GitLab, and looks at it.
type instanceScreen struct {
	statefulScreen
	state flow.InstanceState
	// asking is the look, the wait before the next, or what is kept for it.
	asking  task
	chosen  instanceRow // the row under the pointer
	field   textinput.Model
	problem *problem.Problem
	invalid error
	// asked is the address that is being looked at, that failed, or that waits
	// for a yes, and resolved how it is reached.
	asked    input.Address
	resolved config.ResolvedConnection
	// wanted is the address that waits for the yes to give a token up.
	wanted string
	// consents are the origins to which the person agreed to plain http; trusted
	// the certificates that were compared.
	consents []string
	trusted  trusted
	attempt  // the look, or the pause before the next
	began    bool
}

func newInstanceScreen(d *shared) *instanceScreen {
	field := widget.NewField("gitlab.example.com")
	field.CharLimit = 2048
	field.SetValue(d.given.Draft.Address)
	s := &instanceScreen{field: field}
	s.statefulScreen = statefulScreen{d, s.screenful}
	return s
}

func (s *instanceScreen) enter() tea.Cmd {
	if s.began {
		if s.draft.Instance != nil {
			s.state = flow.InstanceFound
		}
		return s.focusField()
	}
	s.began = true
	switch {
	case s.given.Practice:
		return s.startPractice()
	case s.draft.Address != "":
		s.chosen = instanceRow{}
		return s.choose(s.draft.Address)
	}
	return s.focusField()
}

// instanceRow is a row to choose: the zero value is the field for an address.
type instanceRow struct {
	kind rowKind
	at   int // which suggestion
}

type rowKind int

const (
	rowField      rowKind = iota
	rowSuggestion         // a GitLab to choose
	rowHaveToken          // says that there is a token, or that there is none
)

func suggestionRow(at int) instanceRow { return instanceRow{rowSuggestion, at} }

// firstRow is the row at the top.
func (s *instanceScreen) firstRow() instanceRow {
	if len(s.suggestions) == 0 {
		return instanceRow{kind: rowHaveToken}
	}
	return suggestionRow(0)
}

// inField reports whether the pointer is at the field.
func (s *instanceScreen) inField() bool { return s.chosen.kind == rowField }

func (s *instanceScreen) focusField() tea.Cmd {
	if s.chooses() && s.inField() {
		return s.field.Focus()
	}
	s.field.Blur()
	return nil
}

func (s *instanceScreen) update(msg tea.Msg) (action, tea.Cmd) {
	switch msg := msg.(type) {
	case discoveredMsg:
		return s.onDiscovered(msg)
	case tickMsg:
		return actStay, s.onTick()
	case trustedMsg:
		return actStay, s.onTrusted(msg)
	case suggestionsMsg:
		if s.state == flow.InstanceChoosing && s.inField() && s.field.Value() == "" && len(msg) > 0 {
			s.chosen = suggestionRow(0) // nothing was touched yet
		}
		return actStay, s.focusField()
	case practiceMsg:
		if msg.err != nil {
			return actStay, s.fail(flow.EventFailed, problemOf(msg.err))
		}
		s.practiceURL = msg.url
		return actStay, s.choose(msg.url)
	case tea.PasteMsg:
		return actStay, s.paste(msg.Content)
	case tea.KeyPressMsg:
		return s.onKey(msg)
	}
	return actStay, nil
}

// paste puts pasted text into the field, while there is one.
func (s *instanceScreen) paste(text string) tea.Cmd {
	s.on(flow.EventPasted)
	if !s.chooses() {
		return nil
	}
	s.chosen, s.problem = instanceRow{}, nil
	if s.looksLikeToken(text) {
		s.invalid = input.TokenInAddress()
		return s.focusField()
	}
	s.field.SetValue(input.Clean(text, 2048))
	s.field.CursorEnd()
	return s.focusField()
}

func (s *instanceScreen) problems() []*problem.Problem {
	switch s.state {
	case flow.InstanceFound:
		return s.instance().Remarks()
	case flow.InstanceFailed, flow.InstancePausing, flow.InstanceComparing:
		if s.problem != nil {
			return []*problem.Problem{s.problem}
		}
	case flow.InstanceChoosing,
		flow.InstancePlainHTTP,
		flow.InstanceLosing,
		flow.InstanceDiscovering,
		flow.InstanceTrusting:
	}
	return nil
}

// chooses reports whether the rows and the field are shown.
func (s *instanceScreen) chooses() bool {
	return s.state == flow.InstanceChoosing || s.state == flow.InstanceFailed
}

// on takes an event to the state that follows. What was under way in the one
// before is ended.
func (s *instanceScreen) on(event flow.Event) (action, tea.Cmd) {
	state, exit := s.state.After(event)
	if state != s.state {
		s.stop(&s.asking)
	}
	s.state = state
	return actionOf(exit), s.focusField()
}

// move goes up or down the rows: the suggestions, the token that is there, the field.
func (s *instanceScreen) move(by int) tea.Cmd {
	haveToken := len(s.suggestions)
	field := haveToken + 1
	at := map[rowKind]int{rowField: field, rowSuggestion: s.chosen.at, rowHaveToken: haveToken}[s.chosen.kind]
	switch at = min(max(at+by, 0), field); at {
	case field:
		s.chosen = instanceRow{}
	case haveToken:
		s.chosen = instanceRow{kind: rowHaveToken}
	default:
		s.chosen = suggestionRow(at)
	}
	return s.focusField()
}

// typed gives a key to the field, wherever the pointer is. What was wrong with another
// address goes.
func (s *instanceScreen) typed(msg tea.KeyPressMsg) tea.Cmd {
	if msg.Text == "" && !s.inField() {
		return nil
	}
	s.chosen, s.invalid, s.problem = instanceRow{}, nil, nil
	_, focus := s.on(flow.EventTyped)
	var cmd tea.Cmd
	s.field, cmd = s.field.Update(msg)
	return tea.Batch(focus, cmd)
}
