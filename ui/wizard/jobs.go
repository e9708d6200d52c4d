package wizard

import (
	"io"
	"os"
	"time"

	tea "charm.land/bubbletea/v2"
)

// jobMsg is a signal of the shell's job control.
type jobMsg struct{ signal os.Signal }

// wentOnMsg says that the program has the terminal again, or why it has not.
type wentOnMsg struct {
	wasSignal bool
	err       error
}

func (m *Model) awaitJob() tea.Cmd {
	jobs := m.shared.env.Jobs
	if jobs == nil {
		return nil
	}
	return func() tea.Msg { return jobMsg{<-jobs.Signals()} }
}

// onJob stops the program where it was asked to, with the terminal as it was
// before. A program that only goes on takes the terminal anew: it may have been
// stopped without a word, and the shell has used the terminal since.
func (m *Model) onJob(msg jobMsg) tea.Cmd {
	jobs := m.shared.env.Jobs
	stop := func() {}
	if jobs.AsksToStop(msg.signal) {
		stop = func() { jobs.Stop(false) }
	}
	return outside(stop, true)
}

// suspend stops the program and what runs with it, for the key that does so
// everywhere else in a terminal.
func (m *Model) suspend() tea.Cmd {
	jobs := m.shared.env.Jobs
	if jobs == nil {
		return nil
	}
	return outside(func() { jobs.Stop(true) }, false)
}

// onWentOn draws the whole screen anew. Without a terminal, where nothing is drawn
// and no key is read, it ends the wizard.
func (m *Model) onWentOn(msg wentOnMsg) (tea.Model, tea.Cmd) {
	switch {
	case msg.err != nil:
		return m.end(EndSignal)
	case msg.wasSignal:
		return m, tea.Batch(tea.ClearScreen, m.awaitJob())
	}
	return m, tea.ClearScreen
}

// outside does something while the terminal is as it was before the program.
func outside(do func(), wasSignal bool) tea.Cmd {
	return tea.Exec(interlude(do), func(err error) tea.Msg { return wentOnMsg{wasSignal, err} })
}

// interlude is what is done then. It needs nothing of the terminal.
type interlude func()

// Run implements tea.ExecCommand.
func (i interlude) Run() error {
	i()
	time.Sleep(untilDrawingEnded)
	return nil
}

// untilDrawingEnded is how long Bubble Tea's drawing is given to end. It stops its
// clock after it has said that it ended (v2.1.1, Program.startRenderer): where it
// begins anew before that, the clock stands still and nothing is drawn any more.
const untilDrawingEnded = 100 * time.Millisecond

// SetStdin implements tea.ExecCommand.
func (interlude) SetStdin(io.Reader) {}

// SetStdout implements tea.ExecCommand.
func (interlude) SetStdout(io.Writer) {}

// SetStderr implements tea.ExecCommand.
func (interlude) SetStderr(io.Writer) {}
