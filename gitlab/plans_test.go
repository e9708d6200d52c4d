package gitlab_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"glpat/gitlab"
)

func feature(t *testing.T, offering gitlab.Offering, name string) gitlab.TokenFeature {
	t.Helper()
	features := gitlab.TokenFeatures(offering)
	at := slices.IndexFunc(features, func(f gitlab.TokenFeature) bool { return f.Name == name })
	if at < 0 {
		t.Fatalf("%s has no row %q", offering, name)
	}
	return features[at]
}

func TestPersonalTokensAndTheAPIAreInEveryPlanEverywhere(t *testing.T) {
	for _, offering := range []gitlab.Offering{gitlab.OfferingGitLabCom, gitlab.OfferingSelfManaged, gitlab.OfferingUnknown} {
		for _, name := range []string{"the whole API", "personal access tokens", "fine-grained personal tokens"} {
			row := feature(t, offering, name)
			if row.Free.Phrase() != "yes" || row.Premium.Phrase() != "yes" || row.Ultimate.Phrase() != "yes" {
				t.Errorf("%s on %q: %+v", name, offering, row)
			}
		}
	}
}

func TestTheOfferingsDifferInTokensOfProjectsAndGroups(t *testing.T) {
	for _, name := range []string{"project access tokens", "group access tokens"} {
		if feature(t, gitlab.OfferingGitLabCom, name).Free.Has {
			t.Errorf("%s are free on GitLab.com", name)
		}
		if !feature(t, gitlab.OfferingSelfManaged, name).Free.Has {
			t.Errorf("%s are not free on Self-Managed", name)
		}
	}
}

func TestServiceAccountsAreCountedInFreeOnly(t *testing.T) {
	for offering, each := range map[gitlab.Offering]string{gitlab.OfferingGitLabCom: "top-level group", gitlab.OfferingSelfManaged: "instance"} {
		row := feature(t, offering, "service accounts")
		if row.Free.Phrase() != "up to 100" || row.Free.Each != each || row.Premium.Phrase() != "yes" {
			t.Errorf("%s: %+v", offering, row)
		}
	}
}

func TestAHigherPlanNeverHasLess(t *testing.T) {
	for _, offering := range []gitlab.Offering{gitlab.OfferingGitLabCom, gitlab.OfferingSelfManaged} {
		for _, row := range gitlab.TokenFeatures(offering) {
			if row.Free.Has && !row.Premium.Has || row.Premium.Has && !row.Ultimate.Has || !row.Ultimate.Has {
				t.Errorf("%s: %+v", offering, row)
			}
			if row.Note == "" || strings.HasSuffix(row.Note, ".") || !strings.HasPrefix(row.Source, "doc/") {
				t.Errorf("%s: %q says too little: %+v", offering, row.Name, row)
			}
		}
	}
}

func TestEveryPlanIsToldInALineAndThePracticeInstanceHasNone(t *testing.T) {
	for _, offering := range []gitlab.Offering{gitlab.OfferingGitLabCom, gitlab.OfferingSelfManaged, gitlab.OfferingUnknown} {
		plans := gitlab.Plans(offering)
		if len(plans) != 3 || plans[0].Name != gitlab.PlanFree || plans[1].Name != gitlab.PlanPremium || plans[2].Name != gitlab.PlanUltimate {
			t.Fatalf("%q: %+v", offering, plans)
		}
		for _, plan := range plans {
			if plan.Means == "" || len(plan.Means) > 100 || strings.ContainsAny(plan.Means, "$€") {
				t.Errorf("%q: %+v", offering, plan)
			}
		}
	}
	if gitlab.Plans(gitlab.OfferingPractice) != nil || gitlab.TokenFeatures(gitlab.OfferingPractice) != nil {
		t.Error("the practice instance has plans")
	}
}

func TestATrialOnGitLabComHasLessThanThePlan(t *testing.T) {
	trial := gitlab.TrialAt(gitlab.OfferingGitLabCom)
	if trial.Days != 30 || trial.Plan != gitlab.PlanUltimate || len(trial.Differs) == 0 {
		t.Errorf("%+v", trial)
	}
	if trial := gitlab.TrialAt(gitlab.OfferingSelfManaged); trial.Days != 30 || len(trial.Differs) != 0 {
		t.Errorf("%+v", trial)
	}
}

func TestTheFiveErrorsAreToldInOneLineEach(t *testing.T) {
	said := map[string]bool{}
	for _, status := range gitlab.CommonStatuses() {
		line := gitlab.CommonMeaning(status)
		if line == "" || len(line) > 70 || strings.HasSuffix(line, ".") {
			t.Errorf("%d: %q", status, line)
		}
		said[line] = true
	}
	if len(said) != 5 || gitlab.CommonMeaning(http.StatusTeapot) != "" {
		t.Errorf("the lines are %v", said)
	}
}
