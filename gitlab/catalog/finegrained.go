package catalog

import (
	"fmt"
	"slices"
	"strings"
)

// FineGrained is what a fine-grained token needs to do a purpose's job.
type FineGrained struct {
	Fit Fit
	// Why says what does not work or is not known, "" where all does.
	Why         string
	Permissions []Permission
}

// Fit is how far fine-grained tokens do a job.
type Fit int

// The fits, from the job done whole to none of it.
const (
	FitFull     Fit = iota // they do all of it
	FitUntested            // they should, but nobody has published the list
	FitPartial             // they do a part of it
	FitNone                // they do not do it
)

// String gives the word for JSON.
func (f Fit) String() string {
	switch f {
	case FitFull:
		return "whole"
	case FitUntested:
		return "untested"
	case FitPartial:
		return "partly"
	case FitNone:
		return "never"
	}
	return fmt.Sprintf("fit %d", int(f))
}

// Phrase returns in whole sentences how far fine-grained tokens do the job.
func (f FineGrained) Phrase() string {
	said := ""
	switch f.Fit {
	case FitFull:
		said = "A fine-grained token can do everything this needs."
	case FitUntested:
		said = "A fine-grained token should be able to do it."
	case FitPartial:
		said = "A fine-grained token can do a part of this."
	case FitNone:
		if f.Why == "" {
			said = "A fine-grained token cannot do this."
		}
	}
	return strings.TrimSpace(said + " " + f.Why)
}

// Covers reports whether the permissions make the call. What anybody may see may
// not need them; see [RulePublic].
func (f FineGrained) Covers(call RESTCall) bool {
	if call.Rule == RuleOpen {
		return true
	}
	return slices.ContainsFunc(call.Accesses, func(access Access) bool {
		return !slices.ContainsFunc(call.Needs(access), func(needed Permission) bool { return !f.has(needed) })
	})
}

// has reports whether the permissions have one of a single action.
func (f FineGrained) has(needed Permission) bool {
	return slices.ContainsFunc(f.Permissions, func(p Permission) bool {
		return p.Where == needed.Where && p.Category == needed.Category && p.Resource == needed.Resource &&
			slices.Contains(p.Actions, needed.Actions[0])
	})
}

// The purposes write permissions as GitLab's documents do: "Repository > Code:
// Download, Push".

func whole(permissions ...[]Permission) FineGrained {
	return FineGrained{Permissions: slices.Concat(permissions...)}
}

func untested(why string, permissions ...[]Permission) FineGrained {
	return FineGrained{FitUntested, why, slices.Concat(permissions...)}
}

func partly(why string, permissions ...[]Permission) FineGrained {
	return FineGrained{FitPartial, why, slices.Concat(permissions...)}
}

func never(why string) FineGrained { return FineGrained{Fit: FitNone, Why: why} }

func inProjects(written ...string) []Permission { return readPermissions(BoundaryProject, written) }

func inUser(written ...string) []Permission { return readPermissions(BoundaryUser, written) }

func inGlobal(written ...string) []Permission { return readPermissions(BoundaryGlobal, written) }

func readPermissions(where Boundary, written []string) []Permission {
	permissions := make([]Permission, len(written))
	for i, text := range written {
		category, rest, _ := strings.Cut(text, " > ")
		resource, actions, _ := strings.Cut(rest, ": ")
		permissions[i] = Permission{category, resource, strings.Split(actions, ", "), where}
	}
	return permissions
}

// FineGrainedFor joins what several purposes need, and what every fine-grained
// token needs to be checked. The fit is that of the purpose which fits worst.
func FineGrainedFor(purposes []Purpose) FineGrained {
	var all FineGrained
	var reasons []string
	for _, purpose := range purposes {
		all.Fit = max(all.Fit, purpose.FineGrained.Fit)
		all.Permissions = append(all.Permissions, purpose.FineGrained.Permissions...)
		if why := purpose.FineGrained.Why; why != "" && !slices.Contains(reasons, why) {
			reasons = append(reasons, why)
		}
	}
	all.Why = strings.Join(reasons, " ")
	all.Permissions = MergePermissions(append(all.Permissions, PermissionsToCheck()...))
	return all
}

// TokenType is what GitLab calls the type of a personal access token.
type TokenType int

// The types.
const (
	TypeLegacy      TokenType = iota // with scopes, for all groups and projects
	TypeFineGrained                  // with permissions, for those that one chooses
)

// String is GitLab's word, in the lower case that a sentence needs.
func (t TokenType) String() string {
	switch t {
	case TypeLegacy:
		return "legacy"
	case TypeFineGrained:
		return "fine-grained"
	}
	return fmt.Sprintf("token type %d", int(t))
}

// FineGrainedReleased is the release in which fine-grained tokens ceased to be a
// beta (doc/auth/tokens/fine_grained_access_tokens.md).
func FineGrainedReleased() Release { return NewRelease(19, 2) }

// GrantsOnlyByID reports whether the release may be one that tells the permissions
// of a fine-grained token to GET /personal_access_tokens/:id and not to
// /personal_access_tokens/self, which does from 19.5 on
// (doc/api/personal_access_tokens.md of 19.5; merge request 259764).
func (b ReleaseBounds) GrantsOnlyByID() bool {
	return b.Reached(FineGrainedReleased()) != SurelyNot && b.Reached(NewRelease(19, 5)) != Surely
}

// TypeAdvice is the type of token that suits a job at an instance, and why.
type TypeAdvice struct {
	Type TokenType
	// Why is a sentence without its full stop.
	Why string
	// Legacy and FineGrained say whether each is possible there at all.
	Legacy, FineGrained bool
}

// AdviseType returns the type of token that suits purposes with those scopes,
// on a form of that layout. legacyGone tells that the instance makes no legacy
// tokens any more. A link fills in the form of a legacy token alone, so that
// type is advised where it puts little at risk or the other does not do the
// job.
func AdviseType(pages FormLayout, legacyGone bool, purposes []Purpose, scopes []Scope) TypeAdvice {
	fine := FineGrainedFor(purposes)
	advice := TypeAdvice{Legacy: !legacyGone, FineGrained: pages.FineGrained != ""}
	switch {
	case legacyGone:
		advice.Type, advice.Why = TypeFineGrained, "this GitLab makes no legacy tokens any more"
		if fine.Fit == FitNone {
			advice.Why += ", and a fine-grained one cannot do this"
		}
	case !advice.FineGrained:
		advice.Why = "this GitLab has no fine-grained tokens yet"
	case len(purposes) == 0:
		advice.Why = "you chose scopes by hand, and only a legacy token has scopes"
	case fine.Fit == FitNone:
		advice.Why = "a fine-grained token cannot do this"
	case pages.Since.Before(FineGrainedReleased()):
		advice.Why = "fine-grained tokens are a beta in this release"
	case fine.Fit != FitFull:
		advice.Why = "whether a fine-grained token can do everything this needs is not known"
	case RiskOf(scopes) < RiskHigh:
		advice.Why = "its scopes limit what it can do, and a link fills in its form"
	default:
		advice.Type = TypeFineGrained
		advice.Why = "a legacy token could do whatever you can do; this one can do only what it is for"
	}
	return advice
}
