package wizard

import (
	"slices"
	"testing"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"

	"glpat/ui/style"
)

func TestTheHelpNamesEveryKeyOfTheFooterAndTheWayOutOnce(t *testing.T) {
	t.Parallel()
	keys := style.NewKeys()
	cases := []struct {
		name   string
		screen keyMap
		footer []key.Binding
		help   []key.Binding
	}{
		{
			"a screen with a way back",
			keyMap{keys.Enter, keys.Back},
			[]key.Binding{keys.Enter, keys.Back, keys.Help},
			[]key.Binding{keys.Enter, keys.Back, keys.Help, keys.Leave},
		},
		{
			"a screen that shows the way out itself, in other words",
			keyMap{keys.Enter, style.As(keys.Leave, "give up")},
			[]key.Binding{keys.Enter, style.As(keys.Leave, "give up"), keys.Help},
			[]key.Binding{keys.Enter, style.As(keys.Leave, "give up"), keys.Help},
		},
		{"a screen that is busy", nil, []key.Binding{keys.Help}, []key.Binding{keys.Help, keys.Leave}},
	}
	named := func(bindings []key.Binding) []key.Help {
		var names []key.Help
		for _, binding := range bindings {
			names = append(names, binding.Help())
		}
		return names
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var shown help.KeyMap = windowKeys{screen: c.screen, common: []key.Binding{keys.Help}, leave: keys.Leave}
			if got, want := named(shown.ShortHelp()), named(c.footer); !slices.Equal(got, want) {
				t.Errorf("the footer names %v, want %v", got, want)
			}
			if got, want := named(slices.Concat(shown.FullHelp()...)), named(c.help); !slices.Equal(got, want) {
				t.Errorf("the help names %v, want %v", got, want)
			}
		})
	}
}
