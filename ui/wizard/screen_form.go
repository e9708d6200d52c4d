package wizard

import (
	"slices"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/ui/flow"
	"glpat/ui/picture"
	"glpat/ui/style"
	"glpat/ui/widget"
)

// formScreen is GitLab's form as it is to be filled in: name, description, end and
// scopes, all from what the token is for, and all to be changed. What was answered
// before the form stands below it, folded.
type formScreen struct {
	*shared
	name        textinput.Model
	description textinput.Model
	focus       formFocus
	// ending is the chosen way to say the end; calendar the date where that is
	// endingByDate.
	ending   ending
	calendar widget.Calendar
	missing  []flow.Missing
}

type formFocus int

const (
	focusName formFocus = iota
	focusDescription
	focusEnding
	focusCalendar
	focusScopes
	focusPurposes
	focusType
)

// ending is a way to say when the token ends.
type ending int

// The endings, in the order in which they are offered.
const (
	endingWeek ending = iota
	endingDefault
	endingTwoMonths
	endingThreeMonths
	endingLatest // the latest that every GitLab takes
	endingByDate // a date from the calendar
	endingNever
)

// days is how long the token lives, false where a date says that.
func (e ending) days() (int, bool) {
	switch e {
	case endingWeek:
		return 7, true
	case endingDefault:
		return input.DefaultLifetimeDays, true
	case endingTwoMonths:
		return 60, true
	case endingThreeMonths:
		return 90, true
	case endingLatest:
		return input.MaxLifetimeDays, true
	case endingByDate, endingNever:
	}
	return 0, false
}

// label is what the ending is called on the screen.
func (e ending) label() string {
	switch e {
	case endingLatest:
		return "the latest"
	case endingNever:
		return "never"
	case endingWeek, endingDefault, endingTwoMonths, endingThreeMonths, endingByDate:
	}
	if count, ok := e.days(); ok {
		return catalog.Plural(count, "day")
	}
	return "a date"
}

func newFormScreen(d *shared) *formScreen {
	return &formScreen{
		shared:      d,
		name:        widget.NewField("what the token is for"),
		description: widget.NewField("optional"),
	}
}

func (s *formScreen) enter() tea.Cmd {
	s.missing = nil
	s.prefill()
	if !slices.Contains(s.fields(), s.focus) {
		s.focus = focusName
	}
	return s.setFocus(s.focus)
}

// prefill shows what was chosen before the screen, and sound defaults for the
// rest.
func (s *formScreen) prefill() {
	today := input.DateOf(s.draft.Today)
	s.draft = s.draft.WithDefaults()
	s.name.SetValue(s.draft.Name)
	s.description.SetValue(s.draft.Description)
	s.ending = endingByDate
	if s.draft.NeverEnds {
		s.ending = endingNever
	}
	for e := range endingByDate {
		if count, ok := e.days(); ok && today.AddDays(count) == s.draft.Expires {
			s.ending = e
			break
		}
	}
	s.calendar = widget.NewCalendar(s.draft.Expires, s.draft.Today)
}

func (s *formScreen) mode() mode {
	if s.focus == focusName || s.focus == focusDescription {
		return modeTyping
	}
	return modeKeys
}

func (s *formScreen) setFocus(focus formFocus) tea.Cmd {
	s.focus = focus
	s.name.Blur()
	s.description.Blur()
	switch focus {
	case focusName:
		return s.name.Focus()
	case focusDescription:
		return s.description.Focus()
	case focusEnding, focusCalendar, focusScopes, focusPurposes, focusType:
	}
	return nil
}

func (s *formScreen) update(msg tea.Msg) (action, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.PasteMsg:
		if s.looksLikeToken(msg.Content) {
			err := input.CheckName(msg.Content, s.draft.OwnPrefix())
			s.missing = []flow.Missing{{Field: flow.FieldName, Err: err}}
			return actStay, nil
		}
		msg.Content = input.Clean(msg.Content, 500)
		return actStay, s.typed(msg)
	case tea.KeyPressMsg:
		return s.onKey(msg)
	}
	return actStay, nil
}

func (s *formScreen) onKey(msg tea.KeyPressMsg) (action, tea.Cmd) {
	keys := s.keysFor(s.mode())
	switch {
	case key.Matches(msg, keys.Enter):
		s.missing = s.draft.Missing(flow.PlaceForm)
		if len(s.missing) > 0 {
			return actStay, s.setFocus(s.fieldOf(s.missing[0]))
		}
		if !s.opens() {
			return actForward, nil
		}
		s.opened = s.draft.Link()
		return actForward, s.openOnTheWay(s.opened)
	case key.Matches(msg, keys.Back):
		return actBack, nil
	case s.turnsPage(msg, keys, s.formScene()):
		if s.focus == focusDescription && s.draft.Layout().DescriptionLabel == "" {
			return actStay, s.setFocus(focusName)
		}
		return actStay, nil
	case s.focus == focusCalendar && s.calendar.MoveByKey(msg, keys):
		s.draft = s.draft.WithExpires(s.calendar.Date())
		return actStay, nil
	case key.Matches(msg, keys.Next), key.Matches(msg, keys.Down):
		return actStay, s.setFocus(s.neighbour(1))
	case key.Matches(msg, keys.Prev), key.Matches(msg, keys.Up):
		return actStay, s.setFocus(s.neighbour(-1))
	case s.focus >= focusScopes && key.Matches(msg, keys.Tick):
		return s.reopen(), nil
	case s.focus == focusEnding && key.Matches(msg, keys.Left):
		s.chooseEnding(-1)
		return actStay, nil
	case s.focus == focusEnding && key.Matches(msg, keys.Right):
		s.chooseEnding(1)
		return actStay, nil
	}
	return actStay, s.typed(msg)
}

