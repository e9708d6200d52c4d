package wizard

import (
	"slices"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"

	"glpat/ui/style"
)

// keyMap are the keys that work on a screen in the state it is in, the most
// important first and the way back last. It is a [help.KeyMap].
//
// The footer and the help are drawn by glpat itself, from what a [help.KeyMap]
// gives. The views of package help do not break their lines: the short one cuts
// off what does not fit, which would be the way back, and the full one stands in
// columns that are wider than a narrow window.
type keyMap []key.Binding

// ShortHelp implements [help.KeyMap].
func (k keyMap) ShortHelp() []key.Binding { return k }

// FullHelp implements [help.KeyMap].
func (k keyMap) FullHelp() [][]key.Binding { return [][]key.Binding{k} }

// answers reports whether a key of the binding does something on the screen.
func (k keyMap) answers(binding key.Binding) bool {
	return slices.ContainsFunc(k, func(own key.Binding) bool { return style.Overlap(own, binding) })
}

// windowKeys are the keys that work on the whole window: those of the screen,
// and those that do the same on every screen.
type windowKeys struct {
	screen help.KeyMap
	// common work on every screen at the moment; leave does so always, and stands
	// in the help alone.
	common []key.Binding
	leave  key.Binding
}

// ShortHelp implements [help.KeyMap].
func (k windowKeys) ShortHelp() []key.Binding {
	return append(slices.Clone(k.screen.ShortHelp()), k.common...)
}

// FullHelp implements [help.KeyMap].
func (k windowKeys) FullHelp() [][]key.Binding {
	groups := append(slices.Clone(k.screen.FullHelp()), k.common)
	if !keyMap(slices.Concat(groups...)).answers(k.leave) {
		groups = append(groups, []key.Binding{k.leave})
	}
	return groups
}
