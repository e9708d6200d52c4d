package wizard

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"glpat/gitlab"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
	"glpat/ui/flow"
	"glpat/ui/style"
	"glpat/ui/widget"
)

// view is a screen in a state worth drawing, and how to get there.
type view struct {
	name  string
	world func() *world
	start Given
	reach func(*driver)
}

func views() []view {
	to := func(place flow.Place) func(*driver) { return func(d *driver) { d.walkTo(place) } }
	refused := func() *world {
		w := newWorld()
		w.check = func(context.Context, token.Secret) gitlab.Report {
			return gitlab.Report{Problems: []*problem.Problem{
				{
					Severity: problem.SeverityError,
					Summary:  "GitLab does not know this token",
					Cause:    "It was mistyped, cut short, or made on another GitLab.",
					Remedy: problem.NewSteps(
						"Copy it again from the page where it was created",
						"Check that it was made on gitlab.example.com",
					),
				},
			}}
		}
		return w
	}
	unreachable := func() *world {
		w := newWorld()
		w.look = func(context.Context, input.Address) (gitlab.Instance, error) {
			return gitlab.Instance{}, &problem.Problem{
				Severity: problem.SeverityError,
				Summary:  "Nothing answers at gitlab.example.com",
				Cause:    "The computer is there, but no server listens on that port.",
				Remedy:   problem.NewSteps("Check the address and the port"),
			}
		}
		return w
	}
	failing := func(problem *problem.Problem) func() *world {
		return func() *world {
			w := newWorld()
			w.look = func(context.Context, input.Address) (gitlab.Instance, error) { return gitlab.Instance{}, problem }
			return w
		}
	}
	refusing := func(prob *problem.Problem) func() *world {
		return func() *world {
			w := newWorld()
			w.check = func(context.Context, token.Secret) gitlab.Report {
				return gitlab.Report{Problems: []*problem.Problem{prob}}
			}
			return w
		}
	}
	silent := func() *world {
		w := newWorld()
		w.look = func(ctx context.Context, address input.Address) (gitlab.Instance, error) {
			if address.Host == input.DefaultHost {
				<-ctx.Done()
			}
			return anInstance(address), nil
		}
		w.check = func(ctx context.Context, _ token.Secret) gitlab.Report {
			<-ctx.Done()
			return aReport()
		}
		return w
	}
	unreadable := func() *world {
		w := newWorld()
		w.loadErr = &input.Error{What: `The file "/etc/company/ca.pem" is not there`, Do: "Check its path"}
		return w
	}
	late := func() *world {
		w := newWorld()
		w.look = func(_ context.Context, address input.Address) (gitlab.Instance, error) {
			instance := anInstance(address)
			instance.Skew = -26 * time.Hour
			return instance, nil
		}
		return w
	}
	withFile := chosen()
	withFile.Connection.CAFile = "/etc/company/ca.pem"
	plainAPI := chosen()
	plainAPI.Connection.API = "http://api.gitlab.lan:8080"
	return append(append(pickerViews(), verdictViews()...), []view{
		{"01 which GitLab", newWorld, Given{}, func(*driver) {}},
		{"02 found", newWorld, chosen(), func(*driver) {}},
		{"03 not found", unreachable, chosen(), func(*driver) {}},
		{
			"04 plain http",
			newWorld,
			Given{},
			func(d *driver) { d.press("up"); d.typeText("http://gitlab.lan"); d.press("enter") },
		},
		{"05 account", newWorld, chosen(), to(flow.PlaceAccount)},
		{"06 plans", newWorld, Given{}, func(d *driver) { d.press("down", "enter", "enter", "down", "enter") }},
		{"07 preferences", newWorld, chosen(), to(flow.PlacePreferences)},
		{"08 access tokens", newWorld, chosen(), to(flow.PlaceTokens)},
		{"09 details", newWorld, chosen(), to(flow.PlaceForm)},
		{"10 calendar", newWorld, chosen(), func(d *driver) {
			d.walkTo(flow.PlaceForm)
			d.press("tab", "right", "right", "right", "right", "tab", "up")
		}},
		{"11 purposes", newWorld, chosen(), to(flow.PlacePurposes)},
		{"12 scopes", newWorld, chosen(), to(flow.PlaceScopes)},
		{"13 link", newWorld, chosen(), to(flow.PlaceCreate)},
		{"14 pasted", newWorld, chosen(), func(d *driver) { d.walkTo(flow.PlaceCreate); d.paste(aToken) }},
		{
			"15 doubt",
			newWorld,
			chosen(),
			func(d *driver) { d.walkTo(flow.PlaceCreate); d.paste(aToken[:20]); d.press("enter") },
		},
		{"16 refused", refused, chosen(), func(d *driver) { d.walkTo(flow.PlaceCreate); d.paste(aToken); d.press("enter") }},
		{"17 works", newWorld, chosen(), to(flow.PlaceResult)},
		{"18 plain file", newWorld, chosen(), func(d *driver) { d.walkTo(flow.PlaceResult); d.press("down", "enter") }},
		{"19 leave", newWorld, chosen(), func(d *driver) { d.walkTo(flow.PlaceResult); d.press("ctrl+c") }},
		{"20 done", newWorld, chosen(), to(flow.PlaceDone)},
		{"21 help", newWorld, chosen(), func(d *driver) { d.walkTo(flow.PlaceTokens); d.press("?") }},
		{"22 practice link", practiceWorld, Given{Practice: true}, to(flow.PlaceCreate)},
		{"23 practice done", practiceWorld, Given{Practice: true}, to(flow.PlaceDone)},
		{"24 not trusted", failing(notTrusted()), chosen(), func(*driver) {}},
		{"25 compare", failing(notTrusted()), chosen(), func(d *driver) { d.press("ctrl+t") }},
		{"26 not trusted with a file", failing(notTrusted()), withFile, func(*driver) {}},
		{"27 see the certificate", failing(notTrusted()), withFile, func(d *driver) { d.press("ctrl+t") }},
		{"28 slow down", failing(slowDown(30 * time.Second)), chosen(), func(d *driver) { d.seconds(3) }},
		{
			"29 slow down the check",
			refusing(slowDown(0)),
			chosen(),
			func(d *driver) { d.walkTo(flow.PlaceCreate); d.paste(aToken); d.press("enter"); d.seconds(2) },
		},
		{"30 waiting for the look", silent, Given{}, func(d *driver) { d.press("down"); d.hold(); d.seconds(3) }},
		{
			"31 waiting for the check",
			silent,
			chosen(),
			func(d *driver) { d.walkTo(flow.PlaceCreate); d.paste(aToken); d.hold(); d.seconds(4) },
		},
		{"32 a file that cannot be read", unreadable, withFile, func(*driver) {}},
		{"33 the clock is wrong", late, chosen(), func(*driver) {}},
		{"34 plain http for the API", newWorld, plainAPI, func(*driver) {}},
	}...)
}

