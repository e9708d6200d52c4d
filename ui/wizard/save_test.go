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

func (m fullMemory) RememberInstance(config.Instance) error {
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
		reach func(*driver)
		at    flow.Place
	}{
		{"after the look", newWorld, func(d *driver) { d.press("enter") }, flow.PlaceAccount},
		{"after other pages, forward", newWorld, func(d *driver) { d.walkTo(flow.PlaceTokens); d.press("v", "enter") }, flow.PlaceDetails},
		{"after other pages, back", newWorld, func(d *driver) { d.walkTo(flow.PlaceTokens); d.press("v", "esc") }, flow.PlacePreferences},
		{"after other pages of the form, back to the scopes", newWorld, func(d *driver) { d.walkTo(flow.PlaceCreate); d.press("v", "esc") }, flow.PlaceScopes},
		{"after the word that there are no legacy tokens, back", worldAt(19, 2), func(d *driver) {
			d.walkTo(flow.PlaceType)
			d.press("up", "enter", "esc")
		}, flow.PlacePurposes},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := c.world()
			env := w.env()
			env.Memory = fullMemory{worldMemory: worldMemory{w}}
			d := begin(t, env, chosen())
			c.reach(d)
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
