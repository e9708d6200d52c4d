package wizard

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"glpat/ui/style"
	"glpat/ui/widget"
)

// searchList is a screen's list that can be searched, and the word on the last
// key.
type searchList struct {
	list widget.List
	// word answers the last key, where that could not be done or did more.
	word string
	// typeInto is how a key or a paste goes into the search.
	typeInto widget.TypeInto
}

func newSearchList(typeInto widget.TypeInto) searchList {
	return searchList{list: widget.NewList(), typeInto: typeInto}
}

func (l *searchList) mode() mode {
	if l.list.Searching() {
		return modeTyping
	}
	return modeKeys
}

// paste gives what is pasted to the search, while there is one.
func (l *searchList) paste(msg tea.PasteMsg) tea.Cmd {
	if !l.list.Searching() {
		return nil
	}
	l.word = ""
	return l.typed(msg)
}

// typed gives a key or a paste to the search.
func (l *searchList) typed(msg tea.Msg) tea.Cmd {
	cmd, err := l.list.Type(msg, l.typeInto)
	if err != nil {
		l.word = err.Error() + "."
	}
	return cmd
}

// onKey handles the keys that mean the same in every such list; it reports
// whether this was one of them. In a search those are all but the one to take
// what was found.
func (l *searchList) onKey(msg tea.KeyPressMsg, keys style.Keys) (act action, cmd tea.Cmd, taken bool) {
	switch {
	case key.Matches(msg, keys.Enter):
		return actStay, nil, false
	case key.Matches(msg, keys.Back) && l.list.Searching():
		l.list.EndSearch()
	case key.Matches(msg, keys.Back):
		return actBack, nil, true
	case l.list.MoveByKey(msg, keys):
	case l.list.Searching():
		return actStay, l.typed(msg), true
	case key.Matches(msg, keys.Search):
		return actStay, l.list.Search(), true
	case key.Matches(msg, keys.Details):
		return actDetails, nil, true
	default:
		return actStay, nil, false
	}
	return actStay, nil, true
}

// searchKeys are the keys that work in the search: takes says what Enter does.
func (l *searchList) searchKeys(keys style.Keys, takes string) keyMap {
	leave := style.As(keys.Back, "leave the search")
	if l.list.Matches() == 0 {
		return keyMap{leave}
	}
	moves := keyMap{keys.Up, keys.Down, keys.PageDown, leave}
	if l.word != "" {
		return moves // it says why Enter just took nothing
	}
	return append(keyMap{style.As(keys.Enter, takes)}, moves...)
}
