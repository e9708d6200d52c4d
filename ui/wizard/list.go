package wizard

import (
	"slices"
	"strings"

	"glpat/ui/style"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
)

// list is rows under headings, through which one moves, scrolls and searches.
// What a row looks like is the screen's business.
type list struct {
	rows []listRow
	// at is the row under the pointer, always one that is shown unless none is.
	at int
	// lines are the rows that match the search, with their headings; from is
	// the first of them in view, before the pointer asks for another.
	lines []listLine
	from  int
	// height is how many lines were in view after the last key.
	height int

	field     textinput.Model
	searching bool
}

// listRow is what the list has to know of a row.
type listRow struct {
	heading string
	// find is what a search looks through, in small letters: what the row is
	// called, and behind a line break what else is said of it.
	find string
}

// listLine is a line of the list: a row, or a heading where row is noRow.
type listLine struct {
	row     int
	heading string
}

const noRow = -1

func newList() list { return list{field: newField("")} }

// set puts other rows in; the pointer stays at its place in them.
func (l *list) set(rows []listRow) {
	l.rows = rows
	l.at = min(max(l.at, 0), max(len(rows)-1, 0))
	l.filter()
}

// filter finds the lines to show, and a match for the pointer where its row is
// none.
func (l *list) filter() {
	query := ""
	if l.searching {
		query = strings.ToLower(strings.TrimSpace(l.field.Value()))
	}
	words := strings.Fields(query)
	l.lines = l.lines[:0]
	heading := ""
	for i, row := range l.rows {
		if slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(row.find, word) }) {
			continue
		}
		if row.heading != "" && row.heading != heading {
			l.lines = append(l.lines, listLine{noRow, row.heading})
		}
		heading = row.heading
		l.lines = append(l.lines, listLine{row: i})
	}
	if len(words) > 0 {
		l.at = l.best(query, words[0])
	}
}

// best is the match that is called most like what is searched for.
func (l *list) best(query, word string) int {
	found, called := noRow, noRow
	for _, line := range l.lines {
		if line.row == noRow {
			continue
		}
		name, _, _ := strings.Cut(l.rows[line.row].find, "\n")
		switch {
		case strings.HasPrefix(name, query):
			return line.row
		case called == noRow && strings.Contains(name, word):
			called = line.row
		case found == noRow:
			found = line.row
		}
	}
	if called != noRow {
		return called
	}
	return max(found, 0)
}

// matches is how many rows are shown.
func (l *list) matches() int {
	count := 0
	for _, line := range l.lines {
		if line.row != noRow {
			count++
		}
	}
	return count
}

// pointer is the line with the pointer, noRow where no row is shown.
func (l *list) pointer() int {
	return slices.IndexFunc(l.lines, func(line listLine) bool { return line.row == l.at })
}

// move moves the pointer by rows, from the last to the first and back.
func (l *list) move(by int) {
	line, step := l.pointer(), 1
	if by < 0 {
		step = -1
	}
	if line < 0 {
		return
	}
	for ; by != 0; by -= step {
		line = l.next(line, step)
	}
	l.at = l.lines[line].row
}

// next is the line of the row after or before a line.
func (l *list) next(line, step int) int {
	for {
		line = (line + step + len(l.lines)) % len(l.lines)
		if l.lines[line].row != noRow {
			return line
		}
	}
}

// page moves the pointer by what is in view; from the end it goes round.
func (l *list) page(direction int) {
	last := len(l.lines) - 1
	line := l.pointer()
	if line < 0 {
		return
	}
	switch {
	case l.next(line, direction) < line == (direction > 0):
		l.move(direction)
		return
	case direction > 0:
		line = min(line+max(l.height-2, 1), last)
	default:
		line = max(line-max(l.height-2, 1), 0)
	}
	l.pointAt(line, direction)
}

// pointAt puts the pointer at the row of a line, or at the nearest in that
// direction, or else at the nearest behind.
func (l *list) pointAt(line, direction int) {
	for _, step := range []int{direction, -direction} {
		for at := line; at >= 0 && at < len(l.lines); at += step {
			if l.lines[at].row != noRow {
				l.at = l.lines[at].row
				return
			}
		}
	}
}

