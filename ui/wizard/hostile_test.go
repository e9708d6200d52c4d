package wizard

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"glpat/config"
	"glpat/gitlab"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/input"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
	"glpat/ui/flow"
)

// hostileHeader is the value that a gateway is told in a hostile run.
const hostileHeader = "gw-7Hq2Zk9LmX4tVb"

// TestNoServerMakesTheWizardDrawOrKeepASecret plays every shape of a hostile server, in
// every encoding of the token and the header's secret, to the whole wizard.
func TestNoServerMakesTheWizardDrawOrKeepASecret(t *testing.T) {
	t.Parallel()
	server, walks, hidden := gitlabtest.StartHostile(t), 0, 0
	secrets := []string{gitlabtest.Hush, hostileHeader}
	for i, shape := range gitlabtest.HostileShapes() {
		for j, encoding := range gitlabtest.Encodings() {
			if j > 1 && i%len(gitlabtest.Encodings()) != j && os.Getenv("GLPAT_TEST_HOSTILE") == "" {
				continue // the commands meet the others; here it is the way to the screen that counts
			}
			server.Play(shape, encoding.Encode(secrets[0])+" "+encoding.Encode(secrets[1]))
			walks++
			seen := hostileWalk(t, server.URL)
			if strings.Contains(seen, token.Redacted) {
				hidden++
			}
			if leak := encoding.Leak(seen, secrets...); leak != "" {
				t.Errorf("%s, %s: %q is in\n%s", shape.Name, encoding.Name, leak, seen)
			}
		}
	}
	t.Logf("%d walks, %d had something to hide", walks, hidden)
	if hidden < walks/4 {
		t.Error("too few of the walks had anything to hide")
	}
}

// hostileWalk goes as far as the wizard goes against a server, and returns what was
// drawn and noted down. The token is known from the beginning, as that of GITLAB_TOKEN.
func hostileWalk(t *testing.T, server string) string {
	t.Helper()
	tr := transport.NewTransport("glpat/test")
	defer tr.Close()
	w := newWorld()
	env := w.env()
	env.Now, env.GitLab = time.Now, gitlab.NewClient(tr, time.Now)
	env.Redactor = token.NewRedactor()
	env.Redactor.AddToken(token.NewSecret(gitlabtest.Hush))
	env.Redactor.AddPassword(hostileHeader)
	env.Load = func(connection config.Connection, _ bool) (transport.Config, error) {
		return connection.Load(os.Getenv)
	}
	start := chosen()
	start.Draft.Address, start.AllowHTTP = server, true
	start.Connection = config.Connection{Headers: []string{"X-Gateway-Key: " + hostileHeader}}
	start.Draft.Today = time.Now()
	start.Draft.Expires = input.DateOf(time.Now()).AddDays(30)
	d := begin(t, env, start)
	var seen strings.Builder
	look := func() {
		for _, width := range []int{80, 44} {
			d.resize(width, 60)
			seen.WriteString(ansi.Strip(d.model.View().Content) + "\n")
		}
	}
	look()
	for range 30 {
		if d.model.at == flow.PlaceCreate || d.model.at == flow.PlaceInstance && firstScreen(d).problem != nil {
			break
		}
		d.press("enter")
	}
	look()
	if d.model.at == flow.PlaceCreate {
		d.paste(gitlabtest.Hush)
		d.press("enter")
		look()
		if d.model.at == flow.PlaceResult {
			d.press("d")
			look()
			d.press("esc", "enter")
			look()
		}
	}
	for _, record := range w.records {
		seen.WriteString(record.Name + " " + record.Username + " " + record.Instance + "\n")
	}
	return seen.String()
}

// What looks like a token of the instance is taken by no field once its prefix is
// known, and what looks drawn at random by none at all.
// worldOfPrefix is a world whose GitLab tells the prefix of its tokens.
func worldOfPrefix(prefix string) *world {
	w := newWorld()
	w.look = func(_ context.Context, address input.Address) (gitlab.Instance, error) {
		instance := anInstance(address)
		instance.TokenPrefix, instance.PrefixTold = prefix, true
		return instance, nil
	}
	return w
}

func TestATokenWithAnotherPrefixIsTakenByNoField(t *testing.T) {
	t.Parallel()
	const own, random = "corp-k9f2q7vb4nmp8ls1", "xK9fQ2vB7nM4pL8sT1wZ"
	for name, give := range map[string]func(*driver, string){
		"pasted": (*driver).paste,
		"typed":  (*driver).typeText,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := worldOfPrefix("corp-")
			d := begin(t, w.env(), Given{})
			// A name and an address are judged whole, with Enter where they were typed.
			refuses := func(texts ...string) {
				t.Helper()
				for _, text := range texts {
					d.press("ctrl+u")
					give(d, text)
					if name == "typed" && d.model.at != flow.PlacePurposes {
						d.press("enter")
					} else {
						d.doesNotSee(text)
					}
					d.sees("looks like a token")
				}
				d.press("ctrl+u")
			}
			d.press("down", "down", "down", "down") // to the field
			refuses(random)
			if len(w.looks) > 0 {
				t.Error("it was looked up")
			}
			give(d, "gitlab.example.com")
			d.walkTo(flow.PlacePurposes)
			d.press("/")
			refuses(own, random)
			d.press("esc")
			d.walkTo(flow.PlaceForm)
			refuses(own, random)
		})
	}
}

func TestANameFromAFlagIsLookedAtAgainOnceThePrefixIsKnown(t *testing.T) {
	t.Parallel()
	w := worldOfPrefix("corp-")
	draft := flow.NewDraft(noon()).WithName("corp-k9f2q7vb4nmp8ls1twzr").WithAddress("gitlab.example.com")
	d := begin(t, w.env(), Given{Draft: draft})
	d.walkTo(flow.PlaceForm)
	d.press("enter")
	d.at(flow.PlaceForm)
	d.sees("looks like a token")
	if link := d.model.shared.draft.Link(); link != "" {
		t.Errorf("the link is %q", link)
	}
}
