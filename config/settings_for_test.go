package config

import (
	"testing"

	"glpat/gitlab/input"
)

func TestTheInstanceOfAnAddressIsFound(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name  string
		known []string // URLs, the newest use first
		typed string
		want  string // "" for none
	}{
		{"the same", []string{"https://a.example.com"}, "https://a.example.com", "https://a.example.com"},
		{
			"a project's page",
			[]string{"https://a.example.com"},
			"https://a.example.com/group/project",
			"https://a.example.com",
		},
		{"no scheme", []string{"https://a.example.com"}, "a.example.com", "https://a.example.com"},
		{"a Git remote", []string{"https://a.example.com"}, "git@a.example.com:group/project.git", "https://a.example.com"},
		{
			"other letters and the scheme's own port",
			[]string{"HTTPS://A.Example.com:443/"},
			"https://a.example.com",
			"HTTPS://A.Example.com:443/",
		},
		{"another host", []string{"https://a.example.com"}, "https://b.example.com", ""},
		{"a host below it", []string{"https://example.com"}, "https://a.example.com", ""},
		{"another port", []string{"https://a.example.com:8443"}, "https://a.example.com", ""},
		{
			"the same port",
			[]string{"https://a.example.com", "https://a.example.com:8443"},
			"a.example.com:8443",
			"https://a.example.com:8443",
		},
		{"nothing known", nil, "https://a.example.com", ""},

		{
			"the longest path",
			[]string{"https://a.example.com", "https://a.example.com/git/lab", "https://a.example.com/git"},
			"https://a.example.com/git/lab/x", "https://a.example.com/git/lab",
		},
		{"part of a name is no path", []string{"https://a.example.com/git"}, "https://a.example.com/github", ""},
		{
			"part of a name, and the host itself",
			[]string{"https://a.example.com/git", "https://a.example.com"},
			"https://a.example.com/github", "https://a.example.com",
		},
		{"another path", []string{"https://a.example.com/git"}, "https://a.example.com/group/project", ""},
		{"a sub-path left out", []string{"https://a.example.com/git"}, "a.example.com", "https://a.example.com/git"},
		{
			"a sub-path left out, of two",
			[]string{"https://a.example.com/git", "https://a.example.com/lab"},
			"a.example.com",
			"",
		},
		{
			"no path, where there is one without",
			[]string{"https://a.example.com/git", "https://a.example.com"},
			"a.example.com", "https://a.example.com",
		},

		{"http said, https known", []string{"https://a.example.com"}, "http://a.example.com", ""},
		{"https said, http known", []string{"http://a.example.com"}, "https://a.example.com", ""},
		{"nothing said, http known", []string{"http://a.example.com"}, "a.example.com", "http://a.example.com"},
		{"nothing said, http known below", []string{"http://a.example.com/git"}, "a.example.com", "http://a.example.com/git"},
		{
			"nothing said, both known",
			[]string{"http://a.example.com", "https://a.example.com"},
			"a.example.com",
			"https://a.example.com",
		},
		{
			"nothing said, both known, https elsewhere",
			[]string{"http://a.example.com/git", "https://a.example.com/lab"},
			"a.example.com/git", "",
		},
		{"nothing said, http at another host", []string{"http://b.example.com"}, "a.example.com", ""},
		{"an IPv6 address", []string{"http://[::1]:8080"}, "[::1]:8080", "http://[::1]:8080"},
		{
			"what can be no address",
			[]string{"https://ä.example.com", "https://a.example.com"},
			"a.example.com",
			"https://a.example.com",
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var settings Settings
			for _, url := range tc.known {
				settings.Instances = append(settings.Instances, KnownInstance{URL: url, Connection: Connection{CAFile: "/" + url}})
			}
			address, err := input.ParseAddress(tc.typed)
			if err != nil {
				t.Fatal(err)
			}
			got, ok := settings.instanceAt(address)
			if got.URL != tc.want || ok != (tc.want != "") || ok && got.Connection.CAFile != "/"+tc.want {
				t.Errorf("got %v, %t, want %q", got, ok, tc.want)
			}
		})
	}
}
