package wizard

import (
	tea "charm.land/bubbletea/v2"

	"glpat/ui/flow"
	"glpat/ui/picture"
	"glpat/ui/style"
	"glpat/ui/widget"
)

// screen is one place of the flow on the terminal. It keeps its own inputs
// between visits and knows nothing of the router.
type screen interface {
	// enter begins a visit; inputs keep their text.
	enter() tea.Cmd
	// update takes a key, a paste or the result of the screen's own command.
	update(msg tea.Msg) (action, tea.Cmd)
	// draw gives the body for so many columns. It does no I/O.
	draw(width int) widget.Block
	// keys are those that work right now, in the footer's order.
	keys() keyMap
	// mode tells what letters do.
	mode() mode
}

// pictured is a screen with a drawing of GitLab's page, at least at times.
type pictured interface {
	scene() (scene picture.Scene, drawn bool)
}

// filling is a pictured screen that says what stands in the form.
type filling interface {
	content() picture.Content
}

// detailed is a screen that has more to say of what is under its pointer.
type detailed interface {
	details(sheet *widget.Sheet)
}

// clickable is a screen whose rows can be clicked and scrolled with the mouse.
// Places are counted from the body's first cell. Only on such a screen is the
// mouse taken from the terminal, which then selects text with shift alone.
type clickable interface {
	click(x, y int)
	wheel(by int)
}

// action is what a screen asks of the router.
type action int

const (
	actStay action = iota
	actForward
	actBack
	actReopen // goes back to the question of [shared.reopened]
	actFinish
	actDetails // shows the details in front of the screen
)

// mode is what a screen does with keys at the moment.
type mode int

const (
	modeKeys   mode = iota // letters are commands
	modeTyping             // letters go into a field
	modeBusy               // something is being changed: no way back, no leaving
)

// screenful is what a screen has on the terminal in one of its states: what
// letters do, which keys work, what a key does, and what is drawn.
type screenful struct {
	mode  mode
	keys  func(keys style.Keys) keyMap
	onKey func(msg tea.KeyPressMsg, keys style.Keys) (action, tea.Cmd)
	draw  func(sheet *widget.Sheet)
}

// statefulScreen is the part of a [screen] that its state decides.
type statefulScreen struct {
	*shared
	// screenfulNow gives what the state of the moment has on the terminal.
	screenfulNow func() screenful
}

func (s *statefulScreen) mode() mode { return s.screenfulNow().mode }

func (s *statefulScreen) keys() keyMap {
	now := s.screenfulNow()
	return now.keys(s.keysFor(now.mode))
}

func (s *statefulScreen) onKey(msg tea.KeyPressMsg) (action, tea.Cmd) {
	now := s.screenfulNow()
	return now.onKey(msg, s.keysFor(now.mode))
}

func (s *statefulScreen) draw(width int) widget.Block {
	sheet := s.newSheet(width)
	s.screenfulNow().draw(sheet)
	return sheet.Block
}

// actionOf is what the router does where the flow leaves a place.
func actionOf(exit flow.Exit) action {
	switch exit {
	case flow.ExitForward:
		return actForward
	case flow.ExitBack:
		return actBack
	case flow.ExitNone:
	}
	return actStay
}

// modeOf is the mode of a state in which letters go into no field.
func modeOf(busy bool) mode {
	if busy {
		return modeBusy
	}
	return modeKeys
}

// noKeys are the bindings of a busy state.
func noKeys(style.Keys) keyMap { return nil }

// ignoreKey takes a key in a busy state.
func ignoreKey(tea.KeyPressMsg, style.Keys) (action, tea.Cmd) { return actStay, nil }

// stopKeys are the bindings of a state that waits for an answer.
func stopKeys(keys style.Keys) keyMap { return keyMap{style.As(keys.Back, "stop")} }
