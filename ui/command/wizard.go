package command

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"glpat/config"
	"glpat/gitlab"
	"glpat/gitlab/input"
	"glpat/ui/flow"
	"glpat/ui/phrase"
	"glpat/ui/system"
	"glpat/ui/wizard"
)

// wizardOptions say how the wizard runs.
type wizardOptions struct {
	noBrowser bool
	practice  *practiceHost
	// without is the command that does the same without a terminal, "" where the
	// link and the check do.
	without string
}

// runWizard runs the wizard in the terminal and says at its end what became of
// the token.
func runWizard(ctx context.Context, machine System, start wizard.Given, options wizardOptions) error {
	if err := needTerminal(machine, start.Draft, options.without); err != nil {
		return err
	}
	store, err := machine.store()
	if err != nil {
		return err
	}
	practice := options.practice
	if practice == nil {
		practice = &practiceHost{machine: machine}
	}
	defer practice.close()

	browser := machine.Browser
	if options.noBrowser {
		browser = noBrowser{}
	}
	settings, notices, err := store.Settings()
	if err != nil {
		return err
	}
	machine.knowSettings(settings)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var jobs wizard.JobControl
	if machine.Jobs != nil {
		watched := machine.Jobs()
		defer watched.End()
		jobs = watched
	}
	model := wizard.NewModel(ctx, wizard.Env{
		CalledAs:  machine.CalledAs,
		Version:   version(),
		Now:       machine.Now,
		GitLab:    machine.client(),
		Browser:   browser,
		Clipboard: machine.Clipboard,
		Secrets: config.SecretStore{
			Store:    store,
			Keyring:  machine.Keyring,
			Redactor: machine.redactor,
		},
		Memory:   store,
		Redactor: machine.redactor,
		Practice: practice,
		Load:     machine.load,
		Known:    settings.Instances,
		Suggest:  suggester(machine, settings),
		Signals:  machine.Signals(),
		Jobs:     jobs,
		UTF8:     system.ShowsUTF8(machine.Getenv),
		Animate:  machine.Getenv("NO_COLOR") == "", // who wants no colours wants a calm screen
	}, start)

	program := append([]tea.ProgramOption{tea.WithContext(ctx), tea.WithoutSignalHandler()}, machine.Program...)
	_, runErr := tea.NewProgram(model, program...).Run()
	printNotices(machine.Stderr, append(notices, store.Notices()...))
	return sayOutcome(machine, model.Outcome(), runErr)
}

// needTerminal refuses to start where nobody could answer, and says what does
// the same without a terminal.
func needTerminal(machine System, draft flow.Draft, without string) error {
	purpose := "clone"
	if len(draft.Purposes) > 0 {
		purpose = strings.Join(draft.Purposes, ",")
	}
	commands := "Print the page to open with: glpat link --purpose " + purpose + "\n" +
		"Check the token that you make there with: glpat check --token-stdin"
	if without != "" {
		commands = "Serve the practice GitLab without the wizard: " + without
	}
	switch {
	case !machine.Terminal:
		return &usageError{what: "The wizard needs a terminal, and there is none here", do: commands}
	case machine.Getenv("TERM") == "dumb":
		return &usageError{what: "This terminal cannot show the wizard: TERM is dumb", do: commands}
	}
	return nil
}

// sayOutcome prints the last words, which stay when the screen is gone.
func sayOutcome(machine System, outcome wizard.Outcome, runErr error) error {
	draft := outcome.Draft
	if outcome.End == wizard.EndFinished && runErr == nil {
		words, line := phrase.SplitCommand(finalWords(machine, outcome))
		printLine(machine.Stderr, words)
		if line != "" {
			printCommand(machine.Stderr, "  ", line)
		}
		return nil
	}
	if !draft.Secret.Empty() && !draft.Practice() {
		sayUnfinishedToken(machine, outcome)
	}
	switch {
	// A terminal that fails comes as a killed program, as a panic and a
	// cancelled context do.
	case errors.Is(runErr, tea.ErrProgramPanic):
	case runErr == nil, errors.Is(runErr, context.Canceled), errors.Is(runErr, tea.ErrInterrupted):
		return &exitError{StatusInterrupted}
	}
	return fmt.Errorf("run the wizard: %w", runErr)
}

