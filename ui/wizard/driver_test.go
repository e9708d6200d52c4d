package wizard

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"glpat/config"
	"glpat/gitlab"
	"glpat/ui/flow"
)

// driver plays the person and the program's loop: it gives the model keys and
// runs its commands.
type driver struct {
	t     *testing.T
	model *Model
	quit  bool

	results chan tea.Msg
	pending int
}

// begin opens the wizard in a window of 80×24.
func begin(t *testing.T, env Env, start Start) *driver {
	t.Helper()
	d := &driver{t: t, model: New(t.Context(), env, start), results: make(chan tea.Msg, 64)}
	d.spawn(d.model.Init())
	d.resize(80, 24)
	d.settle()
	return d
}

func (d *driver) spawn(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	d.pending++
	go func() { d.results <- cmd() }()
}

func (d *driver) give(msg tea.Msg) {
	d.t.Helper()
	_, cmd := d.model.Update(msg)
	d.spawn(cmd)
}

// settle takes results until no command runs any more.
func (d *driver) settle() {
	d.t.Helper()
	d.settleBut(0)
}

// settleBut takes results until only so many commands still run, because the
// test holds them.
func (d *driver) settleBut(held int) {
	d.t.Helper()
	for d.pending > held {
		select {
		case msg := <-d.results:
			d.pending--
			switch msg := msg.(type) {
			case nil:
			case tea.QuitMsg:
				d.quit = true
			case tea.BatchMsg:
				for _, cmd := range msg {
					d.spawn(cmd)
				}
			default:
				d.give(msg)
			}
		case <-time.After(20 * time.Second):
			d.t.Fatalf("%d commands still run on this screen:\n%s", d.pending, d.screen())
		}
	}
}

// press presses keys one after the other and waits for what they cause.
func (d *driver) press(keys ...string) {
	d.t.Helper()
	for _, name := range keys {
		d.give(keyPress(name))
		d.settle()
	}
}

// hold presses Enter, whose command the test holds back.
func (d *driver) hold() {
	d.t.Helper()
	d.give(keyPress("enter"))
	d.settleBut(1)
}

