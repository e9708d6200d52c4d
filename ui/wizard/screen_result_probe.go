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
	"glpat/ui/widget"
)

// probePanel tries whether the token does the jobs it is for: one probe at a time,
// and only when the person asks. Nothing is changed by it.
type probePanel struct {
	*shared
	state  probeState
	asking task
	rows   []probeRow
	at     int
	field  textinput.Model
	waited time.Duration
	word   string // why the last key did nothing, "" for nothing
}

type probeState int

const (
	probeChoosing probeState = iota
	probeNaming              // letters go into the project's field
	probeAsking
)

// probeRow is a probe, and the purposes that it stands for.
type probeRow struct {
	kind     catalog.ProbeKind
	purposes []catalog.Purpose
	result   *gitlab.ProbeResult
}

// partly reports whether the probe tries a part of what the purposes do.
func (r probeRow) partly() bool { return probesPart(r.purposes[0]) }

func probesPart(purpose catalog.Purpose) bool {
	tried := gitlab.ProbeResult{Kind: purpose.Probe, Outcome: gitlab.ProbeWorks}
	return tried.For(purpose).Outcome == gitlab.ProbePartly
}

// probedMsg brings the outcome of the probe at a row.
type probedMsg struct {
	row    int
	result gitlab.ProbeResult
}

func newProbePanel(d *shared) probePanel {
	return probePanel{shared: d, field: widget.NewField("group/project")}
}

// start lists the probes of the purposes, each once and not tried yet: a visit may
// be about another token than the one before.
func (p *probePanel) start() {
	var rows []probeRow
	for _, purpose := range p.draft.Chosen() {
		same := func(row probeRow) bool { return row.kind == purpose.Probe && row.partly() == probesPart(purpose) }
		if at := slices.IndexFunc(rows, same); at >= 0 {
			rows[at].purposes = append(rows[at].purposes, purpose)
			continue
		}
		rows = append(rows, probeRow{kind: purpose.Probe, purposes: []catalog.Purpose{purpose}})
	}
	p.rows, p.at, p.state, p.word = rows, 0, probeChoosing, ""
}

// suggest puts a project into the field where the person has put none there.
func (p *probePanel) suggest(known gitlab.Memberships) {
	if p.state != probeNaming && p.field.Value() == "" && len(known.Projects) > 0 {
		p.field.SetValue(known.Projects[0].Path)
		p.field.CursorEnd()
	}
}

func (p *probePanel) mode() mode {
	if p.state == probeNaming {
		return modeTyping
	}
	return modeKeys
}

func (p *probePanel) row() probeRow { return p.rows[p.at] }

// onKey reports whether the person is done here.
func (p *probePanel) onKey(msg tea.KeyPressMsg) (done bool, cmd tea.Cmd) {
	keys := p.keysFor(p.mode())
	p.word = ""
	switch {
	case p.state == probeAsking:
		if key.Matches(msg, keys.Back) {
			p.stop(&p.asking)
			p.state = probeChoosing
		}
	case key.Matches(msg, keys.Back):
		if p.state == probeNaming {
			p.leaveField()
			return false, nil
		}
		return true, nil
	case key.Matches(msg, keys.Enter):
		return false, p.try()
	case key.Matches(msg, keys.Next):
		if p.state == probeNaming {
			p.leaveField()
		} else if p.row().kind.TakesProject() {
			return false, p.enterField()
		}
	case key.Matches(msg, keys.Copy) && p.line() != "":
		return false, p.copyText(p.line(), "The line is copied.")
	case p.state == probeNaming:
		return false, p.typed(msg)
	case key.Matches(msg, keys.Up):
		p.at = (p.at - 1 + len(p.rows)) % len(p.rows)
	case key.Matches(msg, keys.Down):
		p.at = (p.at + 1) % len(p.rows)
	}
	return false, nil
}

func (p *probePanel) enterField() tea.Cmd {
	p.state = probeNaming
	return p.field.Focus()
}

func (p *probePanel) leaveField() {
	p.state = probeChoosing
	p.field.Blur()
}

// typed gives a key or a paste to the field. Of a project's address, as it is
// copied from a browser, the path is taken.
func (p *probePanel) typed(msg tea.Msg) tea.Cmd {
	if paste, ok := msg.(tea.PasteMsg); ok {
		if path, found := p.instance().ProjectOf(paste.Content); found {
			p.field.SetValue("")
			msg = tea.PasteMsg{Content: path}
		}
	}
	cmd, err := p.typeInto(&p.field, msg)
	if err != nil {
		p.word = err.Error() + "."
	}
	return cmd
}

// try asks GitLab, once there is all that it takes.
func (p *probePanel) try() tea.Cmd {
	kind, target := p.row().kind, gitlab.ProbeTarget{Username: p.username()}
	if kind == catalog.ProbeNone {
		p.word = "There is nothing to try that changes nothing."
		return nil
	}
	if kind.NeedsProject() || kind.TakesProject() && p.field.Value() != "" {
		path, err := input.ProjectPath(p.field.Value(), p.instance().OwnPrefix())
		if err != nil {
			p.word = err.Error() + "."
			return p.enterField()
		}
		target.Project = path
	}
	p.leaveField()
	p.state, p.waited = probeAsking, 0
	adapter, instance, secret, row := p.env.GitLab, p.instance(), p.draft.Secret, p.at
	ask := p.read(&p.asking, func(ctx context.Context) tea.Msg {
		return probedMsg{row, adapter.Probe(ctx, instance, secret, kind, target)}
	})
	return tea.Batch(ask, p.tick(&p.asking), p.spin(&p.asking))
}

func (p *probePanel) onProbed(msg probedMsg) {
	p.state = probeChoosing
	purposes := p.rows[msg.row].purposes
	// A refusal counts where any of the purposes needs what was refused.
	first := slices.IndexFunc(purposes, func(purpose catalog.Purpose) bool {
		return msg.result.For(purpose).Outcome == msg.result.Outcome
	})
	result := msg.result.For(purposes[max(first, 0)])
	p.rows[msg.row].result = &result
}

func (p *probePanel) onTick() tea.Cmd {
	if p.state != probeAsking {
		return nil
	}
	p.waited += time.Second
	return p.tick(&p.asking)
}

// line is what shows it in a shell, "" where there is none.
func (p *probePanel) line() string {
	path, err := input.ProjectPath(p.field.Value(), p.instance().OwnPrefix())
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

func (p *probePanel) keys() keyMap {
	keys := p.keysFor(p.mode())
	if p.state == probeAsking {
		return stopKeys(keys)
	}
	var shown []key.Binding
	if p.row().kind != catalog.ProbeNone {
		shown = append(shown, style.As(keys.Enter, "try it"))
	}
	switch {
	case p.state == probeNaming:
		shown = append(shown, style.As(keys.Next, "leave the field"))
	case p.row().kind.TakesProject():
		shown = append(shown, style.As(keys.Next, "name a project"))
	}
	if p.line() != "" {
		shown = append(shown, style.As(keys.Copy, "copy the line"))
	}
	if p.state == probeChoosing && len(p.rows) > 1 {
		shown = append(shown, keys.Up, keys.Down)
	}
	return append(shown, keys.Back)
}
