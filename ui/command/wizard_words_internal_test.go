package command

import (
	"strings"
	"testing"

	"glpat/gitlab"
	"glpat/ui/flow"
	"glpat/ui/wizard"
)

func TestTheLastWordsNameOnlyACommandThatFindsTheToken(t *testing.T) {
	t.Parallel()
	machine := System{Getenv: func(string) string { return "" }}
	draft := flow.Draft{Name: "backup", Instance: &gitlab.Instance{URL: "https://gitlab.example.com"}}
	for _, test := range []struct {
		name    string
		outcome wizard.Outcome
		kept    bool
		command bool
	}{
		{"kept and noted", wizard.Outcome{Draft: draft, Kept: "in a file", Recorded: true}, true, true},
		{"kept and not noted", wizard.Outcome{Draft: draft, Kept: "in a file"}, true, false},
		{"kept nowhere", wizard.Outcome{Draft: draft, Recorded: true}, false, false},
	} {
		words := finalWords(machine, test.outcome)
		if strings.Contains(words, "It is kept in a file.") != test.kept ||
			strings.Contains(words, "glpat token") != test.command {
			t.Errorf("%s: %q", test.name, words)
		}
	}
}
