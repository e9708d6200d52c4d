package style

import (
	"slices"

	"charm.land/bubbles/v2/key"
)

// Keys are the wizard's key bindings. A screen shows exactly those that work
// at the moment; see [Keys.Typing] for screens with a text field.
type Keys struct {
	Enter    key.Binding
	Back     key.Binding
	Leave    key.Binding
	Help     key.Binding
	Open     key.Binding
	Copy     key.Binding
	Other    key.Binding
	Before   key.Binding
	Picture  key.Binding
	Compare  key.Binding
	Up       key.Binding
	Down     key.Binding
	Left     key.Binding
	Right    key.Binding
	Next     key.Binding
	Prev     key.Binding
	Tick     key.Binding
	PageUp   key.Binding
	PageDown key.Binding
	First    key.Binding
	Last     key.Binding
	Yes      key.Binding
	No       key.Binding
	Clear    key.Binding
	Search   key.Binding
	Details  key.Binding
	Reset    key.Binding
	Try      key.Binding
	Support  key.Binding
	Way      key.Binding
}

// NewKeys returns the bindings for screens without a text field.
func NewKeys() Keys {
	bind := func(name, does string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(name, does))
	}
	return Keys{
		Enter:    bind("enter", "continue", "enter"),
		Back:     bind("esc", "back", "esc"),
		Leave:    bind("ctrl+c", "leave", "ctrl+c"),
		Help:     bind("?", "help", "?", "f1"),
		Open:     bind("o", "open page", "o"),
		Copy:     bind("c", "copy link", "c"),
		Other:    bind("v", "my page looks different", "v"),
		Before:   bind("V", "the look before", "V"),
		Picture:  bind("p", "picture", "p"),
		Compare:  bind("t", "compare the certificate", "t"),
		Up:       bind("↑", "up", "up", "k"),
		Down:     bind("↓", "down", "down", "j"),
		Left:     bind("←", "earlier", "left", "h"),
		Right:    bind("→", "later", "right", "l"),
		Next:     bind("tab", "next field", "tab"),
		Prev:     bind("shift+tab", "field before", "shift+tab"),
		Tick:     bind("space", "tick", "space"),
		PageUp:   bind("pgup", "up", "pgup"),
		PageDown: bind("pgdn", "more", "pgdown"),
		First:    bind("home", "first", "home"),
		Last:     bind("end", "last", "end"),
		Yes:      bind("y", "yes", "y"),
		No:       bind("n", "no", "n"),
		Clear:    bind("ctrl+u", "clear", "ctrl+u"),
		Search:   bind("/", "search", "/"),
		Details:  bind("d", "details", "d"),
		Reset:    bind("r", "what it needs", "r"),
		Try:      bind("t", "try it out", "t"),
		Support:  bind("s", "copy for support", "s"),
		Way:      bind("w", "step by step", "w"),
	}
}

// Typing returns the bindings for a screen whose letters go into a field:
// each letter key has a control key beside it that works there too.
func (k Keys) Typing() Keys {
	rebind := func(binding *key.Binding, name string, keys ...string) {
		binding.SetKeys(keys...)
		binding.SetHelp(name, binding.Help().Desc)
	}
	rebind(&k.Help, "f1", "f1")
	rebind(&k.Open, "ctrl+o", "ctrl+o")
	rebind(&k.Copy, "ctrl+y", "ctrl+y")
	rebind(&k.Other, "ctrl+l", "ctrl+l")
	rebind(&k.Before, "alt+l", "alt+l")
	rebind(&k.Picture, "ctrl+p", "ctrl+p")
	rebind(&k.Compare, "ctrl+t", "ctrl+t")
	rebind(&k.Support, "ctrl+s", "ctrl+s")
	rebind(&k.Up, "↑", "up")
	rebind(&k.Down, "↓", "down")
	rebind(&k.Left, "←", "left")
	rebind(&k.Right, "→", "right")
	return k
}

// As returns the binding with other words in the footer.
func As(binding key.Binding, does string) key.Binding {
	binding.SetHelp(binding.Help().Key, does)
	return binding
}

// ASCIIKeyName gives a key's name for a terminal that is not UTF-8.
func ASCIIKeyName(name string) string {
	switch name {
	case "↑":
		return "up"
	case "↓":
		return "down"
	case "←":
		return "left"
	case "→":
		return "right"
	}
	return name
}

// Overlap reports whether there is a key that both bindings answer to.
func Overlap(one, other key.Binding) bool {
	return slices.ContainsFunc(one.Keys(), func(name string) bool { return slices.Contains(other.Keys(), name) })
}
