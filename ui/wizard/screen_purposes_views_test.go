package wizard

import (
	"context"
	"slices"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/ui/flow"
)

// worldAt is a world whose GitLab is of that release and lacks those scopes.
func worldAt(major, minor int, lacks ...catalog.Scope) func() *world {
	return func() *world {
		w := newWorld()
		w.look = func(_ context.Context, address input.Address) (gitlab.Instance, error) {
			instance := anInstance(address)
			instance.AtLeast = catalog.NewRelease(major, minor)
			instance.Layout = catalog.LayoutAt(instance.AtLeast)
			for _, info := range catalog.AllScopes() {
				if instance.AtLeast.AtLeast(info.Since) && !slices.Contains(lacks, info.Scope) {
					instance.ScopesOffered = append(instance.ScopesOffered, info.Scope)
				}
			}
			return instance, nil
		}
		return w
	}
}

// chosenFor is [chosen] for other purposes.
func chosenFor(purposes ...string) Given {
	start := chosen()
	start.Draft = start.Draft.WithPurposes(purposes)
	return start
}

// chosenScopes is [chosen] with scopes in place of purposes, as --scopes gives
// them.
func chosenScopes(scopes ...catalog.Scope) Given {
	start := chosen()
	start.Draft.Purposes, start.Draft.Scopes, start.Draft.ScopesByHand = nil, scopes, true
	return start
}

// pickerViews are the states of the screens that pick purposes, the type of
// token and its rights.
func pickerViews() []view {
	keys := func(place flow.Place, keys ...string) func(*driver) {
		return func(d *driver) { d.walkTo(place); d.press(keys...) }
	}
	search := func(place flow.Place, text string) func(*driver) {
		return func(d *driver) { d.walkTo(place); d.press("/"); d.typeText(text) }
	}
	noRegistry := worldAt(18, 4, catalog.ScopeReadRegistry, catalog.ScopeWriteRegistry)
	newest, betas := worldAt(19, 2), worldAt(18, 11)
	return []view{
		{"50 purposes searched", newWorld, chosen(), search(flow.PlacePurposes, "docker")},
		{"51 purposes not found", newWorld, chosen(), search(flow.PlacePurposes, "fax machine")},
		{"52 several purposes", newWorld, chosen(), keys(flow.PlacePurposes, "down", "space", "down", "space")},
		{"53 a purpose that is not possible", noRegistry, chosenFor("pull-images"), keys(flow.PlacePurposes, "enter")},
		{"54 a purpose that needs less time", newWorld, chosenFor("create-runners"), keys(flow.PlacePurposes)},
		{"55 details of a purpose", newest, chosenFor("push-images"), keys(flow.PlacePurposes, "d")},
		{"56 either type", newest, chosen(), keys(flow.PlaceType)},
		{"57 fine-grained fits", newest, chosenFor("publish-packages"), keys(flow.PlaceType)},
		{"58 fine-grained does not do it", newest, chosenFor("push-images"), keys(flow.PlaceType, "down", "enter")},
		{"59 no legacy tokens", newest, chosenFor("publish-packages"), keys(flow.PlaceType, "down", "enter")},
		{"60 fine-grained is a beta", betas, chosenFor("publish-packages"), keys(flow.PlaceType)},
		{"61 neither type", newest, chosenFor("kubernetes"), keys(flow.PlaceType, "up", "enter", "enter")},
		{"62 permissions", newest, chosenFor("publish-packages"), keys(flow.PlacePermissions)},
		{"63 permissions that are not sure", betas, chosenFor("semantic-release"), keys(flow.PlaceType, "down", "enter")},
		{"64 scopes searched", newest, chosen(), search(flow.PlaceScopes, "image")},
		{"65 api contains others", newest, chosen(), keys(flow.PlaceScopes, "down", "space", "down")},
		{"66 a scope that is not here", noRegistry, chosen(), keys(flow.PlaceScopes, "up", "space")},
		{"67 a second look", newest, chosen(), func(d *driver) { search(flow.PlaceScopes, "sudo")(d); d.press("enter") }},
		{
			"68 a second look at flags",
			newest,
			chosenScopes("read_user", "sudo"),
			func(d *driver) { d.walkTo(flow.PlaceScopes); d.press("enter") },
		},
		{"69 details of a scope", newest, chosen(), keys(flow.PlaceScopes, "down", "d")},
		{"70 no scope", newest, chosenScopes(), func(d *driver) {
			d.walkTo(flow.PlacePurposes)
			d.press("up", "enter", "enter", "space")
		}},
		{"71 help with the mouse", newWorld, chosen(), keys(flow.PlacePurposes, "?")},
	}
}
