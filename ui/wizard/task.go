package wizard

import (
	"context"

	tea "charm.land/bubbletea/v2"
)

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
