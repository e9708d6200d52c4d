package widget

import (
	"strings"
	"testing"
	"time"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/ui/style"
)

func TestTheShortWayToAWidthAgreesWithTheLongOne(t *testing.T) {
	t.Parallel()
	texts := []string{
		"", "plain", "“Add new token” · … •", "┌─ Title ─┐│", "wide 界", "e\u0301", "\u2026\ufe0f", "tab\t", "🙂",
		"\x1b[1;96m● Sign in\x1b[m", "\x1b]8;;https://x\x07link\x1b]8;;\x07", "\x1b[31", "\x1b[2Jx", "·\u0301",
	}
	for _, text := range texts {
		if got, want := Cells(text), ansi.StringWidth(text); got != want {
			t.Errorf("%q is %d cells wide, not %d", text, want, got)
		}
		for width := range 12 {
			if got := Cells(Cut(text, width, "…")); got > max(width, 1) {
				t.Errorf("%q cut to %d cells has %d", text, width, got)
			}
		}
	}
}

func TestAWindowKeepsTheFocusInViewAndSaysWhatIsLeftOut(t *testing.T) {
	t.Parallel()
	block := Block{Lines: strings.Split("a b c d e f g h", " "), Cursor: &tea.Cursor{Position: tea.Position{Y: 6}}}
	cases := []struct {
		name          string
		focus, scroll int
		want          string
		cursor        int // its row, where it is in view
	}{
		{"the beginning while the focus can be seen", 1, 0, "a b c …", 0},
		{"the middle around the focus", 4, 0, "… d e …", 0},
		{"the end, with the cursor moved along", 7, 0, "… f g h", 2},
		{"scrolled down", 1, 2, "… d e …", 0},
		{"scrolled no further than the end", 1, 20, "… f g h", 2},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			block := block
			block.Focus = c.focus
			shown := block.Crop(block.Window(4, c.scroll), "…")
			if got := strings.Join(shown.Lines, " "); got != c.want {
				t.Errorf("it shows %q, want %q", got, c.want)
			}
			if (shown.Cursor != nil) != (c.cursor > 0) || shown.Cursor != nil && shown.Cursor.Y != c.cursor {
				t.Errorf("the cursor is at %+v", shown.Cursor)
			}
		})
	}
}

func TestAListIsMovedThroughAndSearched(t *testing.T) {
	t.Parallel()
	list := NewList()
	list.Set([]ListRow{
		{Heading: "Fruit", Find: "apple\nred"},
		{Heading: "Fruit", Find: "pear\nlike an apple"},
		{Heading: "Other", Find: "pineapple"},
		{Heading: "Other", Find: "plum"},
	})
	list.Move(-1)
	if list.At() != 3 {
		t.Errorf("up from the first row leads to row %d", list.At())
	}
	list.Move(2)
	if list.At() != 1 {
		t.Errorf("two rows down from the last is row %d", list.At())
	}
	list.Search()
	typeInto := func(field *textinput.Model, msg tea.Msg) (tea.Cmd, error) {
		var cmd tea.Cmd
		*field, cmd = field.Update(msg)
		return cmd, nil
	}
	for _, r := range "neapp" {
		if _, err := list.Type(tea.KeyPressMsg{Code: r, Text: string(r)}, typeInto); err != nil {
			t.Fatal(err)
		}
	}
	if list.At() != 2 || list.Matches() != 1 {
		t.Errorf("the search leads to row %d of %d", list.At(), list.Matches())
	}
	list.EndSearch()
	if list.At() != 2 || list.Matches() != 4 || list.Searching() {
		t.Errorf("after the search the pointer is at row %d of %d", list.At(), list.Matches())
	}
}

func TestACalendarStaysWithinTheDaysThatGitLabAccepts(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	today, keys := input.DateOf(now), style.NewKeys()
	calendar := NewCalendar(today.AddDays(3), now)
	for range 10 {
		calendar.MoveByKey(tea.KeyPressMsg{Code: tea.KeyLeft}, keys)
	}
	if want := today.AddDays(1); calendar.Date() != want {
		t.Errorf("the first day is %s, want %s", calendar.Date(), want)
	}
	for range 20 {
		calendar.MoveByKey(tea.KeyPressMsg{Code: tea.KeyPgDown}, keys)
	}
	if want := today.AddDays(catalog.LongestLifetimeDays); calendar.Date() != want {
		t.Errorf("the last day is %s, want %s", calendar.Date(), want)
	}
	if calendar.MoveByKey(tea.KeyPressMsg{Code: tea.KeyEnter}, keys) {
		t.Error("it takes a key that is not its own")
	}
}
