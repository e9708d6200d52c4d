package wizard

import (
	"context"
	"testing"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/ui/flow"
)

// limited is a world whose first answers are 429, so many of each kind.
func limited(looks, checks int, wait time.Duration) *world {
	w := newWorld()
	w.look = func(_ context.Context, address input.Address) (gitlab.Instance, error) {
		if len(w.looks) <= looks {
			return gitlab.Instance{}, slowDown(wait)
		}
		return anInstance(address), nil
	}
	w.check = func(context.Context, token.Secret) gitlab.Report {
		if len(w.checks) <= checks {
			return gitlab.Report{Problems: []*problem.Problem{slowDown(wait)}}
		}
		return aReport()
	}
	return w
}

func TestALookThatIsToSlowDownIsTriedOnceMoreWhenItsTimeHasCome(t *testing.T) {
	cases := []struct {
		name   string
		wait   time.Duration
		says   string
		second int // in which it is tried again
	}{
		{"as long as GitLab says", 30 * time.Second, "glpat tries once more in 30 s.", 30},
		{"a part of a second is a whole one", 1200 * time.Millisecond, "glpat tries once more in 2 s.", 2},
		{"a minute where it does not say", 0, "about a minute is usual. glpat tries once more in 60 s.", 60},
		{"minutes are told as such", 5 * time.Minute, "glpat tries once more in 5 min 0 s.", 300},
		{"hours too", 3 * time.Hour, "glpat tries once more in 3 h 0 min.", 3 * 3600},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := limited(1, 0, c.wait)
			d := begin(t, w.env(), chosen())
			d.sees(c.says, "asks to slow down", "esc stop")
			d.doesNotSee("enter")
			d.seconds(c.second - 1)
			d.sees("glpat tries once more in 1 s.")
			d.press("enter", "y", "space") // calls that are refused count
			if len(w.looks) != 1 {
				t.Fatalf("it was looked %d times before its time", len(w.looks))
			}
			d.seconds(1)
			d.settle()
			d.sees("gitlab.example.com is a GitLab.")
			if len(w.looks) != 2 {
				t.Errorf("it was looked %d times", len(w.looks))
			}
		})
	}
}

func TestACheckThatIsToSlowDownIsTriedOnceMoreWhenItsTimeHasCome(t *testing.T) {
	w := limited(0, 1, 3*time.Second)
	d := begin(t, w.env(), chosen())
	d.walkTo(flow.PlaceCreate)
	d.paste(aToken)
	d.press("enter")
	d.sees("glpat tries once more in 3 s.", "Your token stays in its field.")
	d.doesNotSee("abcdefghij")
	d.seconds(3)
	d.settle()
	d.at(flow.PlaceResult)
	if len(w.checks) != 2 {
		t.Errorf("it was checked %d times", len(w.checks))
	}
}

func TestRefusedAgainItWaitsForThePersonAndTriesNoMoreByItself(t *testing.T) {
	w := limited(2, 0, 5*time.Second)
	d := begin(t, w.env(), chosen())
	d.seconds(5)
	d.settle()
	d.sees("Problem: gitlab.example.com asks to slow down.", "enter try again")
	d.doesNotSee("glpat tries once more")
	d.seconds(100)
	d.settle()
	if len(w.looks) != 2 {
		t.Fatalf("it was looked %d times", len(w.looks))
	}
	d.press("enter")
	d.sees("gitlab.example.com is a GitLab.")

	w = limited(0, 2, 5*time.Second)
	d = begin(t, w.env(), chosen())
	d.walkTo(flow.PlaceCreate)
	d.paste(aToken)
	d.press("enter")
	d.seconds(5)
	d.settle()
	d.sees("Problem: gitlab.example.com asks to slow down.", "26 characters", "enter try again")
	d.seconds(100)
	d.settle()
	if len(w.checks) != 2 {
		t.Fatalf("it was checked %d times", len(w.checks))
	}
	d.press("enter")
	d.at(flow.PlaceResult)
}

func TestEscEndsTheCountdownAtOnceAndLosesNothing(t *testing.T) {
	w := limited(1, 1, 30*time.Second)
	d := begin(t, w.env(), Given{})
	d.press("up")
	d.typeText("gitlab.acme.dev/group")
	d.press("enter")
	d.sees("glpat tries once more in 30 s.")
	d.press("esc")
	d.sees("asks to slow down", "gitlab.acme.dev/group", "enter try again")
	d.seconds(100)
	d.settle()
	if len(w.looks) != 1 {
		t.Errorf("after Esc it was looked all the same")
	}
	d.press("enter")
	d.walkTo(flow.PlaceCreate)
	d.paste(aToken)
	d.press("enter")
	d.sees("glpat tries once more in 30 s.")
	d.press("esc")
	d.sees("asks to slow down", "26 characters", "enter try again")
	d.seconds(100)
	d.settle()
	if len(w.checks) != 1 {
		t.Errorf("after Esc it was checked all the same")
	}
	d.press("ctrl+c")
	d.sees("Leave without keeping the token?")
}

