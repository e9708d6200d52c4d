package phrase_test

import (
	"testing"

	"glpat/ui/phrase"
)

func TestACommandAndALinkAreSplitFromWhatLeadsToThem(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, text, words, line string }{
		{"a command", "See the purposes with: glpat scopes", "See the purposes with:", "glpat scopes"},
		{"one with a full stop", "See them with: glpat scopes.", "See them with:", "glpat scopes"},
		{"the program alone", "Make one, or run: glpat", "Make one, or run:", "glpat"},
		{
			"one with an address", "Check it with: glpat check --host https://a.example.com",
			"Check it with:", "glpat check --host https://a.example.com",
		},
		{"a link", "Create a new one: https://a.example.com/-/t", "Create a new one:", "https://a.example.com/-/t"},
		{"a link without a colon", "Open https://a.example.com/-/t", "Open:", "https://a.example.com/-/t"},
		{"a flag", "Add the file: --ca-file FILE", "Add the file:", "--ca-file FILE"},
		{"the program in a sentence", "Watch out: glpat waits then", "Watch out: glpat waits then", ""},
		{"no command", "Try again later", "Try again later", ""},
		{"nothing", "", "", ""},
	} {
		if words, line := phrase.SplitCommand(test.text); words != test.words || line != test.line {
			t.Errorf("%s: it gives %q and %q, want %q and %q", test.name, words, line, test.words, test.line)
		}
	}
}

func TestACommandIsNamedAsTheProgramWasStarted(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ line, program, want string }{
		{"glpat check --host a", "./glpat", "./glpat check --host a"},
		{"glpat", "gt", "gt"},
		{"glpat check", "", "glpat check"},
		{"glpat token --name glpat", "gt", "gt token --name glpat"},
		{"glpat token | glpat check --token-stdin", "gt", "gt token | gt check --token-stdin"},
		{`export GITLAB_TOKEN="$(glpat token --host a)"`, "go run .", `export GITLAB_TOKEN="$(go run . token --host a)"`},
		{"curl https://glpat", "gt", "curl https://glpat"},
	} {
		if got := phrase.NameProgram(test.line, test.program); got != test.want {
			t.Errorf("%q started as %q: %q, want %q", test.line, test.program, got, test.want)
		}
	}
}

func TestACommandGoesToTheGitLabOfTheRun(t *testing.T) {
	t.Parallel()
	started := phrase.Invocation{Program: "gt", Host: "gitlab.example.com"}
	for _, test := range []struct{ line, want string }{
		{"glpat", "gt --host gitlab.example.com"},
		{"glpat --purpose clone", "gt --host gitlab.example.com --purpose clone"},
		{"glpat check --token-stdin < file", "gt check --host gitlab.example.com --token-stdin < file"},
		{"glpat link --purpose pull-images", "gt link --host gitlab.example.com --purpose pull-images"},
		{"glpat token", "gt token --host gitlab.example.com"},
		{"glpat check --host ADDRESS", "gt check --host ADDRESS"},
		{"glpat practice --serve", "gt practice --serve"},
		{"glpat scopes --purpose clone", "gt scopes --purpose clone"},
		{"glpat link --help", "gt link --help"},
		{"https://docs.example.com", "https://docs.example.com"},
	} {
		if got := started.Line(test.line); got != test.want {
			t.Errorf("%q: %q, want %q", test.line, got, test.want)
		}
	}
	for text, want := range map[string]string{
		"See it with: glpat scopes":             "See it with: gt scopes",
		"Check it with: glpat check":            "Check it with: gt check --host gitlab.example.com",
		"Allow glpat in there":                  "Allow glpat in there",
		"Open https://docs.example.com/a page.": "Open https://docs.example.com/a page.",
	} {
		if got := started.TextEnd(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
