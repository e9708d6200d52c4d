package wizard

import (
	"testing"

	"glpat/config"
	"glpat/ui/flow"
)

// fullMemory has no room to remember an instance, and says so when the test lets
// it.
type fullMemory struct {
	worldMemory
	release <-chan struct{}
}

func (m fullMemory) RememberInstance(config.KnownInstance) error {
	if m.release != nil {
		<-m.release
	}
	return errFake
}

const notNoted = "glpat could not note down this GitLab for the next time."

func TestThatAGitLabCouldNotBeNotedDownIsSaidOnTheScreenThatFollows(t *testing.T) {
	cases := []struct {
		name  string
		world func() *world
		from  flow.Place
		keys  []string
		at    flow.Place
	}{
		{"after the look", newWorld, flow.PlaceInstance, []string{"enter"}, flow.PlaceAccount},
		{"after other pages, forward", newWorld, flow.PlaceTokens, []string{"v", "enter"}, flow.PlacePurposes},
		{"after other pages, back", newWorld, flow.PlaceTokens, []string{"v", "esc"}, flow.PlacePreferences},
		{"after other pages of the form, back", newWorld, flow.PlaceCreate, []string{"v", "esc"}, flow.PlaceForm},
		{
			"after the word that legacy tokens are gone, back", worldAt(19, 2), flow.PlaceType,
			[]string{"up", "enter", "esc"},
			flow.PlacePurposes,
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := c.world()
			env := w.env()
			env.Memory = fullMemory{worldMemory: worldMemory{w}}
			d := begin(t, env, chosen())
			d.walkTo(c.from)
			d.press(c.keys...)
			d.at(c.at)
			d.sees(notNoted)
			d.press("down")
			d.doesNotSee(notNoted)
		})
	}
}

func TestALateWordOnWhatCouldNotBeNotedDownReachesTheScreenThatIsShownThen(t *testing.T) {
	w := newWorld()
	env := w.env()
	release := make(chan struct{})
	env.Memory = fullMemory{worldMemory{w}, release}
	d := begin(t, env, chosen())
	for range 3 {
		d.give(keyPress("enter"))
	}
	d.settleBut(1)
	d.at(flow.PlaceTokens)
	close(release)
	d.settle()
	d.sees(notNoted)
}
