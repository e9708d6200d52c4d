package wizard

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"glpat/gitlab"
	"glpat/ui/flow"
)

func TestAPasteIsCleanedOrRefusedAndNeverSentWhenItCannotBeRight(t *testing.T) {
	cases := []struct {
		name, text, says string
		sent             bool
	}{
		{
			"spaces and a line break at the ends are taken off",
			"  " + aToken + "\r\n",
			"cleaned of what was copied along",
			true,
		},
		{"quotes are taken off", `"` + aToken + `"`, "cleaned of what was copied along", true},
		{"an invisible character at the end is taken off", aToken + "\u200b", "cleaned of what was copied along", true},
		{"a line break inside is refused", aToken[:12] + "\n" + aToken[12:], "There is a space or line break inside", false},
		{
			"an invisible character inside is refused",
			aToken[:12] + "\u200b" + aToken[12:],
			"There is a character inside that no token has",
			false,
		},
		{"an escape sequence is refused", "\x1b[31m" + aToken, "There is a character inside that no token has", false},
		{"a web address is refused", "https://gitlab.example.com/-/profile", "This is a web address, not a token", false},
		{
			"a deploy token is refused by its kind",
			"gldt-abcdefghij0123456789",
			"This is a deploy token, not a personal access token",
			false,
		},
		{"the prefix alone is refused", "glpat-", "This is only the beginning of a token", false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld()
			d := begin(t, w.env(), chosen())
			d.walkTo(flow.PlaceCreate)
			d.paste(c.text)
			d.sees(c.says)
			d.press("enter")
			if got := len(w.checks) == 1; got != c.sent {
				t.Fatalf("sent %d times", len(w.checks))
			}
			if c.sent && w.checks[0].Reveal() != aToken {
				t.Error("what was sent is not the cleaned token")
			}
		})
	}
}

func TestATokenThatLooksCutShortIsSentOnlyAfterAYes(t *testing.T) {
	w := newWorld()
	d := begin(t, w.env(), chosen())
	d.walkTo(flow.PlaceCreate)
	d.paste(aToken[:20])
	d.sees("it was probably cut short")
	d.press("enter")
	d.sees("Send this token anyway?")
	d.press("enter", "enter", "esc")
	if len(w.checks) > 0 {
		t.Fatal("it was sent without the yes")
	}
	d.press("enter", "y")
	d.at(flow.PlaceResult)
	if len(w.checks) != 1 {
		t.Errorf("it was sent %d times", len(w.checks))
	}
}

func TestTheOneTokenInAPasteIsTaken(t *testing.T) {
	for _, text := range []string{
		"export GITLAB_TOKEN=" + aToken, "PRIVATE-TOKEN: " + aToken,
		"Token:   " + aToken + "\nScopes:  read_repository\n", "Your token is " + aToken + ", and it works.",
	} {
		w := newWorld()
		d := begin(t, w.env(), chosen())
		d.walkTo(flow.PlaceCreate)
		d.paste(text)
		d.sees("26 characters", "taken out of the text around it")
		d.press("enter")
		d.at(flow.PlaceResult)
	}
	d := begin(t, newWorld().env(), chosen())
	d.walkTo(flow.PlaceCreate)
	d.paste(aToken + " " + aToken[:25] + "x")
	d.sees("There are 2 tokens in this text")
}

func TestAPrefixThatTheInstanceDoesNotTellIsSaidAndSent(t *testing.T) {
	w := newWorld()
	d := begin(t, w.env(), chosen())
	d.walkTo(flow.PlaceCreate)
	d.paste("corp_" + aToken[6:])
	d.sees("no prefix that glpat knows", "It can be sent all the same")
	d.press("enter")
	d.at(flow.PlaceResult)
	if len(w.checks) != 1 {
		t.Errorf("it was sent %d times", len(w.checks))
	}
}

func TestATokenWithoutAnEndIsWarnedOfAndGoesOn(t *testing.T) {
	draft := chosen()
	draft.Draft = draft.Draft.WithoutEnd()
	d := begin(t, newWorld().env(), draft)
	d.walkTo(flow.PlaceForm)
	d.sees("[never]", "GitLab takes no end only where")
	d.walkTo(flow.PlaceResult)
}

func TestTheTokenIsNeverDrawn(t *testing.T) {
	d := begin(t, newWorld().env(), chosen())
	d.walkTo(flow.PlaceCreate)
	d.press("tab")
	d.typeText(aToken)
	d.sees("•••", "26 characters, personal access token")
	d.doesNotSee("abcdefghij")
	d.press("backspace")
	d.sees("it was probably cut short")
	d.press("ctrl+u")
	d.sees("paste it here; it is not shown")
}

