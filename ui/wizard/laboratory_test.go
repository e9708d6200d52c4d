package wizard

import (
	"encoding/json"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"glpat/config"
	"glpat/gitlab"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/gitlab/transport"
	"glpat/ui/flow"
	"glpat/ui/phrase"
)

// lesson is a row of the laboratory that has been started, in a form that can
// be told to another process.
type lesson struct {
	Code       problem.Code
	Stage      gitlabtest.Phase
	Warning    bool
	Words      []string
	URL        string
	Token      string
	Connection config.Connection
}

// Every fault of the laboratory is met by the whole wizard with the real
// adapter, and explained on the screen where it happened.
func TestEveryFaultIsExplainedOnItsScreenAndLosesNothing(t *testing.T) {
	t.Parallel()
	for _, row := range gitlabtest.Rows(nil) {
		t.Run(row.Name, func(t *testing.T) {
			t.Parallel()
			target := row.Start(t)
			l := lesson{
				Code:    row.Code,
				Stage:   row.Phase,
				Warning: row.Warning,
				Words:   row.Words,
				URL:     target.URL,
				Token:   target.Token.Reveal(),
				Connection: config.Connection{
					API:        target.API,
					CAFile:     target.CAFile,
					ClientCert: target.ClientCert,
					ClientKey:  target.ClientKey,
					Headers:    target.Headers,
				},
			}
			if target.Proxy != "" {
				l.learnBehind(t, target.Proxy)
				return
			}
			l.learn(t)
		})
	}
}

// behindProxy is the environment variable with the lesson for a process of its
// own: Go reads the proxies once for a process.
const behindProxy = "GLPAT_TEST_BEHIND_PROXY"

func (l lesson) learnBehind(t *testing.T, proxy string) {
	t.Helper()
	told, err := json.Marshal(l)
	if err != nil {
		t.Fatal(err)
	}
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestAFaultBehindAProxyIsExplained$", "-test.v")
	child.Env = append(os.Environ(), behindProxy+"="+string(told), "HTTP_PROXY="+proxy, "HTTPS_PROXY="+proxy, "NO_PROXY=")
	if said, err := child.CombinedOutput(); err != nil ||
		!strings.Contains(string(said), "--- PASS: TestAFaultBehindAProxyIsExplained") {
		t.Errorf("%v:\n%s", err, said)
	}
}

// It is the other process of the rows with a proxy.
func TestAFaultBehindAProxyIsExplained(t *testing.T) {
	told := os.Getenv(behindProxy)
	if told == "" {
		t.Skip("it is run by TestEveryFaultIsExplainedOnItsScreenAndLosesNothing, with a proxy")
	}
	var l lesson
	if err := json.Unmarshal([]byte(told), &l); err != nil {
		t.Fatal(err)
	}
	l.learn(t)
}

// learn walks the wizard into the fault and reads what it says.
func (l lesson) learn(t *testing.T) {
	t.Helper()
	tr := transport.NewTransport("glpat/test")
	t.Cleanup(tr.Close)
	env := newWorld().env()
	env.Now, env.GitLab = time.Now, gitlab.NewClient(tr, time.Now)
	env.Load = func(connection config.Connection, _ bool) (transport.Config, error) {
		return connection.Load(os.Getenv)
	}
	start := chosen()
	start.Draft.Address, start.AllowHTTP, start.Connection = l.URL, true, l.Connection
	start.Draft.Today = time.Now()
	start.Draft.Expires = input.DateOf(time.Now()).AddDays(30)
	d := begin(t, env, start)

	if l.Stage == gitlabtest.PhaseDiscover && l.Code != "" {
		l.atTheLook(d)
		return
	}
	d.sees("enter continue")
	l.clean(d)
	d.walkTo(flow.PlaceCreate)
	d.paste(l.Token)
	d.give(keyPress("enter"))
	d.settle()
	if l.Code == "" || l.Warning {
		d.at(flow.PlaceResult)
		l.clean(d)
		if l.Warning {
			l.explains(d, l.problemAmong(d))
		}
		return
	}
	l.atTheCheck(d)
}

// atTheLook reads the first screen after its look failed.
func (l lesson) atTheLook(d *driver) {
	d.t.Helper()
	d.at(flow.PlaceInstance)
	screen := firstScreen(d)
	if l.Code == problem.CodeRateLimited {
		d.sees("glpat tries once more in")
		l.explains(d, screen.problem)
		d.press("esc")
	}
	d.sees("enter try again", l.URL)
	l.explains(d, screen.problem)
	if screen.shownCertificate() != nil {
		d.press("ctrl+t")
		d.sees(screen.problem.Certificate.SHA256[:47], screen.problem.Certificate.SHA256[48:])
		l.clean(d)
		d.press("esc")
	}
	if got := screen.field.Value(); got != l.URL {
		d.t.Errorf("the field holds %q", got)
	}
	l.keepsTheDraft(d)
}

