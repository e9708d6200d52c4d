package wizard

import (
	"context"
	"time"

	"charm.land/bubbles/v2/spinner"
	tea "charm.land/bubbletea/v2"
)

// task is a screen's handle for one thing that it has under way: a read, a wait
// or a change. A screen has a handle for each kind, and beginning another of a
// kind ends the one before. The zero value has nothing under way.
type task struct{ id uint64 }

// tasks are those under way on the visit to a screen. Leaving the screen ends
// them all.
type tasks struct {
	// root ends every visit when it is done.
	root    context.Context
	ctx     context.Context
	leave   context.CancelFunc
	last    uint64
	running map[uint64]context.CancelFunc
}

// resultMsg carries what came of a task. It is dropped where the task has been
// ended meanwhile.
type resultMsg struct {
	task   uint64
	result tea.Msg
}

// tickMsg tells the screen that another second of a task's wait is over.
type tickMsg struct{}

// beginVisit ends what is under way, when a screen is entered.
func (t *tasks) beginVisit() {
	if t.leave != nil {
		t.leave()
	}
	t.ctx, t.leave = context.WithCancel(t.root)
	t.running = map[uint64]context.CancelFunc{}
}

// begin gives a handle to a new task, in place of the one it had.
func (t *tasks) begin(handle *task) context.Context {
	t.stop(handle)
	ctx, cancel := context.WithCancel(t.ctx)
	t.last++
	handle.id = t.last
	t.running[handle.id] = cancel
	return ctx
}

// stop ends a task: its context is cancelled and its result dropped. Others of
// the screen go on.
func (t *tasks) stop(handle *task) { t.end(handle.id) }

func (t *tasks) end(id uint64) {
	if cancel, running := t.running[id]; running {
		cancel()
		delete(t.running, id)
	}
}

// accept reports whether a result is still waited for. With anything but a tick
// of its second or of its spinner, its task is over.
func (t *tasks) accept(msg resultMsg) bool {
	_, running := t.running[msg.task]
	switch msg.result.(type) {
	case tickMsg, spinner.TickMsg:
	default:
		t.end(msg.task)
	}
	return running
}

// read runs a read. Stopping its task or leaving the screen cancels it.
func (t *tasks) read(handle *task, work func(context.Context) tea.Msg) tea.Cmd {
	ctx := t.begin(handle)
	id := handle.id
	return func() tea.Msg { return resultMsg{id, work(ctx)} }
}

// change runs a change, which no key and no signal cancels. The screen is busy
// until it is done, so its result is never dropped.
func (t *tasks) change(handle *task, work func(context.Context) tea.Msg) tea.Cmd {
	t.begin(handle)
	id, ctx := handle.id, context.WithoutCancel(t.root)
	return func() tea.Msg { return resultMsg{id, work(ctx)} }
}

// wait begins a task that only counts seconds.
func (d *shared) wait(handle *task) tea.Cmd {
	d.begin(handle)
	return d.tick(handle)
}

// tick brings the next second of a task's wait, unless the task is over by then.
func (d *shared) tick(handle *task) tea.Cmd {
	id := handle.id
	return d.env.Tick(time.Second, func(time.Time) tea.Msg { return resultMsg{id, tickMsg{}} })
}
