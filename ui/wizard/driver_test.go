package wizard

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"glpat/gitlab/input"
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
	// ticks are those that are due when the next second is over.
	ticks []func(time.Time) tea.Msg
}

// begin opens the wizard in a window of 80×24.
func begin(t *testing.T, env Env, start Given) *driver {
	t.Helper()
	d := &driver{t: t, results: make(chan tea.Msg, 64)}
	env.Tick = func(_ time.Duration, then func(time.Time) tea.Msg) tea.Cmd {
		d.ticks = append(d.ticks, then)
		return nil
	}
	d.model = NewModel(t.Context(), env, start)
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
	d.settleUntil(func() bool { return d.pending <= held })
}

// settleUntil takes results until something is so.
func (d *driver) settleUntil(so func() bool) {
	d.t.Helper()
	for !so() {
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
				// A sequence, whose type Bubble Tea keeps for itself.
				if cmds := reflect.ValueOf(msg); cmds.Type().ConvertibleTo(reflect.TypeFor[[]tea.Cmd]()) {
					for i := range cmds.Len() {
						cmd, _ := reflect.TypeAssert[tea.Cmd](cmds.Index(i))
						d.spawn(cmd)
					}
					continue
				}
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

// seconds lets time pass for the screen, without waiting.
func (d *driver) seconds(count int) {
	d.t.Helper()
	for range count {
		due := d.ticks
		d.ticks = nil
		for _, then := range due {
			d.give(then(noon()))
		}
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

// walkTo presses Enter until the wizard stands at the place.
func (d *driver) walkTo(place flow.Place) {
	d.t.Helper()
	for range 40 { // a fine-grained token takes a key for each line of its form
		if d.model.at == place {
			return
		}
		if d.model.at == flow.PlaceForm && place == flow.PlaceScopes {
			d.opensScopes()
			continue
		}
		if d.model.at == flow.PlaceCreate && !d.model.shared.draft.Practice() && d.model.shared.draft.Report == nil {
			d.paste(aToken)
		}
		d.press("enter")
	}
	d.at(place)
}

// opensScopes goes from the form to the list of all scopes.
func (d *driver) opensScopes() {
	d.t.Helper()
	form, _ := d.model.screen().(*formScreen)
	for range form.fields() {
		if form.focus == focusScopes {
			break
		}
		d.press("tab")
	}
	d.press("space")
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

// terminated is a signal that is not the interrupt.
type terminated struct{}

func (terminated) String() string { return "terminated" }
func (terminated) Signal()        {}

func mustAddress(tb testing.TB, text string) input.Address {
	tb.Helper()
	address, err := input.ParseAddress(text)
	if err != nil {
		tb.Fatal(err)
	}
	return address
}
