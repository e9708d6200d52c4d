package wizard

import (
	tea "charm.land/bubbletea/v2"

	"glpat/ui/flow"
	"glpat/ui/style"
	"glpat/ui/widget"
)

// screenful is what a screen has on the terminal in one of its states: what
// letters do, which keys work, what a key does, and what is drawn.
type screenful struct {
	mode  mode
	keys  func(keys style.Keys) keyMap
	onKey func(msg tea.KeyPressMsg, keys style.Keys) (action, tea.Cmd)
	draw  func(sheet *widget.Sheet)
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
