package wizard

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"glpat/config"
	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/ui/flow"
	"glpat/ui/picture"
)

// chosen is a start in which everything was said by flags.
func chosen() Given {
	draft := flow.NewDraft(noon()).WithAddress("gitlab.example.com").WithName("build bot").
		WithDescription("for the nightly build").WithLifetime(30)
	return Given{Draft: draft.WithPurposes([]string{"clone"}), From: "with --host"}
}

func TestEnterAlonePassesTheFiveStepsInPractice(t *testing.T) {
	d := begin(t, practiceWorld().env(), Given{Practice: true})
	var titles []string
	presses := 0
	for ; !d.quit && presses < 10; presses++ {
		for line := range strings.Lines(d.screen()) {
			title := strings.TrimSpace(line)
			if strings.HasPrefix(title, "Step ") && (len(titles) == 0 || titles[len(titles)-1] != title) {
				titles = append(titles, title)
			}
		}
		d.press("enter")
	}
	want := "Step 1 of 5 · Sign in|Step 2 of 5 · Preferences|Step 3 of 5 · Access tokens|" +
		"Step 4 of 5 · Add new token|Step 5 of 5 · Choose scopes"
	if got := strings.Join(titles, "|"); got != want {
		t.Errorf("the titles are %s", got)
	}
	if !d.quit || d.model.Outcome().End != EndFinished {
		t.Errorf("after %d times Enter the wizard has not finished:\n%s", presses, d.screen())
	}
}

func TestWhatWasChosenBeforeIsShownOnItsScreen(t *testing.T) {
	w := newWorld()
	d := begin(t, w.env(), chosen())
	d.sees("gitlab.example.com is a GitLab.", "Chosen with --host.")
	d.walkTo(flow.PlacePurposes)
	d.sees("[x] clone and pull code")
	d.walkTo(flow.PlaceForm)
	d.sees("build bot", "[30 days]", "2026-12-22", "read_repository lets Git download code")
	d.press("enter")
	d.sees("Token name build bot", "Scopes read_repository", "Expiration date 2026-12-22")
	if link := d.model.shared.draft.Link(); !strings.HasSuffix(link, "?name=build+bot&scopes=read_repository") {
		t.Errorf("the link is %s", link)
	}
	d.paste(aToken)
	d.press("enter")
	d.sees("Your token works", "Alice Example (alice)", "read_repository", "2026-12-22, in 30 days")
}

func TestEscLeadsBackFromEveryScreenAndNothingTypedIsLost(t *testing.T) {
	d := begin(t, newWorld().env(), Given{})
	d.press("down", "down", "down") // to the address field
	d.typeText("gitlab.acme.dev")
	d.press("enter")
	d.walkTo(flow.PlacePurposes)
	d.press("down", "enter")
	d.walkTo(flow.PlaceForm)
	d.press("ctrl+u")
	d.typeText("nightly backup")
	d.press("tab", "left") // 60 days
	d.opensScopes()
	d.at(flow.PlaceScopes)
	d.press("down", "space", "enter") // one scope by hand
	d.at(flow.PlaceForm)
	d.press("enter")
	d.at(flow.PlaceCreate)
	d.paste(aToken)
	link := d.model.shared.draft.Link()

	for d.model.at != flow.PlaceInstance {
		before := d.model.at
		d.press("esc")
		if d.model.at >= before && d.model.at != flow.PlaceAccount {
			t.Fatalf("Esc leads from place %d to %d", before, d.model.at)
		}
	}
	d.press("esc")
	d.sees("gitlab.acme.dev")
	d.press("enter")
	d.walkTo(flow.PlacePurposes)
	d.sees("› [ ] push code")
	d.walkTo(flow.PlaceForm)
	d.sees("nightly backup", "[60 days]")
	d.press("enter")
	if got := d.model.shared.draft.Link(); got != link {
		t.Errorf("the link after the way back is\n%s, before it was\n%s", got, link)
	}
}