func (s *formScreen) fieldOf(missing flow.Missing) formFocus {
	switch missing.Field {
	case flow.FieldDescription:
		return focusDescription
	case flow.FieldExpires:
		return focusEnding
	case flow.FieldScopes:
		return focusScopes
	case flow.FieldName, flow.FieldAddress, flow.FieldPurposes, flow.FieldType,
		flow.FieldSecondLook, flow.FieldToken:
	}
	return focusName
}

// opens reports whether Enter opens the link that fills in GitLab's form. On the
// straight way it is the one page that is opened.
func (s *formScreen) opens() bool {
	return s.draft.Straight() && !s.draft.FineGrained() && s.env.Browser.Available()
}

// fields are those that are there, from the top.
func (s *formScreen) fields() []formFocus {
	fields := []formFocus{focusName}
	if s.draft.Layout().DescriptionLabel != "" {
		fields = append(fields, focusDescription)
	}
	fields = append(fields, focusEnding)
	if s.ending == endingByDate {
		fields = append(fields, focusCalendar)
	}
	if !s.draft.FineGrained() {
		fields = append(fields, focusScopes)
	}
	if s.draft.Answered.Purposes && !s.draft.PurposesOpened {
		fields = append(fields, focusPurposes)
	}
	if s.draft.Layout().FineGrained != "" && s.draft.Straight() && !s.draft.TypeOpened {
		fields = append(fields, focusType)
	}
	return fields
}

// neighbour is the field before or after the focused one.
func (s *formScreen) neighbour(by int) formFocus {
	fields := s.fields()
	for i, field := range fields {
		if field == s.focus {
			return fields[(i+by+len(fields))%len(fields)]
		}
	}
	return focusName
}

func (s *formScreen) chooseEnding(by int) {
	s.ending = min(max(s.ending+ending(by), endingWeek), endingNever)
	switch count, ok := s.ending.days(); {
	case ok:
		s.draft = s.draft.WithLifetime(count)
		s.calendar = widget.NewCalendar(s.draft.Expires, s.draft.Today)
	case s.ending == endingNever:
		s.draft = s.draft.WithoutEnd()
	default:
		s.draft = s.draft.WithExpires(s.calendar.Date())
	}
}

// typed gives a key or a paste to the focused field.
func (s *formScreen) typed(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	switch s.focus {
	case focusName:
		s.name, cmd = s.name.Update(msg)
		s.draft = s.draft.WithName(s.name.Value())
	case focusDescription:
		s.description, cmd = s.description.Update(msg)
		s.draft = s.draft.WithDescription(s.description.Value())
	case focusEnding, focusCalendar, focusScopes, focusPurposes, focusType:
		return nil
	}
	s.missing = nil
	return cmd
}

// reopen leads back to the question that the focused line answers.
func (s *formScreen) reopen() action {
	switch s.focus {
	case focusScopes:
		s.draft, s.reopened = s.draft.WithScopesOpened(), flow.PlaceScopes
	case focusPurposes:
		s.draft, s.reopened = s.draft.WithPurposesOpened(), flow.PlacePurposes
	case focusType:
		s.draft, s.reopened = s.draft.WithTypeOpened(), flow.PlaceType
	case focusName, focusDescription, focusEnding, focusCalendar:
		return actStay
	}
	return actReopen
}

func (s *formScreen) keys() keyMap {
	keys := s.keysFor(s.mode())
	enter := keys.Enter
	if s.opens() {
		enter = style.As(enter, "open GitLab's form with this")
	}
	shown := []key.Binding{enter, keys.Next}
	switch s.focus {
	case focusEnding:
		shown = append(shown, style.As(keys.Left, "sooner"), style.As(keys.Right, "later"))
	case focusCalendar:
		shown = append(
			shown,
			style.As(keys.Left, "day"),
			style.As(keys.Up, "week"),
			style.As(keys.PageUp, "month"),
			style.As(keys.PageDown, "month"),
		)
	case focusScopes, focusPurposes, focusType:
		shown = append(shown, style.As(keys.Tick, "change it"))
	case focusName, focusDescription:
	}
	return append(append(shown, s.lookKeys(keys)...), keys.Back)
}

func (s *formScreen) scene() (picture.Scene, bool) { return s.formScene(), true }

func (s *formScreen) content() picture.Content { return s.formContent() }
