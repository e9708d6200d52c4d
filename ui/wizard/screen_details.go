package wizard

import (
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

// detailsScreen asks for name, description and end, as GitLab's form does.
type detailsScreen struct {
	*shared
	name        textinput.Model
	description textinput.Model
	focus       detailsFocus
	// ending is the chosen way to say the end; calendar the date where that is
	// endingByDate.
	ending   ending
	calendar widget.Calendar
	missing  []flow.Missing
	began    bool
}

type detailsFocus int

const (
	focusName detailsFocus = iota
	focusDescription
	focusEnding
	focusCalendar
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

func newDetailsScreen(d *shared) *detailsScreen {
	return &detailsScreen{
		shared:      d,
		name:        widget.NewField("what the token is for"),
		description: widget.NewField("optional"),
	}
}

func (s *detailsScreen) enter() tea.Cmd {
	if !s.began {
		s.began = true
		s.prefill()
	}
	return s.setFocus(s.focus)
}

// prefill shows what was chosen before the screen, and sound defaults for the
// rest.
func (s *detailsScreen) prefill() {
	today := input.DateOf(s.draft.Today)
	s.draft = s.draft.WithDefaultDetails()
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

func (s *detailsScreen) mode() mode {
	if s.focus == focusName || s.focus == focusDescription {
		return modeTyping
	}
	return modeKeys
}

func (s *detailsScreen) setFocus(focus detailsFocus) tea.Cmd {
	s.focus = focus
	s.name.Blur()
	s.description.Blur()
	switch focus {
	case focusName:
		return s.name.Focus()
	case focusDescription:
		return s.description.Focus()
	case focusEnding, focusCalendar:
	}
	return nil
}

func (s *detailsScreen) update(msg tea.Msg) (action, tea.Cmd) {
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

func (s *detailsScreen) onKey(msg tea.KeyPressMsg) (action, tea.Cmd) {
	keys := s.keysFor(s.mode())
	switch {
	case key.Matches(msg, keys.Enter):
		s.missing = s.draft.Missing(flow.PlaceDetails)
		if len(s.missing) > 0 {
			return actStay, s.setFocus(s.fieldOf(s.missing[0]))
		}
		return actForward, nil
	case key.Matches(msg, keys.Back):
		return actBack, nil
	case key.Matches(msg, keys.Other):
		s.otherPages(s.tokensScene())
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
	case s.focus == focusEnding && key.Matches(msg, keys.Left):
		s.chooseEnding(-1)
		return actStay, nil
	case s.focus == focusEnding && key.Matches(msg, keys.Right):
		s.chooseEnding(1)
		return actStay, nil
	}
	return actStay, s.typed(msg)
}

func (s *detailsScreen) fieldOf(missing flow.Missing) detailsFocus {
	switch missing.Field {
	case flow.FieldDescription:
		return focusDescription
	case flow.FieldExpires:
		return focusEnding
	case flow.FieldName, flow.FieldAddress, flow.FieldPurposes, flow.FieldType, flow.FieldScopes,
		flow.FieldSecondLook, flow.FieldToken:
	}
	return focusName
}

// neighbour is the field before or after the focused one; those that are not
// there are passed over.
func (s *detailsScreen) neighbour(by int) detailsFocus {
	fields := []detailsFocus{focusName}
	if s.draft.Layout().DescriptionLabel != "" {
		fields = append(fields, focusDescription)
	}
	fields = append(fields, focusEnding)
	if s.ending == endingByDate {
		fields = append(fields, focusCalendar)
	}
	for i, field := range fields {
		if field == s.focus {
			return fields[(i+by+len(fields))%len(fields)]
		}
	}
	return focusName
}

func (s *detailsScreen) chooseEnding(by int) {
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
func (s *detailsScreen) typed(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	switch s.focus {
	case focusName:
		s.name, cmd = s.name.Update(msg)
		s.draft = s.draft.WithName(s.name.Value())
	case focusDescription:
		s.description, cmd = s.description.Update(msg)
		s.draft = s.draft.WithDescription(s.description.Value())
	case focusEnding, focusCalendar:
		return nil
	}
	s.missing = nil
	return cmd
}

func (s *detailsScreen) keys() keyMap {
	keys := s.keysFor(s.mode())
	shown := []key.Binding{keys.Enter, keys.Next}
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
	case focusName, focusDescription:
	}
	return append(shown, keys.Other, keys.Back)
}

func (s *detailsScreen) scene() (picture.Scene, bool) { return s.tokensScene(), true }

// tokensScene is the tokens page, on which the button's menu is chosen from only
// once it is settled which type of token to make.
func (s *detailsScreen) tokensScene() picture.Scene {
	switch {
	case s.draft.FineGrained():
		return picture.SceneTokensFineGrained
	case s.draft.Layout().FineGrained != "" && !s.draft.TypeByHand:
		return picture.SceneTokensEither
	}
	return picture.SceneTokens
}

func (s *detailsScreen) draw(width int) widget.Block {
	sheet := s.newSheet(width)
	pages := s.draft.Layout()
	sheet.Text(picture.Describe(s.tokensScene(), pages, s.Glyphs))
	s.drawOther(sheet, s.tokensScene())
	sheet.Gap()
	words := "glpat fills in the form for you; say here what it should say."
	name, description := catalog.LabelTokenName, pages.DescriptionLabel
	if s.draft.FineGrained() {
		words = "Say here what the form should say; no link fills it in."
		name, description = catalog.LabelFineGrainedName, catalog.LabelFineGrainedDescription
	}
	sheet.Paragraph(s.Styles.Dim, words)
	sheet.Gap()
	s.drawField(sheet, name, &s.name, focusName, flow.FieldName)
	if doubt := s.draft.NameDoubt(); doubt != "" {
		sheet.Indented(s.Styles.Warn, "    ", doubt)
	}
	if description != "" {
		s.drawField(sheet, description, &s.description, focusDescription, flow.FieldDescription)
	}
	s.drawEnding(sheet)
	s.drawNotice(sheet)
	return sheet.Block
}

func (s *detailsScreen) drawField(
	sheet *widget.Sheet,
	label string,
	field *textinput.Model,
	focus detailsFocus,
	of flow.Field,
) {
	sheet.Label(s.Glyphs.Quote(label), s.focus == focus)
	sheet.Input(field, "    ", s.focus == focus)
	s.drawMissing(sheet, of)
}

func (s *detailsScreen) drawMissing(sheet *widget.Sheet, of flow.Field) {
	for _, missing := range s.missing {
		if missing.Field == of {
			drawInvalid(sheet, missing.Err)
		}
	}
}

func (s *detailsScreen) drawEnding(sheet *widget.Sheet) {
	sheet.Label(s.Glyphs.Quote(catalog.LabelExpiration), s.focus == focusEnding)
	if s.focus == focusEnding {
		sheet.FocusNext()
	}
	var options []string
	for e := endingWeek; e <= endingNever; e++ {
		if e == s.ending {
			options = append(options, s.Styles.Selected.Render("["+e.label()+"]"))
		} else {
			options = append(options, s.Styles.Text.Render(" "+e.label()+" "))
		}
	}
	sheet.Choices(options)
	if s.draft.NeverEnds {
		sheet.Indented(s.Styles.Dim, "    ", "It works until somebody revokes it, for everybody who gets hold of it.")
	} else {
		left := s.draft.Expires.DaysSince(input.DateOf(s.draft.Today))
		sheet.Indented(
			s.Styles.Dim,
			"    "+s.Styles.Title.Render(s.draft.Expires.String())+"  ",
			s.draft.Expires.Long()+", in "+catalog.Plural(left, "day"),
		)
	}
	if doubt := s.draft.EndDoubt(); doubt != "" {
		sheet.Indented(s.Styles.Warn, "    ", doubt)
	}
	s.drawMissing(sheet, flow.FieldExpires)
	if s.ending == endingByDate {
		if s.focus == focusEnding {
			sheet.Paragraph(s.Styles.Dim, "    Press tab to choose the day.")
		}
		s.calendar.Draw(sheet, s.focus == focusCalendar)
	}
}
