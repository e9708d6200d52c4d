package problem_test

import (
	"slices"
	"strings"
	"testing"

	"glpat/gitlab/problem"
)

func TestAHintedCommandIsForTheGitLabThatAMessageNames(t *testing.T) {
	t.Parallel()
	const at = "https://gitlab.example.com"
	for _, test := range []struct{ name, text, want string }{
		{"a call of the API", "HTTPError: 403 Forbidden from " + at + "/api/v4/projects/7", at},
		{"one under a path", "403 Forbidden - GET https://example.com/gitlab/api/v4/user", "https://example.com/gitlab"},
		{"an address of Git", "fatal: Authentication failed for 'https://git.example.com/a/b.git/'", "https://git.example.com"},
		{
			"one with a secret in it", "fatal: Authentication failed for 'https://sam:word@git.example.com/a/b.git/'",
			"https://git.example.com",
		},
		{"the same one twice", "403 Forbidden " + at + "/api/v4/user and " + at + "/api/v4/projects", at},
		{"two of them", "403 Forbidden " + at + "/api/v4/user and https://gitlab.example.org/api/v4/user", ""},
		{"a registry beside it", "403 Forbidden " + at + "/jwt/auth https://registry.example.com/v2/", at},
		{"a registry alone", "unexpected status from HEAD request to https://registry.gitlab.com/v2/a/blobs/b: 403 Forbidden", ""},
		{"a page of documents", "403 Forbidden, see https://docs.gitlab.com/api/rest/", ""},
		{"one with what a shell would run", "403 Forbidden from https://gitlab.example.com/$(id)/api/v4/user", at},
		{"no address", "403 Forbidden", ""},
	} {
		explained, err := problem.Explain(test.text)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		commands := 0
		for _, remedy := range explained.Remedy {
			if remedy.Kind == problem.RemedyRun {
				commands++
				if remedy.Instance != test.want {
					t.Errorf("%s: it is for %q, want %q", test.name, remedy.Instance, test.want)
				}
			}
		}
		if commands == 0 {
			t.Errorf("%s: %s hints no command", test.name, explained.Code)
		}
	}
}

func TestTheOnlyPurposeOfAToolStandsInItsCommand(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"x API call failed: GET https://gitlab.example.com/api/v4/user: 403 {message: 403 Forbidden}": "glab",
		"npm error 403 403 Forbidden - GET https://gitlab.example.com/api/v4/packages/npm/x":          "",
		"403": "",
	} {
		explained, err := problem.Explain(text)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(explained.Remedy, func(r problem.Remedy) bool {
			return r.Command == problem.CommandCheckPurpose && r.Purpose == want
		}) {
			t.Errorf("%q: no command is for the purpose %q: %+v", text, want, explained.Remedy)
		}
	}
}

func TestNoMessageOfAToolIsToldASettingOfGlpat(t *testing.T) {
	t.Parallel()
	for _, message := range readMessages(t) {
		if explained, err := problem.Explain(message.text); err == nil && message.text != "DPoP" {
			for _, remedy := range explained.Remedy {
				if remedy.Kind == problem.RemedySet {
					t.Errorf("%s: %+v", message.name, remedy)
				}
			}
		}
	}
}

func TestANumberAloneTellsOfNoContentType(t *testing.T) {
	t.Parallel()
	explained, err := problem.Explain("418")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(explained.Summary, "content type") {
		t.Errorf("it says %q", explained.Summary)
	}
}
