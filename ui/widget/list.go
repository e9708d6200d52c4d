package widget

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"glpat/ui/style"
)

// List is rows under headings, through which one moves, scrolls and searches.
// What a row looks like is the business of who draws it.
type List struct {
	rows []ListRow
	at   int
	// lines are the rows that match the search, with their headings; from is
	// the first of them in view, before the pointer asks for another.
	lines []listLine
	from  int
	// height is how many lines were in view after the last key.
	height int

	field     textinput.Model
	searching bool
}

// ListRow is what the list has to know of a row.
type ListRow struct {
	Heading string
	// Find is what a search looks through, in small letters: what the row is
	// called, and behind a line break what else is said of it.
	Find string
}

// listLine is a line of the list: a heading, or else a row.
type listLine struct {
	heading string
	row     int
}

func (l listLine) isRow() bool { return l.heading == "" }

// NewList returns a list without rows.
func NewList() List { return List{field: NewField("")} }

// Set puts other rows in; the pointer stays at its place in them.
func (l *List) Set(rows []ListRow) {
	l.rows = rows
	l.at = min(max(l.at, 0), max(len(rows)-1, 0))
	l.filter()
}

// At is the row under the pointer. It is one that is shown, unless none is.
func (l *List) At() int { return l.at }

// PointAt puts the pointer at a row.
func (l *List) PointAt(row int) { l.at = row }

// PointAtTop puts the pointer at a row, and scrolls no further down than that
// takes.
func (l *List) PointAtTop(row int) { l.at, l.from = row, 0 }

// filter finds the lines to show, and a match for the pointer where its row is
// none.
func (l *List) filter() {
	query := ""
	if l.searching {
		query = strings.ToLower(strings.TrimSpace(l.field.Value()))
	}
	words := strings.Fields(query)
	l.lines = l.lines[:0]
	heading := ""
	for i, row := range l.rows {
		if slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(row.Find, word) }) {
			continue
		}
		if row.Heading != "" && row.Heading != heading {
			l.lines = append(l.lines, listLine{heading: row.Heading})
		}
		heading = row.Heading
		l.lines = append(l.lines, listLine{row: i})
	}
	if len(words) > 0 {
		l.at = l.bestMatch(query, words[0])
	}
}

// bestMatch is the row that is called most like what is searched for.
func (l *List) bestMatch(query, word string) int {
	best, quality := 0, 0
	for _, line := range l.lines {
		if !line.isRow() {
			continue
		}
		name, _, _ := strings.Cut(l.rows[line.row].Find, "\n")
		switch {
		case strings.HasPrefix(name, query):
			return line.row
		case quality < 2 && strings.Contains(name, word):
			best, quality = line.row, 2
		case quality < 1:
			best, quality = line.row, 1
		}
	}
	return best
}

// Matches is how many rows are shown.
func (l *List) Matches() int {
	count := 0
	for _, line := range l.lines {
		if line.isRow() {
			count++
		}
	}
	return count
}

// pointer is the line with the pointer, false where no row is shown.
func (l *List) pointer() (line int, shown bool) {
	at := slices.IndexFunc(l.lines, func(line listLine) bool { return line.isRow() && line.row == l.at })
	return max(at, 0), at >= 0
}

// Move moves the pointer by rows, from the last to the first and back.
func (l *List) Move(by int) {
	step := 1
	if by < 0 {
		step = -1
	}
	line, shown := l.pointer()
	if !shown {
		return
	}
	for ; by != 0; by -= step {
		line = l.next(line, step)
	}
	l.at = l.lines[line].row
}

// next is the line of the row after or before a line.
func (l *List) next(line, step int) int {
	for {
		line = (line + step + len(l.lines)) % len(l.lines)
		if l.lines[line].isRow() {
			return line
		}
	}
}

// page moves the pointer by what is in view; from the end it goes round.
func (l *List) page(direction int) {
	last := len(l.lines) - 1
	line, shown := l.pointer()
	if !shown {
		return
	}
	switch {
	case l.next(line, direction) < line == (direction > 0):
		l.Move(direction)
		return
	case direction > 0:
		line = min(line+max(l.height-2, 1), last)
	default:
		line = max(line-max(l.height-2, 1), 0)
	}
	l.pointAtLine(line, direction)
}