// notTrusted is what the adapter says of a certificate of a company's own.
func notTrusted() *problem.Problem {
	return &problem.Problem{
		Code: problem.CodeTLSUntrusted, Severity: problem.SeverityError,
		Summary: "This computer does not trust the certificate of gitlab.example.com",
		Cause:   "It is signed by somebody this computer does not know. Its issuer is: CN=Example Root CA,O=Example Ltd.",
		Remedy: []problem.Remedy{
			{
				Kind: problem.RemedySet, Setting: problem.SettingCAFile, Instance: "https://gitlab.example.com",
				Text: "Ask the administrator of gitlab.example.com for the certificate authority's file",
			},
			{
				Kind: problem.RemedyTrust, Fingerprint: aFingerprint,
				Text: "Trust it only if its SHA-256 is the one that they tell you",
			},
		},
		Certificate: &transport.Certificate{
			Host:    "gitlab.example.com",
			Subject: "CN=gitlab.example.com,O=Example Ltd", Issuer: "CN=Example Root CA,O=Example Ltd",
			Names:     []string{"gitlab.example.com", "registry.example.com"},
			NotBefore: noon().AddDate(0, -1, 0), NotAfter: noon().AddDate(1, 0, 0), SHA256: aFingerprint,
		},
	}
}

const aFingerprint = "3F:9A:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:01:23:45:67:89:AB:CD:EF:10:20:30:40:50:60"

