package gitlab

import "fmt"

// Alternative is something other than a personal access token that does the
// job.
type Alternative struct {
	Kind AlternativeKind
	// When says for whom it is right, as a clause, "" for everybody.
	When string
}

// AlternativeKind names what can stand in for a personal access token.
type AlternativeKind int

// The kinds.
const (
	InsteadJobToken AlternativeKind = iota
	InsteadDeployToken
	InsteadDeployKey
	InsteadSSHKey
	InsteadProjectToken
	InsteadGroupToken
	InsteadServiceAccount
	InsteadOAuth
)

// String names it in the singular, with its article.
func (k AlternativeKind) String() string {
	switch k {
	case InsteadJobToken:
		return "the CI/CD job's own token, CI_JOB_TOKEN"
	case InsteadDeployToken:
		return "a deploy token"
	case InsteadDeployKey:
		return "a deploy key"
	case InsteadSSHKey:
		return "your SSH key"
	case InsteadProjectToken:
		return "a project access token"
	case InsteadGroupToken:
		return "a group access token"
	case InsteadServiceAccount:
		return "a service account's token"
	case InsteadOAuth:
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
	case InsteadJobToken:
		return "every plan; GitLab makes it for each job and ends it with the job"
	case InsteadDeployToken:
		return "every plan; a Maintainer makes it for a project, an Owner for a group"
	case InsteadDeployKey:
		return "every plan; a Maintainer adds it to a project, and it works over SSH alone"
	case InsteadSSHKey:
		return "every plan; you add it to your profile"
	case InsteadProjectToken:
		if paid {
			return "Premium or Ultimate; a Maintainer makes it"
		}
		return "every plan; a Maintainer makes it"
	case InsteadGroupToken:
		if paid {
			return "Premium or Ultimate; an Owner makes it"
		}
		return "every plan; an Owner makes it"
	case InsteadServiceAccount:
		return "Premium or Ultimate, and Free from 18.11 on; an Owner makes the account"
	case InsteadOAuth:
		if paid {
			return "every plan"
		}
		return "every plan; an administrator registers the application first"
	}
	return ""
}