func TestALateAnswerChangesNothing(t *testing.T) {
	w := newWorld()
	held := make(chan struct{})
	cancelled := make(chan struct{}, 1)
	w.look = func(ctx context.Context, address input.Address) (gitlab.Instance, error) {
		if address.Host == "gitlab.example.com" {
			<-ctx.Done()
			cancelled <- struct{}{}
			<-held // the server answers late all the same
		}
		return anInstance(address), nil
	}
	d := begin(t, w.env(), Given{})
	d.hold()
	d.sees("Looking at gitlab.example.com")
	d.give(keyPress("esc"))
	<-cancelled
	d.settleBut(1)
	d.sees("Which GitLab do you use?")
	d.give(keyPress("down"))
	d.give(keyPress("enter"))
	d.settleBut(1)
	d.sees("gitlab.com is a GitLab.")
	close(held)
	d.settle()
	d.sees("gitlab.com is a GitLab.")
	if got := d.model.shared.draft.Instance.URL; got != "https://gitlab.com" {
		t.Errorf("the instance is %s", got)
	}
}

func TestTheCheckCanBeStoppedAndItsLateAnswerIsDropped(t *testing.T) {
	w := newWorld()
	w.check = func(ctx context.Context, _ token.Secret) gitlab.Report {
		<-ctx.Done()
		return aReport()
	}
	d := begin(t, w.env(), chosen())
	d.walkTo(flow.PlaceCreate)
	d.paste(aToken)
	d.hold()
	d.sees("Checking the token")
	d.press("esc")
	d.at(flow.PlaceCreate)
	d.sees("26 characters, personal access token")
}

func TestAnAddressThatCannotBeRightIsMendedInItsField(t *testing.T) {
	w := newWorld()
	d := begin(t, w.env(), Given{})
	d.press("up") // from the first row to the field
	d.typeText("ftp://files.example.com")
	d.press("enter")
	d.sees("ftp://files.example.com", "glpat cannot use an address that starts with \"ftp://\"")
	if len(w.looks) > 0 {
		t.Error("it was looked at all the same")
	}
	d.press("ctrl+u")
	d.typeText("gitlab.example.com")
	d.press("enter")
	d.sees("gitlab.example.com is a GitLab.")
}

func TestAFailedLookStaysOnItsScreenWithTheAddressToMend(t *testing.T) {
	w := newWorld()
	w.look = func(context.Context, input.Address) (gitlab.Instance, error) {
		return gitlab.Instance{}, &problem.Problem{
			Severity: problem.SeverityError, Summary: "The name gitlab.example.com cannot be found",
			Cause: "No name server knows it.", Remedy: problem.NewSteps("Look for a slip in the address"),
		}
	}
	d := begin(t, w.env(), Given{})
	d.press("enter")
	d.sees("The name gitlab.example.com cannot be found.", "Look for a slip in the address", "https://gitlab.example.com")
	w.look = newWorld().look
	d.press("enter")
	d.sees("gitlab.example.com is a GitLab.")
}

func TestPlainHTTPNeedsAYes(t *testing.T) {
	w := newWorld()
	d := begin(t, w.env(), Given{})
	d.press("up")
	d.typeText("http://gitlab.lan")
	d.press("enter")
	d.sees("This address has no encryption")
	d.press("enter", "n")
	d.sees("Which GitLab do you use?", "http://gitlab.lan")
	if len(w.looks) > 0 {
		t.Error("it was looked at without the yes")
	}
	d.press("enter", "y")
	d.sees("gitlab.lan is a GitLab.")
	d.press("enter")
	if len(w.instances) != 1 || !w.instances[0].AllowHTTP {
		t.Errorf("remembered is %+v", w.instances)
	}
}

