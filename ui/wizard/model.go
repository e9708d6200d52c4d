package wizard

import (
	"context"
	"os"
	"slices"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/spinner"
	tea "charm.land/bubbletea/v2"

	"glpat/config"
	"glpat/gitlab/token"
	"glpat/ui/flow"
	"glpat/ui/picture"
	"glpat/ui/style"
	"glpat/ui/widget"
)

// Given is what was chosen before the wizard opened: by flags, the
// environment, or the practice command.
type Given struct {
	Draft flow.Draft
	// Practice opens the built-in GitLab at once.
	Practice bool
	// From says where the address comes from: "from --host".
	From string
	// Connection is how the GitLab at that address is reached, or the one that is
	// chosen where no address is given, and AllowHTTP the consent to plain http
	// for it. Both win over what the settings say.
	Connection config.Connection
	AllowHTTP  bool
}

// End says how the wizard ended.
type End int

// The ends.
const (
	EndLeft     End = iota // the person left before the last screen
	EndFinished            // the last screen was confirmed
	EndSignal              // a signal ended it
)

// Outcome is what is left when the wizard has ended.
type Outcome struct {
	End   End
	Draft flow.Draft
	// Kept says where the token is, "" when nowhere.
	Kept string
	// Recorded tells that glpat noted where it is, so that "glpat token" finds it.
	Recorded bool
}

// Model is the wizard's one tea.Model.
type Model struct {
	shared  *shared
	at      flow.Place
	screens map[flow.Place]screen
	overlay overlay
	scroll  int
	// returned tells that the person came back to the terminal while an overlay
	// stood in front of the screen, which has not heard of it.
	returned bool

	width, height int
	pictures      picture.Cache
	outcome       Outcome
}

// NewModel returns the wizard. ctx ends its reads when it is done.
func NewModel(ctx context.Context, env Env, start Given) *Model {
	glyphs := style.UnicodeGlyphs()
	if !env.UTF8 {
		glyphs = style.ASCIIGlyphs()
	}
	if env.Tick == nil {
		env.Tick = tea.Tick
	}
	if env.Redactor == nil {
		env.Redactor = token.NewRedactor()
	}
	d := &shared{
		env: env, given: start, draft: start.Draft, tasks: tasks{root: ctx},
		Theme:   style.Theme{Styles: style.NewStyles(true), Glyphs: glyphs, Secrets: env.Redactor},
		spinner: spinner.New(spinner.WithSpinner(glyphs.Spinner)),
		plain:   style.NewKeys(), known: slices.Clone(env.Known),
	}
	d.typing = d.plain.Typing()
	d.draft = d.draft.WithToday(env.Now())
	return &Model{
		shared: d,
		screens: map[flow.Place]screen{
			flow.PlaceInstance:    newInstanceScreen(d),
			flow.PlaceAccount:     newAccountScreen(d),
			flow.PlacePreferences: newGuideScreen(d, guidePreferences),
			flow.PlaceTokens:      newGuideScreen(d, guideTokens),
			flow.PlaceForm:        newFormScreen(d),
			flow.PlacePurposes:    newPurposesScreen(d),
			flow.PlaceType:        newTypeScreen(d),
			flow.PlaceScopes:      newScopesScreen(d),
			flow.PlacePermissions: newPermissionsScreen(d),
			flow.PlaceCreate:      newCreateScreen(d),
			flow.PlaceResult:      newResultScreen(d),
			flow.PlaceDone:        newDoneScreen(d),
		},
	}
}

// Outcome returns how the wizard ended. It holds after the program has run,
// also after a panic.
func (m *Model) Outcome() Outcome {
	outcome := m.outcome
	outcome.Draft, outcome.Kept = m.shared.draft, m.shared.kept.where
	outcome.Recorded = m.shared.kept.recorded
	return outcome
}

// suggestionsMsg brings the instances to offer.
type suggestionsMsg []Suggestion

