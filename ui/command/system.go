package command

import (
	"context"
	"io"
	"log"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"
	"github.com/cli/browser"

	"glpat/config"
	"glpat/gitlab"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
	"glpat/ui/wizard"
)

// System is every edge of the machine a command touches.
type System struct {
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
	// Program are options for the wizard's program, for tests.
	Program []tea.ProgramOption
}

// tokenVariable is the environment variable that tools of GitLab share.
const tokenVariable = "GITLAB_TOKEN"

// traceVariables are those with which the terminal libraries write all they
// read, pasted tokens with it, to a file.
func traceVariables() []string { return []string{"TEA_TRACE", "TEA_DEBUG", "UV_DEBUG"} }

// NewSystem returns the real machine. It takes the token out of the environment,
// so that no program glpat starts inherits it, and with it what would write
// down each key. What a browser prints is dropped, because it would tear the
// screen.
func NewSystem() System {
	token := token.NewSecret(strings.TrimSpace(os.Getenv(tokenVariable)))
	for _, name := range append(traceVariables(), tokenVariable) {
		_ = os.Unsetenv(name) // cannot fail for a name without "="
	}
	browser.Stdout, browser.Stderr = io.Discard, io.Discard
	log.SetOutput(io.Discard) // net/http tells there of servers that break the rules
	machine := System{
		Stdin: os.Stdin, Stdout: onScreen(os.Stdout), Stderr: onScreen(os.Stderr),
		Terminal:      term.IsTerminal(os.Stdin.Fd()) && term.IsTerminal(os.Stdout.Fd()),
		TalkTerminal:  term.IsTerminal(os.Stderr.Fd()),
		Getenv:        os.Getenv,
		Now:           time.Now,
		Browser:       systemBrowser{getenv: os.Getenv},
		Clipboard:     systemClipboard{getenv: os.Getenv},
		Keyring:       config.SystemKeyring(),
		Token:         token,
		Signals:       endSignals,
		Interruptible: interruptible,
	}
	if term.IsTerminal(os.Stdin.Fd()) {
		machine.ReadHidden = readHidden
	}
	return machine
}

func endSignals() <-chan os.Signal {
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, ends()...)
	return signals
}

func interruptible(ctx context.Context) (context.Context, context.CancelFunc) {
	return signal.NotifyContext(ctx, ends()...)
}

// ends are the signals that ask the program to end.
func ends() []os.Signal { return []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} }

// systemBrowser opens pages in the person's browser.
type systemBrowser struct{ getenv func(string) string }

// Available reports whether a browser can show up in front of the person. Over
// SSH it would open on the wrong computer.
func (b systemBrowser) Available() bool {
	if b.getenv("SSH_CONNECTION") != "" || b.getenv("SSH_TTY") != "" {
		return false
	}
	switch runtime.GOOS {
	case "darwin", "windows":
		return true
	}
	return b.getenv("DISPLAY") != "" || b.getenv("WAYLAND_DISPLAY") != "" || b.getenv("WSL_DISTRO_NAME") != ""
}

// Open implements wizard.Browser.
func (systemBrowser) Open(url string) error { return browser.OpenURL(url) }

// utf8Terminal guesses from the locale whether more than ASCII is shown. An
// unset locale is common in containers, whose terminals are UTF-8 all the same.
func (m System) utf8Terminal() bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if value := strings.ToLower(m.Getenv(name)); value != "" {
			return strings.Contains(value, "utf-8") || strings.Contains(value, "utf8")
		}
	}
	return true
}

// quote puts a name in the quotation marks that the terminal can show.
func (m System) quote(name string) string {
	if m.utf8Terminal() {
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

// storeFailed is a failure of the store in words for a person.
func (m System) storeFailed(err error) error {
	dir, dirErr := config.DefaultDir(m.Getenv)
	if dirErr != nil {
		return dirErr
	}
	return &storeError{dir, err}
}

// client returns the adapter to GitLab.
func (m System) client() *gitlab.Client {
	return gitlab.NewClient(transport.NewTransport("glpat/"+version()), m.Now)
}
