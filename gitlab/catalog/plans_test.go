package catalog_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"glpat/gitlab/catalog"
	"glpat/gitlab/problem"
)

func feature(t *testing.T, offering catalog.Offering, name string) catalog.TokenFeature {
	t.Helper()
	features := catalog.TokenFeatures(offering)
	at := slices.IndexFunc(features, func(f catalog.TokenFeature) bool { return f.Name == name })
	if at < 0 {
		t.Fatalf("%s has no row %q", offering, name)
	}
	return features[at]
}

func TestPersonalTokensAndTheAPIAreInEveryPlanEverywhere(t *testing.T) {
	for _, offering := range []catalog.Offering{catalog.OfferingGitLabCom, catalog.OfferingSelfManaged, catalog.OfferingUnknown} {
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
		if feature(t, catalog.OfferingGitLabCom, name).Free.Has {
			t.Errorf("%s are free on GitLab.com", name)
		}
		if !feature(t, catalog.OfferingSelfManaged, name).Free.Has {
			t.Errorf("%s are not free on Self-Managed", name)
		}
	}
}

func TestServiceAccountsAreCountedInFreeOnly(t *testing.T) {
	for offering, each := range map[catalog.Offering]string{catalog.OfferingGitLabCom: "top-level group", catalog.OfferingSelfManaged: "instance"} {
		row := feature(t, offering, "service accounts")
		if row.Free.Phrase() != "up to 100" || row.Free.Each != each || row.Premium.Phrase() != "yes" {
			t.Errorf("%s: %+v", offering, row)
		}
	}
}

func TestAHigherPlanNeverHasLess(t *testing.T) {
	for _, offering := range []catalog.Offering{catalog.OfferingGitLabCom, catalog.OfferingSelfManaged} {
		for _, row := range catalog.TokenFeatures(offering) {
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
	for _, offering := range []catalog.Offering{catalog.OfferingGitLabCom, catalog.OfferingSelfManaged, catalog.OfferingUnknown} {
		plans := catalog.Plans(offering)
		if len(plans) != 3 || plans[0].Name != catalog.PlanFree || plans[1].Name != catalog.PlanPremium ||
			plans[2].Name != catalog.PlanUltimate {
			t.Fatalf("%q: %+v", offering, plans)
		}
		for _, plan := range plans {
			if plan.Means == "" || len(plan.Means) > 100 || strings.ContainsAny(plan.Means, "$€") {
				t.Errorf("%q: %+v", offering, plan)
			}
		}
	}
	if catalog.Plans(catalog.OfferingPractice) != nil || catalog.TokenFeatures(catalog.OfferingPractice) != nil {
		t.Error("the practice instance has plans")
	}
}

func TestATrialOnGitLabComHasLessThanThePlan(t *testing.T) {
	trial := catalog.TrialAt(catalog.OfferingGitLabCom)
	if trial.Days != 30 || trial.Plan != catalog.PlanUltimate || len(trial.Differs) == 0 {
		t.Errorf("%+v", trial)
	}
	if trial := catalog.TrialAt(catalog.OfferingSelfManaged); trial.Days != 30 || len(trial.Differs) != 0 {
		t.Errorf("%+v", trial)
	}
}

func TestTheFiveErrorsAreToldInOneLineEach(t *testing.T) {
	said := map[string]bool{}
	for _, status := range problem.CommonStatuses() {
		line := problem.CommonMeaning(status)
		if line == "" || len(line) > 70 || strings.HasSuffix(line, ".") {
			t.Errorf("%d: %q", status, line)
		}
		said[line] = true
	}
	if len(said) != 5 || problem.CommonMeaning(http.StatusTeapot) != "" {
		t.Errorf("the lines are %v", said)
	}
}