func finalWords(machine System, outcome wizard.Outcome) string {
	draft := outcome.Draft
	if draft.Practice() {
		return "Your token works. It was practice: nothing is kept. For a real one run: glpat"
	}
	words := "Your token works: " + describeToken(machine, draft) + "."
	if outcome.Kept != "" {
		words += "\nIt is kept " + outcome.Kept + "."
		if draft.Instance != nil && outcome.Recorded {
			words += " Print it with: glpat token --host " + draft.Instance.URL
		}
	}
	return words
}

// sayUnfinishedToken says what became of a token that was received when the
// wizard ended early.
func sayUnfinishedToken(machine System, outcome wizard.Outcome) {
	draft := outcome.Draft
	if outcome.Kept != "" {
		printLine(machine.Stderr, "glpat: the token is kept "+outcome.Kept+".")
		return
	}
	what := "a token was received and is kept nowhere"
	if draft.Report != nil && draft.Report.Known() {
		what += ": " + describeToken(machine, draft)
	}
	printLine(machine.Stderr, "glpat: "+what+".")
	if draft.Instance == nil {
		hint(machine.Stderr, "If you have no copy, revoke it on GitLab's page of your access tokens")
		return
	}
	hint(machine.Stderr, "If you have no copy, revoke it here: "+draft.Instance.TokensURL(draft.Layout()))
}

// describeToken says which token it is. A release before 15.5 tells nothing of
// it.
func describeToken(machine System, draft flow.Draft) string {
	token := &gitlab.Token{Name: draft.Name}
	if draft.Report != nil && draft.Report.Token != nil {
		token = draft.Report.Token
	}
	words := machine.quote(token.Name)
	if draft.Instance != nil {
		words += " on " + draft.Instance.Host()
	}
	if len(token.Scopes) > 0 {
		words += ", for " + phrase.Scopes(token.Scopes)
	}
	if !token.Expires.IsZero() {
		words += ", until " + token.Expires.String()
	}
	return words
}

// noBrowser is the browser of --no-browser.
type noBrowser struct{}

// Available implements wizard.Browser.
func (noBrowser) Available() bool { return false }

// Open implements wizard.Browser.
func (noBrowser) Open(context.Context, string) error { return errors.New("no browser is wanted") }

// suggestTimeout bounds the search for instances to offer.
const suggestTimeout = time.Second

// suggester lists the instances to offer: those used before, those of this
// repository's remotes and of glab, GitLab.com, and the practice one.
func suggester(machine System, settings config.Settings) func(context.Context) []wizard.Suggestion {
	return func(ctx context.Context) []wizard.Suggestion {
		ctx, cancel := context.WithTimeout(ctx, suggestTimeout)
		defer cancel()
		var list []wizard.Suggestion
		seen := map[string]bool{}
		add := func(text, why string) {
			address, err := input.ParseAddress(text)
			key := address.Host + address.Path
			if err != nil || seen[key] || isNoGitLab(address.Hostname()) {
				return
			}
			seen[key] = true
			// What a file says goes no further than what was understood of it.
			clean := key
			if address.SchemeGiven {
				clean = address.String()
			}
			list = append(list, wizard.Suggestion{Address: clean, Why: why})
		}
		for _, instance := range settings.Instances {
			add(instance.URL, "used before")
		}
		for _, host := range config.RemoteHosts(ctx) {
			add(host, "from this repository")
		}
		for _, host := range config.GlabHosts(machine.Getenv) {
			add(host, "from glab's settings")
		}
		add(input.DefaultHost, "the public GitLab")
		return append(list, wizard.Suggestion{Practice: true, Why: "try it, nothing there is real"})
	}
}

// isNoGitLab reports whether a host is surely another kind of service.
func isNoGitLab(hostname string) bool {
	return slices.Contains([]string{
		"github.com", "www.github.com", "ssh.github.com", "gist.github.com",
		"bitbucket.org", "altssh.bitbucket.org", "codeberg.org", "dev.azure.com", "ssh.dev.azure.com",
	}, hostname)
}