// wheel scrolls by lines, and takes the pointer along where it would be out of
// view.
func (l *list) wheel(by, height int) {
	if len(l.lines) <= height {
		return
	}
	l.from = min(max(l.top(height)+by, 0), len(l.lines)-height)
	edge := listEdge(height)
	first, last := l.from, l.from+height-1
	if l.from > 0 {
		first += edge
	}
	if l.from+height < len(l.lines) {
		last -= edge
	}
	switch line := l.pointer(); {
	case line < first:
		l.pointAt(first, 1)
	case line > last:
		l.pointAt(last, -1)
	}
}

// keepPosition remembers what is in view, so that the list stands still while the
// pointer moves inside it.
func (l *list) keepPosition(height int) { l.from, l.height = l.top(height), height }

// top is the first line in view of so many.
func (l *list) top(height int) int {
	line, edge := max(l.pointer(), 0), listEdge(height)
	from := min(l.from, line-edge)
	from = max(from, line-height+1+edge)
	return max(min(from, len(l.lines)-height), 0)
}

// listEdge is how many lines at either end the pointer keeps free for the mark
// of what is left out.
func listEdge(height int) int {
	if height < 4 {
		return 0
	}
	return 1
}

// rowAt is the row that stands at a line of the view.
func (l *list) rowAt(line, height int) (int, bool) {
	from := l.top(height)
	at := from + line
	if line < 0 || line >= height || at >= len(l.lines) || l.lines[at].row == noRow || l.marked(from, height, line) {
		return 0, false
	}
	return l.lines[at].row, true
}

// marked reports whether a line of the view shows that there is more.
func (l *list) marked(from, height, line int) bool {
	return listEdge(height) > 0 && ((line == 0 && from > 0) || (line == height-1 && from+height < len(l.lines)))
}

// draw adds the lines in view, and empty ones below, so that what follows stays
// where it is.
func (l *list) draw(sheet *sheet, height int, row func(sheet *sheet, at int, chosen bool)) {
	from, styles := l.top(height), sheet.desk.styles
	for line := range height {
		at := from + line
		switch {
		case at >= len(l.lines):
			sheet.block.lines = append(sheet.block.lines, "")
		case l.marked(from, height, line):
			sheet.line(styles.Dim.Render(sheet.desk.glyphs.More))
		case l.lines[at].row == noRow:
			sheet.line(styles.Title.Render(l.lines[at].heading))
		default:
			row(sheet, l.lines[at].row, l.lines[at].row == l.at)
		}
	}
}

// onKey moves the pointer where the key is one for that.
func (l *list) onKey(msg tea.KeyPressMsg, keys style.Keys) bool {
	switch {
	case key.Matches(msg, keys.Up):
		l.move(-1)
	case key.Matches(msg, keys.Down):
		l.move(1)
	case key.Matches(msg, keys.PageUp):
		l.page(-1)
	case key.Matches(msg, keys.PageDn):
		l.page(1)
	default:
		return false
	}
	return true
}

// search opens the search field.
func (l *list) search() tea.Cmd {
	l.searching = true
	l.field.SetValue("")
	l.filter()
	return l.field.Focus()
}

// endSearch shows all rows again; the pointer stays where it is.
func (l *list) endSearch() {
	l.searching = false
	l.field.SetValue("")
	l.field.Blur()
	l.filter()
}

// searchKeys are the keys that work in a search: takes says what enter does, and
// word why it just did not.
func (l *list) searchKeys(keys style.Keys, takes, word string) []key.Binding {
	leave := style.As(keys.Back, "leave the search")
	if l.matches() == 0 {
		return []key.Binding{leave}
	}
	moves := []key.Binding{keys.Up, keys.Down, keys.PageDn, leave}
	if word != "" {
		return moves
	}
	return append([]key.Binding{style.As(keys.Enter, takes)}, moves...)
}

// typed gives a key or a paste to the search field. A token is not searched
// for: it would stand on the screen.
func (l *list) typed(msg tea.Msg) (tea.Cmd, error) {
	before := l.field.Value()
	cmd, err := typeInto(&l.field, msg)
	if l.field.Value() != before {
		l.filter()
	}
	return cmd, err
}
