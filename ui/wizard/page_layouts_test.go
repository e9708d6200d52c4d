package wizard

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/ui/flow"
)

// worldOf is a world whose GitLab is of the first release with the pages.
func worldOf(pages catalog.FormLayout) *world {
	w := newWorld()
	w.look = func(_ context.Context, address input.Address) (gitlab.Instance, error) {
		instance := anInstance(address)
		instance.AtLeast, instance.Layout = pages.Since, pages
		return instance, nil
	}
	return w
}

// Every picture and every label of every generation of GitLab's pages, each
// where a person meets it, in windows of three widths. Where the window has no
// room for the picture beside the text, it stands after it, as its key shows it.
func TestThePagesOfEveryReleaseAtThreeWidths(t *testing.T) {
	type stop struct {
		name  string
		start Given
		reach func(*driver)
	}
	to := func(place flow.Place, keys ...string) func(*driver) {
		return func(d *driver) { d.walkTo(place); d.press(keys...) }
	}
	stops := []stop{
		{"1 sign in", chosen(), to(flow.PlaceAccount)},
		{"2 preferences", chosen(), to(flow.PlacePreferences)},
		{"3 access tokens", chosen(), to(flow.PlaceTokens)},
		{"4 add new token", chosen(), to(flow.PlaceDetails)},
		{"5 form", chosen(), to(flow.PlaceCreate)},
		{"6 created", chosen(), to(flow.PlaceCreate, "tab")},
	}
	fineGrained := []stop{
		{"7 type", chosen(), to(flow.PlaceType)},
		{"8 way to the fine-grained form", chosen(), to(flow.PlaceType, "down", "enter")},
		{"9 fine-grained form", chosen(), to(flow.PlaceType, "down", "enter", "down", "down")},
		{"10 access of a fine-grained token", chosen(), to(flow.PlaceType, "down", "enter", "down", "down", "down", "down")},
		{"11 permission of a fine-grained token", chosen(), to(flow.PlaceType, "down", "enter", "up", "up")},
		{"12 no legacy token", chosen(), to(flow.PlaceType, "up", "enter", "esc", "esc")},
	}
	for _, pages := range catalog.AllLayouts() {
		all := stops
		if pages.FineGrained != "" {
			all = append(slices.Clip(all), fineGrained...)
		}
		for _, stop := range all {
			t.Run(pages.Since.String()+"/"+stop.name, func(t *testing.T) {
				d := begin(t, worldOf(pages).env(), stop.start)
				stop.reach(d)
				var drawn strings.Builder
				for _, size := range [][2]int{{40, 24}, {80, 24}, {120, 40}} {
					d.resize(size[0], size[1])
					drawn.WriteString(d.screen())
					if d.model.layout().place != pictureHidden {
						continue
					}
					picture := "p"
					if d.model.screen().mode() == modeTyping {
						picture = "ctrl+p"
					}
					d.press(picture)
					drawn.WriteString(d.screen())
					d.press("esc")
				}
				golden.RequireEqual(t, []byte(drawn.String()))
			})
		}
	}
}
