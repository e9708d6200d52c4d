package wizard

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"glpat/gitlab/catalog"
	"glpat/ui/phrase"
	"glpat/ui/style"
	"glpat/ui/widget"
)

// purposesScreen asks what the token is for. Scopes follow from the answer.
type purposesScreen struct {
	*shared
	searchList
	rows   []purposeRow
	ticked []string
	began  bool
}

// purposeRow is a purpose as this instance can meet it.
type purposeRow struct {
	catalog.Purpose
	set   catalog.ScopeSet
	unmet string
	// scopes are those of the set, for reading.
	scopes string
}

func newPurposesScreen(d *shared) *purposesScreen {
	return &purposesScreen{shared: d, searchList: newSearchList(d.typeInto)}
}

// byHand is the row for choosing scopes without a purpose, the last one.
func (s *purposesScreen) byHand() int { return len(s.rows) }

func (s *purposesScreen) enter() tea.Cmd {
	s.word = ""
	s.list.EndSearch()
	s.loadRows()
	defer func() { s.picker().KeepPosition() }()
	if s.began {
		return nil
	}
	s.began = true
	s.ticked = slices.Clone(s.draft.Purposes)
	switch {
	case len(s.ticked) > 0:
		s.pointTo(s.ticked[0])
	case len(s.draft.Scopes) > 0:
		s.list.PointAt(s.byHand())
	}
	return nil
}

// loadRows reads the catalogue for the instance. It does not change during a visit.
func (s *purposesScreen) loadRows() {
	s.rows = s.rows[:0]
	var rows []widget.ListRow
	for _, purpose := range catalog.AllPurposes() {
		set := s.draft.ScopeSet(purpose)
		row := purposeRow{purpose, set, s.draft.Unmet(purpose), phrase.Scopes(set.Names())}
		s.rows = append(s.rows, row)
		heading := purpose.Group.Label()
		find := []string{
			purpose.Name + " " + purpose.Title,
			strings.Join(purpose.Words(), " "),
			heading,
			row.scopes,
			purpose.Reads,
		}
		rows = append(rows, widget.ListRow{Heading: heading, Find: strings.ToLower(strings.Join(find, "\n"))})
	}
	s.list.Set(append(rows, widget.ListRow{Heading: "Something else", Find: "choose the scopes myself by hand"}))
}

func (s *purposesScreen) pointTo(name string) {
	at := slices.IndexFunc(s.rows, func(row purposeRow) bool { return row.Name == name })
	s.list.PointAt(max(at, 0))
}

func (s *purposesScreen) update(msg tea.Msg) (action, tea.Cmd) {
	asked, cmd := actStay, tea.Cmd(nil)
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		s.word = ""
		asked, cmd = s.onKey(msg)
	case tea.PasteMsg:
		cmd = s.paste(msg)
	}
	s.picker().KeepPosition()
	return asked, cmd
}

func (s *purposesScreen) onKey(msg tea.KeyPressMsg) (action, tea.Cmd) {
	keys := s.keysFor(s.mode())
	if act, cmd, taken := s.searchList.onKey(msg, keys); taken {
		return act, cmd
	}
	switch {
	case key.Matches(msg, keys.Enter) && s.list.Searching():
		s.submitFound()
	case key.Matches(msg, keys.Enter):
		return s.submitRow(), nil
	case key.Matches(msg, keys.Tick):
		s.tick()
	}
	return actStay, nil
}

// tick ticks or unticks the row under the pointer. What cannot be met here
// cannot be ticked, but unticked.
func (s *purposesScreen) tick() {
	if s.list.At() == s.byHand() {
		return
	}
	row := s.rows[s.list.At()]
	if at := slices.Index(s.ticked, row.Name); at >= 0 {
		s.ticked = slices.Delete(s.ticked, at, at+1)
		return
	}
	if !s.refuses(row) {
		s.ticked = append(s.ticked, row.Name)
	}
}

// refuses says why a purpose cannot be taken, if so.
func (s *purposesScreen) refuses(row purposeRow) bool {
	if row.unmet == "" {
		return false
	}
	s.word = unmetWords(row)
	return true
}

func unmetWords(row purposeRow) string {
	return "Not possible here: " + row.unmet + ". Choose something else."
}

// submitFound ticks what a search found, and shows all again.
func (s *purposesScreen) submitFound() {
	switch {
	case s.list.Matches() == 0:
	case s.list.At() == s.byHand():
		s.list.EndSearch()
	case slices.Contains(s.ticked, s.rows[s.list.At()].Name):
		s.list.EndSearch()
	case !s.refuses(s.rows[s.list.At()]):
		s.ticked = append(s.ticked, s.rows[s.list.At()].Name)
		s.list.EndSearch()
	}
}

