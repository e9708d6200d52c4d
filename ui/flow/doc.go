// Package flow is the way to a token as a state machine: GitLab's five documented
// steps, the places a person passes, what each place needs before it lets go, and
// the way forward and back.
//
// A [Draft] holds what the person has chosen so far. Its fields are read by all
// and set by its methods alone, which hold the rules: a new token has no report, a
// refused one is not held, another instance takes with it what belonged to the
// one before. The states inside a place ([InstanceState], [CreateState],
// [ResultState]) say which of them follows an [Event], and when the place is left.
//
// What may come in: decisions about order and completeness. What may not:
// terminals, drawing, calls to a server; a plain program or a test can walk it.
package flow