// signalMsg is a signal that asks the wizard to end.
type signalMsg struct{ signal os.Signal }

// Init implements tea.Model.
func (m *Model) Init() tea.Cmd {
	suggest := func() tea.Msg { return suggestionsMsg(m.shared.env.Suggest(m.shared.root)) }
	m.shared.beginVisit()
	return tea.Batch(tea.RequestBackgroundColor, suggest, m.awaitSignal(), m.awaitJob(), m.screen().enter())
}

func (m *Model) awaitSignal() tea.Cmd {
	signals := m.shared.env.Signals
	if signals == nil {
		return nil
	}
	return func() tea.Msg { return signalMsg{<-signals} }
}

func (m *Model) screen() screen { return m.screens[m.at] }

// Update implements tea.Model. After each message the screen knows the room that it
// has, which a word in the footer makes less.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	model, cmd := m.take(msg)
	m.shared.body = widget.Size{Width: m.innerWidth(), Height: m.height - m.headerHeight() - m.footerHeight()}
	return model, cmd
}

func (m *Model) take(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
		return m, nil
	case tea.BackgroundColorMsg:
		m.shared.Styles = style.NewStyles(msg.IsDark())
		m.pictures.Clear()
		return m, nil
	case suggestionsMsg:
		m.shared.suggestions = msg
		_, cmd := m.screens[flow.PlaceInstance].update(msg)
		return m, cmd
	case signalMsg:
		return m.onSignal(msg.signal)
	case jobMsg:
		cmd := m.onJob(msg)
		return m, cmd
	case wentOnMsg:
		return m.onWentOn(msg)
	case resultMsg:
		if !m.shared.accept(msg) {
			return m, nil
		}
		switch result := msg.result.(type) {
		case spinner.TickMsg:
			return m, m.shared.onSpin(msg.task, result)
		case noticeMsg:
			m.shared.notice = string(result)
			return m, nil
		}
		return m.pass(msg.result)
	case noticeMsg:
		m.shared.notice = string(msg)
		return m, nil
	case tea.KeyPressMsg:
		return m.onKey(msg)
	case tea.MouseClickMsg:
		if screen, ok := m.clickable(); ok && msg.Button == tea.MouseLeft {
			m.shared.notice = ""
			screen.click(msg.X-margin, msg.Y-m.headerHeight())
		}
		return m, nil
	case tea.MouseWheelMsg:
		if screen, ok := m.clickable(); ok {
			screen.wheel(wheelLines(msg.Button))
		}
		return m, nil
	case tea.FocusMsg, tea.ClipboardMsg:
		if m.overlay != overlayNone {
			m.returned = true // what is on the clipboard is looked at later
			return m, nil
		}
		return m.pass(msg)
	case tea.PasteMsg:
		if m.overlay != overlayNone && m.overlay != overlayLeave {
			// What is pasted is for the screen behind.
			m.overlay, m.scroll, m.returned = overlayNone, 0, false
		}
		return m.pass(msg)
	}
	return m, nil
}

// clickable is the screen where the mouse works on it now.
func (m *Model) clickable() (clickable, bool) {
	screen, ok := m.screen().(clickable)
	return screen, ok && m.overlay == overlayNone && !m.tooSmall()
}

// wheelLines is by how many lines a turn of the wheel scrolls.
func wheelLines(button tea.MouseButton) int {
	const lines = 3
	if button == tea.MouseWheelUp {
		return -lines
	}
	if button == tea.MouseWheelDown {
		return lines
	}
	return 0 // to the side
}

