package wizard

import (
	"context"
	"strings"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/ui/flow"
)

func TestAProblemIsCopiedAsTextWhereverOneIsShown(t *testing.T) {
	refused := func(code problem.Code) *problem.Problem {
		prob := problem.Context{Site: problem.Site{URL: "https://gitlab.example.com"}}.Problem(code)
		prob.ServerSaid = "it was " + aToken
		return prob
	}
	failingLook := func(w *world) {
		w.look = func(context.Context, input.Address) (gitlab.Instance, error) {
			return gitlab.Instance{}, refused(problem.CodeDNSFailure)
		}
	}
	failingCheck := func(w *world) {
		w.check = func(context.Context, token.Secret) gitlab.Report {
			return gitlab.Report{Problems: []*problem.Problem{refused(problem.CodeTokenExpired)}}
		}
	}
	for _, test := range []struct {
		name  string
		world func(*world)
		lead  func(*driver)
		key   string
		want  []string
	}{
		{
			"a look that fails, at the suggestions", failingLook,
			func(d *driver) { d.press("enter", "up") }, "ctrl+s",
			[]string{"[dns_failure]"},
		},
		{
			"a look that fails, in the field", failingLook,
			func(d *driver) {
				d.typeText("gitlab.acme.dev")
				d.press("enter")
			}, "ctrl+s",
			[]string{"[dns_failure]"},
		},
		{
			"a token that is refused", failingCheck,
			func(d *driver) {
				d.walkTo(flow.PlaceCreate)
				d.paste(aToken)
				d.press("enter")
			}, "ctrl+s",
			[]string{"[token_expired]", "GitLab: https://gitlab.example.com", "Release: ", "- Put the new one"},
		},
		{
			"a token that works, with a warning", func(w *world) {
				w.check = func(context.Context, token.Secret) gitlab.Report {
					report := aReport()
					report.Problems = append(report.Problems, refused(problem.CodeExpiresNever))
					return report
				}
			},
			func(d *driver) {
				d.walkTo(flow.PlaceCreate)
				d.paste(aToken)
				d.press("enter")
			}, "s",
			[]string{"[expires_never]"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld()
			test.world(w)
			env := w.env()
			env.Version = "1.2.3"
			d := begin(t, env, Given{})
			test.lead(d)
			d.sees(test.key+" copy for support", test.want[0])
			d.press(test.key)
			d.sees("The problem is copied as text")
			for _, want := range append(test.want, "glpat 1.2.3\n", "The server said: it was ") {
				if !strings.Contains(w.copied, want) {
					t.Errorf("%q is not in what is copied:\n%s", want, w.copied)
				}
			}
			if strings.Contains(w.copied, aToken) && test.want[0] != "[dns_failure]" {
				t.Errorf("the token is copied:\n%s", w.copied)
			}
			d.press("f1")
			d.sees("copy for support")
		})
	}
}

func TestWhereNothingIsWrongThereIsNothingToCopyForSupport(t *testing.T) {
	w := newWorld()
	d := begin(t, w.env(), Given{})
	d.doesNotSee("copy for support")
	d.press("enter", "s")
	d.doesNotSee("copied as text")
	if w.copied != "" {
		t.Errorf("copied is %q", w.copied)
	}
}

func TestTheReleaseIsOneLineAndTheRestIsBehindAKey(t *testing.T) {
	w := newWorld()
	w.look = func(_ context.Context, address input.Address) (gitlab.Instance, error) {
		instance := anInstance(address)
		instance.LayoutSure = false
		return instance, nil
	}
	d := begin(t, w.env(), Given{})
	d.press("enter")
	d.sees("Release probably GitLab 16.11 to 17.2", "d details")
	d.doesNotSee("or newer", "Pages like")
	d.press("d")
	d.sees("GitLab 16.11 or newer", "as those of GitLab 16.8 to 17.2, which is likely but not sure")
	d.press("esc")
	d.sees("enter continue")
}

// The practice GitLab runs inside the program, so nothing about it is a guess.
func TestTheReleaseOfThePracticeGitLabIsKnownExactly(t *testing.T) {
	w := newWorld()
	w.plays = catalog.NewRelease(16, 2)
	w.look = func(_ context.Context, address input.Address) (gitlab.Instance, error) {
		instance := anInstance(address)
		instance.Layout, instance.LayoutSure, instance.AtLeast = catalog.NewestLayout(), false, catalog.Release{}
		return instance, nil
	}
	d := begin(t, w.env(), Given{Practice: true})
	d.sees("Release GitLab 16.2")
	d.doesNotSee("probably")
	if got, want := d.model.shared.draft.Layout(), catalog.LayoutAt(w.plays); got.Since != want.Since {
		t.Errorf("it draws the pages of %s, not of %s", got.Since, want.Since)
	}
}

// Risk that is said twice, of the row and of the sum, is taken for two things.
func TestTheRiskIsSaidOnceAScreen(t *testing.T) {
	for _, place := range []flow.Place{flow.PlacePurposes, flow.PlaceScopes} {
		for _, width := range []int{80, 120} {
			d := begin(t, newWorld().env(), Given{})
			d.resize(width, 40)
			d.walkTo(place)
			if count := strings.Count(strings.ToLower(d.screen()), "risk"); count != 1 {
				t.Errorf("place %v, %d columns: risk is said %d times:\n%s", place, width, count, d.screen())
			}
		}
	}
}

func TestTheCommandsOfTheWizardNameTheProgramAsItWasStarted(t *testing.T) {
	env := newWorld().env()
	env.CalledAs = "./gt"
	d := begin(t, env, Given{})
	d.walkTo(flow.PlaceCreate)
	d.paste(aToken)
	d.press("enter", "enter")
	d.sees(`export GITLAB_TOKEN="$(./gt token --host`, "./gt explain")
	d.doesNotSee("glpat token", "glpat explain")
}