func TestLeavingIsAskedForDuringTheCountdownAsAlways(t *testing.T) {
	d := begin(t, limited(0, 9, 30*time.Second).env(), chosen())
	d.walkTo(flow.PlaceCreate)
	d.paste(aToken)
	d.press("enter", "ctrl+c")
	d.sees("Leave without keeping the token?")
	d.press("y")
	if !d.quit {
		t.Error("it still runs")
	}
}

func TestWhatIsPastedDuringTheCountdownIsKept(t *testing.T) {
	w := limited(1, 1, 30*time.Second)
	d := begin(t, w.env(), chosen())
	d.paste("gitlab.acme.dev")
	d.sees("gitlab.acme.dev", "enter continue")
	d.press("enter")
	d.walkTo(flow.PlaceCreate)
	d.paste(aToken)
	d.press("enter")
	d.paste("glpat-01234567890123456789")
	d.sees("26 characters", "enter check it")
	d.seconds(100)
	d.settle()
	if len(w.checks) != 1 {
		t.Fatal("it was checked without a key")
	}
	d.press("enter")
	if got := w.checks[1].Reveal(); got != "glpat-01234567890123456789" {
		t.Error("the other token was checked")
	}
}

func TestATokenThatLooksWrongIsNotSentAgainByItself(t *testing.T) {
	w := limited(0, 1, 5*time.Second)
	d := begin(t, w.env(), chosen())
	d.walkTo(flow.PlaceCreate)
	d.paste(aToken[:20])
	d.press("enter", "y")
	d.sees("asks to slow down", "It asks to wait 5 s", "enter check it")
	d.seconds(100)
	d.settle()
	d.press("enter")
	d.sees("Send this token anyway?")
	if len(w.checks) != 1 {
		t.Errorf("it was sent %d times after one yes", len(w.checks))
	}
	if !w.wants[0].Doubted {
		t.Error("the adapter was not told that the token is doubted")
	}
	d.press("n")
	d.paste(aToken)
	d.press("enter")
	d.at(flow.PlaceResult)
	if w.wants[1].Doubted {
		t.Error("a token with a right shape is doubted")
	}
}

func TestAWaitSaysHowLongItTakesAfterASecond(t *testing.T) {
	w := newWorld()
	w.look = func(ctx context.Context, address input.Address) (gitlab.Instance, error) {
		if len(w.looks) == 1 {
			<-ctx.Done()
		}
		return anInstance(address), nil
	}
	w.check = func(ctx context.Context, _ token.Secret) gitlab.Report {
		<-ctx.Done()
		return aReport()
	}
	d := begin(t, w.env(), Given{})
	d.hold()
	d.doesNotSee("Waiting for")
	d.seconds(1)
	d.sees("Waiting for gitlab.example.com, 1 s of at most 10 s.")
	d.seconds(2)
	d.sees("3 s of at most 10 s")
	d.press("esc")
	d.sees("Which GitLab do you use?")
	d.seconds(1)
	d.press("enter")
	d.doesNotSee("Waiting for")

	d.walkTo(flow.PlaceForm)
	d.typeText("nightly")
	d.press("enter", "space", "enter", "enter")
	d.at(flow.PlaceCreate)
	d.paste(aToken)
	d.hold()
	d.seconds(2)
	d.sees("Checking the token", "Waiting for gitlab.example.com, 2 s of at most 10 s.")
	d.press("esc")
	d.sees("26 characters")
	d.seconds(5)
	d.doesNotSee("Waiting for")
}

func TestATokenThatWasRefusedIsStillInItsFieldAfterAWayBack(t *testing.T) {
	w := newWorld()
	w.check = func(context.Context, token.Secret) gitlab.Report {
		return gitlab.Report{
			Problems: []*problem.Problem{
				{Code: problem.CodeTokenUnknown, Severity: problem.SeverityError, Summary: "GitLab does not know this token"},
			},
		}
	}
	d := begin(t, w.env(), chosen())
	d.walkTo(flow.PlaceCreate)
	d.paste(aToken)
	d.press("enter", "esc", "enter")
	d.sees("26 characters, personal access token")
	d.backToTheStart()
	d.press("esc", "ctrl+u")
	d.typeText("gitlab.acme.dev")
	d.press("enter")
	d.walkTo(flow.PlaceScopes)
	d.press("enter")
	d.sees("gitlab.acme.dev")
	d.doesNotSee("26 characters")
}

func TestAFailureKeepsWhatIsTypedInTheAddressField(t *testing.T) {
	w := newWorld()
	w.look = func(context.Context, input.Address) (gitlab.Instance, error) { return gitlab.Instance{}, errFake }
	d := begin(t, w.env(), Given{})
	d.typeText("gitlab.acme.dev")                  // goes to the field from every row
	d.press("up", "up", "up", "up", "up", "enter") // the first of those to choose from
	d.sees("Fake failure", "gitlab.acme.dev", "enter try again")
	d.press("down")
	d.sees("enter continue")
	d.press("up", "enter")
	if len(w.looks) != 2 || w.looks[1].Host != "gitlab.example.com" {
		t.Errorf("looked at were %v", w.looks)
	}
}