// slowDown is what the adapter says of a 429.
func slowDown(wait time.Duration) *problem.Problem {
	return &problem.Problem{
		Code:       problem.CodeRateLimited,
		Severity:   problem.SeverityError,
		HTTPStatus: 429,
		Summary:    "gitlab.example.com asks to slow down",
		Cause: "Too many calls were made in a short time, by you or by others from your network. " +
			"Calls that are refused count too.",
		Remedy: []problem.Remedy{
			problem.NewStep("Wait as long as it says, or a minute, and try again"),
			{Kind: problem.RemedyRun, Text: "See the limits", Command: problem.CommandLimits},
		},
		RetryAfter: wait,
		ServerSaid: "Retry later",
	}
}

func TestEveryScreenAtThreeWidths(t *testing.T) {
	for _, v := range views() {
		for _, size := range [][2]int{{40, 24}, {80, 24}, {120, 40}} {
			t.Run(fmt.Sprintf("%s/%d", v.name, size[0]), func(t *testing.T) {
				d := begin(t, v.world().env(), v.start)
				v.reach(d)
				d.resize(size[0], size[1])
				golden.RequireEqual(t, []byte(d.screen()))
			})
		}
	}
}

func TestNoScreenIsWiderOrHigherThanTheWindow(t *testing.T) {
	t.Parallel()
	for _, v := range views() {
		t.Run(v.name, func(t *testing.T) {
			t.Parallel()
			d := begin(t, v.world().env(), v.start)
			v.reach(d)
			for width := 40; width <= 130; width += 3 {
				for height := 12; height <= 50; height += 2 {
					d.resize(width, height)
					drawn := d.model.View()
					lines := strings.Split(drawn.Content, "\n")
					if len(lines) > height {
						t.Fatalf("%d lines in a window of %d×%d:\n%s", len(lines), width, height, d.screen())
					}
					for _, line := range lines {
						if ansi.StringWidth(line) > width {
							t.Fatalf("a line is %d wide in a window of %d×%d:\n%s", ansi.StringWidth(line), width, height, line)
						}
					}
					if c := drawn.Cursor; c != nil && (c.X < 0 || c.X >= width || c.Y < 0 || c.Y >= height) {
						t.Fatalf("the cursor is at %d,%d in a window of %d×%d", c.X, c.Y, width, height)
					}
					first := d.model.activeKeys(d.model.layout()).ShortHelp()[0].Help()
					if !strings.Contains(d.screen(), first.Key+" "+first.Desc) {
						t.Fatalf("the keys are not shown in a window of %d×%d:\n%s", width, height, d.screen())
					}
				}
			}
		})
	}
}

func TestATerminalWithoutUTF8GetsASCIIOnly(t *testing.T) {
	for _, v := range views() {
		t.Run(v.name, func(t *testing.T) {
			env := v.world().env()
			env.UTF8 = false
			d := begin(t, env, v.start)
			v.reach(d)
			for _, width := range []int{40, 80, 120} {
				d.resize(width, 40)
				for _, r := range d.screen() {
					if r > 0x7e {
						t.Fatalf("%q is drawn:\n%s", r, d.screen())
					}
				}
			}
		})
	}
}

