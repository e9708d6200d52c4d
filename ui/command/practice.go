package command

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"glpat/gitlab/catalog"
	"glpat/gitlab/practice"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/ui/flow"
	"glpat/ui/wizard"
)

func newPractice(machine System) *cobra.Command {
	var (
		flags                 requestFlags
		plays                 practiceFlags
		serveOnly, noBrowsers bool
	)
	cmd := &cobra.Command{
		Use:   "practice",
		Short: "Try the whole way on a built-in GitLab; no account needed",
		Long: `Walk the whole way to a token on a GitLab that is built in. It plays a release
(--release) and, to rehearse it, something that goes wrong (--fault), or an
instance that lacks a part (--without) or makes no legacy tokens any more
(--fine-grained-only). Nothing in it is real and nothing is kept. With --serve
other programs can use it too: Git clones from it, docker may ask it for leave.`,
		Example: `  glpat practice
  glpat practice --release 16.11 --fault token-expired
  glpat practice --fault rate-limited@sign-in
  glpat practice --without registry,proxy
  glpat practice --serve

` + faultHelp(),
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			options, err := plays.options(machine)
			if err != nil {
				return err
			}
			if serveOnly {
				if err := onlyServes(cmd); err != nil {
					return err
				}
				return servePractice(cmd.Context(), machine, options)
			}
			draft, err := flags.draft(machine)
			if err != nil {
				return err
			}
			return runWizard(cmd.Context(), machine, wizard.Given{Draft: draft, Practice: true},
				wizardOptions{
					noBrowser: noBrowsers,
					practice:  &practiceHost{machine: machine, options: options},
					without:   serveCommand(cmd),
				})
		},
	}
	flags.addRequest(cmd)
	plays.add(cmd)
	cmd.Flags().BoolVar(&serveOnly, "serve", false, "only serve it and print its address")
	cmd.Flags().BoolVar(&noBrowsers, "no-browser", false, "do not open pages; glpat presses the button itself")
	return cmd
}

// practiceFlags say what the practice instance plays.
type practiceFlags struct {
	release, fault, without string
	fineGrainedOnly         bool
	projects                int
}

func (f *practiceFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.release, "release", "", "the GitLab `release` to play, for example 16.11; default the newest")
	flags.StringVar(&f.fault, "fault", "", "the `fault` that goes wrong, from the list above, at one call with NAME@CALL")
	flags.StringVar(&f.without, "without", "", "`parts` it does not have, with commas: registry, proxy, duo")
	flags.BoolVar(&f.fineGrainedOnly, "fine-grained-only", false, "it makes no legacy tokens any more, from 18.9 on")
	flags.IntVar(&f.projects, "more-projects", 0, "how `many` projects your tokens reach beside three")
	_ = cmd.RegisterFlagCompletionFunc("fault", completeFaults) // fails only for a flag that is not there
	_ = cmd.RegisterFlagCompletionFunc("without", completeParts)
}

func (f *practiceFlags) options(machine System) (practice.Options, error) {
	options := practice.Options{Now: machine.Now, FineGrainedOnly: f.fineGrainedOnly, MoreProjects: f.projects}
	var err error
	if f.release != "" {
		if options.Release, err = playedRelease(f.release); err != nil {
			return options, err
		}
	}
	if f.projects < 0 || f.projects > practice.MaxMoreProjects {
		return options, &usageError{
			what: fmt.Sprintf("The practice GitLab has no %d projects more", f.projects),
			do:   fmt.Sprintf("Name a number from 0 to %d", practice.MaxMoreProjects),
		}
	}
	if first := catalog.FirstFineGrained(); f.fineGrainedOnly && options.Release.Known() &&
		options.Release.Before(first) {
		return options, &usageError{
			what: "--fine-grained-only and --release " + options.Release.String() + " contradict each other: " +
				"the first release with fine-grained tokens is " + first.String(),
			do: "Leave one of them out, or run: glpat practice --fine-grained-only --release " + first.String(),
		}
	}
	if f.fault != "" {
		if options.Fault, err = parseFault(f.fault); err != nil {
			return options, err
		}
	}
	options.Without, err = practice.ParseParts(f.without)
	return options, err
}

