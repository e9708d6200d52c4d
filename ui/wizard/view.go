package wizard

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"glpat/ui/flow"
	"glpat/ui/picture"
	"glpat/ui/style"
	"glpat/ui/widget"
)

// The sizes that decide the layout, in cells.
const (
	minWidth, minHeight = 40, 12
	wideWidth           = 100 // from here on the drawing stands beside the text
	pictureWidth        = 44
	minPictureHeight    = 7
	pictureGap          = 3 // between the text and the drawing beside it
	margin              = 1
	maxTextWidth        = 92
	maxPictureWidth     = 60
)

// View implements tea.Model.
func (m *Model) View() tea.View {
	view := tea.NewView("")
	view.AltScreen = true
	view.ReportFocus = true
	view.WindowTitle = "glpat"
	if _, ok := m.clickable(); ok {
		view.MouseMode = tea.MouseModeCellMotion
	}
	switch {
	case m.width == 0:
	case m.tooSmall():
		view.Content = "glpat needs a window of at least\n40 columns and 12 rows.\nMake it larger to go on;\nnothing is lost."
	default:
		view.Content, view.Cursor = m.frame()
		view.Content = m.redactFrame(view.Content)
	}
	return view
}

// redactFrame takes out of the lines of a frame what came past the sheets, unless the
// person asked to see the token.
func (m *Model) redactFrame(content string) string {
	if done, is := m.screen().(*doneScreen); is && done.shown {
		return content
	}
	lines := strings.Split(content, "\n")
	for i, line := range lines {
		lines[i] = m.shared.env.Redactor.Redact(line)
	}
	return strings.Join(lines, "\n")
}

func (m *Model) tooSmall() bool { return m.width < minWidth || m.height < minHeight }

// layout is how the window is shared out at the moment: the body's rows and
// columns, and where the picture goes.
type layout struct {
	header []string
	height int          // rows of the body
	text   widget.Block // the screen's body, or the overlay's, not cropped
	window widget.Window
	width  int // columns of the text
	place  picturePlace
}

// picturePlace is where a screen's picture stands.
type picturePlace int

const (
	pictureNone   picturePlace = iota // the screen has none
	pictureBeside                     // to the right of the text
	pictureUnder                      // below the text
	pictureHidden                     // behind a key, for lack of room
)

// footerHeight is how many rows are kept free for the footer: the word on what was
// done aside, or an empty row, and the keys.
func (m *Model) footerHeight() int { return max(len(m.noticeLines()), 1) + m.keyHeight() }

// keyHeight is how many rows the keys may take.
func (m *Model) keyHeight() int {
	if m.width < 60 && m.height >= 20 {
		return 3
	}
	return 2
}

// noticeLines are the rows of the word on the last thing done aside, none without.
func (m *Model) noticeLines() []string {
	d := m.shared
	if d.notice == "" {
		return nil
	}
	sheet := d.newSheet(m.innerWidth())
	sheet.Paragraph(d.Styles.Good, d.notice)
	return sheet.Block.Lines
}

func (m *Model) layout() layout {
	l := layout{header: m.header(), width: min(m.innerWidth(), maxTextWidth)}
	l.height = m.height - len(l.header) - m.footerHeight()
	switch m.overlay {
	case overlayHelp:
		l.text = m.drawHelp(l.width)
	case overlayLeave:
		l.text = m.drawLeave(l.width)
	case overlayPicture:
		l.text = widget.Block{Lines: m.drawPicture(min(l.width, maxPictureWidth), l.height)}
	case overlayDetails:
		l.text = m.drawDetails(l.width)
	case overlayNone:
		m.layoutScreen(&l)
	}
	l.window = l.text.Window(l.height, m.scroll)
	return l
}

