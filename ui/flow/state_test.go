package flow

import (
	"slices"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/input"
	"glpat/gitlab/token"
)

// states is what the states of the places have in common.
type states[S comparable] interface {
	~int
	comparable
	After(event Event) (S, Exit)
	Busy() bool
}

// row is what follows from an event in a state.
type row[S comparable] struct {
	name string
	from S
	on   Event
	to   S
	exit Exit
}

// rules are what holds of the states of a place.
type rules[S states[S]] struct {
	last S
	rows []row[S]
	// escapes are the states to which Esc leads, leaves those in which it leaves
	// the place; in all others it does nothing.
	escapes map[S]S
	leaves  []S
	// byItself are the states that follow from something else than an event.
	byItself map[S]S
}

// check holds the rules, and of every state that it leads on to the next place;
// a busy one lets go of nothing by what the person does.
func (r rules[S]) check(t *testing.T) {
	t.Helper()
	for _, row := range r.rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if to, exit := row.from.After(row.on); to != row.to || exit != row.exit {
				t.Errorf("it leads to state %v and exit %v, want %v and %v", to, exit, row.to, row.exit)
			}
		})
	}
	for state := S(0); state <= r.last; state++ {
		want, exit := state, ExitNone
		if to, ok := r.escapes[state]; ok {
			want = to
		}
		if slices.Contains(r.leaves, state) {
			exit = ExitBack
		}
		if to, got := state.After(EventBack); to != want || got != exit {
			t.Errorf("in state %v Esc leads to %v and exit %v, want %v and %v", state, to, got, want, exit)
		}
		if !leadsForward(state, r.byItself, map[S]bool{}) {
			t.Errorf("state %v never leads on", state)
		}
		for event := EventBack; state.Busy() && event <= EventProbe; event++ {
			if to, exit := state.After(event); event != EventDone && event != EventFailed && (to != state || exit != ExitNone) {
				t.Errorf("event %v interrupts the busy state %v", event, state)
			}
		}
	}
}

func leadsForward[S states[S]](state S, byItself map[S]S, seen map[S]bool) bool {
	if seen[state] {
		return false
	}
	seen[state] = true
	for event := EventBack; event <= EventProbe; event++ {
		if to, exit := state.After(event); exit == ExitForward || leadsForward(to, byItself, seen) {
			return true
		}
	}
	next, ok := byItself[state]
	return ok && leadsForward(next, byItself, seen)
}

func TestTheStatesOfTheInstanceFollowTheirEvents(t *testing.T) {
	t.Parallel()
	rules[InstanceState]{
		last: InstanceTrusting,
		rows: []row[InstanceState]{
			{"what is found is shown", InstanceDiscovering, EventDone, InstanceFound, ExitNone},
			{"what is shown leads on", InstanceFound, EventContinue, InstanceFound, ExitForward},
			{"a look that fails says why", InstanceDiscovering, EventFailed, InstanceFailed, ExitNone},
			{"an instance that asks to wait gets its pause", InstanceDiscovering, EventToldToWait, InstancePausing, ExitNone},
			{"after the pause glpat looks again", InstancePausing, EventPauseOver, InstanceDiscovering, ExitNone},
			{"another address ends the pause", InstancePausing, EventPasted, InstanceFailed, ExitNone},
			{"a paste does not stop a look", InstanceDiscovering, EventPasted, InstanceDiscovering, ExitNone},
			{"a yes to plain http looks", InstancePlainHTTP, EventYes, InstanceDiscovering, ExitNone},
			{"a certificate is compared before it is trusted", InstanceFailed, EventCompare, InstanceComparing, ExitNone},
			{"a compared certificate is kept", InstanceComparing, EventYes, InstanceTrusting, ExitNone},
			{"a kept certificate is tried", InstanceTrusting, EventDone, InstanceDiscovering, ExitNone},
			{"one that cannot be kept is not trusted", InstanceTrusting, EventFailed, InstanceFailed, ExitNone},
			{"no yes is asked for while choosing", InstanceChoosing, EventYes, InstanceChoosing, ExitNone},
		},
		escapes: map[InstanceState]InstanceState{
			InstancePlainHTTP: InstanceChoosing, InstanceLosing: InstanceChoosing, InstanceDiscovering: InstanceChoosing,
			InstanceFound: InstanceChoosing, InstancePausing: InstanceFailed, InstanceComparing: InstanceFailed,
		},
	}.check(t)
}

func TestAChosenAddressIsLookedAtAfterTheYesItNeeds(t *testing.T) {
	t.Parallel()
	here, under := "https://gitlab.example.com", "https://gitlab.example.com/git"
	cases := []struct {
		name, instance, address string
		kept, allowed           bool
		want                    InstanceState
	}{
		{"the same instance", here, here, false, true, InstanceDiscovering},
		{"a page of it", here, here + "/group/project", false, true, InstanceDiscovering},
		{"the host of one below a path", under, here, false, true, InstanceDiscovering},
		{"a page of one below a path", under, under + "/group", false, true, InstanceDiscovering},
		{"another path than its own", under, here + "/gitlab", false, true, InstanceLosing},
		{"another host", here, "https://gitlab.acme.dev", false, true, InstanceLosing},
		{"the same host without encryption", here, "http://gitlab.example.com", false, true, InstanceLosing},
		{"another host, with the token kept", here, "https://gitlab.acme.dev", true, true, InstanceDiscovering},
		{"plain http without a yes", here, "http://gitlab.acme.dev", true, false, InstancePlainHTTP},
		{"both, the token first", here, "http://gitlab.acme.dev", false, false, InstanceLosing},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			address, err := input.ParseAddress(c.address)
			if err != nil {
				t.Fatal(err)
			}
			draft := NewDraft(noon()).WithInstance(gitlab.Instance{URL: c.instance}).
				WithToken(token.NewSecret("glpat-abcdefghij0123456789")).WithKept(c.kept)
			if got := draft.InstanceStateOnChoice(address, c.allowed); got != c.want {
				t.Errorf("the state is %v, want %v", got, c.want)
			}
			if draft.WithoutToken().losesToken(address) {
				t.Error("it loses a token where there is none")
			}
		})
	}
}

