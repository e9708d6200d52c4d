package flow

import (
	"strings"

	"glpat/gitlab/input"
)

// InstanceState is what the place of the instance is about at the moment.
type InstanceState int

// The states.
const (
	InstanceChoosing    InstanceState = iota
	InstancePlainHTTP                 // waits for the yes to plain http
	InstanceLosing                    // waits for the yes to give a token up
	InstanceDiscovering               // looks at the instance
	InstancePausing                   // waits before it looks again, because the instance asks to
	InstanceFound
	InstanceFailed
	InstanceComparing // shows the certificate that is not trusted
	InstanceTrusting  // keeps it
)

// Busy reports whether something is being changed, so that there is no way out.
func (s InstanceState) Busy() bool { return s == InstanceTrusting }

// After returns the state that follows an event, and whether the place is left.
func (s InstanceState) After(event Event) (InstanceState, Exit) {
	return after(map[step[InstanceState]]turn[InstanceState]{
		{InstanceChoosing, EventDiscover}: {to: InstanceDiscovering},
		{InstanceChoosing, EventCompare}:  {to: InstanceComparing},

		{InstancePlainHTTP, EventYes}:  {to: InstanceDiscovering},
		{InstancePlainHTTP, EventBack}: {to: InstanceChoosing},

		{InstanceLosing, EventBack}: {to: InstanceChoosing},

		{InstanceDiscovering, EventBack}:       {to: InstanceChoosing},
		{InstanceDiscovering, EventDone}:       {to: InstanceFound},
		{InstanceDiscovering, EventFailed}:     {to: InstanceFailed},
		{InstanceDiscovering, EventToldToWait}: {to: InstancePausing},

		{InstancePausing, EventBack}:      {to: InstanceFailed},
		{InstancePausing, EventPasted}:    {to: InstanceFailed},
		{InstancePausing, EventPauseOver}: {to: InstanceDiscovering},

		{InstanceFound, EventContinue}: {to: InstanceFound, exit: ExitForward},
		{InstanceFound, EventBack}:     {to: InstanceChoosing},

		{InstanceFailed, EventTyped}:    {to: InstanceChoosing},
		{InstanceFailed, EventPasted}:   {to: InstanceChoosing},
		{InstanceFailed, EventDiscover}: {to: InstanceDiscovering},
		{InstanceFailed, EventCompare}:  {to: InstanceComparing},

		{InstanceComparing, EventYes}:  {to: InstanceTrusting},
		{InstanceComparing, EventBack}: {to: InstanceFailed},

		{InstanceTrusting, EventDone}:   {to: InstanceDiscovering},
		{InstanceTrusting, EventFailed}: {to: InstanceFailed},
	}, s, event)
}

// InstanceStateOnChoice is the state in which an address was chosen. A token that
// would be lost is asked for first, and then what goes without encryption; allowed
// tells whether the person agreed to all of that.
func (d Draft) InstanceStateOnChoice(address input.Address, allowed bool) InstanceState {
	switch {
	case d.losesToken(address):
		return InstanceLosing
	case !allowed:
		return InstancePlainHTTP
	}
	return InstanceDiscovering
}

// losesToken reports whether going to an address gives up a token that is kept
// nowhere: it does unless the address can be that of the draft's instance. Then
// the host is the same, and a path goes on from the instance's.
func (d Draft) losesToken(address input.Address) bool {
	if !d.Unkept() || d.Instance == nil {
		return false
	}
	known, err := input.ParseAddress(d.Instance.URL)
	return err != nil || known.Host != address.Host || known.Scheme != address.Scheme ||
		(address.Path != "" && !strings.HasPrefix(address.Path+"/", known.Path+"/"))
}
