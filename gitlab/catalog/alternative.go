package catalog

import "fmt"

// Alternative is something other than a personal access token that does the whole
// of a purpose's job.
type Alternative struct {
	Kind AlternativeKind
	// Scopes are those that it takes, nil for a kind that has none. Deploy tokens
	// have some that no personal access token has.
	Scopes []Scope
	// Role is the least role of the account that acts by it: the bot's of a project's
	// or a group's token, and of a job's token that of the person who starts the job.
	// It is RoleNone for a kind that acts without one.
	Role Role
	// When says for whom it is right, as a clause, "" for everybody.
	When string
}

// The purposes name their alternatives by these, the one that puts least at risk
// first.

func byJobToken(role Role, when string) Alternative {
	return Alternative{Kind: AlternativeJobToken, Role: role, When: when}
}

func byTriggerToken(when string) Alternative {
	return Alternative{Kind: AlternativeTriggerToken, Role: RoleDeveloper, When: when}
}

func byDeployToken(when string, scopes ...Scope) Alternative {
	return Alternative{Kind: AlternativeDeployToken, Scopes: scopes, When: when}
}

func byDeployKey(when string) Alternative { return Alternative{Kind: AlternativeDeployKey, When: when} }

func bySSHKey(role Role, when string) Alternative {
	return Alternative{Kind: AlternativeSSHKey, Role: role, When: when}
}

func byProjectToken(role Role, when string, scopes ...Scope) Alternative {
	return Alternative{AlternativeProjectToken, scopes, role, when}
}

func byGroupToken(role Role, when string, scopes ...Scope) Alternative {
	return Alternative{AlternativeGroupToken, scopes, role, when}
}

func byServiceAccount(role Role, when string, scopes ...Scope) Alternative {
	return Alternative{AlternativeServiceAccount, scopes, role, when}
}

func byOAuth(role Role, when string) Alternative {
	return Alternative{AlternativeOAuth, []Scope{ScopeAPI}, role, when}
}

func byRegistrationToken(when string) Alternative {
	return Alternative{Kind: AlternativeRegistrationToken, When: when}
}

// Phrase returns what it is with what it takes: "a deploy token with
// read_repository", "a project access token with api and the role Maintainer".
func (a Alternative) Phrase() string {
	words := a.Kind.Phrase()
	ofBot := a.Kind == AlternativeProjectToken || a.Kind == AlternativeGroupToken || a.Kind == AlternativeServiceAccount
	switch {
	case a.Kind == AlternativeOAuth || len(a.Scopes) == 0:
	case ofBot && a.Role != RoleNone:
		words += " with " + ListScopes(a.Scopes) + " and the role " + a.Role.Label()
	default:
		words += " with " + ListScopes(a.Scopes)
	}
	return words
}

// AlternativeKind is the kind of thing that can do the job in place of a
// personal access token.
type AlternativeKind int

// The kinds, the one that puts least at risk first; the last is one that GitLab
// means to take away (doc/ci/runners/new_creation_workflow.md).
const (
	AlternativeJobToken AlternativeKind = iota
	AlternativeTriggerToken
	AlternativeDeployToken
	AlternativeDeployKey
	AlternativeSSHKey
	AlternativeProjectToken
	AlternativeGroupToken
	AlternativeServiceAccount
	AlternativeOAuth
	AlternativeRegistrationToken
)

// AllAlternativeKinds returns the kinds in the order of the constants.
func AllAlternativeKinds() []AlternativeKind {
	all := make([]AlternativeKind, AlternativeRegistrationToken+1)
	for i := range all {
		all[i] = AlternativeKind(i)
	}
	return all
}

// String returns the kind's word in JSON.
func (k AlternativeKind) String() string {
	switch k {
	case AlternativeJobToken:
		return "job_token"
	case AlternativeTriggerToken:
		return "trigger_token"
	case AlternativeDeployToken:
		return "deploy_token"
	case AlternativeDeployKey:
		return "deploy_key"
	case AlternativeSSHKey:
		return "ssh_key"
	case AlternativeProjectToken:
		return "project_access_token"
	case AlternativeGroupToken:
		return "group_access_token"
	case AlternativeServiceAccount:
		return "service_account"
	case AlternativeOAuth:
		return "oauth"
	case AlternativeRegistrationToken:
		return "registration_token"
	}
	return fmt.Sprintf("alternative %d", int(k))
}

// Phrase returns the kind in the singular, with its article: "a deploy token".
func (k AlternativeKind) Phrase() string {
	switch k {
	case AlternativeJobToken:
		return "the job's own token, CI_JOB_TOKEN"
	case AlternativeTriggerToken:
		return "a pipeline trigger token"
	case AlternativeDeployToken:
		return "a deploy token"
	case AlternativeDeployKey:
		return "a deploy key"
	case AlternativeSSHKey:
		return "your SSH key"
	case AlternativeProjectToken:
		return "a project access token"
	case AlternativeGroupToken:
		return "a group access token"
	case AlternativeServiceAccount:
		return "a service account's token"
	case AlternativeOAuth:
		return "signing in with the browser"
	case AlternativeRegistrationToken:
		return "a runner registration token"
	}
	return fmt.Sprintf("alternative %d", int(k))
}

// Needs says in a sentence, without its full stop, who makes it and which plan it
// takes at the offering (doc/user/project/deploy_tokens, doc/ci/jobs/ci_job_token.md,
// doc/ci/triggers, doc/ci/runners/new_creation_workflow.md, and the documents that
// [TokenFeatures] names).
func (k AlternativeKind) Needs(offering Offering) string {
	paid := offering == OfferingGitLabCom
	switch k {
	case AlternativeJobToken:
		return "every plan; GitLab makes it for each job and ends it with the job"
	case AlternativeTriggerToken:
		return "every plan; a Maintainer makes it, and pipelines that it starts run in that person's name"
	case AlternativeDeployToken:
		return "every plan; a Maintainer makes it for a project, an Owner for a group"
	case AlternativeDeployKey:
		return "every plan; a Maintainer adds it to a project, and it works over SSH alone"
	case AlternativeSSHKey:
		return "every plan; you add it to your profile"
	case AlternativeProjectToken:
		if paid {
			return "Premium or Ultimate; a Maintainer makes it"
		}
		return "every plan; a Maintainer makes it"
	case AlternativeGroupToken:
		if paid {
			return "Premium or Ultimate; an Owner makes it"
		}
		return "every plan; an Owner makes it"
	case AlternativeServiceAccount:
		return "Premium or Ultimate, and Free from 18.11 on; an Owner makes the account"
	case AlternativeOAuth:
		if paid {
			return "every plan"
		}
		return "every plan; an administrator registers the application first"
	case AlternativeRegistrationToken:
		return "every plan, where an administrator and the group allow it; a Maintainer finds it in the CI/CD settings"
	}
	return ""
}
