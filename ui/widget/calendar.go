package widget

import (
	"fmt"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/ui/style"
)

// Calendar is a month of days to choose from. It never leaves the days that some
// GitLab takes.
type Calendar struct {
	date          input.Date
	first, latest input.Date
}

// NewCalendar returns the calendar at a date, or at the nearest that some
// GitLab takes today.
func NewCalendar(date input.Date, now time.Time) Calendar {
	today := input.DateOf(now)
	c := Calendar{date: date, first: today.AddDays(1), latest: today.AddDays(catalog.LongestLifetimeDays)}
	c.clamp()
	return c
}

func (c *Calendar) clamp() {
	if c.date.Before(c.first) {
		c.date = c.first
	}
	if c.latest.Before(c.date) {
		c.date = c.latest
	}
}

// Date is the chosen day.
func (c *Calendar) Date() input.Date { return c.date }

// MoveByKey moves to another day, and reports whether the key is one for that.
func (c *Calendar) MoveByKey(msg tea.KeyPressMsg, keys style.Keys) bool {
	switch {
	case key.Matches(msg, keys.Left):
		c.date = c.date.AddDays(-1)
	case key.Matches(msg, keys.Right):
		c.date = c.date.AddDays(1)
	case key.Matches(msg, keys.Up):
		c.date = c.date.AddDays(-7)
	case key.Matches(msg, keys.Down):
		c.date = c.date.AddDays(7)
	case key.Matches(msg, keys.PageUp):
		c.date = c.date.AddDays(-30)
	case key.Matches(msg, keys.PageDown):
		c.date = c.date.AddDays(30)
	default:
		return false
	}
	c.clamp()
	return true
}

// Draw adds the month of the chosen day.
func (c *Calendar) Draw(sheet *Sheet, focused bool) {
	styles := sheet.Styles
	start := c.date.Start()
	first := input.DateOf(time.Date(start.Year(), start.Month(), 1, 0, 0, 0, 0, time.UTC))
	sheet.Line("    " + styles.Title.Render(start.Format("January 2006")))
	sheet.Line("    " + styles.Dim.Render("Mo Tu We Th Fr Sa Su"))
	day := first.AddDays(-((int(first.Start().Weekday()) + 6) % 7))
	for range 6 {
		var row strings.Builder
		chosen := false
		for range 7 {
			text := fmt.Sprintf("%2d", day.Start().Day())
			switch {
			case day.Start().Month() != start.Month():
				text = "  "
			case day == c.date:
				text, chosen = styles.Mark.Render(text), true
			case day.Before(c.first) || c.latest.Before(day):
				text = styles.Dim.Render(" .")
			}
			row.WriteString(text + " ")
			day = day.AddDays(1)
		}
		if focused && chosen {
			sheet.FocusNext()
		}
		sheet.Line("    " + row.String())
		if day.Start().Month() != start.Month() {
			break
		}
	}
}