// playedRelease reads a release that the practice instance plays.
func playedRelease(text string) (catalog.Release, error) {
	release, err := parseRelease(text)
	if err != nil {
		return release, err
	}
	oldest, latest := practice.Plays()
	if release.Before(oldest) || latest.Before(release) {
		return release, &usageError{
			what: "The practice GitLab does not play " + release.String(),
			do: "Name a release from " + oldest.String() + " to " + latest.String() +
				", or leave --release out for the newest",
		}
	}
	return release, nil
}

// serveCommand is the command that serves the same practice instance without the
// wizard: with the flags that say what it plays, which have been read and so hold
// nothing that a shell would take apart.
func serveCommand(cmd *cobra.Command) string {
	command := "glpat practice --serve"
	cmd.Flags().Visit(func(flag *pflag.Flag) {
		switch {
		case slices.Contains(walkFlags(), flag.Name):
		case flag.Value.Type() == "bool":
			command += " --" + flag.Name + "=" + flag.Value.String()
		default:
			command += " --" + flag.Name + " " + strings.ReplaceAll(flag.Value.String(), " ", "")
		}
	})
	return strings.ReplaceAll(command, "=true", "")
}

// walkFlags are the flags that say something of a walk.
func walkFlags() []string {
	return []string{"purpose", "scopes", "name", "description", "expires", "no-browser"}
}

// onlyServes refuses what says something of a walk where there is none.
func onlyServes(cmd *cobra.Command) error {
	for _, name := range walkFlags() {
		if cmd.Flags().Changed(name) {
			return &usageError{
				what: "--serve and --" + name + " contradict each other: with --serve there is no wizard to fill in",
				do:   "Leave one of them out; the link for it comes from: glpat link --host ADDRESS --purpose clone",
			}
		}
	}
	return nil
}

func completeParts(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	var rows []string
	for _, part := range practice.Parts() {
		rows = append(rows, string(part.Part)+"\t"+part.Is)
	}
	return completeLast(rows, typed)
}

// servePractice serves until it is told to end.
func servePractice(ctx context.Context, machine System, options practice.Options) error {
	signals := machine.Signals()
	server, err := practice.Start(options)
	if err != nil {
		return err
	}
	printLine(machine.Stdout, server.URL())
	if err := machine.cutShort(); err != nil { // nobody knows its address
		_ = server.Close() // it was not used
		return err
	}
	printLine(
		machine.Stderr,
		"glpat: this GitLab is for practice; nothing in it is real and nothing is kept. Ctrl+C ends it.",
	)
	hint(machine.Stderr, "Its form for a token, filled in: glpat link --host "+server.URL()+" --purpose clone")
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
	machine System
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

// Release implements wizard.Practice.
func (h *practiceHost) Release() catalog.Release {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.server == nil {
		return catalog.Release{}
	}
	return h.server.Release()
}

// CreateToken implements wizard.Practice.
func (h *practiceHost) CreateToken(ctx context.Context, link, expires string) (token.Secret, error) {
	server, client, err := h.running()
	if err != nil {
		return token.Secret{}, err
	}
	return server.CreateToken(ctx, client, link, expires)
}

// CreateFineGrainedToken implements wizard.Practice.
func (h *practiceHost) CreateFineGrainedToken(ctx context.Context, draft flow.Draft) (token.Secret, error) {
	server, client, err := h.running()
	if err != nil {
		return token.Secret{}, err
	}
	return server.CreateFineGrainedToken(ctx, client, practice.FineGrainedRequest{
		Name: draft.Name, Description: draft.FormDescription(), Expires: draft.Expires.String(),
		Permissions: catalog.FineGrainedFor(draft.Chosen()).Permissions,
	})
}

// running is the instance that was started, and what opens its pages.
func (h *practiceHost) running() (*practice.Server, *http.Client, error) {
	h.mu.Lock()
	server := h.server
	h.mu.Unlock()
	if server == nil {
		return nil, nil, notOurPractice()
	}
	client, err := h.machine.client().PageClient(server.URL())
	return server, client, err
}

// notOurPractice says that a practice instance was found that another glpat
// serves.
func notOurPractice() *problem.Problem {
	return &problem.Problem{
		Code: problem.CodeUnavailable, Severity: problem.SeverityError,
		Summary: "glpat cannot press the button: another glpat serves this practice GitLab",
		Cause:   "Only the glpat that serves it can work its pages.",
		Remedy:  problem.NewSteps("Open the link, press the button yourself, and paste the token here"),
	}
}

func (h *practiceHost) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.server != nil {
		_ = h.server.Close() // the program is ending; nothing in it is worth saving
	}
}
