package wizard

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"glpat/config"
	"glpat/gitlab/catalog"
	"glpat/ui/flow"
)

// clicks clicks on the first line of the screen that shows the text.
func (d *driver) clicks(text string) {
	d.t.Helper()
	for y, line := range strings.Split(d.screen(), "\n") {
		if before, _, found := strings.Cut(line, text); found {
			d.give(tea.MouseClickMsg{X: len([]rune(before)), Y: y, Button: tea.MouseLeft})
			d.settle()
			return
		}
	}
	d.t.Fatalf("the screen does not show %q:\n%s", text, d.screen())
}

func (d *driver) scopes() string { return catalog.JoinScopes(d.model.shared.draft.Scopes) }

func TestASearchFindsAPurposeByItsToolAndTicksIt(t *testing.T) {
	d := begin(t, newWorld().env(), chosen())
	d.walkTo(flow.PlacePurposes)
	d.press("space") // clone is ticked for this start
	d.press("/")
	d.typeText("docker login")
	d.sees("› [ ] pull container images")
	d.doesNotSee("clone and pull code")
	d.press("enter")
	d.sees("› [x] pull container images", "use GitLab in VS Code")
	d.press("enter")
	if got := d.scopes(); got != "read_registry" {
		t.Errorf("the scopes are %s", got)
	}
}

func TestEscLeavesASearchBeforeItLeavesTheScreen(t *testing.T) {
	d := begin(t, newWorld().env(), chosen())
	d.walkTo(flow.PlacePurposes)
	d.press("/")
	d.typeText("fax machine")
	d.sees("No match. Search for a tool")
	d.press("esc")
	d.at(flow.PlacePurposes)
	d.sees("clone and pull code")
	d.press("esc")
	d.at(flow.PlaceTokens)
}

func TestATokenPastedIntoASearchIsNotShown(t *testing.T) {
	d := begin(t, newWorld().env(), chosen())
	d.walkTo(flow.PlacePurposes)
	d.press("/")
	d.paste(aToken)
	d.doesNotSee(aToken)
	d.sees("This looks like a token")
	d.press("down")
	d.typeText(aToken) // as from a terminal that marks no pastes
	d.doesNotSee(aToken)
}

func TestSeveralPurposesGiveOneReducedSet(t *testing.T) {
	d := begin(t, newWorld().env(), chosen())
	d.walkTo(flow.PlacePurposes)
	d.press("down", "space", "enter")
	d.at(flow.PlaceType)
	if got := d.scopes(); got != "write_repository" {
		t.Errorf("to clone and push the scopes are %s", got)
	}
}

func TestAPurposeThatIsNotPossibleHereCannotBeTaken(t *testing.T) {
	noRegistry := worldAt(18, 4, catalog.ScopeReadRegistry, catalog.ScopeWriteRegistry)
	d := begin(t, noRegistry().env(), chosen())
	d.walkTo(flow.PlacePurposes)
	d.press("space", "/")
	d.typeText("pull container images")
	d.press("enter")
	d.sees("Not possible here: this GitLab has no container registry")
	d.press("esc", "space", "enter")
	d.at(flow.PlacePurposes)
	d.clicks("pull container images")
	d.press("enter")
	d.at(flow.PlacePurposes)
	d.doesNotSee("[x]")
	if d.model.shared.draft.Unmet(d.model.shared.draft.Chosen()[0]) != "" {
		t.Error("it was taken")
	}
}

