package wizard

import (
	"context"
	"slices"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/spinner"
	tea "charm.land/bubbletea/v2"

	"glpat/config"
	"glpat/gitlab"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/ui/flow"
	"glpat/ui/phrase"
	"glpat/ui/style"
	"glpat/ui/widget"
)

// shared is what all screens share: the draft, the edges, the looks, and the
// tasks that are under way.
type shared struct {
	env   Env
	draft flow.Draft
	given Given
	style.Theme
	// spinner moves during a wait.
	spinner spinner.Model
	// plain are the bindings where letters are commands, typing those where they
	// go into a field.
	plain, typing style.Keys
	// body is the part of the window between header and footer.
	body widget.Size
	// suggestions are the instances to offer, once they are known.
	suggestions []Suggestion
	// opened is the link to the form that was opened last.
	opened string
	// reopened is the place of a question that the person wants to answer again.
	reopened flow.Place
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

	// tasks are what the screen that is shown has under way; aside is the one
	// whose only result is a word.
	tasks
	aside task
}

// know makes a token known as a secret before it is sent anywhere.
func (d *shared) know(secret token.Secret) {
	d.env.Redactor.AddToken(secret)
	d.env.Redactor.AllowPrefix(d.instance().TokenPrefix)
}

// keysFor gives the bindings for a mode.
func (d *shared) keysFor(m mode) style.Keys {
	if m == modeTyping {
		return d.typing
	}
	return d.plain
}

// noticeMsg is the word on something done aside, such as copying. Alone, not as
// the result of a task, it is never dropped.
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
	return d.read(&d.aside, func(ctx context.Context) tea.Msg {
		return openedNotice(d.env.Browser.Open(ctx, address))
	})
}

// openOnTheWay opens a page while the screen is left for the next, which gets the word
// on it.
func (d *shared) openOnTheWay(address string) tea.Cmd {
	browser, ctx := d.env.Browser, d.root
	return func() tea.Msg { return openedNotice(browser.Open(ctx, address)) }
}

func openedNotice(err error) noticeMsg {
	if err != nil {
		return "The browser did not open. Press the copy key and open the address yourself."
	}
	return "Opened in your browser."
}

// copyText puts text on the clipboard: the system's where there is a program
// for it, and the terminal's own, which reaches over SSH.
func (d *shared) copyText(text, done string) tea.Cmd {
	return d.copyWhole(d.env.Redactor.Redact(text), done)
}

// copySecret puts a secret on the clipboard, for who asked for it.
func (d *shared) copySecret(secret token.Secret, done string) tea.Cmd {
	return d.copyWhole(secret.Reveal(), done)
}

func (d *shared) copyWhole(text, done string) tea.Cmd {
	system := d.read(&d.aside, func(ctx context.Context) tea.Msg {
		// Who copies and goes on at once has copied all the same.
		if err := d.env.Clipboard.Write(context.WithoutCancel(ctx), text); err != nil {
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
		MadeToken:       d.draft.MadeBefore || d.draft.Report != nil && d.draft.Report.Works(),
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
			return noticeMsg("glpat could not note down this GitLab for the next time." + becauseOfFile(err))
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

// username is whose the token is, "" where that is not known.
func (d *shared) username() string {
	if report := d.draft.Report; report != nil && report.User != nil {
		return report.User.Username
	}
	return ""
}

// troubled is a screen that shows problems, at least at times.
type troubled interface {
	// problems are those that it shows now.
	problems() []*problem.Problem
}

// problems are those that the screen shows now.
func (m *Model) problems() []*problem.Problem {
	if screen, ok := m.screen().(troubled); ok {
		return screen.problems()
	}
	return nil
}

// copyForSupport puts the problems on the clipboard, as text for somebody who is
// asked for help.
func (d *shared) copyForSupport(problems []*problem.Problem) tea.Cmd {
	facts := phrase.SupportFacts{Version: d.env.Version, At: d.env.Now()}
	if d.draft.Instance != nil {
		facts.Address, facts.Release = d.instance().URL, d.releaseWords()
	} else if address, err := input.ParseAddress(d.draft.Address); err == nil {
		facts.Address = address.String()
	}
	text := phrase.ForSupport(facts, problems...)
	return d.copyText(text, "The problem is copied as text, for whoever helps you.")
}