func TestMyPageLooksDifferentGoesThroughEveryLookNearestFirstAndIsRemembered(t *testing.T) {
	w := newWorld()
	d := begin(t, w.env(), chosen())
	d.walkTo(flow.PlaceTokens)
	looks := d.model.shared.looks(picture.SceneMenu)
	if len(looks) < 5 {
		t.Fatalf("the menu looks different in %d layouts", len(looks))
	}
	drawn := map[string]bool{}
	for at := range looks {
		pages := d.model.shared.draft.Layout()
		if pages != looks[at] {
			t.Errorf("look %d is of %v, want %v", at+1, pages, looks[at])
		}
		d.sees("“" + pages.MenuEntry + "”")
		drawn[d.screen()] = true
		d.press("v")
	}
	if len(drawn) != len(looks) {
		t.Errorf("of %d looks %d are different", len(looks), len(drawn))
	}
	d.sees("Look 1 of ", "as glpat found")
	d.press("v", "v", "V", "enter")
	if last := w.instances[len(w.instances)-1]; last.Pages != looks[1].Since.String() {
		t.Errorf("remembered is %+v", last)
	}
}

func TestTheEndCanBeChosenFromACalendar(t *testing.T) {
	d := begin(t, newWorld().env(), chosen())
	d.walkTo(flow.PlaceForm)
	d.press("tab", "right", "right", "right", "right", "tab")
	d.sees("Mo Tu We Th Fr Sa Su")
	d.press("left", "up")
	want := input.DateOf(noon()).AddDays(365 - 8)
	d.sees(want.String())
	for range 60 {
		d.press("down")
	}
	d.sees(
		input.DateOf(noon()).AddDays(catalog.LongestLifetimeDays).String(),
		"more than 365 days only where an administrator",
	)
}

func TestANameIsRequiredAtItsField(t *testing.T) {
	d := begin(t, newWorld().env(), chosen())
	d.walkTo(flow.PlaceForm)
	d.press("ctrl+u", "enter")
	d.at(flow.PlaceForm)
	d.sees("A token needs a name.")
	d.typeText("x")
	d.doesNotSee("A token needs a name.")
	d.press("enter")
	d.at(flow.PlaceCreate)
}

func TestAScopeIsRequired(t *testing.T) {
	d := begin(t, newWorld().env(), chosen())
	d.walkTo(flow.PlaceScopes)
	d.press("space", "enter")
	d.at(flow.PlaceScopes)
	d.sees("No scope is chosen.")
}

func TestAPageIsOpenedInTheBrowserOrItsAddressCopied(t *testing.T) {
	w := newWorld()
	w.hasBrowser = true
	d := begin(t, w.env(), chosen())
	d.walkTo(flow.PlacePreferences)
	d.press("o")
	if !contains(w.opened, "https://gitlab.example.com/-/profile/preferences") {
		t.Errorf("opened were %q", w.opened)
	}
	d.sees("Opened in your browser.")
	w.hasBrowser = false
	d.press("enter")
	d.doesNotSee("open page")
	d.walkTo(flow.PlaceCreate)
	d.press("enter")
	d.sees("There is no browser here. The address is copied")
}

func TestAReportWithAMissingScopeSaysSoInTheTitle(t *testing.T) {
	w := newWorld()
	w.check = func(context.Context, token.Secret) gitlab.Report {
		report := aReport()
		report.Problems = []*problem.Problem{
			{Code: problem.CodeScopeMissing, Severity: problem.SeverityError, Summary: "The token lacks write_repository"},
		}
		return report
	}
	d := begin(t, w.env(), chosen())
	d.walkTo(flow.PlaceResult)
	d.sees("Your token works, but not for everything", "The token lacks write_repository.")
}

func TestATokenThatGitLabRefusesStaysInTheFieldWithTheReason(t *testing.T) {
	w := newWorld()
	w.check = func(context.Context, token.Secret) gitlab.Report {
		return gitlab.Report{Problems: []*problem.Problem{
			{
				Code:       problem.CodeTokenExpired,
				Severity:   problem.SeverityError,
				Summary:    "The token has ended",
				RetryAfter: time.Second,
			},
		}}
	}
	d := begin(t, w.env(), chosen())
	d.walkTo(flow.PlaceCreate)
	d.paste(aToken)
	d.press("enter")
	d.at(flow.PlaceCreate)
	d.sees("The token has ended.", "26 characters")
	w.check = newWorld().check
	d.press("enter")
	d.at(flow.PlaceResult)
}