// layoutScreen lays out the screen and finds the place for its picture.
func (m *Model) layoutScreen(l *layout) {
	_, hasPicture := m.scene()
	if hasPicture && m.width >= wideWidth {
		l.place, l.width = pictureBeside, m.innerWidth()-pictureWidth-pictureGap
	}
	l.text = m.screen().draw(l.width)
	if l.place == pictureBeside && l.text.Broken {
		// A link that is whole can be selected with the mouse, so it gets the room beside.
		width := min(m.innerWidth(), maxTextWidth)
		if wide := m.screen().draw(width); !wide.Broken {
			l.place, l.text, l.width = pictureNone, wide, width
		}
	}
	if hasPicture && l.place == pictureNone {
		l.place = pictureHidden
		if l.height-len(l.text.Lines)-1 >= minPictureHeight {
			l.place = pictureUnder
		}
	}
}

// frame draws header, body and footer.
func (m *Model) frame() (string, *tea.Cursor) {
	l := m.layout()
	body := m.body(l)
	lines := append([]string(nil), l.header...)
	for _, line := range body.Lines {
		lines = append(lines, strings.Repeat(" ", margin)+line)
	}
	for len(lines) < len(l.header)+l.height {
		lines = append(lines, "")
	}
	lines = append(lines, m.footer(l)...)
	cursor := body.Cursor
	if cursor != nil {
		moved := *cursor
		moved.X += margin
		moved.Y += len(l.header)
		cursor = &moved
	}
	return strings.Join(lines, "\n"), cursor
}

func (m *Model) innerWidth() int { return m.width - 2*margin }

// headerHeight is how many rows the header takes.
func (m *Model) headerHeight() int {
	if m.height < 20 {
		return 3
	}
	return 5
}

// header is the instance and the five steps, and the name of the current one.
func (m *Model) header() []string {
	d := m.shared
	step, inSteps := m.at.Step()
	left := d.Styles.Title.Render("glpat")
	right := ""
	if d.draft.Instance != nil {
		right = d.draft.Instance.Host() + " " + d.Glyphs.Dot + " " + d.releaseWords()
		if d.draft.Practice() {
			right = "practice GitLab " + d.Glyphs.Dot + " nothing here is real"
		}
	}
	right = widget.Cut(right, m.innerWidth()-5-2, d.Glyphs.Ellipsis)
	space := max(m.innerWidth()-5-widget.Cells(right), 1)
	top := " " + left + strings.Repeat(" ", space) + d.Styles.Dim.Render(right)

	title := fmt.Sprintf("Step %d of 5 %s %s", int(step), d.Glyphs.Dot, step)
	if !inSteps {
		title = "Your token works"
		if d.draft.Report != nil && !d.draft.Report.OK() {
			title = "Your token works, but not for everything"
		}
	}
	lines := []string{top, " " + m.stepLine(step, inSteps), "", " " + d.Styles.Title.Render(title), ""}
	if m.headerHeight() < len(lines) {
		lines = []string{top, " " + m.stepLine(step, inSteps), " " + d.Styles.Title.Render(title)}
	}
	return lines
}

// stepLine shows how far one is: with names where they fit, else with marks.
func (m *Model) stepLine(current flow.Step, inSteps bool) string {
	d := m.shared
	var named, marks []string
	add := func(name string, at progress) {
		mark, look := d.Glyphs.Todo, d.Styles.Dim
		switch at {
		case progressDone:
			mark, look = d.Glyphs.Done, d.Styles.Good
		case progressNow:
			mark, look = d.Glyphs.Current, d.Styles.Accent
		case progressTodo:
		}
		named = append(named, look.Render(mark+" "+name))
		marks = append(marks, look.Render(mark))
	}
	for _, station := range m.stations(current, inSteps) {
		add(station.name, station.at)
	}
	between := d.Styles.Dim.Render(" " + d.Glyphs.Line + " ")
	if line := strings.Join(named, between); widget.Cells(line) <= m.width-margin {
		return line
	}
	return strings.Join(marks, between)
}

// body is the text that fits, with its picture where there is room.
func (m *Model) body(l layout) widget.Block {
	text := l.text.Crop(l.window, m.shared.Styles.Dim.Render(m.shared.Glyphs.More))
	switch l.place {
	case pictureBeside:
		return widget.Beside(text, m.drawPicture(pictureWidth, l.height), m.innerWidth()-pictureWidth)
	case pictureUnder:
		text.Lines = append(text.Lines, "")
		text.Lines = append(text.Lines, m.drawPicture(min(l.width, maxPictureWidth), l.height-len(text.Lines))...)
	case pictureNone, pictureHidden:
	}
	return text
}

