package practice

import (
	"fmt"
	"slices"
	"strings"
)

// Fault names something that goes wrong on a practice instance, so that it can
// be rehearsed: a name of [Faults], or a name and the one call it goes wrong
// at, "rate-limited@self". "" is none.
type Fault string

// Name is the fault without the call.
func (f Fault) Name() string {
	name, _, _ := strings.Cut(string(f), "@")
	return name
}

// Call is the call the fault is limited to, "" where it is not.
func (f Fault) Call() Call {
	_, at, _ := strings.Cut(string(f), "@")
	return Call(at)
}

// At limits the fault to a call; "" gives it back its usual reach.
func (f Fault) At(at Call) Fault {
	if at == "" {
		return Fault(f.Name())
	}
	return Fault(f.Name() + "@" + string(at))
}

// Group is what a fault is about.
type Group string

// The groups, in the order of [Faults].
const (
	GroupToken      Group = "token"
	GroupAccount    Group = "account"
	GroupPermission Group = "permission"
	GroupInstance   Group = "instance"
	GroupAnswer     Group = "answer"
	GroupWire       Group = "wire"
)

// FaultInfo is a fault and what it does, in words for a person. Does tells
// where it goes wrong when no call is named.
type FaultInfo struct {
	Fault Fault
	Does  string
	Group Group
}

// faultRow is a fault with what it does to a call.
type faultRow struct {
	name, does string
	// reach says which calls it meets when none is named.
	reach faultScope
	// play answers instead of the instance, or calls next to let it answer,
	// through c.w, which it may replace before.
	play func(c *call, next func())
	// ofToken tells that GitLab says so of a token only: an API call without
	// one is answered as ever, even where the call is named.
	ofToken bool
}

// faultGroup is the faults of one group.
type faultGroup struct {
	group Group
	rows  []faultRow
}

// faultGroups is the one list of faults: a new one is a new row.
func faultGroups() []faultGroup {
	return []faultGroup{
		{GroupToken, tokenFaults()},
		{GroupAccount, accountFaults()},
		{GroupPermission, permissionFaults()},
		{GroupInstance, slices.Concat(missingFaults(), rateFaults(), downFaults())},
		{GroupAnswer, slices.Concat(pageFaults(), bodyFaults(), wordFaults(), redirectFaults())},
		{GroupWire, wireFaults()},
	}
}

// Faults lists the faults in the order in which help shows them, each with its
// usual reach.
func Faults() []FaultInfo {
	var infos []FaultInfo
	for _, group := range faultGroups() {
		for _, row := range group.rows {
			infos = append(infos, FaultInfo{Fault: Fault(row.name), Does: row.does, Group: group.group})
		}
	}
	return infos
}

// ParseFault reads a fault, "NAME" or "NAME@CALL" with a call of [Calls]; "" and
// "none" are no fault. An error lists what there is.
func ParseFault(text string) (Fault, error) {
	if text == "none" {
		text = ""
	}
	if _, err := faultNamed(Fault(text)); err != nil {
		return "", err
	}
	return Fault(text), nil
}

// playedFault is the fault of a running server.
type playedFault struct {
	faultRow
	at Call
}

func faultNamed(fault Fault) (playedFault, error) {
	if fault == "" {
		return playedFault{}, nil
	}
	name, at, limited := strings.Cut(string(fault), "@")
	if limited && !slices.ContainsFunc(Calls(), func(info CallInfo) bool { return info.Call == Call(at) }) {
		var calls []string
		for _, info := range Calls() {
			calls = append(calls, string(info.Call))
		}
		return playedFault{}, fmt.Errorf(
			"there is no call %q at which a fault of the practice GitLab could be; there are %s",
			at,
			strings.Join(calls, ", "),
		)
	}
	var names []string
	for _, group := range faultGroups() {
		for _, row := range group.rows {
			if row.name == name {
				return playedFault{row, Call(at)}, nil
			}
			names = append(names, row.name)
		}
	}
	return playedFault{}, fmt.Errorf(
		"there is no fault %q for the practice GitLab; there are %s",
		name,
		strings.Join(names, ", "),
	)
}

// around plays the fault on a call that it meets, and lets next answer any
// other.
func (f playedFault) around(c *call, next func()) {
	if f.meets(c) {
		f.play(c, next)
		return
	}
	next()
}

func (f playedFault) meets(c *call) bool {
	switch {
	case f.play == nil:
		return false
	case f.at == "":
		return f.reach(c)
	}
	return f.at.covers(c) && (!f.ofToken || !isAPI(c.r) || withToken(c))
}
