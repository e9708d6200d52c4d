package command

import (
	"fmt"
	"io"
	"strings"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
)

// printPlans prints what the plans mean for tokens.
func printPlans(out io.Writer) {
	printLine(out, "What GitLab's plans mean for tokens")
	printPlansAt(out, "GitLab.com", catalog.OfferingGitLabCom)
	printPlansAt(out, "Self-Managed and Dedicated", catalog.OfferingSelfManaged)
	printLine(out, "\nWhat the rows mean")
	noted := map[string]bool{}
	for _, offering := range []catalog.Offering{catalog.OfferingGitLabCom, catalog.OfferingSelfManaged} {
		for _, feature := range catalog.TokenFeatures(offering) {
			if !noted[feature.Name] {
				noted[feature.Name] = true
				paragraph(out, fmt.Sprintf("  %-29s ", feature.Name), feature.Note+".")
			}
		}
	}
	printLine(out, "\nTry     "+gitlab.TrialURL)
	printLine(out, "Prices  "+gitlab.PricingURL)
}

func printPlansAt(out io.Writer, heading string, offering catalog.Offering) {
	printLine(out, "")
	rows := [][]string{{heading, string(catalog.PlanFree), string(catalog.PlanPremium), string(catalog.PlanUltimate)}}
	for _, feature := range catalog.TokenFeatures(offering) {
		rows = append(
			rows,
			[]string{feature.Name, feature.Free.Phrase(), feature.Premium.Phrase(), feature.Ultimate.Phrase()},
		)
	}
	table(out, rows)
	trial := catalog.TrialAt(offering)
	text := fmt.Sprintf("A trial of %s lasts %d days.", trial.Plan, trial.Days)
	if len(trial.Differs) > 0 {
		text += " For tokens it differs: " + strings.Join(trial.Differs, "; ") + "."
	}
	paragraph(out, "  ", text)
}

type plansJSON struct {
	GitLabCom   offeringJSON `json:"gitlab_com"`
	SelfManaged offeringJSON `json:"self_managed"`
	TrialURL    string       `json:"trial_url"`
	PricingURL  string       `json:"pricing_url"`
}

type offeringJSON struct {
	Plans    []planJSON    `json:"plans"`
	Features []featureJSON `json:"features"`
	Trial    trialJSON     `json:"trial"`
}

type planJSON struct {
	Name  catalog.PlanName `json:"name"`
	Means string           `json:"means"`
}

type featureJSON struct {
	Name     string    `json:"name"`
	Note     string    `json:"note"`
	Free     shareJSON `json:"free"`
	Premium  shareJSON `json:"premium"`
	Ultimate shareJSON `json:"ultimate"`
	Source   string    `json:"source"`
}

// shareJSON has null for what is without a number.
type shareJSON struct {
	Has  bool    `json:"has"`
	Most *int    `json:"most"`
	Each *string `json:"each"`
}

type trialJSON struct {
	Plan    catalog.PlanName `json:"plan"`
	Days    int              `json:"days"`
	Differs []string         `json:"differs"`
}

func plansToJSON() plansJSON {
	return plansJSON{
		offeringToJSON(catalog.OfferingGitLabCom),
		offeringToJSON(catalog.OfferingSelfManaged),
		gitlab.TrialURL,
		gitlab.PricingURL,
	}
}

func offeringToJSON(offering catalog.Offering) offeringJSON {
	trial := catalog.TrialAt(offering)
	all := offeringJSON{Trial: trialJSON{trial.Plan, trial.Days, append([]string{}, trial.Differs...)}}
	for _, plan := range catalog.Plans(offering) {
		all.Plans = append(all.Plans, planJSON(plan))
	}
	for _, feature := range catalog.TokenFeatures(offering) {
		all.Features = append(all.Features, featureJSON{
			feature.Name,
			feature.Note,
			shareToJSON(feature.Free),
			shareToJSON(feature.Premium),
			shareToJSON(feature.Ultimate),
			feature.Source,
		})
	}
	return all
}

func shareToJSON(share catalog.Allowance) shareJSON {
	if share.Most == 0 {
		return shareJSON{Has: share.Has}
	}
	return shareJSON{share.Has, &share.Most, &share.Each}
}