func TestWhatWasSaidOfAnInstanceBeforeHoldsTheNextTime(t *testing.T) {
	cases := []struct {
		name, pages string
		want        catalog.Release
	}{
		{"pages that its release can have", "17.3", catalog.NewRelease(17, 3)},
		{"pages that its release has left behind", "16.3", catalog.NewRelease(16, 8)},
		{"none", "", catalog.NewRelease(16, 8)},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld()
			w.known = []config.KnownInstance{{URL: "https://gitlab.example.com", Pages: c.pages}}
			d := begin(t, w.env(), chosen())
			if got := d.model.shared.draft.Layout().Since; got != c.want {
				t.Errorf("the pages are those since %s", got)
			}
		})
	}
	t.Run("a yes to plain http", func(t *testing.T) {
		w := newWorld()
		w.known = []config.KnownInstance{{URL: "http://gitlab.lan", AllowHTTP: true}}
		start := chosen()
		start.Draft.Address = "http://gitlab.lan/group/project"
		begin(t, w.env(), start).sees("gitlab.lan/group/project is a GitLab.")
	})
}

func TestThePracticeInstanceIsKnownAsSuchInEveryRelease(t *testing.T) {
	w := newWorld()
	d := begin(t, w.env(), Given{Practice: true})
	d.sees("The practice GitLab is ready.", "nothing here is real")
	d.walkTo(flow.PlaceDone)
	if w.pressed != 1 || len(w.kept)+len(w.records)+len(w.instances) > 0 {
		t.Errorf("the button was pressed %d times, kept are %v, recorded %v and %v",
			w.pressed, w.kept, w.records, w.instances)
	}
}

func TestOnlyItsOwnPracticeButtonIsPressed(t *testing.T) {
	w := practiceWorld() // its look finds a practice instance that glpat did not start
	d := begin(t, w.env(), chosen())
	d.walkTo(flow.PlaceCreate)
	d.sees("enter copy the link")
	d.press("enter", "enter")
	if w.pressed != 0 {
		t.Error("the button of another program's practice instance was pressed")
	}
}

func TestAnInstanceThatIsBeingUpdatedSaysSo(t *testing.T) {
	w := newWorld()
	w.look = func(_ context.Context, address input.Address) (gitlab.Instance, error) {
		instance := anInstance(address)
		instance.Updating = true
		return instance, nil
	}
	begin(t, w.env(), chosen()).sees("is being updated", "no token can be created right now")
}

func TestAnAddressInARemedyStaysInOnePiece(t *testing.T) {
	const address = "https://gitlab.example.com/-/user_settings/personal_access_tokens"
	w := newWorld()
	w.check = func(context.Context, token.Secret) gitlab.Report {
		return gitlab.Report{Problems: []*problem.Problem{
			{
				Code:     problem.CodeTokenExpired,
				Severity: problem.SeverityError,
				Summary:  "It ended",
				Remedy:   problem.NewSteps("Create a new one: " + address),
			},
		}}
	}
	d := begin(t, w.env(), chosen())
	d.walkTo(flow.PlaceCreate)
	d.paste(aToken)
	d.press("enter")
	d.sees("Create a new one: " + address)
}

