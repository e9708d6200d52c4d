package wizard

import (
	"context"
	"testing"

	"glpat/config"
	"glpat/gitlab"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/ui/flow"
)

func TestTheTokenIsKeptWhereThePersonSays(t *testing.T) {
	cases := []struct {
		name string
		keys []string
		want config.Storage
		says string
	}{
		{"in the keyring", []string{"enter"}, config.StorageKeyring, "It is kept in this computer's keyring."},
		{
			"in a file after a yes",
			[]string{"down", "enter", "y"},
			config.StorageFile,
			"It is kept in the file /home/alice/.config/glpat/tokens/alice#812.",
		},
		{"nowhere, shown once", []string{"up", "enter"}, config.StorageNowhere, aToken},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld()
			d := begin(t, w.env(), chosen())
			d.walkTo(flow.PlaceResult)
			d.press(c.keys...)
			d.at(flow.PlaceDone)
			d.sees(c.says)
			if len(w.kept) != 1 || w.kept[0] != c.want || len(w.records) != 1 || w.records[0].TokenID != 812 {
				t.Errorf("kept in %v, recorded %+v", w.kept, w.records)
			}
			if c.want == config.StorageNowhere {
				d.press("enter")
				if d.quit {
					t.Fatal("Enter takes the shown token away")
				}
				d.press("y")
			} else {
				d.press("enter")
			}
			if !d.quit || d.model.Outcome().End != EndFinished {
				t.Error("the wizard does not finish")
			}
		})
	}
}

func TestAnUnencryptedFileNeedsAYes(t *testing.T) {
	w := newWorld()
	d := begin(t, w.env(), chosen())
	d.walkTo(flow.PlaceResult)
	d.press("down", "enter")
	d.sees("The file is not encrypted")
	d.press("enter", "esc")
	if len(w.kept) > 0 {
		t.Error("it was kept without the yes")
	}
}

func TestAKeyringThatFailsLeavesTheChoice(t *testing.T) {
	w := newWorld()
	w.keepErr = errFake
	d := begin(t, w.env(), chosen())
	d.walkTo(flow.PlaceResult)
	d.press("enter")
	d.at(flow.PlaceResult)
	d.sees("The token could not be kept there: fake failure.")
	w.keepErr = nil
	d.press("down", "enter", "y")
	d.at(flow.PlaceDone)
}

func TestATokenOfAReleaseThatTellsNothingOfItCanBeKept(t *testing.T) {
	w := newWorld()
	w.check = func(context.Context, token.Secret) gitlab.Report {
		return gitlab.Report{
			InstanceURL: "https://gitlab.example.com",
			User:        &gitlab.User{ID: 7, Username: "alice", Name: "Alice"},
			Problems: []*problem.Problem{
				{
					Code:     problem.CodeTooOld,
					Severity: problem.SeverityWarning,
					Summary:  "The token works, but this GitLab is too old to say what it may do",
				},
			},
		}
	}
	d := begin(t, w.env(), chosen())
	d.walkTo(flow.PlaceResult)
	d.sees("Note: The token works, but this GitLab is too old", "Alice (alice)")
	d.press("enter")
	d.at(flow.PlaceDone)
	if len(w.records) != 1 || w.records[0].Username != "alice" {
		t.Errorf("recorded is %+v", w.records)
	}
}

func TestLeavingAsksForATokenThatCouldNotBeChecked(t *testing.T) {
	cases := []struct {
		code problem.Code
		asks bool
	}{
		{problem.CodeTimeout, true},
		{problem.CodeServerError, true},
		{problem.CodeTokenUnknown, false},
		{problem.CodeTokenExpired, false},
	}
	for _, c := range cases {
		t.Run(string(c.code), func(t *testing.T) {
			w := newWorld()
			w.check = func(context.Context, token.Secret) gitlab.Report {
				return gitlab.Report{
					Problems: []*problem.Problem{{Code: c.code, Severity: problem.SeverityError, Summary: "It failed"}},
				}
			}
			d := begin(t, w.env(), chosen())
			d.walkTo(flow.PlaceCreate)
			d.paste(aToken)
			d.press("enter", "ctrl+c")
			if d.quit == c.asks {
				t.Errorf("it left without a question: %v", d.quit)
			}
		})
	}
}

// Releases before 16.1 show no prefix that would tell the practice instance.
func TestATokenThatIsNotKeptIsNotLostToAnotherGitLabWithoutAQuestion(t *testing.T) {
	w := newWorld()
	d := begin(t, w.env(), chosen())
	d.walkTo(flow.PlaceCreate)
	d.paste(aToken)
	d.backToTheStart()
	d.press("esc", "ctrl+u")
	d.typeText("gitlab.acme.dev")
	d.press("enter")
	d.sees("Give the token up?")
	d.press("enter", "ctrl+c")
	d.sees("Leave without keeping the token?")
	d.press("n", "enter", "y")
	d.sees("gitlab.acme.dev is a GitLab.")
	if !d.model.shared.draft.Secret.Empty() {
		t.Error("the token of the first is held for the second")
	}
}

func TestALookThatFailsLosesNoToken(t *testing.T) {
	w := newWorld()
	d := begin(t, w.env(), chosen())
	d.walkTo(flow.PlaceCreate)
	d.paste(aToken)
	d.backToTheStart()
	w.look = func(context.Context, input.Address) (gitlab.Instance, error) { return gitlab.Instance{}, errFake }
	d.press("esc", "enter")
	d.sees("Fake failure")
	if outcome := d.model.Outcome(); outcome.Draft.Secret.Empty() || outcome.Draft.Instance == nil {
		t.Error("the token is gone")
	}
}
