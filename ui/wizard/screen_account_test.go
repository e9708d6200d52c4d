package wizard

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/token"
	"glpat/ui/flow"
)

// gitLabCom is the start on GitLab.com.
func gitLabCom() Given {
	return Given{Draft: flow.Draft{Address: "https://gitlab.com"}, From: "from --host"}
}

// told is a world whose instance tells this limit, or none.
func told(limit *gitlab.RateLimit) func() *world {
	return func() *world {
		w := newWorld()
		w.check = func(context.Context, token.Secret) gitlab.Report {
			report := aReport()
			report.RateLimit = limit
			return report
		}
		return w
	}
}

func until(reset time.Time) *gitlab.RateLimit {
	return &gitlab.RateLimit{Limit: 2000, Remaining: 1997, Reset: reset}
}

func TestPlansAndLimitsAtThreeWidths(t *testing.T) {
	needOne := func(d *driver) { d.walkTo(flow.PlaceAccount); d.press("down", "enter") }
	done := func(d *driver) { d.walkTo(flow.PlaceDone) }
	for _, v := range []view{
		{"need an account", newWorld, chosen(), func(d *driver) { d.walkTo(flow.PlaceAccount); d.press("down") }},
		{"plans of a company", newWorld, chosen(), needOne},
		{"practice account", practiceWorld, Given{Practice: true}, func(d *driver) { d.walkTo(flow.PlaceAccount) }},
		{"live limit", told(until(noon().Add(time.Minute))), chosen(), done},
		{"limit of GitLab.com", told(nil), gitLabCom(), done},
		{
			"shown once", told(until(noon().Add(time.Minute))), chosen(),
			func(d *driver) { d.walkTo(flow.PlaceResult); d.press("down", "down", "enter") },
		},
		{"no limit told", told(nil), chosen(), done},
	} {
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

func TestTheAccountScreenIsWholeWithItsPictureAt80x24(t *testing.T) {
	for name, start := range map[string]Given{"a company's": chosen(), "GitLab.com": gitLabCom()} {
		t.Run(name, func(t *testing.T) {
			w := newWorld()
			w.hasBrowser = true
			d := begin(t, w.env(), start)
			d.walkTo(flow.PlaceAccount)
			d.sees("Do you have an account there?", "┌─ Sign in", "press this")
			d.press("o")
			d.sees("Opened in your browser.", "┌─ Sign in", "press this")
			d.press("down", "down")
			d.sees("what the plans mean", "┌─ Sign in")
		})
	}
}

func TestTheAccountScreenSpeaksOfThePlansOfItsGitLab(t *testing.T) {
	company := begin(t, newWorld().env(), chosen())
	company.walkTo(flow.PlaceAccount)
	company.press("up", "enter")
	public := begin(t, newWorld().env(), gitLabCom())
	public.walkTo(flow.PlaceAccount)
	public.press("up", "enter")
	for _, plan := range catalog.Plans(catalog.OfferingSelfManaged) {
		company.sees(string(plan.Name) + " ")
		company.sees(plan.Means)
	}
	company.sees("Register now", "https://gitlab.example.com/users/sign_up", "glpat explain plans")
	company.doesNotSee("pgdn", gitlab.TrialURL)
	for _, plan := range catalog.Plans(catalog.OfferingGitLabCom) {
		public.sees(plan.Means)
	}
	public.sees("https://gitlab.com/users/sign_up", gitlab.TrialURL, gitlab.PricingURL, "30 days", "glpat explain plans")
	public.doesNotSee("pgdn", "administrator")
}

func TestTheLastScreenTellsTheLimitAsFarAsItIsKnown(t *testing.T) {
	for _, tc := range []struct {
		name  string
		limit *gitlab.RateLimit
		start Given
		sees  string
		not   string
	}{
		{
			"live, with its end", until(noon().Add(time.Minute)), chosen(),
			"You may make 2000 calls a minute; 1997 are left until 12:01:00.", "administrator decides",
		},
		{
			"live, in another time zone", until(noon().Add(time.Minute).In(time.FixedZone("", 3600))), chosen(),
			"until 12:01:00.", "13:01",
		},
		{"live, without an end", until(time.Time{}), chosen(), "1997 are left now.", "until"},
		{"live, but over", until(noon()), chosen(), "You may make 2000 calls a minute.", "are left"},
		{
			"not told by GitLab.com", nil, gitLabCom(),
			"API calls on GitLab.com: at most 2,000 a minute.", "administrator decides",
		},
		{"not told by a company's", nil, chosen(), "Your administrator decides how many calls you may make.", "2,000"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := begin(t, told(tc.limit)().env(), tc.start)
			d.walkTo(flow.PlaceDone)
			d.sees(tc.sees, "glpat explain 429", "401 the token is wrong")
			d.doesNotSee(tc.not)
		})
	}
}

func TestTheLastScreenIsWholeAt80x24AlsoWithTheTokenOnIt(t *testing.T) {
	d := begin(t, newWorld().env(), chosen())
	d.walkTo(flow.PlaceResult)
	d.press("down", "down", "enter")
	d.sees(
		aToken,
		"1997 are left",
		"Make the next one the same way",
		"https://gitlab.example.com/-/user_settings/personal_access_tokens",
	)
	d.doesNotSee("pgdn")
}
