package flow

// ResultState is what the place of the verdict is about at the moment.
type ResultState int

// The states.
const (
	ResultChoosing  ResultState = iota
	ResultPlainFile             // waits for the yes to an unencrypted file
	ResultKeeping               // puts the token away
	ResultProbing               // tries whether the token does its job
)

// Busy reports whether something is being changed, so that there is no way out.
func (s ResultState) Busy() bool { return s == ResultKeeping }

// After returns the state that follows an event, and whether the place is left.
func (s ResultState) After(event Event) (ResultState, Exit) {
	return after(map[step[ResultState]]turn[ResultState]{
		{ResultChoosing, EventBack}:            {to: ResultChoosing, exit: ExitBack},
		{ResultChoosing, EventKeep}:            {to: ResultKeeping},
		{ResultChoosing, EventKeepUnencrypted}: {to: ResultPlainFile},
		{ResultChoosing, EventProbe}:           {to: ResultProbing},

		{ResultPlainFile, EventYes}:  {to: ResultKeeping},
		{ResultPlainFile, EventBack}: {to: ResultChoosing},

		{ResultKeeping, EventDone}:   {to: ResultChoosing, exit: ExitForward},
		{ResultKeeping, EventFailed}: {to: ResultChoosing},

		{ResultProbing, EventBack}: {to: ResultChoosing},
	}, s, event)
}