func TestATokenOnTheClipboardIsOfferedNeverTaken(t *testing.T) {
	w := newWorld()
	d := begin(t, w.env(), chosen())
	d.walkTo(flow.PlaceCreate)
	d.press("tab")

	w.clipboard = "a shopping list"
	d.give(tea.FocusMsg{})
	d.settle()
	d.sees("paste it here")

	w.clipboard = aToken + "\n"
	d.give(tea.FocusMsg{})
	d.settle()
	d.sees("There is a token on your clipboard", "26 characters")
	if len(w.checks) > 0 {
		t.Fatal("it was taken without a yes")
	}
	d.press("n")
	d.give(tea.FocusMsg{})
	d.settle()
	d.doesNotSee("There is a token on your clipboard")

	w.clipboard = "glpat-01234567890123456789"
	d.give(tea.FocusMsg{})
	d.settle()
	d.press("enter")
	d.at(flow.PlaceResult)
	if len(w.checks) != 1 || w.checks[0].Reveal() != w.clipboard {
		t.Error("the offered token was not the one that was checked")
	}
}

func TestDecliningATokenLeadsBackToWhereItWasOffered(t *testing.T) {
	cases := []struct {
		name  string
		typed string // after tab, "" to stay at the link
		key   string
		says  string
	}{
		{"from the link with n", "", "n", "tab to the token's field"},
		{"from the link with Esc", "", "esc", "tab to the token's field"},
		{"from the token's field with n", "glpat-ab", "n", "tab to the link"},
		{"from the token's field with Esc", "glpat-ab", "esc", "tab to the link"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld()
			d := begin(t, w.env(), chosen())
			d.walkTo(flow.PlaceCreate)
			if c.typed != "" {
				d.press("tab")
				d.typeText(c.typed)
			}
			before := d.screen()
			w.clipboard = aToken
			d.give(tea.FocusMsg{})
			d.settle()
			d.sees("There is a token on your clipboard")
			d.press(c.key)
			d.sees(c.says)
			if got := d.screen(); got != before {
				t.Errorf("after it the screen is\n%s, before it was\n%s", got, before)
			}
		})
	}
}

func TestWhatStandsInFrontStaysOpenWhenOneComesBackFromTheBrowser(t *testing.T) {
	cases := []struct {
		name  string
		place flow.Place
		keys  []string
	}{
		{"the help on the link", flow.PlaceCreate, []string{"f1"}},
		{"the help in the token's field, scrolled", flow.PlaceCreate, []string{"tab", "f1", "pgdown"}},
		{"the picture of the form", flow.PlaceCreate, []string{"p"}},
		{"the picture of the token that was made", flow.PlaceCreate, []string{"tab", "ctrl+p"}},
		{"the picture of a page on the way", flow.PlaceTokens, []string{"p"}},
		{"the details of a purpose", flow.PlacePurposes, []string{"d"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld()
			d := begin(t, w.env(), chosen())
			d.walkTo(c.place)
			d.resize(60, 16)
			d.press(c.keys...)
			d.sees("esc close")
			before := d.screen()
			w.clipboard = aToken
			d.give(tea.FocusMsg{})
			d.settle()
			d.give(tea.ClipboardMsg{Content: aToken})
			d.settle()
			if got := d.screen(); got != before {
				t.Fatalf("after coming back the screen is\n%s, before it was\n%s", got, before)
			}
			d.press("esc")
			d.doesNotSee("esc close")
			if c.place == flow.PlaceCreate {
				d.sees("There is a token on your clipboard")
			}
		})
	}
}

func TestAPasteClosesWhatStandsInFrontOfTheScreen(t *testing.T) {
	for _, name := range []string{"f1", "ctrl+p"} {
		t.Run("opened with "+name, func(t *testing.T) {
			var screens []string
			for _, keys := range [][]string{nil, {name, "pgdown"}} {
				d := begin(t, newWorld().env(), chosen())
				d.walkTo(flow.PlaceCreate)
				d.resize(60, 16)
				d.press(append([]string{"tab"}, keys...)...)
				d.paste(aToken)
				d.sees("26 characters")
				screens = append(screens, d.screen())
			}
			if screens[0] != screens[1] {
				t.Errorf("the paste leads to\n%s, without anything in front to\n%s", screens[1], screens[0])
			}
		})
	}
}

