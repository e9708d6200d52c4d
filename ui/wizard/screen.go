package wizard

import (
	"context"
	"slices"

	"glpat/config"
	"glpat/gitlab"
	"glpat/ui/flow"
	"glpat/ui/picture"
	"glpat/ui/style"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// screen is one place of the flow on the terminal. It keeps its own inputs
// between visits and knows nothing of the router.
type screen interface {
	// enter begins a visit; inputs keep their text.
	enter() tea.Cmd
	// update takes a key, a paste or the result of the screen's own command.
	update(msg tea.Msg) (action, tea.Cmd)
	// draw gives the body for so many columns. It does no I/O.
	draw(width int) block
	// keys lists the bindings that work right now, in the footer's order.
	keys() []key.Binding
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
	details(sheet *sheet)
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

// shared is what all screens share: the draft, the edges, the looks, and the
// visit that is under way.
type shared struct {
	env    Env
	draft  flow.Draft
	given  Given
	styles style.Styles
	glyphs style.Glyphs
	plain  style.Keys
	// body is the part of the window between header and footer.
	body size
	// suggestions are the instances to offer, once they are known.
	suggestions []Suggestion
	// notice is the word on the last thing done aside, or "".
	notice string
	// kept says where the token went.
	kept kept
	// practiceURL is where this program's own practice instance runs, once it
	// was started.
	practiceURL string
	// known are the instances used before and what was said of them since;
	// unsaved is what is not noted down yet.
	known   []config.KnownInstance
	unsaved *config.KnownInstance
	// connection is how the draft's instance was reached.
	connection config.Connection

	visit  uint64
	ctx    context.Context
	cancel context.CancelFunc
	root   context.Context
}

// renew ends the visit under way, which cancels its commands, and begins
// another. Answers to the old one are dropped.
func (d *shared) renew() {
	if d.cancel != nil {
		d.cancel()
	}
	d.visit++
	d.notice = ""
	d.ctx, d.cancel = context.WithCancel(d.root)
}

// resultMsg carries a command's result to the visit that asked for it.
type resultMsg struct {
	visit  uint64
	result tea.Msg
}

// read runs a read on the visit's context: leaving the screen cancels it.
func (d *shared) read(work func(context.Context) tea.Msg) tea.Cmd {
	visit, ctx := d.visit, d.ctx
	return func() tea.Msg { return resultMsg{visit, work(ctx)} }
}

// change runs a change, which no key and no signal cancels. The screen is busy
// until it is done, so its result is never dropped.
func (d *shared) change(work func(context.Context) tea.Msg) tea.Cmd {
	visit, ctx := d.visit, context.WithoutCancel(d.root)
	return func() tea.Msg { return resultMsg{visit, work(ctx)} }
}

// keysFor gives the bindings for a mode.
func (d *shared) keysFor(m mode) style.Keys {
	if m == modeTyping {
		return d.plain.Typing()
	}
	return d.plain
}

// noticeMsg is the word on something done aside, such as copying. Alone, not as
// the result of a visit, it is never dropped.
type noticeMsg string

// pageKeys are the bindings for a page's address; opening it is one of them
// only where there is a browser.
func (d *shared) pageKeys(keys style.Keys) []key.Binding {
	if d.env.Browser.Available() {
		return []key.Binding{keys.Open, keys.Copy}
	}
	return []key.Binding{keys.Copy}
}

// open opens a page of the instance in the browser.
func (d *shared) open(address string) tea.Cmd {
	if !d.env.Browser.Available() {
		return d.copyText(address, "There is no browser here. The address is copied: open it where you have one.")
	}
	return d.read(func(context.Context) tea.Msg {
		if err := d.env.Browser.Open(address); err != nil {
			return noticeMsg("The browser did not open. Press the copy key and open the address yourself.")
		}
		return noticeMsg("Opened in your browser.")
	})
}

// copyText puts text on the clipboard: the system's where there is a program
// for it, and the terminal's own, which reaches over SSH.
func (d *shared) copyText(text, done string) tea.Cmd {
	system := d.read(func(context.Context) tea.Msg {
		if err := d.env.Clipboard.Write(text); err != nil {
			return noticeMsg(done + " If nothing arrives, select it with the mouse.")
		}
		return noticeMsg(done)
	})
	return tea.Batch(system, tea.SetClipboard(text))
}

// ownPractice reports whether the instance is this program's own practice one,
// whose button it can press.
func (d *shared) ownPractice() bool {
	return d.practiceURL != "" && d.instance().URL == d.practiceURL
}

// remember takes note of the instance and of what the person said of its pages.
// It is written when the screen is left.
func (d *shared) remember() {
	if d.draft.Practice() {
		return
	}
	instance := config.KnownInstance{
		URL:             d.instance().URL,
		AllowHTTP:       d.draft.AllowPlain,
		Connection:      d.connection,
		LastUsed:        d.env.Now(),
		FineGrainedOnly: d.draft.LegacyGone,
	}
	if d.draft.PagesSeen != nil {
		instance.Pages = d.draft.PagesSeen.Since.String()
	}
	d.known = slices.DeleteFunc(d.known, func(known config.KnownInstance) bool { return known.URL == instance.URL })
	d.known = append(d.known, instance)
	d.unsaved = &instance
}

// save writes what is not noted down yet. Failing costs only a suggestion the
// next time. The screen is left meanwhile, so the word on it belongs to no visit:
// it reaches the screen that is shown then.
func (d *shared) save() tea.Cmd {
	if d.unsaved == nil {
		return nil
	}
	memory, instance := d.env.Memory, *d.unsaved
	d.unsaved = nil
	return func() tea.Msg {
		if err := memory.RememberInstance(instance); err != nil {
			return noticeMsg("glpat could not note down this GitLab for the next time.")
		}
		return nil
	}
}

func (d *shared) instance() gitlab.Instance {
	if d.draft.Instance == nil {
		return gitlab.Instance{}
	}
	return *d.draft.Instance
}