func TestColoursSayNothingThatWordsDoNot(t *testing.T) {
	for _, v := range views() {
		t.Run(v.name, func(t *testing.T) {
			d := begin(t, v.world().env(), v.start)
			v.reach(d)
			dark := d.screen()
			d.model.shared.Styles = style.NewStyles(false)
			if light := d.screen(); light != dark {
				t.Error("the light screen has other words than the dark one")
			}
			d.model.shared.Styles = style.Styles{}
			plain := strings.ReplaceAll(ansi.Strip(d.model.View().Content), " \n", "\n")
			if strings.TrimRight(plain, " ") == "" {
				t.Error("nothing is left without styles")
			}
		})
	}
}

func TestASmallWindowSaysSoAndWaits(t *testing.T) {
	d := begin(t, newWorld().env(), chosen())
	d.walkTo(flow.PlaceForm)
	d.resize(39, 11)
	d.sees("glpat needs a window of at least 40 columns and 12 rows.")
	d.press("enter")
	d.resize(80, 24)
	d.at(flow.PlaceForm)
}

// Every key in the footer does something: it changes what is drawn, starts a
// command, or leaves.
func TestEveryKeyThatIsShownWorks(t *testing.T) {
	for _, v := range views() {
		t.Run(v.name, func(t *testing.T) {
			count := func() int {
				d := begin(t, v.world().env(), v.start)
				v.reach(d)
				return len(d.model.activeKeys(d.model.layout()).ShortHelp())
			}()
			for i := range count {
				d := begin(t, v.world().env(), v.start)
				v.reach(d)
				binding := d.model.activeKeys(d.model.layout()).ShortHelp()[i]
				before := d.model.View().Content
				press := keyPress(binding.Keys()[0])
				_, cmd := d.model.Update(press)
				if d.model.View().Content == before && cmd == nil {
					t.Errorf("%s (%s) does nothing on\n%s", binding.Help().Key, binding.Help().Desc, d.screen())
				}
			}
		})
	}
}

func TestAPictureWithoutRoomIsBehindAKey(t *testing.T) {
	d := begin(t, newWorld().env(), chosen())
	d.walkTo(flow.PlaceTokens)
	d.resize(60, 16)
	d.doesNotSee("User settings")
	d.sees("p picture")
	d.press("p")
	d.sees("User settings", "choose this")
	d.press("esc")
	d.at(flow.PlaceTokens)
	d.sees("In the menu on the left")
}

func FuzzKeys(f *testing.F) {
	f.Add("\r\r\r\t\x1bxyz", 80, 24)
	f.Add("jjjj\r\r  \r", 41, 13)
	f.Fuzz(func(t *testing.T, keys string, width, height int) {
		model := NewModel(t.Context(), newWorld().env(), Given{})
		model.Update(tea.WindowSizeMsg{Width: width % 300, Height: height % 120})
		model.Init()
		model.Update(suggestionsMsg(newWorld().env().Suggest(t.Context())))
		for _, r := range keys[:min(len(keys), 200)] {
			msg := tea.KeyPressMsg{Code: r, Text: string(r)}
			switch r {
			case '\r':
				msg = tea.KeyPressMsg{Code: tea.KeyEnter}
			case '\t':
				msg = tea.KeyPressMsg{Code: tea.KeyTab}
			case '\x1b':
				msg = tea.KeyPressMsg{Code: tea.KeyEscape}
			}
			_, cmd := model.Update(msg)
			if cmd != nil && r == '\r' {
				if result, ok := cmd().(resultMsg); ok {
					model.Update(result)
				}
			}
			model.View()
		}
	})
}

func TestTheShortWayToAWidthAgreesWithTheLongOneOnEveryScreen(t *testing.T) {
	var texts []string
	for _, v := range views() {
		d := begin(t, v.world().env(), v.start)
		v.reach(d)
		d.resize(100, 40)
		texts = append(texts, strings.Split(d.model.View().Content, "\n")...)
	}
	for _, text := range texts {
		if got, want := widget.Cells(text), ansi.StringWidth(text); got != want {
			t.Errorf("%q is %d cells wide, not %d", text, want, got)
		}
	}
}