// submitRow takes the ticked purposes, or the one under the pointer where none is.
func (s *purposesScreen) submitRow() action {
	row, word := s.obstacle()
	switch {
	case word != "":
		s.word = word
		s.pointTo(row.Name)
		return actStay
	case s.list.At() == s.byHand():
		s.ticked = nil
		s.draft = s.draft.WithScopesByHand()
	case len(s.ticked) > 0:
		s.draft = s.draft.WithPurposes(s.ticked)
	default:
		s.draft = s.draft.WithPurposes([]string{s.rows[s.list.At()].Name})
	}
	return actForward
}

// obstacle is the first purpose that would be taken and is not possible here,
// with the word on it; "" where there is none.
func (s *purposesScreen) obstacle() (purposeRow, string) {
	switch {
	case s.list.At() == s.byHand():
	case len(s.ticked) == 0:
		if row := s.rows[s.list.At()]; row.unmet != "" {
			return row, unmetWords(row)
		}
	default:
		for _, row := range s.rows {
			if row.unmet != "" && slices.Contains(s.ticked, row.Name) {
				return row, "Not possible here: " + row.Title + ", for " + row.unmet + ". Untick it, or choose something else."
			}
		}
	}
	return purposeRow{}, ""
}

func (s *purposesScreen) click(x, y int) {
	s.word = ""
	if row, ok := s.picker().RowAt(x, y); ok {
		s.list.PointAt(row)
		s.tick()
		s.picker().KeepPosition()
	}
}

func (s *purposesScreen) wheel(by int) { s.picker().Wheel(by) }

func (s *purposesScreen) keys() keyMap {
	keys := s.keysFor(s.mode())
	if s.list.Searching() {
		return s.searchKeys(keys, "take it")
	}
	var shown []key.Binding
	if _, word := s.obstacle(); word == "" || s.word != word {
		shown = append(shown, style.As(keys.Enter, s.enterDoes()))
	}
	if s.list.At() != s.byHand() &&
		(s.rows[s.list.At()].unmet == "" || slices.Contains(s.ticked, s.rows[s.list.At()].Name)) {
		shown = append(shown, style.As(keys.Tick, "tick several"))
	}
	return append(shown, keys.Search, keys.Up, keys.Down, keys.Details, keys.PageDown, keys.Back)
}

// enterDoes says what the enter key takes.
func (s *purposesScreen) enterDoes() string {
	switch {
	case s.list.At() == s.byHand() || len(s.ticked) == 0:
		return "take this"
	case len(s.ticked) == 1:
		return "continue"
	}
	return "continue with all ticked"
}

func (s *purposesScreen) draw(int) widget.Block { return s.picker().Draw() }

func (s *purposesScreen) picker() widget.Picker {
	return widget.Picker{
		Summary:    s.tickedWords(),
		Theme:      &s.Theme,
		Size:       s.body,
		List:       &s.list,
		Title:      "What is the token for?",
		Remark:     "GitLab is asked for no more than that.",
		Row:        s.drawRow,
		RowSummary: s.rowSummary(),
		Details:    s.details,
		DetailsKey: s.plain.Details,
		Answer:     widget.Styled(s.Styles.Warn, s.word),
		Nothing: "No match. " +
			"Search for a tool such as docker, a word such as runner, or a scope such as read_api.",
	}
}

// tickedWords names what is ticked, wherever the list stands.
func (s *purposesScreen) tickedWords() []widget.StyledLine {
	if len(s.ticked) == 0 {
		return nil
	}
	var titles []string
	for _, row := range s.rows {
		if slices.Contains(s.ticked, row.Name) {
			titles = append(titles, row.Title)
		}
	}
	return []widget.StyledLine{widget.Styled(s.Styles.Good, "Ticked: "+strings.Join(titles, "; "))}
}

func (s *purposesScreen) drawRow(sheet *widget.Sheet, at int, chosen bool) {
	if at == s.byHand() {
		sheet.PickerRow(chosen, s.Styles.Text, "", "choose the scopes myself", "")
		return
	}
	row := s.rows[at]
	box, look, title, remark := s.Glyphs.BoxOff, s.Styles.Text, row.Title, ""
	if sheet.Width >= purposeColumn+30 {
		title, remark = widget.PadRight(title, purposeColumn), row.scopes
	}
	switch {
	case slices.Contains(s.ticked, row.Name):
		box = s.Glyphs.BoxOn
	case row.unmet != "":
		box, look = s.Glyphs.BoxNo, s.Styles.Dim
	}
	if row.unmet != "" {
		remark = "not here: " + row.unmet
	}
	sheet.PickerRow(chosen, look, box, title, remark)
}

// purposeColumn is about as wide as the longer titles, in cells.
const purposeColumn = 46
