package wizard

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"glpat/ui/flow"
	"glpat/ui/style"
)

// screenful is what the screen's state has on the terminal.
func (s *instanceScreen) screenful() screenful {
	mode := modeOf(s.state.Busy())
	switch s.state {
	case flow.InstancePlainHTTP:
		return screenful{mode, s.plainKeys, s.onPlainKey, s.drawPlain}
	case flow.InstanceLosing:
		return screenful{mode, s.losingKeys, s.onLosingKey, s.drawLosing}
	case flow.InstanceDiscovering:
		return screenful{mode, stopKeys, s.onStopKey, s.drawDiscovering}
	case flow.InstancePausing:
		return screenful{mode, stopKeys, s.onStopKey, s.drawPausing}
	case flow.InstanceFound:
		return screenful{mode, s.foundKeys, s.onFoundKey, s.drawFound}
	case flow.InstanceComparing:
		return screenful{mode, s.compareKeys, s.onCompareKey, s.drawCertificate}
	case flow.InstanceTrusting:
		return screenful{mode, noKeys, ignoreKey, s.drawTrusting}
	case flow.InstanceChoosing, flow.InstanceFailed:
		if s.inField() {
			mode = modeTyping
		}
	}
	return screenful{mode, s.choiceKeys, s.onChoiceKey, s.drawChoice}
}

func (s *instanceScreen) choiceKeys(keys style.Keys) keyMap {
	shown := keyMap{keys.Enter}
	if s.failedAtChosen() {
		shown[0] = style.As(keys.Enter, "try again")
	}
	switch {
	case s.mayTrust():
		shown = append(shown, keys.Compare)
	case s.shownCertificate() != nil:
		shown = append(shown, style.As(keys.Compare, "see the certificate"))
	}
	if len(s.suggestions) > 0 {
		shown = append(shown, keys.Up, keys.Down)
	}
	return append(shown, keys.Leave)
}

func (s *instanceScreen) onChoiceKey(msg tea.KeyPressMsg, keys style.Keys) (action, tea.Cmd) {
	switch {
	case key.Matches(msg, keys.Up):
		return actStay, s.move(-1)
	case key.Matches(msg, keys.Down), key.Matches(msg, keys.Next):
		return actStay, s.move(1)
	case key.Matches(msg, keys.Enter):
		return actStay, s.submitRow()
	case s.shownCertificate() != nil && key.Matches(msg, keys.Compare):
		return s.on(flow.EventCompare)
	case s.mode() == modeTyping:
		s.invalid = nil
		var cmd tea.Cmd
		s.field, cmd = s.field.Update(msg)
		return actStay, cmd
	}
	return actStay, nil
}

func (s *instanceScreen) onStopKey(msg tea.KeyPressMsg, keys style.Keys) (action, tea.Cmd) {
	if key.Matches(msg, keys.Back) {
		return s.on(flow.EventBack)
	}
	return actStay, nil
}

func (s *instanceScreen) losingKeys(keys style.Keys) keyMap {
	return keyMap{style.As(keys.Yes, "give the token up"), style.As(keys.No, "stay")}
}

func (s *instanceScreen) onLosingKey(msg tea.KeyPressMsg, keys style.Keys) (action, tea.Cmd) {
	switch {
	case key.Matches(msg, keys.Yes):
		s.draft = s.draft.WithoutToken()
		return actStay, s.choose(s.wanted)
	case key.Matches(msg, keys.No), key.Matches(msg, keys.Back), key.Matches(msg, keys.Enter):
		return s.on(flow.EventBack)
	}
	return actStay, nil
}

func (s *instanceScreen) plainKeys(keys style.Keys) keyMap {
	return keyMap{style.As(keys.Yes, "go on without encryption"), style.As(keys.No, "choose another")}
}

// onPlainKey takes the answer about plain http. Enter is none.
func (s *instanceScreen) onPlainKey(msg tea.KeyPressMsg, keys style.Keys) (action, tea.Cmd) {
	switch {
	case key.Matches(msg, keys.Yes):
		s.consents = append(s.consents, s.resolved.NeedsConsent...)
		s.resolve(s.asked)
		s.draft = s.draft.WithPlainAllowed()
		s.on(flow.EventYes)
		return actStay, s.discover(false)
	case key.Matches(msg, keys.No), key.Matches(msg, keys.Back):
		return s.on(flow.EventBack)
	}
	return actStay, nil
}

func (s *instanceScreen) foundKeys(keys style.Keys) keyMap {
	return keyMap{keys.Enter, keys.Details, style.As(keys.Back, "choose another")}
}

func (s *instanceScreen) onFoundKey(msg tea.KeyPressMsg, keys style.Keys) (action, tea.Cmd) {
	switch {
	case key.Matches(msg, keys.Enter):
		return s.on(flow.EventContinue)
	case key.Matches(msg, keys.Details):
		return actDetails, nil
	case key.Matches(msg, keys.Back):
		return s.on(flow.EventBack)
	}
	return actStay, nil
}
