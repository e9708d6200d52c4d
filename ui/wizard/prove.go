package wizard

import (
	"context"
	"slices"
	"time"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/ui/style"
)

// proving tries whether the token does the jobs it is for: one proof at a time,
// and only when the person asks. Nothing is changed by it.
type proving struct {
	*desk
	state  provingState
	rows   []proofRow
	at     int
	field  textinput.Model
	waited time.Duration
	word   string // why the last key did nothing, "" for nothing
}

type provingState int

const (
	provingChoosing provingState = iota
	provingNaming                // letters go into the project's field
	provingAsking
)

// proofRow is a proof, and the purposes that it stands for.
type proofRow struct {
	kind     catalog.ProbeKind
	purposes []catalog.Purpose
	proven   *gitlab.ProbeResult
}

// partly reports whether the proof tries a part of what the purposes do.
func (r proofRow) partly() bool { return partlyProves(r.purposes[0]) }

func partlyProves(purpose catalog.Purpose) bool {
	tried := gitlab.ProbeResult{Kind: purpose.Probe, Outcome: gitlab.ProbeWorks}
	return tried.For(purpose).Outcome == gitlab.ProbePartly
}

// provenMsg brings the outcome of the proof at a row.
type provenMsg struct {
	row    int
	proven gitlab.ProbeResult
}

func newProving(d *desk) proving { return proving{desk: d, field: newField("group/project")} }

// begin lists the proofs of the purposes, each once. What came of those before
// is kept while the token is the same.
func (p *proving) begin() {
	rows := []proofRow{}
	for _, purpose := range p.draft.Chosen() {
		at := slices.IndexFunc(rows, func(row proofRow) bool { return row.kind == purpose.Probe && row.partly() == partlyProves(purpose) })
		if at >= 0 {
			rows[at].purposes = append(rows[at].purposes, purpose)
			continue
		}
		rows = append(rows, proofRow{kind: purpose.Probe, purposes: []catalog.Purpose{purpose}})
	}
	p.rows, p.at, p.state, p.word = rows, 0, provingChoosing, ""
}

// suggest puts a project into the field where the person has put none there.
func (p *proving) suggest(reach gitlab.Memberships) {
	if p.state != provingNaming && p.field.Value() == "" && len(reach.Projects) > 0 {
		p.field.SetValue(reach.Projects[0].Path)
		p.field.CursorEnd()
	}
}

func (p *proving) mode() mode {
	if p.state == provingNaming {
		return modeTyping
	}
	return modeKeys
}

func (p *proving) row() proofRow { return p.rows[p.at] }

// onKey reports whether the person is done here.
func (p *proving) onKey(msg tea.KeyPressMsg) (done bool, cmd tea.Cmd) {
	keys := p.keysFor(p.mode())
	p.word = ""
	switch {
	case p.state == provingAsking:
		if key.Matches(msg, keys.Back) {
			p.renew()
			p.state = provingChoosing
		}
	case key.Matches(msg, keys.Back):
		if p.state == provingNaming {
			p.leaveField()
			return false, nil
		}
		return true, nil
	case key.Matches(msg, keys.Enter):
		return false, p.try()
	case key.Matches(msg, keys.Next):
		if p.state == provingNaming {
			p.leaveField()
		} else if p.row().kind.TakesProject() {
			return false, p.enterField()
		}
	case key.Matches(msg, keys.Copy) && p.line() != "":
		return false, p.copyText(p.line(), "The line is copied.")
	case p.state == provingNaming:
		return false, p.typed(msg)
	case key.Matches(msg, keys.Up):
		p.at = (p.at - 1 + len(p.rows)) % len(p.rows)
	case key.Matches(msg, keys.Down):
		p.at = (p.at + 1) % len(p.rows)
	}
	return false, nil
}

func (p *proving) enterField() tea.Cmd {
	p.state = provingNaming
	return p.field.Focus()
}

func (p *proving) leaveField() {
	p.state = provingChoosing
	p.field.Blur()
}

// typed gives a key or a paste to the field. Of a project's address, as it is
// copied from a browser, the path is taken.
func (p *proving) typed(msg tea.Msg) tea.Cmd {
	if paste, ok := msg.(tea.PasteMsg); ok {
		if path, found := p.instance().ProjectOf(paste.Content); found {
			p.field.SetValue("")
			msg = tea.PasteMsg{Content: path}
		}
	}
	cmd, err := typeInto(&p.field, msg)
	if err != nil {
		p.word = err.Error() + "."
	}
	return cmd
}

// try asks GitLab, once there is all that it takes.
func (p *proving) try() tea.Cmd {
	kind, target := p.row().kind, gitlab.ProbeTarget{Username: p.username()}
	if kind == catalog.ProbeNone {
		p.word = "There is nothing to try that changes nothing."
		return nil
	}
	if kind.NeedsProject() || kind.TakesProject() && p.field.Value() != "" {
		path, err := input.ProjectPath(p.field.Value())
		if err != nil {
			p.word = err.Error() + "."
			return p.enterField()
		}
		target.Project = path
	}
	p.leaveField()
	p.state, p.waited = provingAsking, 0
	adapter, instance, secret, row := p.env.GitLab, p.instance(), p.draft.Secret, p.at
	ask := p.read(func(ctx context.Context) tea.Msg {
		return provenMsg{row, adapter.Probe(ctx, instance, secret, kind, target)}
	})
	return tea.Batch(ask, p.tick())
}

func (p *proving) onProven(msg provenMsg) {
	p.state = provingChoosing
	proven := msg.proven.For(p.rows[msg.row].purposes[0])
	p.rows[msg.row].proven = &proven
}

func (p *proving) onTick() tea.Cmd {
	if p.state != provingAsking {
		return nil
	}
	p.waited += time.Second
	return p.tick()
}

func (p *proving) username() string {
	if report := p.draft.Report; report != nil && report.User != nil {
		return report.User.Username
	}
	return ""
}

// line is what proves it in a shell, "" where there is none.
func (p *proving) line() string {
	path, err := input.ProjectPath(p.field.Value())
	if err != nil {
		path = ""
	}
	for _, purpose := range p.row().purposes {
		if purpose.Line != "" {
			return p.instance().LineFor(purpose, gitlab.ProbeTarget{Project: path, Username: p.username()})
		}
	}
	return ""
}

func (p *proving) keys() []key.Binding {
	keys := p.keysFor(p.mode())
	if p.state == provingAsking {
		return []key.Binding{style.As(keys.Back, "stop")}
	}
	var shown []key.Binding
	if p.row().kind != catalog.ProbeNone {
		shown = append(shown, style.As(keys.Enter, "try it"))
	}
	switch {
	case p.state == provingNaming:
		shown = append(shown, style.As(keys.Next, "leave the field"))
	case p.row().kind.TakesProject():
		shown = append(shown, style.As(keys.Next, "name a project"))
	}
	if p.line() != "" {
		shown = append(shown, style.As(keys.Copy, "copy the line"))
	}
	if p.state == provingChoosing && len(p.rows) > 1 {
		shown = append(shown, keys.Up, keys.Down)
	}
	return append(shown, keys.Back)
}
