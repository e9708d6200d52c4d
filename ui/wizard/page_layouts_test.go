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
		{"4 add new token", chosen(), to(flow.PlaceForm)},
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

func TestBothHeadingsOfTheScopesAreNamedWhereItIsNotKnownWhichIsThere(t *testing.T) {
	t.Parallel()
	const both = "The boxes stand under “Select scopes”, or in groups under “Set token scope”."
	at := catalog.NewRelease
	for _, test := range []struct {
		name           string
		atLeast, drawn catalog.Release
		want           bool
	}{
		{"at 18.11", at(18, 11), at(18, 11), true},
		{"at 19.1", at(19, 1), at(18, 11), true},
		{"only bounded, and drawn like 18.11", at(18, 3), at(18, 11), true},
		{"at 18.10", at(18, 10), at(18, 9), false},
		{"at 19.2", at(19, 2), at(19, 2), false},
		{"only bounded, and drawn like the newest", at(19, 1), at(19, 5), false},
		{"at 19.5", at(19, 5), at(19, 5), false},
	} {
		w := newWorld()
		w.look = func(_ context.Context, address input.Address) (gitlab.Instance, error) {
			instance := anInstance(address)
			instance.AtLeast, instance.Layout = test.atLeast, catalog.LayoutAt(test.drawn)
			return instance, nil
		}
		d := begin(t, w.env(), chosen())
		d.walkTo(flow.PlaceCreate)
		d.resize(80, 40)
		if got := strings.Contains(d.screen(), both); got != test.want {
			t.Errorf("%s: it names both: %v, want %v\n%s", test.name, got, test.want, d.screen())
		}
	}
}

func TestTheListForAFineGrainedTokenNamesWhatItsReleaseHas(t *testing.T) {
	t.Parallel()
	for release, want := range map[string]struct{ has, lacks []string }{
		"18.10": {[]string{"Only specific groups or projects that I'm a member of"}, []string{"Duplicate"}},
		"19.2": {
			[]string{"Only specific groups or projects that I'm a member of", "Duplicate", "ends in “I have access to”"},
			nil,
		},
		"19.5": {
			[]string{"Only specific groups or projects I have access to", "Duplicate", "ends in “that I'm a member of”"},
			nil,
		},
	} {
		parsed, err := catalog.ParseRelease(release)
		if err != nil {
			t.Fatal(err)
		}
		d := begin(t, worldOf(catalog.LayoutAt(parsed)).env(), chosen())
		d.resize(80, 50)
		d.walkTo(flow.PlaceType)
		d.press("down", "enter", "enter")
		seen := d.screen()
		d.press("down", "down")
		d.sees("GitLab asks for one here")
		d.press("down", "down")
		seen = strings.Join(strings.Fields(seen+d.screen()), " ")
		for _, words := range want.has {
			if !strings.Contains(seen, words) {
				t.Errorf("%s: %q is not there\n%s", release, words, d.screen())
			}
		}
		for _, words := range want.lacks {
			if strings.Contains(seen, words) {
				t.Errorf("%s: %q is there", release, words)
			}
		}
	}
}
