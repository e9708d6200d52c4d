package catalog

import "fmt"

// Alternative is something other than a personal access token that does the
// job.
type Alternative struct {
	Kind AlternativeKind
	// When says for whom it is right, as a clause, "" for everybody.
	When string
}

// AlternativeKind is the kind of thing that can do the job in place of a
// personal access token.
type AlternativeKind int

// The kinds.
const (
	AlternativeJobToken AlternativeKind = iota
	AlternativeDeployToken
	AlternativeDeployKey
	AlternativeSSHKey
	AlternativeProjectToken
	AlternativeGroupToken
	AlternativeServiceAccount
	AlternativeOAuth
)

// String returns the kind's word in JSON.
func (k AlternativeKind) String() string {
	switch k {
	case AlternativeJobToken:
		return "job_token"
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
	}
	return fmt.Sprintf("alternative %d", int(k))
}

// Phrase returns the kind in the singular, with its article: "a deploy token".
func (k AlternativeKind) Phrase() string {
	switch k {
	case AlternativeJobToken:
		return "the CI/CD job's own token, CI_JOB_TOKEN"
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
	}
	return fmt.Sprintf("alternative %d", int(k))
}

// Needs says in a sentence, without its full stop, who makes it and which plan it
// takes at the offering (doc/user/project/deploy_tokens, doc/ci/jobs/ci_job_token.md,
// and the documents that [TokenFeatures] names).
func (k AlternativeKind) Needs(offering Offering) string {
	paid := offering == OfferingGitLabCom
	switch k {
	case AlternativeJobToken:
		return "every plan; GitLab makes it for each job and ends it with the job"
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
	}
	return ""
}
