package wizard

import (
	"fmt"
	"time"

	"charm.land/bubbles/v2/spinner"
	tea "charm.land/bubbletea/v2"

	"glpat/gitlab/problem"
	"glpat/ui/phrase"
	"glpat/ui/style"
	"glpat/ui/widget"
)

// spin moves the spinner for as long as a task goes on.
func (d *shared) spin(handle *task) tea.Cmd {
	if !d.env.Animate {
		return nil
	}
	return spinning(handle.id, d.spinner.Tick)
}

// onSpin takes a step of the spinner, and asks for the next.
func (d *shared) onSpin(task uint64, msg spinner.TickMsg) tea.Cmd {
	var next tea.Cmd
	if d.spinner, next = d.spinner.Update(msg); next == nil {
		return nil // a step of a spinner that was started anew meanwhile
	}
	return spinning(task, next)
}

// spinning brings a step of the spinner as one of a task, so that it stops with it.
func spinning(task uint64, step tea.Cmd) tea.Cmd {
	return func() tea.Msg { return resultMsg{task, step()} }
}

// drawWait adds what is waited for, behind the spinner where that may move.
func (d *shared) drawWait(sheet *widget.Sheet, look style.Style, text string) {
	if !d.env.Animate {
		sheet.Paragraph(look, text)
		return
	}
	sheet.Indented(look, d.Styles.Accent.Render(d.spinner.View())+" ", text)
}

// drawWaited adds how long the answer has been waited for, once that is long enough
// to wonder.
func drawWaited(sheet *widget.Sheet, host string, waited time.Duration) {
	if waited < time.Second {
		return
	}
	sheet.Gap()
	sheet.Paragraph(
		sheet.Styles.Accent,
		fmt.Sprintf("Waiting for %s, %s of at most %s.", host, phrase.Wait(waited), phrase.Wait(phrase.LongestCall)),
	)
}

// pause is the wait that an instance asks for. When it is over glpat tries once
// more, by itself.
type pause struct {
	left time.Duration
	// told tells that the instance said how long.
	told bool
}

// pauseFor is the wait after a problem, false where waiting is not what helps.
func pauseFor(prob *problem.Problem) (pause, bool) {
	if prob.Code != problem.CodeRateLimited {
		return pause{}, false
	}
	left, told := phrase.Pause(prob)
	return pause{left: left, told: told}, true
}

// second takes a second off; it reports whether the wait is over.
func (p *pause) second() (over bool) {
	p.left -= time.Second
	return p.left <= 0
}

// attempt is a call that a screen waits for.
type attempt struct {
	// waited is how long it takes so far, and pause the wait before the next one.
	waited time.Duration
	pause  pause
	// repeated tells that it came by itself, after a pause.
	repeated bool
}

// second counts a second of the call, or of the pause where there is one; it reports
// whether that is over.
func (a *attempt) second(paused bool) (over bool) {
	if paused {
		return a.pause.second()
	}
	a.waited += time.Second
	return false
}

// drawPaused adds that the one pause is over, and did not help.
func drawPaused(sheet *widget.Sheet) {
	sheet.Gap()
	sheet.Paragraph(sheet.Styles.Warn, "glpat waited, tried once more, and was refused again.")
}

// drawPause adds the countdown, and below it why.
func (d *shared) drawPause(sheet *widget.Sheet, p pause, problem *problem.Problem) {
	sheet.Title("A pause before the next try")
	sheet.Gap()
	if !p.told {
		sheet.Text("It does not say how long to wait; about a minute is usual.")
	}
	sheet.Paragraph(sheet.Styles.Accent, "glpat tries once more in "+phrase.Wait(p.left)+".")
	sheet.Gap()
	d.drawProblem(sheet, problem)
	sheet.FocusTop()
}