// footer has the word on the last thing done aside, where there is one, and lists the
// keys that work now, in two rows at most. Where they do not
// fit, those before the way back or out stand in the help alone.
func (m *Model) footer(l layout) []string {
	plain := m.shared.plain
	keys := slices.Clone(m.activeKeys(l).ShortHelp())
	rows := m.keyRows(keys)
	for len(rows) > m.keyHeight() && len(keys) > 2 {
		back := slices.IndexFunc(keys, func(binding key.Binding) bool {
			return style.Overlap(binding, plain.Back) || style.Overlap(binding, plain.Leave)
		})
		drop := len(keys) - 2
		if back > 1 {
			drop = back - 1
		}
		keys = slices.Delete(keys, drop, drop+1)
		rows = m.keyRows(keys)
	}
	above := []string{""}
	if notice := m.noticeLines(); len(notice) > 0 {
		above = above[:0]
		for _, line := range notice {
			above = append(above, strings.Repeat(" ", margin)+line)
		}
	}
	return append(above, rows...)
}

func (m *Model) keyRows(keys []key.Binding) []string {
	d := m.shared
	between := d.Styles.Dim.Render(" " + d.Glyphs.Dot + " ")
	rows := []string{""}
	for _, binding := range keys {
		part := d.Styles.Key.Render(d.keyName(binding)) + " " + binding.Help().Desc
		row := &rows[len(rows)-1]
		switch {
		case *row == "":
			*row = " " + part
		case widget.Cells(*row)+widget.Cells(between)+widget.Cells(part) > m.width-margin:
			rows = append(rows, " "+part)
		default:
			*row += between + part
		}
	}
	return rows
}

// activeKeys are the keys that work at the moment; no others are shown.
func (m *Model) activeKeys(l layout) help.KeyMap {
	d := m.shared
	switch m.overlay {
	case overlayHelp, overlayPicture, overlayDetails:
		shown := keyMap{style.As(d.plain.Back, "close")}
		if l.window.Below() {
			shown = append(shown, d.plain.PageDown)
		}
		return shown
	case overlayLeave:
		return keyMap{style.As(d.plain.Yes, "leave"), style.As(d.plain.No, "stay")}
	case overlayNone:
	}
	return m.screenKeys(l)
}

// screenKeys are the keys that work on the screen behind any overlay.
func (m *Model) screenKeys(l layout) windowKeys {
	shown := windowKeys{screen: keyMap(nil), leave: m.shared.plain.Leave}
	if m.screen().mode() == modeBusy {
		return shown
	}
	keys := m.shared.keysFor(m.screen().mode())
	shown.screen = m.screen().keys()
	if l.place == pictureHidden {
		shown.common = append(shown.common, keys.Picture)
	}
	if len(m.problems()) > 0 {
		shown.common = append(shown.common, keys.Support)
	}
	switch {
	case m.screenPages():
	case l.window.Below():
		shown.common = append(shown.common, keys.PageDown)
	case l.window.Above():
		shown.common = append(shown.common, keys.PageUp)
	}
	shown.common = append(shown.common, keys.Help)
	return shown
}

// scene is what the screen's picture shows, false where it has none now.
func (m *Model) scene() (picture.Scene, bool) {
	if screen, ok := m.screen().(pictured); ok {
		return screen.scene()
	}
	return 0, false
}

// drawPicture draws the screen's picture, nil where it has none.
func (m *Model) drawPicture(width, height int) []string {
	scene, ok := m.scene()
	if !ok {
		return nil
	}
	d, content := m.shared, picture.Content{}
	if screen, ok := m.screen().(filling); ok {
		content = screen.content()
	}
	content.LegacyGone = d.draft.LegacyGone
	frame := picture.Frame{Width: width, Height: height, Styles: d.Styles, Glyphs: d.Glyphs}
	return m.pictures.Draw(scene, d.draft.Layout(), content, frame)
}