// atTheCheck reads the token's screen after the check failed.
func (l lesson) atTheCheck(d *driver) {
	d.t.Helper()
	d.at(flow.PlaceCreate)
	screen, ok := d.model.screen().(*createScreen)
	if !ok {
		d.t.Fatalf("the screen is %T", d.model.screen())
	}
	if l.Code == problem.CodeRateLimited {
		d.sees("glpat tries once more in")
		l.explains(d, screen.problem)
		d.press("esc")
	}
	d.sees("enter try again")
	l.explains(d, screen.problem)
	l.keepsTheDraft(d)
	d.press("esc")
	d.at(flow.PlaceForm)
	d.press("enter")
	d.at(flow.PlaceCreate)
	if got := screen.token.secret.Reveal(); got != l.Token {
		d.t.Errorf("the token's field holds %d characters", len(got))
	}
}

func firstScreen(d *driver) *instanceScreen {
	d.t.Helper()
	screen, ok := d.model.screen().(*instanceScreen)
	if !ok {
		d.t.Fatalf("the screen is %T", d.model.screen())
	}
	return screen
}

// problemAmong is the report's problem with the lesson's code.
func (l lesson) problemAmong(d *driver) *problem.Problem {
	d.t.Helper()
	problems := d.model.shared.draft.Report.Problems
	at := slices.IndexFunc(problems, func(problem *problem.Problem) bool { return problem.Code == l.Code })
	if at < 0 {
		d.t.Fatalf("there is no %s on\n%s", l.Code, d.screen())
	}
	return problems[at]
}

func (l lesson) keepsTheDraft(d *driver) {
	d.t.Helper()
	draft := d.model.shared.draft
	if draft.Address != l.URL || draft.Name != "build bot" || draft.Description != "for the nightly build" ||
		draft.Expires.IsZero() ||
		len(draft.Purposes) != 1 {
		d.t.Errorf("the draft is %+v", draft)
	}
}

// explains fails unless the problem has the lesson's code, is on the screen from
// its beginning at 80×24, and can be read to the end of its first remedy.
func (l lesson) explains(d *driver, problem *problem.Problem) {
	d.t.Helper()
	if problem == nil || problem.Code != l.Code {
		d.t.Fatalf("the problem is %+v, want %s:\n%s", problem, l.Code, d.screen())
	}
	l.clean(d)
	d.resize(80, 24)
	pages := []string{d.screen()}
	if !strings.Contains(squeezed(pages[0]), squeezed(problem.Summary+".")) && !l.Warning {
		d.t.Errorf("its beginning is not on the screen:\n%s", pages[0])
	}
	for range 20 {
		d.press("pgdown")
		next := d.screen()
		if next == pages[len(pages)-1] {
			break
		}
		pages = append(pages, next)
	}
	for range pages {
		d.press("pgup")
	}
	if len(problem.Remedy) == 0 {
		d.t.Fatalf("%s has no remedy", problem.Code)
	}
	for _, remedy := range problem.Remedy {
		if advice := phrase.InWizard(remedy, phrase.WizardKeys{}); strings.Contains(advice.Text, "--") {
			d.t.Errorf("the wizard speaks of a flag that nobody typed: %q", advice.Text)
		}
	}
	first := phrase.InWizard(problem.Remedy[0], phrase.WizardKeys{})
	for _, words := range append([]string{problem.Summary, first.Text, first.Command}, l.Words...) {
		if !slices.ContainsFunc(pages, func(page string) bool { return strings.Contains(squeezed(page), squeezed(words)) }) {
			d.t.Errorf("%q cannot be read on\n%s", words, strings.Join(pages, "\n"))
		}
	}
}

// squeezed is a text without the spaces that wrapping moves about.
func squeezed(text string) string { return strings.Join(strings.Fields(text), "") }

// ownEscape is what the wizard itself writes: colours, and links to click.
var ownEscape = regexp.MustCompile(`\x1b\[[0-9;]*m|\x1b\]8;;[\x21-\x7e]*\x07`)

// clean fails where a line is too wide, where anything reaches the terminal that
// is not text, and where the token does.
func (l lesson) clean(d *driver) {
	d.t.Helper()
	for _, size := range [][2]int{{40, 24}, {80, 24}, {120, 40}} {
		d.resize(size[0], size[1])
		content := d.model.View().Content
		for line := range strings.SplitSeq(content, "\n") {
			if ansi.StringWidth(line) > size[0] {
				d.t.Errorf("a line is wider than %d:\n%s", size[0], line)
			}
		}
		for _, r := range ownEscape.ReplaceAllString(content, "") {
			if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
				d.t.Fatalf("%q reaches the terminal in\n%q", r, content)
			}
		}
		if flat := squeezed(d.screen()); strings.Contains(flat, l.Token) || strings.Contains(flat, l.Token[len(l.Token)/2:]) {
			d.t.Fatalf("the token is on\n%s", d.screen())
		}
	}
	d.resize(80, 24)
}