// onKey handles the keys that mean the same everywhere; the others go to the
// screen.
func (m *Model) onKey(msg tea.KeyPressMsg) (tea.Model, tea.Cmd) {
	keys := m.shared.keysFor(m.screen().mode())
	switch {
	case msg.String() == "ctrl+z":
		cmd := m.suspend()
		return m, cmd
	case m.tooSmall() && !key.Matches(msg, keys.Leave):
		return m, nil
	case m.overlay == overlayLeave:
		return m.onLeaveKey(msg)
	case key.Matches(msg, keys.Leave):
		return m.leave()
	case key.Matches(msg, keys.PageDown) && !m.screenPages():
		m.scrollBy(1)
		return m, nil
	case key.Matches(msg, keys.PageUp) && !m.screenPages():
		m.scrollBy(-1)
		return m, nil
	case m.overlay != overlayNone && key.Matches(msg, m.shared.plain.Up):
		m.scrollLines(-1)
		return m, nil
	case m.overlay != overlayNone && key.Matches(msg, m.shared.plain.Down):
		m.scrollLines(1)
		return m, nil
	case m.overlay != overlayNone:
		// Any other key puts help or the picture away, so that nobody is stuck.
		m.scroll = 0
		return m.uncover()
	case m.screen().mode() == modeBusy:
		return m, nil
	case key.Matches(msg, keys.Help):
		m.overlay, m.scroll = overlayHelp, 0
		return m, nil
	case key.Matches(msg, keys.Support) && len(m.problems()) > 0:
		return m, m.shared.copyForSupport(m.problems())
	case key.Matches(msg, keys.Picture) && m.layout().place == pictureHidden:
		m.overlay = overlayPicture
		return m, nil
	}
	m.scroll, m.shared.notice = 0, ""
	return m.pass(msg)
}

// scrollBy moves the text by half a window, as far as there is more of it.
func (m *Model) scrollBy(direction int) { m.scrollLines(direction * max(m.layout().height/2, 1)) }

func (m *Model) scrollLines(by int) {
	l := m.layout()
	before := l.window.From
	moved := l.text.Window(l.height, m.scroll+by)
	m.scroll += moved.From - before
}

// screenPages reports whether the screen has a use of its own for the paging
// keys at the moment, as the calendar has.
func (m *Model) screenPages() bool {
	return m.overlay == overlayNone && m.screen().keys().answers(m.shared.plain.PageDown)
}

// pass gives a message to the screen and does what it asks.
func (m *Model) pass(msg tea.Msg) (tea.Model, tea.Cmd) {
	asked, cmd := m.screen().update(msg)
	if m.outcome.End == EndSignal && m.screen().mode() != modeBusy {
		return m.end(EndSignal)
	}
	switch asked {
	case actStay:
	case actForward:
		if next, _ := flow.Forward(m.at, m.shared.draft); next != m.at {
			return m, tea.Batch(cmd, m.goTo(next))
		}
	case actBack:
		if before, ok := flow.Back(m.at, m.shared.draft); ok {
			return m, tea.Batch(cmd, m.goTo(before))
		}
	case actReopen:
		return m, tea.Batch(cmd, m.goTo(m.shared.reopened))
	case actFinish:
		return m.end(EndFinished)
	case actDetails:
		m.overlay, m.scroll = overlayDetails, 0
	}
	return m, cmd
}

func (m *Model) goTo(place flow.Place) tea.Cmd {
	m.at, m.scroll = place, 0
	save := m.shared.save()
	m.shared.beginVisit()
	m.shared.notice = ""
	return tea.Batch(save, m.screen().enter())
}

// onSignal ends the wizard. An interrupt is the same as the key; the others
// leave no time for questions, but a change under way is waited for.
func (m *Model) onSignal(signal os.Signal) (tea.Model, tea.Cmd) {
	if signal == os.Interrupt {
		model, cmd := m.leave()
		return model, tea.Batch(cmd, m.awaitSignal())
	}
	m.outcome.End = EndSignal
	if m.screen().mode() == modeBusy {
		again := m.awaitSignal()
		return m, again
	}
	return m.end(EndSignal)
}

// end leaves the wizard, after what is not noted down yet is.
func (m *Model) end(how End) (tea.Model, tea.Cmd) {
	m.outcome.End = how
	return m, tea.Sequence(m.shared.save(), tea.Quit)
}