// pointAtLine puts the pointer at the row of a line, or at the nearest in that
// direction, or else at the nearest behind.
func (l *List) pointAtLine(line, direction int) {
	for _, step := range []int{direction, -direction} {
		for at := line; at >= 0 && at < len(l.lines); at += step {
			if l.lines[at].isRow() {
				l.at = l.lines[at].row
				return
			}
		}
	}
}

// wheel scrolls by lines, and takes the pointer along where it would be out of
// view.
func (l *List) wheel(by, height int) {
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
	line, shown := l.pointer()
	switch {
	case !shown || line < first:
		l.pointAtLine(first, 1)
	case line > last:
		l.pointAtLine(last, -1)
	}
}

// keepPosition remembers what is in view, so that the list stands still while
// the pointer moves inside it.
func (l *List) keepPosition(height int) { l.from, l.height = l.top(height), height }

// top is the first line in view of so many.
func (l *List) top(height int) int {
	line, _ := l.pointer()
	edge := listEdge(height)
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

// rowAt is the row that stands at a line of the view, false where none does.
func (l *List) rowAt(line, height int) (int, bool) {
	from := l.top(height)
	at := from + line
	if line < 0 || line >= height || at >= len(l.lines) || !l.lines[at].isRow() || l.marked(from, height, line) {
		return 0, false
	}
	return l.lines[at].row, true
}

// marked reports whether a line of the view shows that there is more.
func (l *List) marked(from, height, line int) bool {
	return listEdge(height) > 0 && ((line == 0 && from > 0) || (line == height-1 && from+height < len(l.lines)))
}

// draw adds the lines in view, and empty ones below, so that what follows stays
// where it is.
func (l *List) draw(sheet *Sheet, height int, row func(sheet *Sheet, at int, chosen bool)) {
	from := l.top(height)
	for line := range height {
		at := from + line
		switch {
		case at >= len(l.lines):
			sheet.Block.Lines = append(sheet.Block.Lines, "")
		case l.marked(from, height, line):
			sheet.Line(sheet.Styles.Dim.Render(sheet.Glyphs.More))
		case l.lines[at].isRow():
			row(sheet, l.lines[at].row, l.lines[at].row == l.at)
		default:
			sheet.Line(sheet.Styles.Title.Render(l.lines[at].heading))
		}
	}
}

// MoveByKey moves the pointer, and reports whether the key is one for that.
func (l *List) MoveByKey(msg tea.KeyPressMsg, keys style.Keys) bool {
	switch {
	case key.Matches(msg, keys.Up):
		l.Move(-1)
	case key.Matches(msg, keys.Down):
		l.Move(1)
	case key.Matches(msg, keys.PageUp):
		l.page(-1)
	case key.Matches(msg, keys.PageDown):
		l.page(1)
	case key.Matches(msg, keys.First) && !l.searching: // in a search it is the field's own
		l.Move(-l.at)
	case key.Matches(msg, keys.Last) && !l.searching:
		l.Move(len(l.rows) - 1 - l.at)
	default:
		return false
	}
	return true
}

// Searching reports whether the search field is open.
func (l *List) Searching() bool { return l.searching }

// Search opens the search field.
func (l *List) Search() tea.Cmd {
	l.searching = true
	l.field.SetValue("")
	l.filter()
	return l.field.Focus()
}

// EndSearch shows all rows again; the pointer stays where it is.
func (l *List) EndSearch() {
	l.searching = false
	l.field.SetValue("")
	l.field.Blur()
	l.filter()
}

// TypeInto gives a key or a paste to a text field. Its error says why the field
// did not take it.
type TypeInto func(field *textinput.Model, msg tea.Msg) (tea.Cmd, error)

// Type gives a key or a paste to the search field in the way of typeInto, and
// shows the rows that match then.
func (l *List) Type(msg tea.Msg, typeInto TypeInto) (tea.Cmd, error) {
	before := l.field.Value()
	cmd, err := typeInto(&l.field, msg)
	if l.field.Value() != before {
		l.filter()
	}
	return cmd, err
}
