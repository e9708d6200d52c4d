package wizard

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"glpat/gitlab/problem"
	"glpat/ui/flow"
	"glpat/ui/style"
)

func (s *createScreen) problems() []*problem.Problem {
	switch s.state {
	case flow.CreateLink, flow.CreateField, flow.CreatePausing:
		if s.problem != nil {
			return []*problem.Problem{s.problem}
		}
	case flow.CreateDoubt:
		return []*problem.Problem{s.token.judged.Problem}
	case flow.CreateOfferAtLink, flow.CreateOfferAtField, flow.CreatePressing, flow.CreateChecking:
	}
	return nil
}

// screenful is what the screen's state has on the terminal.
func (s *createScreen) screenful() screenful {
	mode := modeOf(s.state.Busy())
	switch s.state {
	case flow.CreateLink:
		return screenful{mode, s.linkKeys, s.onLinkKey, s.drawForm}
	case flow.CreateOfferAtLink, flow.CreateOfferAtField:
		return screenful{mode, s.offerKeys, s.onOfferKey, s.drawOffer}
	case flow.CreateDoubt:
		return screenful{mode, s.doubtKeys, s.onDoubtKey, s.drawDoubt}
	case flow.CreatePressing:
		return screenful{mode, noKeys, ignoreKey, s.drawPressing}
	case flow.CreateChecking:
		return screenful{mode, stopKeys, s.onStopKey, s.drawChecking}
	case flow.CreatePausing:
		return screenful{mode, stopKeys, s.onStopKey, s.drawPausing}
	case flow.CreateField:
	}
	return screenful{modeTyping, s.fieldKeys, s.onFieldKey, s.drawForm}
}

func (s *createScreen) linkKeys(keys style.Keys) keyMap {
	enter := s.enterKeys(keys)
	browser := s.env.Browser.Available()
	if len(enter) == 0 && !browser {
		enter = keyMap{style.As(keys.Enter, "copy the link"), style.As(keys.Next, "to the token's field")}
		return slices.Concat(enter, s.lookKeys(keys), keyMap{keys.Back})
	}
	if len(enter) == 0 {
		enter = keyMap{style.As(keys.Enter, "open the page")}
	}
	shown := slices.Concat(enter, s.pageKeys(keys))
	shown = append(shown, style.As(keys.Next, "to the token's field"))
	return slices.Concat(shown, s.lookKeys(keys), keyMap{keys.Back})
}

func (s *createScreen) fieldKeys(keys style.Keys) keyMap {
	if s.draft.HaveToken {
		return append(s.enterKeys(keys), keys.Back)
	}
	shown := slices.Concat(s.enterKeys(keys), s.pageKeys(keys))
	return append(shown, style.As(keys.Next, "to the link"), keys.Back)
}

// enterKeys are the bindings for what Enter does about the token, none where there
// is none and the practice page's button is not to be pressed.
func (s *createScreen) enterKeys(keys style.Keys) keyMap {
	switch {
	case !s.token.empty() && s.problem != nil && s.token.judged.Problem == nil:
		return keyMap{style.As(keys.Enter, "try again"), style.As(keys.Clear, "clear")}
	case !s.token.empty():
		return keyMap{style.As(keys.Enter, "check it"), style.As(keys.Clear, "clear")}
	case s.mayPress() && s.problem != nil:
		return keyMap{style.As(keys.Enter, "try again")}
	case s.mayPress():
		return keyMap{style.As(keys.Enter, "press the button for me")}
	}
	return nil
}

func (s *createScreen) onLinkKey(msg tea.KeyPressMsg, keys style.Keys) (action, tea.Cmd) {
	if act, cmd, taken := s.onFormKey(msg, keys); taken {
		return act, cmd
	}
	s.turnsPage(msg, keys, s.formScene())
	return actStay, nil
}

func (s *createScreen) onFieldKey(msg tea.KeyPressMsg, keys style.Keys) (action, tea.Cmd) {
	if act, cmd, taken := s.onFormKey(msg, keys); taken {
		return act, cmd
	}
	if s.token.typed(msg, keys, s.ownPrefix()) {
		s.received()
	}
	return actStay, nil
}

// onFormKey handles the keys that mean the same at the link and in the field; it
// reports whether this was one of them.
func (s *createScreen) onFormKey(msg tea.KeyPressMsg, keys style.Keys) (act action, cmd tea.Cmd, taken bool) {
	switch {
	case key.Matches(msg, keys.Back):
		return s.on(flow.EventBack), nil, true
	case s.draft.HaveToken && (key.Matches(msg, keys.Copy) || key.Matches(msg, keys.Next) || key.Matches(msg, keys.Open)):
		return actStay, nil, true // there is no link
	case key.Matches(msg, keys.Open) && s.env.Browser.Available():
		return actStay, s.openLink(), true
	case key.Matches(msg, keys.Copy):
		s.on(flow.EventLinkTaken)
		return actStay, s.copyText(s.address(), "The link is copied."), true
	case key.Matches(msg, keys.Next):
		return s.on(flow.EventSwitched), nil, true
	case key.Matches(msg, keys.Enter) && s.token.empty():
		return actStay, s.enterWithoutToken(), true
	case key.Matches(msg, keys.Enter):
		return actStay, s.submit(), true
	}
	return actStay, nil, false
}

func (s *createScreen) onStopKey(msg tea.KeyPressMsg, keys style.Keys) (action, tea.Cmd) {
	if key.Matches(msg, keys.Back) {
		return s.on(flow.EventBack), nil
	}
	return actStay, nil
}

func (s *createScreen) offerKeys(keys style.Keys) keyMap {
	return keyMap{style.As(keys.Enter, "take it"), style.As(keys.No, "leave it")}
}

func (s *createScreen) onOfferKey(msg tea.KeyPressMsg, keys style.Keys) (action, tea.Cmd) {
	switch {
	case key.Matches(msg, keys.Enter), key.Matches(msg, keys.Yes):
		s.token.use(s.offered, s.ownPrefix())
		s.received()
		return actStay, s.submit()
	case key.Matches(msg, keys.Back), key.Matches(msg, keys.No):
		s.declined = s.offered
		return s.on(flow.EventBack), nil
	}
	return actStay, nil
}

func (s *createScreen) doubtKeys(keys style.Keys) keyMap {
	return keyMap{style.As(keys.Yes, "send it anyway"), style.As(keys.No, "change it")}
}

func (s *createScreen) onDoubtKey(msg tea.KeyPressMsg, keys style.Keys) (action, tea.Cmd) {
	switch {
	case key.Matches(msg, keys.Yes):
		s.on(flow.EventYes)
		s.doubted = true
		return actStay, s.check(false)
	case key.Matches(msg, keys.Back), key.Matches(msg, keys.No), key.Matches(msg, keys.Enter):
		return s.on(flow.EventBack), nil
	}
	return actStay, nil
}
