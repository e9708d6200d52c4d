package gitlab

import (
	"context"
	"fmt"
)

// ProofTarget is what a proof is tried on. What a proof does not need is left
// empty.
type ProofTarget struct {
	Project  string // the full path, "group/subgroup/project"
	State    string // the name of a Terraform state, "" for "default"
	Username string // the owner's user name
}

// Proven is what came of a proof.
type Proven struct {
	Kind    ProofKind
	Outcome ProofOutcome
	// Asked is what was asked of GitLab, without the token: "GET /jwt/auth?…".
	Asked string
	// Status is the HTTP status of the answer, 0 where none came.
	Status int
	// Means says in a sentence or two what the answer means.
	Means string
	// Problem is why it failed, with remedies; nil where it did not.
	Problem *Problem
}

// ProofOutcome is how a proof ended.
type ProofOutcome int

// The outcomes.
const (
	ProofWorks   ProofOutcome = iota // the token does the job there
	ProofFails                       // it does not
	ProofUnclear                     // the answer does not tell
)

// String gives the word for JSON.
func (o ProofOutcome) String() string {
	switch o {
	case ProofWorks:
		return "works"
	case ProofFails:
		return "fails"
	case ProofUnclear:
		return "unclear"
	}
	return fmt.Sprintf("outcome %d", int(o))
}

// Prove tries, without changing anything, whether the token does what the proof
// is about.
func (c *Client) Prove(ctx context.Context, instance Instance, secret Secret, kind ProofKind, target ProofTarget) Proven {
	return Proven{Kind: kind, Outcome: ProofUnclear, Means: "Nothing shows this without changing something."}
}
