package flow

// Event is what happens in the state of a place: what the person says, or what
// came of something that was waited for.
type Event int

// The events.
const (
	EventBack            Event = iota // the way back, or the answer no
	EventYes                          // the answer yes
	EventContinue                     // on from something that is shown
	EventPasted                       // something was pasted
	EventTyped                        // something was typed
	EventDone                         // what was waited for came out well
	EventFailed                       // it did not
	EventToldToWait                   // it did not, and is tried again after a pause
	EventPauseOver                    // that pause is over
	EventDiscover                     // the instance is to be looked at
	EventCompare                      // the certificate is to be compared
	EventOffered                      // there is a token on the clipboard
	EventSwitched                     // over to the other of the link and the field
	EventLinkTaken                    // the link was opened or copied
	EventPressed                      // the practice page's button is to be pressed
	EventKeep                         // the token is to be kept
	EventKeepUnencrypted              // the token is to be kept where it is not encrypted
	EventProbe                        // the token is to be tried
)

// Exit says whether a place is left.
type Exit int

// The exits.
const (
	ExitNone Exit = iota
	ExitForward
	ExitBack
)

// FailureEvent is the event that a failure is. Where the instance asks to wait,
// glpat tries once more by itself after a pause, and then not again.
func FailureEvent(toldToWait, triedAgain bool) Event {
	if toldToWait && !triedAgain {
		return EventToldToWait
	}
	return EventFailed
}

// step is an event in a state, and turn what follows from it.
type step[S comparable] struct {
	from S
	on   Event
}

type turn[S comparable] struct {
	to   S
	exit Exit
}

// after looks up what follows from an event. One that means nothing in a state
// changes nothing.
func after[S comparable](turns map[step[S]]turn[S], from S, on Event) (S, Exit) {
	if next, ok := turns[step[S]{from, on}]; ok {
		return next.to, next.exit
	}
	return from, ExitNone
}
