package gitlab

import (
	"slices"
	"time"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
)

// Report is the outcome of a check. What is not known is nil or zero.
type Report struct {
	// InstanceURL is where the token was checked.
	InstanceURL string
	Offering    catalog.Offering
	Version     string // as GitLab writes it, "18.1.1-ee"
	Release     catalog.Release
	AtLeast     catalog.Release // lower bound, for where the release is not known
	Edition     string
	Offered     []catalog.Scope
	User        *User
	Token       *Token
	RateLimit   *RateLimit
	Problems    []*problem.Problem
	// Memberships and Probes are there where somebody asked for them: see
	// [Client.ListMemberships] and [Client.Probe].
	Memberships *Memberships
	Probes      []ProbeResult
	// Notes are remarks that are no problem, each a sentence, such as what was made
	// of the text that was given for a token.
	Notes []string
}

// User is the account that a token belongs to.
type User struct {
	ID       int64
	Username string
	Name     string
	// Bot tells that it is no person: GitLab made it for the tokens of a project
	// or a group, or it is a service account.
	Bot bool
}

// Token is what GitLab says of the token itself.
type Token struct {
	ID          int64
	Name        string
	Scopes      []catalog.Scope
	Active      bool
	FineGrained bool
	// Grants are what a fine-grained token may do, nil where GitLab does not say;
	// GrantsCut tells that there is more to it, which could not be kept or read.
	Grants    []Grant
	GrantsCut bool
	CreatedAt *time.Time
	LastUsed  *time.Time
	Expires   input.Date // zero when it never ends, or where OddEnd is set
	DaysLeft  int
	// OddEnd is what the answer says of the end where that cannot be so, cleaned; ""
	// where it can.
	OddEnd string
}

// RateLimit is the rate limit that the headers of an answer tell.
type RateLimit struct {
	Limit, Remaining int
	Reset            time.Time
}

// OK reports whether no problem is an error.
func (r Report) OK() bool { return r.Failure() == nil }

// Failure returns the first error among the problems, or nil.
func (r Report) Failure() *problem.Problem {
	for _, prob := range r.Problems {
		if prob.Severity == problem.SeverityError {
			return prob
		}
	}
	return nil
}

// HasAll reports whether the token has each of the scopes by name, and so whether the
// instance has them, whatever it lists.
func (r Report) HasAll(scopes []catalog.Scope) bool {
	return r.Token != nil && !slices.ContainsFunc(
		scopes,
		func(scope catalog.Scope) bool { return !slices.Contains(r.Token.Scopes, scope) },
	)
}

// Works reports whether the instance takes the token: it named it as active, or
// is too old to name it but let it in. Of a token that may not read itself it
// says no, because nothing of it is known.
func (r Report) Works() bool {
	if r.Token != nil {
		return r.Token.Active
	}
	return r.has(problem.CodeTooOld)
}

// Fits reports whether the token works, and nothing was found missing, in excess
// or unknown of what it may do.
func (r Report) Fits() bool {
	against := []problem.Code{
		problem.CodeScopeMissing,
		problem.CodeScopeExcess,
		problem.CodeScopesUnknown,
		problem.CodeFineGrainedMissing,
	}
	return r.Works() && !slices.ContainsFunc(against, r.has)
}

// Known reports whether GitLab named the token at all.
func (r Report) Known() bool { return r.Token != nil }

// add adds problems to those found.
func (r *Report) add(problems ...*problem.Problem) { r.Problems = append(r.Problems, problems...) }

// has reports whether a problem of that code is among those found.
func (r Report) has(code problem.Code) bool {
	return slices.ContainsFunc(r.Problems, func(problem *problem.Problem) bool { return problem.Code == code })
}