func (d *driver) typeText(text string) {
	d.t.Helper()
	for _, r := range text {
		d.give(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	d.settle()
}

func (d *driver) paste(text string) {
	d.t.Helper()
	d.give(tea.PasteMsg{Content: text})
	d.settle()
}

func (d *driver) resize(width, height int) {
	d.t.Helper()
	d.give(tea.WindowSizeMsg{Width: width, Height: height})
}

// screen is what the window shows, without colours.
func (d *driver) screen() string {
	lines := strings.Split(ansi.Strip(d.model.View().Content), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

// sees fails unless the screen shows every text, whatever line breaks are in
// it.
func (d *driver) sees(texts ...string) {
	d.t.Helper()
	screen := d.screen()
	flat := strings.Join(strings.Fields(screen), " ")
	for _, text := range texts {
		if !strings.Contains(flat, text) {
			d.t.Fatalf("the screen does not show %q:\n%s", text, screen)
		}
	}
}

func (d *driver) doesNotSee(texts ...string) {
	d.t.Helper()
	flat := strings.Join(strings.Fields(d.screen()), " ")
	for _, text := range texts {
		if strings.Contains(flat, text) {
			d.t.Fatalf("the screen shows %q:\n%s", text, d.screen())
		}
	}
}

// at fails unless the wizard stands at the place.
func (d *driver) at(place flow.Place) {
	d.t.Helper()
	if d.model.at != place {
		d.t.Fatalf("the wizard is at place %d, want %d:\n%s", d.model.at, place, d.screen())
	}
}

// keyPress makes the message of a key by its name.
func keyPress(name string) tea.KeyPressMsg {
	named := map[string]rune{
		"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "up": tea.KeyUp, "down": tea.KeyDown,
		"left": tea.KeyLeft, "right": tea.KeyRight, "pgdown": tea.KeyPgDown, "pgup": tea.KeyPgUp,
		"backspace": tea.KeyBackspace, "f1": tea.KeyF1,
	}
	if rest, ok := strings.CutPrefix(name, "ctrl+"); ok {
		return tea.KeyPressMsg{Code: rune(rest[0]), Mod: tea.ModCtrl}
	}
	if rest, ok := strings.CutPrefix(name, "shift+"); ok {
		return tea.KeyPressMsg{Code: named[rest], Mod: tea.ModShift}
	}
	if name == "space" {
		return tea.KeyPressMsg{Code: tea.KeySpace, Text: " "}
	}
	if code, ok := named[name]; ok {
		return tea.KeyPressMsg{Code: code}
	}
	return tea.KeyPressMsg{Code: rune(name[0]), Text: name}
}

// noon is the moment the tests play at.
func noon() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

// aToken is a token with a right shape.
const aToken = "glpat-abcdefghij0123456789"

// world is a machine for the tests, with every edge a fake. Those that stand
// for a server answer at once unless a test holds them.
type world struct {
	looks  []gitlab.Address
	checks []gitlab.Secret
	// look and check answer in place of the server.
	look  func(ctx context.Context, address gitlab.Address) (gitlab.Instance, error)
	check func(ctx context.Context, secret gitlab.Secret) gitlab.Report

	hasBrowser bool
	opened     []string
	clipboard  string
	keepErr    error
	kept       []config.Place
	records    []config.Record
	known      []config.Instance
	instances  []config.Instance
	pressed    int
}

func newWorld() *world {
	w := &world{}
	w.look = func(_ context.Context, address gitlab.Address) (gitlab.Instance, error) {
		return anInstance(address), nil
	}
	w.check = func(context.Context, gitlab.Secret) gitlab.Report { return aReport() }
	return w
}

func anInstance(address gitlab.Address) gitlab.Instance {
	if address.Host == gitlab.DefaultHost {
		return gitlab.Instance{
			URL: address.String(), Offering: gitlab.OfferingGitLabCom, Pages: gitlab.NewestPages(), PagesSure: true, Took: 80 * time.Millisecond,
		}
	}
	release := gitlab.NewRelease(16, 11)
	return gitlab.Instance{
		URL: address.String(), Offering: gitlab.OfferingSelfManaged, AtLeast: release,
		Pages: gitlab.PagesAt(release), PagesSure: true, Took: 120 * time.Millisecond,
	}
}

func aReport() gitlab.Report {
	created := noon()
	return gitlab.Report{
		InstanceURL: "https://gitlab.example.com", Version: "16.11.3-ee", Release: gitlab.NewRelease(16, 11),
		User: &gitlab.User{ID: 7, Username: "alice", Name: "Alice Example"},
		Token: &gitlab.Token{
			ID: 812, Name: "clone 2026-11-22", Scopes: []gitlab.Scope{gitlab.ScopeReadRepository}, Active: true,
			CreatedAt: &created, Expires: gitlab.DateOf(noon()).AddDays(30), DaysLeft: 30,
		},
		RateLimit: &gitlab.RateLimit{Limit: 2000, Remaining: 1997},
	}
}

func (w *world) env() Env {
	return Env{
		Now: noon, GitLab: worldAdapter{w}, Browser: worldBrowser{w}, Clipboard: worldClipboard{w},
		Keeper: worldKeeper{w}, Memory: worldMemory{w}, Practice: worldPractice{w}, UTF8: true, Known: w.known,
		Suggest: func(context.Context) []Suggestion {
			return []Suggestion{
				{Address: "https://gitlab.example.com", Why: "used before"},
				{Address: "gitlab.com", Why: "the public GitLab"},
				{Practice: true, Why: "try it, nothing there is real"},
			}
		},
	}
}

type worldAdapter struct{ *world }

func (w worldAdapter) Look(ctx context.Context, address gitlab.Address, _ gitlab.Access) (gitlab.Instance, error) {
	w.looks = append(w.looks, address)
	return w.look(ctx, address)
}

func (w worldAdapter) Check(ctx context.Context, _ gitlab.Instance, secret gitlab.Secret, _ gitlab.Want) gitlab.Report {
	w.checks = append(w.checks, secret)
	return w.check(ctx, secret)
}

type worldBrowser struct{ *world }

func (w worldBrowser) Available() bool { return w.hasBrowser }
func (w worldBrowser) Open(url string) error {
	w.opened = append(w.opened, url)
	return nil
}

type worldClipboard struct{ *world }

func (w worldClipboard) Read() (string, error) { return w.clipboard, nil }
func (w worldClipboard) Write(string) error    { return nil }

type worldKeeper struct{ *world }

func (w worldKeeper) Keep(_ context.Context, place config.Place, _ config.Key, _ gitlab.Secret) (string, error) {
	if w.keepErr != nil {
		return "", w.keepErr
	}
	w.kept = append(w.kept, place)
	return "alice#812", nil
}

func (w worldKeeper) Where(place config.Place, account string) string {
	return config.Keeper{Store: config.Open("/home/alice/.config/glpat", noon)}.Where(place, account)
}

type worldMemory struct{ *world }

func (w worldMemory) RememberInstance(instance config.Instance) error {
	w.instances = append(w.instances, instance)
	return nil
}

func (w worldMemory) AddRecord(record config.Record) error {
	w.records = append(w.records, record)
	return nil
}

type worldPractice struct{ *world }

func (w worldPractice) Start(context.Context) (string, error) { return "http://127.0.0.1:9", nil }

func (w worldPractice) CreateToken(context.Context, string, string) (gitlab.Secret, error) {
	w.pressed++
	return gitlab.NewSecret("practice-" + aToken), nil
}

// practiceWorld is a world whose look finds the practice instance.
func practiceWorld() *world {
	w := newWorld()
	w.look = func(_ context.Context, address gitlab.Address) (gitlab.Instance, error) {
		instance := anInstance(address)
		instance.Offering, instance.TokenPrefix = gitlab.OfferingPractice, "practice-glpat-"
		return instance, nil
	}
	return w
}

// walkTo presses Enter until the wizard stands at the place.
func (d *driver) walkTo(place flow.Place) {
	d.t.Helper()
	for range 12 {
		if d.model.at == place {
			return
		}
		if d.model.at == flow.PlaceCreate && !d.model.desk.draft.Practice() && d.model.desk.draft.Report == nil {
			d.paste(aToken)
		}
		d.press("enter")
	}
	d.at(place)
}

// backToTheStart presses Esc until the wizard stands at its first screen.
func (d *driver) backToTheStart() {
	d.t.Helper()
	for range 12 {
		if d.model.at == flow.PlaceInstance {
			return
		}
		d.press("esc")
	}
	d.at(flow.PlaceInstance)
}

var errFake = errors.New("fake failure")

func contains(list []string, text string) bool { return slices.Contains(list, text) }

// heldKeeper keeps when the test lets it.
type heldKeeper struct {
	worldKeeper
	release <-chan struct{}
}

func (k heldKeeper) Keep(ctx context.Context, place config.Place, key config.Key, secret gitlab.Secret) (string, error) {
	<-k.release
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	return k.worldKeeper.Keep(ctx, place, key, secret)
}

// terminated is a signal that is not the interrupt.
type terminated struct{}

func (terminated) String() string { return "terminated" }
func (terminated) Signal()        {}

func mustAddress(tb testing.TB, text string) gitlab.Address {
	tb.Helper()
	address, err := gitlab.ParseAddress(text)
	if err != nil {
		tb.Fatal(err)
	}
	return address
}
