package command

import (
	"context"
	"io"
	"log"
	"os"
	"os/exec"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"

	"glpat/config"
	"glpat/gitlab"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
	"glpat/ui/system"
	"glpat/ui/wizard"
)

// System is every edge of the machine a command touches.
type System struct {
	// CalledAs is what the person types to start the program, "" for its usual
	// name: see [system.ProgramName].
	CalledAs       string
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	// Terminal tells whether a person sits in front: both stdin and stdout are
	// a terminal.
	Terminal bool
	// TalkTerminal tells that stderr is a terminal, where a line can be written
	// anew.
	TalkTerminal bool
	Getenv       func(string) string
	Now          func() time.Time
	Browser      wizard.Browser
	Clipboard    wizard.Clipboard
	Keyring      config.Keyring
	// Computer is what this computer is called, "" where nothing tells.
	Computer string
	// Patience is how long a call may take before a word is said of it, 0 for a
	// second.
	Patience time.Duration
	// Token is what GITLAB_TOKEN held.
	Token token.Secret
	// ReadHidden asks at the terminal for a line and does not show what is
	// typed; nil where stdin is not a terminal.
	ReadHidden func(prompt string) (token.Secret, error)
	// Signals begins to deliver what asks the program to end. Until it is
	// called such a signal ends the program at once, which is right for a
	// command that has nothing to put back.
	Signals func() <-chan os.Signal
	// Interruptible returns a context that such a signal ends, until it is
	// stopped.
	Interruptible func(context.Context) (context.Context, context.CancelFunc)
	// Jobs begins to deliver what the shell's job control asks for; nil where there
	// is none.
	Jobs func() *system.Jobs
	// Program are options for the wizard's program, for tests.
	Program []tea.ProgramOption

	// stdout is what Stdout writes to, from [Main] on.
	stdout *watchedStdout
	// redactor knows the secrets of this run; see [gate].
	redactor *token.Redactor
}

// tokenVariable is the environment variable that tools of GitLab share.
const tokenVariable = "GITLAB_TOKEN"

// traceVariables are those with which the terminal libraries write all they
// read, pasted tokens with it, to a file.
func traceVariables() []string { return []string{"TEA_TRACE", "TEA_DEBUG", "UV_DEBUG"} }

// NewSystem returns the real machine. It takes the token out of the environment,
// so that no program glpat starts inherits it, and with it what would write
// down each key. From here on a crash writes no memory to a file.
func NewSystem() System {
	system.ForbidCores()
	token := token.NewSecret(strings.TrimSpace(os.Getenv(tokenVariable)))
	for _, name := range append(traceVariables(), tokenVariable) {
		_ = os.Unsetenv(name) // cannot fail for a name without "="
	}
	log.SetOutput(io.Discard) // net/http tells there of servers that break the rules
	program := system.ProgramName(os.Args[0], exec.LookPath)
	machine := System{
		CalledAs:      program,
		Stdin:         os.Stdin,
		Stdout:        system.OnTerminal(os.Stdout, program, os.Getenv),
		Stderr:        system.OnTerminal(os.Stderr, program, os.Getenv),
		Terminal:      term.IsTerminal(os.Stdin.Fd()) && term.IsTerminal(os.Stdout.Fd()),
		TalkTerminal:  term.IsTerminal(os.Stderr.Fd()),
		Getenv:        os.Getenv,
		Computer:      system.Hostname(),
		Now:           time.Now,
		Browser:       system.NewDesktopBrowser(os.Getenv),
		Clipboard:     system.NewDesktopClipboard(os.Getenv),
		Keyring:       config.SystemKeyring(),
		Token:         token,
		Signals:       system.EndSignals,
		Jobs:          system.WatchJobs,
		Interruptible: system.Interruptible,
	}
	if term.IsTerminal(os.Stdin.Fd()) {
		machine.ReadHidden = system.ReadHidden
	}
	return machine
}

// quote puts a name in the quotation marks that the terminal can show.
func (m System) quote(name string) string {
	if system.ShowsUTF8(m.Getenv) {
		return "“" + name + "”"
	}
	return `"` + name + `"`
}

// store is where settings and records are.
func (m System) store() (*config.Store, error) {
	dir, err := config.DefaultDir(m.Getenv)
	if err != nil {
		return nil, err
	}
	return config.Open(dir, m.Now), nil
}

// client returns the adapter to GitLab.
func (m System) client() *gitlab.Client {
	return gitlab.NewClient(transport.NewTransport("glpat/"+version()), m.Now)
}