func TestTheStatesOfTheTokenFollowTheirEvents(t *testing.T) {
	t.Parallel()
	rules[CreateState]{
		last: CreatePausing,
		rows: []row[CreateState]{
			{"who has the link comes back with the token", CreateLink, EventLinkTaken, CreateField, ExitNone},
			{"from the link to the field", CreateLink, EventSwitched, CreateField, ExitNone},
			{"and back", CreateField, EventSwitched, CreateLink, ExitNone},
			{"a token on the clipboard is offered at the link", CreateLink, EventOffered, CreateOfferAtLink, ExitNone},
			{"and at the field", CreateField, EventOffered, CreateOfferAtField, ExitNone},
			{"nothing is offered during a check", CreateChecking, EventOffered, CreateChecking, ExitNone},
			{"nor instead of another offer", CreateOfferAtLink, EventOffered, CreateOfferAtLink, ExitNone},
			{"a paste takes the place of an offer", CreateOfferAtLink, EventPasted, CreateField, ExitNone},
			{"and of a doubted token", CreateDoubt, EventPasted, CreateField, ExitNone},
			{"and of one that waits", CreatePausing, EventPasted, CreateField, ExitNone},
			{"and of none that is being checked", CreateChecking, EventPasted, CreateChecking, ExitNone},
			{"a doubted token is sent after a yes", CreateDoubt, EventYes, CreateChecking, ExitNone},
			{"a token that works leads on", CreateChecking, EventDone, CreateField, ExitForward},
			{"one that does not stays in its field", CreateChecking, EventFailed, CreateField, ExitNone},
			{"an instance that asks to wait gets its pause", CreateChecking, EventToldToWait, CreatePausing, ExitNone},
			{"after the pause it is checked again", CreatePausing, EventPauseOver, CreateChecking, ExitNone},
			{"the practice page's button brings a token", CreatePressing, EventDone, CreateField, ExitNone},
			{"or a reason", CreatePressing, EventFailed, CreateField, ExitNone},
		},
		escapes: map[CreateState]CreateState{
			CreateOfferAtLink: CreateLink, CreateOfferAtField: CreateField, CreateDoubt: CreateField,
			CreateChecking: CreateField, CreatePausing: CreateField,
		},
		leaves:   []CreateState{CreateLink, CreateField},
		byItself: map[CreateState]CreateState{CreateField: CreateStateOnSubmit(gitlab.PasteGood)},
	}.check(t)
}

func TestWhereTheTokenIsAskedForDependsOnWhatIsThere(t *testing.T) {
	t.Parallel()
	fine := newest().WithLegacyGone(true)
	for _, c := range []struct {
		name     string
		draft    Draft
		hasToken bool
		want     CreateState
	}{
		{"the link first", full(), false, CreateLink},
		{"the field where it holds a token", full(), true, CreateField},
		{"the field after the fine-grained form", fine, false, CreateField},
	} {
		if got := c.draft.CreateStateOnEnter(c.hasToken); got != c.want {
			t.Errorf("%s: the state is %v, want %v", c.name, got, c.want)
		}
	}
	for verdict, want := range map[gitlab.PasteVerdict]CreateState{
		gitlab.PasteRefused: CreateField, gitlab.PasteDoubtful: CreateDoubt, gitlab.PasteGood: CreateChecking,
		gitlab.PasteUnsure: CreateChecking,
	} {
		if got := CreateStateOnSubmit(verdict); got != want {
			t.Errorf("after the verdict %v the state is %v, want %v", verdict, got, want)
		}
	}
}

func TestTheStatesOfTheVerdictFollowTheirEvents(t *testing.T) {
	t.Parallel()
	rules[ResultState]{
		last: ResultProbing,
		rows: []row[ResultState]{
			{"a place with encryption takes the token", ResultChoosing, EventKeep, ResultKeeping, ExitNone},
			{"one without asks first", ResultChoosing, EventKeepUnencrypted, ResultPlainFile, ExitNone},
			{"and takes it after a yes", ResultPlainFile, EventYes, ResultKeeping, ExitNone},
			{"a kept token leads on", ResultKeeping, EventDone, ResultChoosing, ExitForward},
			{"one that could not be kept leaves the choice", ResultKeeping, EventFailed, ResultChoosing, ExitNone},
			{"a token can be tried", ResultChoosing, EventProbe, ResultProbing, ExitNone},
		},
		escapes: map[ResultState]ResultState{
			ResultPlainFile: ResultChoosing, ResultProbing: ResultChoosing,
		},
		leaves: []ResultState{ResultChoosing},
	}.check(t)
}

func TestGlpatTriesAgainByItselfOnce(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name                   string
		toldToWait, triedAgain bool
		want                   Event
	}{
		{"told to wait the first time", true, false, EventToldToWait},
		{"told to wait again", true, true, EventFailed},
		{"another failure", false, false, EventFailed},
	} {
		if got := FailureEvent(c.toldToWait, c.triedAgain); got != c.want {
			t.Errorf("%s: the event is %v, want %v", c.name, got, c.want)
		}
	}
}
