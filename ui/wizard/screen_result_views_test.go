package wizard

import (
	"context"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/ui/flow"
)

// reportAt is [aReport] of a newer GitLab.
func reportAt(major, minor int) gitlab.Report {
	report := aReport()
	report.Release = catalog.NewRelease(major, minor)
	report.Version = report.Release.String() + ".1-ee"
	return report
}

// newestWorld is a world of 19.2 whose token works.
func newestWorld() *world {
	w := worldAt(19, 2)()
	w.check = func(context.Context, token.Secret) gitlab.Report { return reportAt(19, 2) }
	return w
}

// worldOfMemberships is [newestWorld] where the first page of the memberships ends so.
func worldOfMemberships(prob *problem.Problem) func() *world {
	return func() *world {
		w := newestWorld()
		w.memberships = func(context.Context, gitlab.Memberships) (gitlab.Memberships, *problem.Problem) {
			if prob != nil {
				return gitlab.Memberships{}, prob
			}
			return someMemberships(), nil
		}
		return w
	}
}

// aPause is an instance's wish to be asked less.
func aPause() *problem.Problem {
	return &problem.Problem{
		Code:       problem.CodeRateLimited,
		Severity:   problem.SeverityError,
		HTTPStatus: 429,
		Summary:    "gitlab.example.com asks to wait",
		Cause:      "There were too many calls in a short time.",
		Remedy:     problem.NewSteps("Wait, then try again"),
		RetryAfter: 42 * time.Second,
	}
}

// worldOfProbe is [newestWorld] where every probe ends so.
func worldOfProbe(outcome gitlab.ProbeOutcome, means string) func() *world {
	return func() *world {
		w := newestWorld()
		w.probe = func(_ context.Context, kind catalog.ProbeKind) gitlab.ProbeResult {
			result := aProbeResult(kind)
			result.Outcome, result.Means = outcome, means
			if outcome == gitlab.ProbeFails {
				result.Status = 403
				result.Problem = &problem.Problem{
					Summary: "Git may not download",
					Remedy:  problem.NewSteps("Ask a Maintainer of team/site to add you as Reporter"),
				}
			}
			return result
		}
		return w
	}
}

// fineGrainedWorld is a world whose token is fine-grained.
func fineGrainedWorld() *world {
	w := newestWorld()
	w.check = func(context.Context, token.Secret) gitlab.Report {
		report := reportAt(19, 2)
		report.Token.Scopes, report.Token.FineGrained = []catalog.Scope{catalog.ScopeGranular}, true
		report.Token.Grants = []gitlab.Grant{
			{Access: "selected_memberships", ProjectID: 102, Permissions: []string{"create_package", "read_package"}},
			{Access: "user", Permissions: []string{"read_personal_access_token", "read_user"}},
		}
		return report
	}
	return w
}

// verdictViews are the states of the form for a fine-grained token, the verdict,
// the memberships and the probes.
func verdictViews() []view {
	keys := func(place flow.Place, keys ...string) func(*driver) {
		return func(d *driver) { d.walkTo(place); d.press(keys...) }
	}
	fine := chosenFor("publish-packages")
	old := worldAt(18, 10)
	return []view{
		{"72 a line of the form", newestWorld, fine, keys(flow.PlacePermissions, "enter", "enter", "enter", "enter")},
		{"73 a permission", newestWorld, fine, keys(flow.PlacePermissions, "enter", "enter", "enter", "enter", "enter")},
		{
			"74 the form of the first beta",
			old,
			fine,
			keys(flow.PlaceType, "down", "enter", "enter", "enter", "enter", "enter"),
		},
		{"75 the form is set", newestWorld, fine, keys(flow.PlaceCreate)},
		{"76 a fine-grained token works", fineGrainedWorld, fine, keys(flow.PlaceResult)},
		{"77 where it reaches", newestWorld, chosen(), keys(flow.PlaceResult, "d")},
		{"78 reading where it reaches", worldOfMemberships(nil), chosen(), func(d *driver) {
			d.walkTo(flow.PlaceResult)
			d.reads(gitlab.Memberships{GroupCount: 2, ProjectCount: 300, Highest: catalog.RoleOwner, Next: 4})
		}},
		{"79 where it reaches is not told", worldOfMemberships(aPause()), chosen(), keys(flow.PlaceResult, "d")},
		{"80 proofs", newestWorld, chosenFor("push"), keys(flow.PlaceResult, "t")},
		{"81 a proof that works", newestWorld, chosen(), keys(flow.PlaceResult, "t", "enter")},
		{
			"82 a proof that fails",
			worldOfProbe(gitlab.ProbeFails, "Git may not download from team/site."),
			chosen(),
			keys(flow.PlaceResult, "t", "enter"),
		},
		{
			"83 a proof that is not clear",
			worldOfProbe(gitlab.ProbeUnclear, "The answer does not tell: 500."),
			chosen(),
			keys(flow.PlaceResult, "t", "enter"),
		},
		{"84 no proof", newestWorld, chosenFor("kubernetes"), keys(flow.PlaceResult, "t")},
		{"85 the project of a proof", newestWorld, chosenFor("push"), keys(flow.PlaceResult, "t", "tab")},
		{"87 the menu of a release at an edge", worldAt(18, 9), chosen(), keys(flow.PlaceTokens)},
		{"88 the tokens page of a release at an edge", worldAt(18, 9), chosen(), keys(flow.PlaceForm)},
		{"89 the form of a release at an edge", worldAt(18, 9), chosen(), keys(flow.PlaceCreate)},
		{"90 the button of a release at an edge", worldAt(18, 1), chosen(), keys(flow.PlaceCreate)},
		{"91 the form with groups", worldAt(19, 3), chosen(), keys(flow.PlaceCreate)},
		{"92 other pages are remembered", worldAt(18, 9), chosen(), keys(flow.PlaceTokens, "v")},
		{"86 where to put the token", newestWorld, chosenFor("push-images", "clone"), keys(flow.PlaceDone, "d")},
	}
}

// reads puts memberships that are still being read onto the screen.
func (d *driver) reads(known gitlab.Memberships) {
	result, ok := d.model.screen().(*resultScreen)
	if !ok {
		d.t.Fatal("this is not the verdict")
	}
	result.memberships.state, result.memberships.known = membershipsReading, known
}