func TestLeavingAsksWhenATokenWouldBeLost(t *testing.T) {
	cases := []struct {
		name  string
		keys  []string
		leave bool
	}{
		{"the answer yes leaves", []string{"ctrl+c", "y"}, true},
		{"asked twice it leaves", []string{"ctrl+c", "ctrl+c"}, true},
		{"the answer no stays", []string{"ctrl+c", "n"}, false},
		{"Esc stays", []string{"ctrl+c", "esc"}, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := begin(t, newWorld().env(), chosen())
			d.walkTo(flow.PlaceResult)
			d.press(c.keys[0])
			d.sees("Leave without keeping the token?")
			d.press(c.keys[1:]...)
			if d.quit != c.leave {
				t.Errorf("left is %v", d.quit)
			}
			if outcome := d.model.Outcome(); c.leave && (outcome.End != EndLeft || !outcome.Draft.Unkept()) {
				t.Errorf("the outcome is %+v", outcome)
			}
		})
	}
}

func TestLeavingBeforeThereIsATokenAsksNothing(t *testing.T) {
	d := begin(t, newWorld().env(), chosen())
	d.walkTo(flow.PlaceCreate)
	d.press("ctrl+c")
	if !d.quit {
		t.Errorf("it still runs:\n%s", d.screen())
	}
}

func TestNothingInterruptsKeeping(t *testing.T) {
	w := newWorld()
	env := w.env()
	release := make(chan struct{})
	env.Secrets = heldSecrets{worldSecrets{w}, release}
	d := begin(t, env, chosen())
	d.walkTo(flow.PlaceResult)
	d.hold()
	for _, name := range []string{"esc", "ctrl+c", "ctrl+c", "enter"} {
		d.give(keyPress(name))
	}
	d.sees("Putting it away", "One moment")
	close(release)
	d.settle()
	d.at(flow.PlaceDone)
	if len(w.kept) != 1 {
		t.Errorf("it was kept %d times", len(w.kept))
	}
}

func TestASignalDuringKeepingEndsTheWizardAfterIt(t *testing.T) {
	w := newWorld()
	env := w.env()
	release := make(chan struct{})
	env.Secrets = heldSecrets{worldSecrets{w}, release}
	d := begin(t, env, chosen())
	d.walkTo(flow.PlaceResult)
	d.hold()
	d.give(signalMsg{terminated{}})
	if d.quit {
		t.Fatal("it left at once")
	}
	close(release)
	d.settle()
	if outcome := d.model.Outcome(); !d.quit || outcome.End != EndSignal || outcome.Kept == "" {
		t.Errorf("left is %v, the outcome %+v", d.quit, outcome)
	}
}

func TestAnotherInstanceTakesTheTokenOfTheFirstAway(t *testing.T) {
	d := begin(t, newWorld().env(), chosen())
	d.walkTo(flow.PlaceResult)
	draft := d.model.shared.draft.WithInstance(gitlab.Instance{URL: "https://other.example.com"})
	if !draft.Secret.Empty() || draft.Report != nil {
		t.Error("the token of one instance is held for another")
	}
}

func TestAPastedTokenThatIsNotCheckedYetIsAskedForOnLeaving(t *testing.T) {
	d := begin(t, newWorld().env(), chosen())
	d.walkTo(flow.PlaceCreate)
	d.paste(aToken)
	d.press("ctrl+c")
	d.sees("Leave without keeping the token?", "The token is kept nowhere yet")
	d.press("n")
	d.press("ctrl+u", "ctrl+c")
	if !d.quit {
		t.Error("it asks for a token that was taken out again")
	}
}

func TestATokenPastedIntoAnotherFieldIsNeitherDrawnNorUsed(t *testing.T) {
	w := newWorld()
	d := begin(t, w.env(), Given{})
	d.paste(aToken)
	d.sees("token")
	d.doesNotSee("abcdefghij")
	d.press("enter")
	if len(w.looks) > 0 {
		t.Fatalf("it was looked up as an address: %v", w.looks)
	}
	d = begin(t, w.env(), chosen())
	d.walkTo(flow.PlaceForm)
	d.press("ctrl+u")
	d.paste(aToken)
	d.doesNotSee("abcdefghij")
	d.typeText(aToken)
	d.press("enter")
	d.at(flow.PlaceForm)
}

func TestAPracticeTokenIsKnownByItsPrefixWhereTheInstanceIsNot(t *testing.T) {
	w := newWorld()
	start := chosen()
	start.Draft.Address = "http://127.0.0.1:8080"
	d := begin(t, w.env(), start)
	d.walkTo(flow.PlaceCreate)
	d.paste("practice-" + aToken)
	d.press("enter")
	d.at(flow.PlaceResult)
	d.sees("a practice token is good for nothing else")
	d.doesNotSee("keyring")
}
