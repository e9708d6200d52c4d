package wizard

import (
	"context"
	"strings"
	"testing"

	"glpat/config"
	"glpat/gitlab"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/ui/flow"
)

func TestAnInstanceIsReachedAsTheFlagsSayAndElseTheSettings(t *testing.T) {
	known := config.Connection{CAFile: "/etc/company/ca.pem", Headers: []string{"X-Gateway: env:GATEWAY"}}
	flags := config.Connection{ClientCert: "/home/alice/me.pem", Headers: []string{"X-Gateway: 2"}}
	both := config.Connection{
		CAFile:     "/etc/company/ca.pem",
		ClientCert: "/home/alice/me.pem",
		Headers:    []string{"X-Gateway: 2"},
	}
	cases := []struct {
		name    string
		address string // typed on the first screen; "" takes the one of the flags
		flagged string
		want    config.Connection
	}{
		{"both together at the address of the flags", "", "gitlab.example.com", both},
		{"the settings alone at another address than that of the flags", "gitlab.example.com", "gitlab.acme.dev", known},
		{"nothing at an address that neither knows", "gitlab.example.org", "gitlab.acme.dev", config.Connection{}},
		{"the flags at what is chosen, where they name no address", "gitlab.example.org", "", flags},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld()
			w.known = []config.KnownInstance{{URL: "https://gitlab.example.com", Connection: known}}
			start := Given{Connection: flags}
			start.Draft.Address = c.flagged
			d := begin(t, w.env(), start)
			if c.address != "" {
				d.press("esc")
				if c.flagged == "" {
					d.press("up")
				}
				d.press("ctrl+u")
				d.typeText(c.address)
				d.press("enter")
			}
			d.sees("is a GitLab.")
			if got := w.connections[len(w.connections)-1]; !got.Equal(c.want) {
				t.Errorf("it is reached by %v, want %v", got, c.want)
			}
			d.press("enter")
			if got := w.instances[len(w.instances)-1].Connection; !got.Equal(c.want) {
				t.Errorf("remembered is %v, want %v", got, c.want)
			}
		})
	}
}

func TestThePracticeInstanceGetsNothingOfTheFlags(t *testing.T) {
	w := practiceWorld()
	given := Given{Practice: true, Connection: config.Connection{Headers: []string{"X-Gateway: secret"}}}
	begin(t, w.env(), given).sees("The practice GitLab is ready.")
	if got := w.connections[0]; !got.Equal(config.Connection{}) {
		t.Errorf("it is reached by %v", got)
	}
}

func TestAFileThatCannotBeReadIsAProblemOfItsScreen(t *testing.T) {
	w := newWorld()
	w.loadErr = &input.Error{What: `There is no file "/ca.pem"`, Do: "Check the path"}
	d := begin(t, w.env(), chosen())
	d.sees(`Problem: There is no file "/ca.pem".`, "Check the path", "enter try again")
	if len(w.looks) > 0 {
		t.Error("it was looked at all the same")
	}
	w.loadErr = nil
	d.press("enter")
	d.sees("is a GitLab.")
}

func TestAnAPIWithoutEncryptionNeedsAYesThatNamesIt(t *testing.T) {
	start := chosen()
	start.Connection.API = "http://api.gitlab.lan:8080"
	w := newWorld()
	d := begin(t, w.env(), start)
	d.sees("The API of gitlab.example.com has no encryption", "http://api.gitlab.lan:8080")
	d.press("enter", "n")
	if len(w.looks) > 0 {
		t.Fatal("it was looked at without the yes")
	}
	d.press("enter", "y")
	d.sees("gitlab.example.com is a GitLab.")
	if !w.accesses[0].AllowPlain || w.accesses[0].API != "http://api.gitlab.lan:8080" {
		t.Errorf("it was reached by %+v", w.accesses[0])
	}
	d.press("enter")
	remembered := w.instances[0]

	t.Run("not again the next time", func(t *testing.T) {
		w := newWorld()
		w.known = []config.KnownInstance{remembered}
		begin(t, w.env(), chosen()).sees("gitlab.example.com is a GitLab.")
		if !w.accesses[0].AllowPlain {
			t.Error("the yes is not passed on")
		}
	})
	t.Run("again for another API", func(t *testing.T) {
		w := newWorld()
		w.known = []config.KnownInstance{remembered}
		other := chosen()
		other.Connection.API = "http://other.lan"
		begin(t, w.env(), other).sees("http://other.lan", "y go on without encryption")
	})
	t.Run("not with the flag", func(t *testing.T) {
		agreed := start
		agreed.AllowHTTP = true
		begin(t, newWorld().env(), agreed).sees("gitlab.example.com is a GitLab.")
	})
}

func TestTheYesToPlainHTTPHoldsForAnotherTryAndNoOtherAddress(t *testing.T) {
	w := newWorld()
	w.look = func(context.Context, input.Address) (gitlab.Instance, error) { return gitlab.Instance{}, errFake }
	d := begin(t, w.env(), Given{})
	d.press("up")
	d.typeText("http://gitlab.lan")
	d.press("enter", "y")
	d.sees("Fake failure")
	d.press("enter")
	d.sees("Fake failure")
	if len(w.looks) != 2 {
		t.Fatalf("it was looked %d times", len(w.looks))
	}
	d.typeText("dscape")
	d.press("enter")
	d.sees("http://gitlab.landscape", "y go on without encryption")
}

func TestAPracticeInstanceThatFailsCanBeTriedAgain(t *testing.T) {
	w := practiceWorld()
	look := w.look
	w.look = func(context.Context, input.Address) (gitlab.Instance, error) { return gitlab.Instance{}, errFake }
	d := begin(t, w.env(), Given{Practice: true})
	d.sees("Fake failure", "enter try again")
	w.look = look
	d.press("enter")
	d.sees("The practice GitLab is ready.")
	d.walkTo(flow.PlaceDone)
	if w.pressed != 1 {
		t.Error("its button was not pressed")
	}
}

func TestAButtonThatCannotBePressedSaysWhyAndCanBePressedAgain(t *testing.T) {
	w := practiceWorld()
	w.pressErr = &problem.Problem{
		Code: problem.CodeMaintenance, Severity: problem.SeverityError, Summary: "The practice GitLab is in maintenance",
		Remedy: problem.NewSteps("Try again later"),
	}
	d := begin(t, w.env(), Given{Practice: true})
	d.walkTo(flow.PlaceCreate)
	d.press("enter")
	d.sees("Problem: The practice GitLab is in maintenance.", "Try again later", "enter try again")
	w.pressErr = nil
	d.press("enter")
	d.at(flow.PlaceResult)
}

func TestATokensPageThatIsNotThereIsExplainedWhereItCanBe(t *testing.T) {
	const words = "A page that says 404 means that tokens may be switched off there: ask your administrator."
	cases := []struct {
		name, host, pages string
		says              bool
	}{
		{"from 17.3 on", "gitlab.example.com", "17.3", true},
		{"not before", "gitlab.example.com", "16.8", false},
		{"not on GitLab.com", "gitlab.com", "", false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld()
			w.known = []config.KnownInstance{{URL: "https://" + c.host, Pages: c.pages}}
			start := chosen()
			start.Draft.Address = c.host
			d := begin(t, w.env(), start)
			d.walkTo(flow.PlaceTokens)
			if said := strings.Contains(strings.Join(strings.Fields(d.screen()), " "), words); said != c.says {
				t.Errorf("it says so: %v\n%s", said, d.screen())
			}
		})
	}
}
