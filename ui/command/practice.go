package command

import (
	"context"
	"fmt"
	"sync"

	"glpat/gitlab"
	"glpat/gitlab/practice"
	"glpat/ui/wizard"

	"github.com/spf13/cobra"
)

func newPractice(machine Machine) *cobra.Command {
	var (
		flags                 requestFlags
		release, fault        string
		serveOnly, noBrowsers bool
	)
	cmd := &cobra.Command{
		Use:   "practice",
		Short: "Try the whole way on a built-in GitLab; no account needed",
		Long: `Walk the whole way to a token on a GitLab that is built in. It plays a release
(--release) and, to rehearse it, something that goes wrong (--fault). Nothing in
it is real and nothing is kept. With --serve other programs can use it too.`,
		Example: `  glpat practice
  glpat practice --release 16.11 --fault token-expired
  glpat practice --fault rate-limited@sign-in
  glpat practice --serve

` + faultHelp(),
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			options, err := practiceOptions(machine, release, fault)
			if err != nil {
				return err
			}
			if serveOnly {
				return servePractice(cmd.Context(), machine, options)
			}
			draft, err := flags.draft(machine)
			if err != nil {
				return err
			}
			return runWizard(cmd.Context(), machine, wizard.Start{Draft: draft, Practice: true},
				wizardOptions{noBrowser: noBrowsers, practice: &practiceHost{machine: machine, options: options}})
		},
	}
	flags.addRequest(cmd)
	cmd.Flags().StringVar(&release, "release", "", "the GitLab `release` to play, for example 16.11; default the newest")
	cmd.Flags().StringVar(&fault, "fault", "", "the `fault` that goes wrong, from the list above, at one call with NAME@CALL")
	_ = cmd.RegisterFlagCompletionFunc("fault", completeFaults) // fails only for a flag that is not there
	cmd.Flags().BoolVar(&serveOnly, "serve", false, "only serve it and print its address")
	cmd.Flags().BoolVar(&noBrowsers, "no-browser", false, "do not open pages; glpat presses the button itself")
	return cmd
}

func practiceOptions(machine Machine, release, fault string) (practice.Options, error) {
	options := practice.Options{Now: machine.Now}
	if release != "" {
		parsed, err := parseRelease(release)
		if err != nil {
			return options, err
		}
		options.Release = parsed
	}
	if fault != "" {
		parsed, err := parseFault(fault)
		if err != nil {
			return options, err
		}
		options.Fault = parsed
	}
	return options, nil
}

// servePractice serves until it is told to end.
func servePractice(ctx context.Context, machine Machine, options practice.Options) error {
	signals := machine.Signals()
	server, err := practice.Start(options)
	if err != nil {
		return err
	}
	say(machine.Stdout, server.URL())
	say(machine.Stderr, "glpat: this GitLab is for practice; nothing in it is real and nothing is kept. Ctrl+C ends it.")
	say(machine.Stderr, "  - Its form for a token, filled in: glpat link --host "+server.URL()+" --purpose clone")
	select {
	case <-signals:
	case <-ctx.Done():
	}
	if err := server.Close(); err != nil {
		return fmt.Errorf("end the practice GitLab: %w", err)
	}
	return nil
}

// practiceHost starts the practice instance when the wizard first needs it,
// and ends it with the wizard.
type practiceHost struct {
	machine Machine
	options practice.Options

	mu     sync.Mutex
	server *practice.Server
}

// Start implements wizard.Practice.
func (h *practiceHost) Start(context.Context) (string, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.server == nil {
		server, err := practice.Start(h.options)
		if err != nil {
			return "", err
		}
		h.server = server
	}
	return h.server.URL(), nil
}

// CreateToken implements wizard.Practice.
func (h *practiceHost) CreateToken(ctx context.Context, link, expires string) (gitlab.Secret, error) {
	h.mu.Lock()
	server := h.server
	h.mu.Unlock()
	if server == nil {
		return gitlab.Secret{}, notOurPractice()
	}
	client, err := h.machine.client().PageClient(server.URL())
	if err != nil {
		return gitlab.Secret{}, err
	}
	return server.CreateToken(ctx, client, link, expires)
}

// notOurPractice says that a practice instance was found that another glpat
// serves.
func notOurPractice() *gitlab.Problem {
	return &gitlab.Problem{
		Code: gitlab.CodeUnavailable, Severity: gitlab.SeverityError,
		Summary: "glpat cannot press the button: another glpat serves this practice GitLab",
		Cause:   "Only the glpat that serves it can work its pages.",
		Remedy:  []string{"Open the link, press the button yourself, and paste the token here"},
	}
}

func (h *practiceHost) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.server != nil {
		_ = h.server.Close() // the program is ending; nothing in it is worth saving
	}
}