func TestTheShortWayTakesThreeEntersToTheFieldAndThreeFromIt(t *testing.T) {
	t.Parallel()
	madeHere := []config.KnownInstance{{URL: "https://gitlab.example.com", MadeToken: true}}
	said := flow.NewDraft(noon()).WithGivenAddress("gitlab.example.com").WithGivenPurposes([]string{"clone"})
	for _, c := range []struct {
		name  string
		known []config.KnownInstance
		start Given
		keys  []string
	}{
		{"all was said at the start", nil, Given{Draft: said, From: "from --host"}, []string{"enter"}},
		{"a token was made here before", madeHere, Given{}, []string{"enter", "enter", "enter"}},
		{
			"a token was made here before, and the address was said", madeHere,
			Given{Draft: flow.NewDraft(noon()).WithGivenAddress("gitlab.example.com"), From: "from --host"},
			[]string{"enter", "enter"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld()
			w.hasBrowser, w.known = true, c.known
			env := w.env()
			if c.known != nil {
				env.Suggest = func(context.Context) []Suggestion {
					return []Suggestion{{Address: "https://gitlab.example.com", Why: "used before"}}
				}
			}
			d := begin(t, env, c.start)
			d.press(c.keys...)
			d.at(flow.PlaceCreate)
			d.sees("› Your token")
			link := d.model.shared.draft.Link()
			if !slices.Equal(w.opened, []string{link}) {
				t.Errorf("opened were %q, want the link %s alone", w.opened, link)
			}
			d.paste(aToken)
			d.press("enter", "enter", "enter")
			if len(w.kept) != 1 || !d.quit || d.model.Outcome().End != EndFinished {
				t.Errorf("kept are %d tokens\n%s", len(w.kept), d.screen())
			}
			if last := w.instances[len(w.instances)-1]; !last.MadeToken {
				t.Errorf("that a token was made is not noted: %+v", last)
			}
		})
	}
}

func TestWhatWasSaidAtTheStartCanBeChangedFromTheForm(t *testing.T) {
	t.Parallel()
	said := flow.NewDraft(noon()).WithGivenAddress("gitlab.example.com").WithGivenPurposes([]string{"clone"})
	d := begin(t, newestWorld().env(), Given{Draft: said, From: "from --host"})
	d.at(flow.PlaceForm)
	d.sees("What it is for", "clone and pull code", "Type")
	d.press("shift+tab") // the last line: the type
	d.sees("space change it")
	d.press("space")
	d.at(flow.PlaceType)
	d.press("enter")
	d.at(flow.PlaceForm)
	d.press("shift+tab") // what it is for
	d.press("space")
	d.at(flow.PlacePurposes)
	d.press("space", "down", "space", "enter")
	d.walkTo(flow.PlaceForm)
	d.sees("write_repository")
	d.press("esc")
	for d.model.at != flow.PlaceInstance {
		d.press("esc")
	}
	d.press("w")
	d.at(flow.PlaceAccount)
}

func TestATokenThatIsThereIsCheckedAndKeptWithoutTheWayToOne(t *testing.T) {
	t.Parallel()
	w := newWorld()
	d := begin(t, w.env(), Given{})
	d.press("down", "down", "down")
	d.sees("› I already have a token")
	d.press("enter")
	d.sees("Which GitLab is your token for?", "I have no token yet")
	d.press("enter")
	d.sees("gitlab.example.com is a GitLab.")
	d.press("enter")
	d.at(flow.PlaceCreate)
	d.sees("Paste the token that you have", "› Your token")
	d.doesNotSee("Open this link", "my page looks different")
	d.press("tab", "ctrl+y", "ctrl+o") // there is no link
	d.sees("› Your token")
	d.paste(aToken)
	d.press("enter")
	d.sees("Your token works", "Alice Example (alice)")
	d.press("esc", "esc")
	d.at(flow.PlaceInstance)
	d.press("enter", "enter", "enter")
	if len(w.kept) != 1 {
		t.Errorf("kept are %d tokens\n%s", len(w.kept), d.screen())
	}
}

func TestWhatIsTypedGoesToTheAddressFieldFromEveryRow(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.look = func(context.Context, input.Address) (gitlab.Instance, error) { return gitlab.Instance{}, errFake }
	d := begin(t, w.env(), Given{})
	d.press("enter")
	d.sees("Fake failure")
	d.press("up", "up", "up", "up", "up", "up", "up") // no further than the first row
	d.sees("› gitlab.example.com used before")
	d.press("ctrl+u")
	d.typeText("q")
	d.sees("Another address:")
	d.doesNotSee("Fake failure")
	screen, _ := d.model.screen().(*instanceScreen)
	if !strings.HasSuffix(screen.field.Value(), "q") || !screen.inField() {
		t.Errorf("the field says %q", screen.field.Value())
	}
}
