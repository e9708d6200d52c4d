package wizard

import (
	"context"
	"os"
	"time"

	tea "charm.land/bubbletea/v2"

	"glpat/config"
	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
	"glpat/ui/flow"
)

// Env is every edge of the machine that the wizard touches, handed in.
type Env struct {
	// CalledAs is what the person types to start glpat, "" for its usual name.
	CalledAs string
	// Version is glpat's own, for support.
	Version   string
	Now       func() time.Time
	GitLab    Adapter
	Browser   Browser
	Clipboard Clipboard
	Secrets   Secrets
	Memory    Memory
	Practice  Practice
	// Load reads the files and variables with which an instance is reached. Its
	// errors are [*input.Error].
	Load config.LoadConnection
	// Tick brings a message when a while is over; nil is [tea.Tick].
	Tick func(time.Duration, func(time.Time) tea.Msg) tea.Cmd
	// Redactor knows the secrets of this run, which nothing may draw, copy or note
	// down; nil makes a new one.
	Redactor *token.Redactor
	// Known are the settings of the instances used before.
	Known []config.KnownInstance
	// Suggest lists the instances to offer, the likeliest first.
	Suggest func(context.Context) []Suggestion
	// Signals delivers what asks the wizard to end.
	Signals <-chan os.Signal
	// Jobs is the shell's job control, nil where there is none.
	Jobs JobControl
	// Animate tells whether something may move on the screen during a wait.
	Animate bool
	// UTF8 tells whether the terminal shows more than ASCII.
	UTF8 bool
}

// Adapter looks at instances, checks tokens, and asks more of those that work.
// Nothing takes longer than [phrase.LongestCall], but for a probe, which may be two
// calls.
type Adapter interface {
	Discover(ctx context.Context, address input.Address, access transport.Config) (gitlab.Instance, error)
	Check(ctx context.Context, instance gitlab.Instance, secret token.Secret, want gitlab.Want) gitlab.Report
	ListMemberships(
		ctx context.Context,
		instance gitlab.Instance,
		secret token.Secret,
		known gitlab.Memberships,
	) (gitlab.Memberships, *problem.Problem)
	Probe(
		ctx context.Context,
		instance gitlab.Instance,
		secret token.Secret,
		kind catalog.ProbeKind,
		target gitlab.ProbeTarget,
	) gitlab.ProbeResult
}

// Browser opens pages.
type Browser interface {
	// Available reports whether there is a browser to open one in.
	Available() bool
	Open(ctx context.Context, url string) error
}

// Clipboard is the system's clipboard, where there is a program for it.
type Clipboard interface {
	Read(ctx context.Context) (string, error)
	Write(ctx context.Context, text string) error
}

// Secrets puts a secret where the person chose, and notes where that is.
type Secrets interface {
	Keep(ctx context.Context, record config.Record, secret token.Secret) (config.Kept, error)
	// Describe says in words where that is, "" for nowhere.
	Describe(place config.Storage, account string) string
}

// Memory remembers instances and their certificates.
type Memory interface {
	RememberInstance(config.KnownInstance) error
	// TrustCertificate keeps a host's certificates, in PEM form, and gives the
	// file they are in.
	TrustCertificate(host string, pem []byte) (path string, err error)
}

// Practice is the built-in GitLab.
type Practice interface {
	// Start starts it, once, and gives its address.
	Start(ctx context.Context) (url string, err error)
	// Release is the one that it plays, unknown where that is not known.
	Release() catalog.Release
	// CreateToken presses the button on its page.
	CreateToken(ctx context.Context, link, expires string) (token.Secret, error)
	// CreateFineGrainedToken fills in the form for a fine-grained token as the
	// draft has it, for all groups and projects, and presses its button.
	CreateFineGrainedToken(ctx context.Context, draft flow.Draft) (token.Secret, error)
}

// JobControl is the shell's job control.
type JobControl interface {
	// Signals delivers what asks the program to stop, and that it goes on.
	Signals() <-chan os.Signal
	AsksToStop(which os.Signal) bool
	// Stop stops the program, and with whole all that runs with it in the terminal,
	// and returns when it goes on.
	Stop(whole bool)
}

// Suggestion is an instance to offer on the first screen.
type Suggestion struct {
	Address string
	// Why says where it comes from: "used before".
	Why string
	// Practice marks the built-in instance, whose address is known only once it
	// runs.
	Practice bool
}
