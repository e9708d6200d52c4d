package catalog

import "fmt"

// PlanName is one of GitLab's plans, which GitLab also calls tiers.
type PlanName string

// The plans.
const (
	PlanFree     PlanName = "Free"
	PlanPremium  PlanName = "Premium"
	PlanUltimate PlanName = "Ultimate"
)

// Plan is what one plan of GitLab means for tokens, in one line for somebody
// who chooses one. Prices change, so none is here; see [gitlab.PricingURL].
type Plan struct {
	Name  PlanName
	Means string
}

// Plans says what each plan means at an offering, nil for the practice
// instance, which has none. What is not GitLab.com is run by somebody else, and
// has the plans of Self-Managed and Dedicated. The lines sum up
// [TokenFeatures].
func Plans(offering Offering) []Plan {
	switch offering {
	case OfferingGitLabCom:
		return []Plan{
			{PlanFree, "personal access tokens and the whole API; no tokens for single projects or groups"},
			{PlanPremium, "also tokens that belong to a project or a group instead of a person"},
			{PlanUltimate, "the same, and leaked tokens are found and revoked in public projects"},
		}
	case OfferingSelfManaged, OfferingUnknown:
		return []Plan{
			{PlanFree, "personal, project and group access tokens, and the whole API"},
			{PlanPremium, "the same, and administrators can switch tokens off"},
			{PlanUltimate, "the same, and administrators can set how long tokens last at most"},
		}
	case OfferingPractice:
	}
	return nil
}

// TokenFeature is one thing about tokens that plans differ in, or that people
// think they differ in.
type TokenFeature struct {
	// Name is short, for a table; Note says in one sentence what it is, without
	// a full stop.
	Name, Note              string
	Free, Premium, Ultimate Allowance
	// Source is the file of GitLab's documents that states it.
	Source string
}

// Allowance is how much of a feature a plan has.
type Allowance struct {
	Has bool
	// Most is the highest number for each Each, 0 where there is none.
	Most int
	Each string
}

// Phrase returns "yes", "no" or the number.
func (a Allowance) Phrase() string {
	switch {
	case !a.Has:
		return "no"
	case a.Most > 0:
		return fmt.Sprintf("up to %d", a.Most)
	}
	return "yes"
}

// TokenFeatures compares the plans at an offering, nil for the practice
// instance. A feature has the same name and note at each.
func TokenFeatures(offering Offering) []TokenFeature {
	has, hasNot := Allowance{Has: true}, Allowance{}
	row := func(name, note, source string, free, premium, ultimate Allowance) TokenFeature {
		return TokenFeature{name, note, free, premium, ultimate, source}
	}
	api := row(
		"the whole API",
		"your role and the token's scopes say what a token may do with it, not the plan",
		"doc/api/rest/_index.md", has, has, has,
	)
	personal := row(
		"personal access tokens",
		"yours, to do what you may do, within their scopes",
		personalSource, has, has, has,
	)
	fine := row(
		"fine-grained personal tokens",
		"have single rights in place of scopes; a beta from 18.10 on, finished in 19.2",
		"doc/auth/tokens/fine_grained_access_tokens.md", has, has, has,
	)
	project := row(
		"project access tokens",
		"belong to one project instead of a person; a maintainer or an owner creates them",
		"doc/user/project/settings/project_access_tokens.md", has, has, has,
	)
	group := row(
		"group access tokens",
		"belong to a group and its projects; an owner creates them",
		"doc/user/group/settings/group_access_tokens.md", has, has, has,
	)
	accounts := row(
		"service accounts",
		"users for programs, with tokens of their own; in Free from 18.11 on, counted for each top-level group on "+
			"GitLab.com, for each instance elsewhere",
		"doc/user/profile/service_accounts.md", Allowance{true, 100, "instance"}, has, has,
	)
	off := row(
		"switching tokens off",
		"on GitLab.com a company can, for its own people's personal tokens; elsewhere an administrator, for everybody",
		personalSource, hasNot, has, has,
	)
	life := row(
		"a longest life for tokens",
		"set by an administrator; without it GitLab's own holds, which is about a year",
		"doc/administration/settings/account_and_limit_settings.md", hasNot, hasNot, has,
	)
	leaks := row(
		"revoking leaked tokens",
		"those that Secret Detection finds in public projects; their owners get a mail",
		"doc/user/application_security/secret_detection/automatic_response.md", hasNot, hasNot, has,
	)
	switch offering {
	case OfferingGitLabCom:
		project.Free, group.Free, accounts.Free.Each = hasNot, hasNot, "top-level group"
		return []TokenFeature{api, personal, fine, project, group, accounts, off, leaks}
	case OfferingSelfManaged, OfferingUnknown:
		return []TokenFeature{api, personal, fine, project, group, accounts, off, life, leaks}
	case OfferingPractice:
	}
	return nil
}

const personalSource = "doc/user/profile/personal_access_tokens.md"

// Trial is what can be tried without paying at an offering.
type Trial struct {
	Plan PlanName
	Days int
	// Differs lists how it differs from the plan it tries, for tokens.
	Differs []string
}

// TrialAt returns the trial at an offering (the documents on project tokens,
// group tokens and service accounts; how a Self-Managed trial differs was
// stated for service accounts alone: not at all).
func TrialAt(offering Offering) Trial {
	trial := Trial{Plan: PlanUltimate, Days: 30}
	if offering == OfferingGitLabCom {
		trial.Differs = []string{
			"one project access token at most", "no group access tokens",
			"service accounts once the group's owner has proved who they are",
		}
	}
	return trial
}
