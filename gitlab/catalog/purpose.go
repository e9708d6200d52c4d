package catalog

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"glpat/gitlab/input"
)

// Purpose is what a token is for. Its scopes follow from it, and so does whether
// something smaller than a personal access token does the job.
type Purpose struct {
	// Name is what flags and JSON use, for example "clone".
	Name string
	// Title says it to a person, as the end of "I want to …".
	Title string
	Group PurposeGroup
	// Does lists what the token is used to do.
	Does []Operation
	// Sets lists the smallest scopes that do the job, by the first release they
	// hold for, oldest first.
	Sets []ScopeSet
	// OverAsked is what the tool's own documents ask for beyond that, and why it is
	// too much; the zero value where they ask for no more.
	OverAsked OverAsked
	// FineGrained is what a fine-grained token needs for the same.
	FineGrained FineGrained
	// Role is the least role that the person needs, as the end of "You need …",
	// "" where any will do.
	Role string
	// Days is a fitting lifetime.
	Days int
	// Reads says where the tool reads the token, "" where that is up to it.
	Reads    string
	Username UsernameRule
	// Line is a command that shows that it works, with places to fill in: see
	// [Purpose.LineFor]. It is "" where nothing shows it without changing
	// something.
	Line string
	// Probe is how glpat itself can show that it works.
	Probe ProbeKind
	// Alternatives lists what does the same and puts less at risk.
	Alternatives []Alternative
	// Note is one thing worth knowing before choosing it, or "".
	Note string
}

// PurposeGroup is the heading under which a purpose is listed.
type PurposeGroup int

// The groups, in the order in which they are shown.
const (
	PurposeCode PurposeGroup = iota
	PurposeAPI
	PurposeImages
	PurposePackages
	PurposeInfrastructure
	PurposeTools
)

// Label returns the text of the heading.
func (g PurposeGroup) Label() string {
	switch g {
	case PurposeCode:
		return "Code"
	case PurposeAPI:
		return "GitLab's API and editors"
	case PurposeImages:
		return "Container images"
	case PurposePackages:
		return "Packages"
	case PurposeInfrastructure:
		return "Infrastructure"
	case PurposeTools:
		return "Tools"
	}
	return fmt.Sprintf("group %d", int(g))
}

// OverAsked is what a tool's documents ask for beyond what the purpose needs.
type OverAsked struct {
	Scopes []Scope
	// Why says why it is too much, as a clause.
	Why string
}

// UsernameRule is which user name goes with the token, where a tool asks for
// one too.
type UsernameRule int

// The rules (lib/gitlab/api_authentication/token_resolver.rb).
const (
	UsernameNone  UsernameRule = iota // the token goes alone
	UsernameAny                       // any that is not empty
	UsernameOwner                     // that of the token's owner
)

// String gives the word for JSON.
func (u UsernameRule) String() string {
	switch u {
	case UsernameNone:
		return "none"
	case UsernameAny:
		return "any"
	case UsernameOwner:
		return "owner"
	}
	return fmt.Sprintf("user name rule %d", int(u))
}

// FindPurpose returns the purpose with that name. Errors are [*input.Error].
func FindPurpose(name string) (Purpose, error) {
	name = strings.ToLower(strings.TrimSpace(name))
	for _, purpose := range purposeCatalogue() {
		if purpose.Name == name {
			return purpose, nil
		}
	}
	return Purpose{}, &input.Error{What: fmt.Sprintf("There is no purpose %q", input.Clean(name, 40))}
}

// FindPurposes returns the purposes with those names, each as [FindPurpose]
// does.
func FindPurposes(names []string) ([]Purpose, error) {
	purposes := make([]Purpose, len(names))
	for i, name := range names {
		var err error
		if purposes[i], err = FindPurpose(name); err != nil {
			return nil, err
		}
	}
	return purposes, nil
}

// AllPurposes returns the purposes, by group, the most asked for first. Their
// scopes are those that GitLab's code enforces, which is often less than a
// tool's documents ask; see [Operation].
func AllPurposes() []Purpose { return slices.Clone(purposeCatalogue()) }

// purposeCatalogue is made when it is first asked for, not at every start.
var purposeCatalogue = sync.OnceValue(func() []Purpose {
	return slices.Concat(
		purposesOfCode(),
		purposesOfAPI(),
		purposesOfImages(),
		purposesOfPackages(),
		purposesOfInfrastructure(),
		purposesOfTools(),
	)
})

// PurposesMetBy lists the purposes that a token with the scopes serves at that
// release.
func PurposesMetBy(scopes []Scope, at Release) []Purpose {
	return slices.DeleteFunc(AllPurposes(), func(purpose Purpose) bool { return !AllowsAll(scopes, purpose.Does, at) })
}
