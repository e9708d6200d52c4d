package catalog

import "fmt"

// Certainty is the answer to a question that may be open. What is [Unsure] refuses
// nothing: it is said, glpat goes on, and the question is asked again when more is
// known.
type Certainty int

// The answers.
const (
	Unsure Certainty = iota
	Surely
	SurelyNot
)

// String names the answer, for tests.
func (c Certainty) String() string {
	switch c {
	case Unsure:
		return "unsure"
	case Surely:
		return "surely"
	case SurelyNot:
		return "surely not"
	}
	return fmt.Sprintf("certainty %d", int(c))
}

// and is the answer to whether two things hold.
func (c Certainty) and(other Certainty) Certainty {
	switch {
	case c == SurelyNot || other == SurelyNot:
		return SurelyNot
	case c == Surely && other == Surely:
		return Surely
	}
	return Unsure
}
