package flow

import "glpat/gitlab"

// CreateState is what the place of the link and the token is about at the moment.
type CreateState int

// The states.
const (
	CreateLink         CreateState = iota // the link is to be opened
	CreateField                           // the token is to be put into its field
	CreateOfferAtLink                     // a token from the clipboard waits for a yes
	CreateOfferAtField                    // the same, seen while the field was shown
	CreateDoubt                           // a token that looks wrong waits for a yes
	CreatePressing                        // the practice page's button is being pressed
	CreateChecking
	CreatePausing // waits before it checks again, because the instance asks to
)

// Busy reports whether something is being changed, so that there is no way out.
func (s CreateState) Busy() bool { return s == CreatePressing }

// After returns the state that follows an event, and whether the place is left.
// What is pasted is the token, wherever nothing is under way with another.
func (s CreateState) After(event Event) (CreateState, Exit) {
	return after(map[step[CreateState]]turn[CreateState]{
		{CreateLink, EventBack}:      {to: CreateLink, exit: ExitBack},
		{CreateLink, EventLinkTaken}: {to: CreateField},
		{CreateLink, EventSwitched}:  {to: CreateField},
		{CreateLink, EventPasted}:    {to: CreateField},
		{CreateLink, EventOffered}:   {to: CreateOfferAtLink},
		{CreateLink, EventPressed}:   {to: CreatePressing},

		{CreateField, EventBack}:     {to: CreateField, exit: ExitBack},
		{CreateField, EventSwitched}: {to: CreateLink},
		{CreateField, EventOffered}:  {to: CreateOfferAtField},
		{CreateField, EventPressed}:  {to: CreatePressing},

		{CreateOfferAtLink, EventBack}:    {to: CreateLink},
		{CreateOfferAtLink, EventPasted}:  {to: CreateField},
		{CreateOfferAtField, EventBack}:   {to: CreateField},
		{CreateOfferAtField, EventPasted}: {to: CreateField},

		{CreateDoubt, EventYes}:    {to: CreateChecking},
		{CreateDoubt, EventBack}:   {to: CreateField},
		{CreateDoubt, EventPasted}: {to: CreateField},

		{CreatePressing, EventDone}:   {to: CreateField},
		{CreatePressing, EventFailed}: {to: CreateField},

		{CreateChecking, EventBack}:       {to: CreateField},
		{CreateChecking, EventDone}:       {to: CreateField, exit: ExitForward},
		{CreateChecking, EventFailed}:     {to: CreateField},
		{CreateChecking, EventToldToWait}: {to: CreatePausing},

		{CreatePausing, EventBack}:      {to: CreateField},
		{CreatePausing, EventPasted}:    {to: CreateField},
		{CreatePausing, EventPauseOver}: {to: CreateChecking},
	}, s, event)
}

// CreateStateOnEnter is the state in which the place is entered. The link is
// passed over where it was used: with a token in the field, or opened before; and for
// a fine-grained token, whose form was gone through before.
func (d Draft) CreateStateOnEnter(linkUsed bool) CreateState {
	if linkUsed || d.FineGrained() || d.HaveToken {
		return CreateField
	}
	return CreateLink
}

// CreateStateOnSubmit is the state after a token is to be checked. One that
// cannot be right is not sent, and one that looks wrong only after a yes.
func CreateStateOnSubmit(verdict gitlab.PasteVerdict) CreateState {
	switch verdict {
	case gitlab.PasteRefused:
		return CreateField
	case gitlab.PasteDoubtful:
		return CreateDoubt
	case gitlab.PasteGood, gitlab.PasteUnsure:
	}
	return CreateChecking
}