func TestTheMouseTicksARowAndScrollsOnlyWhereThereAreRows(t *testing.T) {
	d := begin(t, newWorld().env(), chosen())
	if d.model.View().MouseMode != tea.MouseModeNone {
		t.Error("the first screen takes the mouse")
	}
	d.walkTo(flow.PlacePurposes)
	if d.model.View().MouseMode != tea.MouseModeCellMotion {
		t.Fatal("the purposes do not take the mouse")
	}
	d.clicks("push code")
	d.sees("› [x] push code")
	d.clicks("push code")
	d.sees("› [ ] push code")
	d.give(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	d.give(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	d.doesNotSee("push code")
	d.sees("› ") // the pointer came along
	d.press("?")
	if d.model.View().MouseMode != tea.MouseModeNone {
		t.Error("the help takes the mouse")
	}
}

func TestThePointerIsInViewInEveryWindowAndAtEveryRow(t *testing.T) {
	for _, place := range []flow.Place{flow.PlacePurposes, flow.PlaceScopes} {
		for _, window := range [][2]int{{80, 24}, {40, 12}, {120, 40}, {60, 16}} {
			d := begin(t, worldAt(19, 2)().env(), chosen())
			d.walkTo(place)
			d.resize(window[0], window[1])
			for _, key := range []string{"down", "up", "pgdown", "pgup"} {
				for range 50 {
					d.give(keyPress(key))
					if !strings.Contains(d.screen(), "› ") {
						t.Fatalf("at %v %s loses the pointer:\n%s", window, key, d.screen())
					}
				}
			}
		}
	}
}

func TestTickingAPIContainsTheOthersAndUntickingBringsNoneBack(t *testing.T) {
	d := begin(t, worldAt(18, 4)().env(), chosen())
	d.walkTo(flow.PlaceScopes)
	d.press("down", "space")
	d.sees("[x] api", "[•] read_repository", "api contains read_repository", "Risk: high", "More than it needs: api")
	if got := d.scopes(); got != "api" {
		t.Errorf("the scopes are %s", got)
	}
	d.press("space")
	if got := d.scopes(); got != "" {
		t.Errorf("without api they are %s", got)
	}
	d.press("enter")
	d.at(flow.PlaceScopes)
	d.press("r")
	if got := d.scopes(); got != "read_repository" {
		t.Errorf("what it needs is %s", got)
	}
}

func TestSudoIsTickedOnlyAfterAPlainYes(t *testing.T) {
	d := begin(t, worldAt(18, 4)().env(), chosen())
	d.walkTo(flow.PlaceScopes)
	tick := func() {
		d.press("/")
		d.typeText("sudo")
		d.press("enter")
		d.sees("Tick sudo all the same?")
	}
	for _, no := range []string{"enter", "esc", "n"} {
		tick()
		d.press(no)
		d.at(flow.PlaceScopes)
		d.sees("sudo stays unticked")
	}
	tick()
	d.press("y", "enter", "enter")
	d.at(flow.PlaceCreate)
	if got := d.scopes(); got != "read_repository,sudo" {
		t.Errorf("the scopes are %s", got)
	}
}

func TestSudoFromACommandLineIsAskedAboutOnce(t *testing.T) {
	d := begin(t, worldAt(18, 4)().env(), chosenScopes("read_user", "sudo"))
	d.walkTo(flow.PlaceScopes)
	d.press("enter")
	d.sees("Go on with sudo?")
	d.press("enter")
	d.at(flow.PlaceScopes)
	d.press("enter", "y")
	d.at(flow.PlaceForm)
	d.press("enter", "esc", "enter")
	d.at(flow.PlaceCreate)
}

func TestAScopeThatIsNotHereCannotBeTicked(t *testing.T) {
	noRegistry := worldAt(18, 4, catalog.ScopeReadRegistry, catalog.ScopeWriteRegistry)
	d := begin(t, noRegistry().env(), chosen())
	d.walkTo(flow.PlaceScopes)
	d.press("/")
	d.typeText("write_registry")
	d.press("enter")
	d.sees("It cannot be ticked: this GitLab has no container registry")
	if got := d.scopes(); got != "read_repository" {
		t.Errorf("the scopes are %s", got)
	}
}

func TestThatThereAreNoLegacyTokensIsRememberedForTheInstance(t *testing.T) {
	w := worldAt(19, 2)()
	d := begin(t, w.env(), chosenFor("publish-packages"))
	d.walkTo(flow.PlaceType)
	d.press("down", "enter")
	d.sees("Legacy token not made here any more", "Fine-grained token the only type here")
	d.press("enter", "enter")
	d.at(flow.PlacePermissions)
	if len(w.instances) == 0 || !w.instances[len(w.instances)-1].FineGrainedOnly {
		t.Fatalf("what is remembered is %+v", w.instances)
	}

	again := worldAt(19, 2)()
	again.known = []config.KnownInstance{{URL: "https://gitlab.example.com", FineGrainedOnly: true}}
	d = begin(t, again.env(), chosenFor("publish-packages"))
	d.walkTo(flow.PlaceType)
	d.sees("› Fine-grained token", "not made here any more")
	d.press("up")
	d.sees("› Legacy token")
	d.press("enter")
	d.at(flow.PlaceType)
	d.press("up", "enter") // has it after all
	d.sees("› Fine-grained token fits what you chose")
	d.press("up", "enter")
	d.at(flow.PlaceForm)
	if last := again.instances[len(again.instances)-1]; last.FineGrainedOnly {
		t.Error("that it has legacy tokens after all is not remembered")
	}
}

func TestWhatIsTickedStaysInViewWhereverTheListStands(t *testing.T) {
	t.Parallel()
	d := begin(t, newWorld().env(), chosen())
	d.walkTo(flow.PlacePurposes)
	d.press("down", "space", "end")
	d.sees("› choose the scopes myself", "Ticked: clone and pull code; push code")
	d.press("home")
	d.sees("› [x] clone and pull code", "Ticked: clone and pull code; push code")
	d.press("space", "down", "space")
	d.doesNotSee("Ticked:")
}
