package input_test

import (
	"testing"

	"glpat/gitlab/input"
)

func TestTheHostOfAGitRemoteIsFound(t *testing.T) {
	t.Parallel()
	for remote, want := range map[string]string{
		"git@gitlab.example.com:group/project.git":                     "gitlab.example.com",
		"gitlab.example.com:group/project.git":                         "gitlab.example.com",
		"ssh://git@gitlab.example.com:2222/group/project.git":          "gitlab.example.com",
		"git@g:group/project.git":                                      "g",
		"g:group/project.git":                                          "",
		"https://gitlab.example.com/group/project.git":                 "https://gitlab.example.com",
		"https://oauth2:hunter2@gitlab.example.com:8443/group/project": "https://gitlab.example.com:8443",
		"http://gitlab.lan/group/project.git":                          "http://gitlab.lan",
		"git://gitlab.example.com/project.git":                         "",
		"/srv/git/project.git":                                         "",
		"../project:old":                                               "",
		`C:\code\project`:                                              "",
		"C:/code/project":                                              "",
		"file:///srv/git/project.git":                                  "",
	} {
		if got := input.RemoteHost(remote); got != want {
			t.Errorf("RemoteHost(%q) = %q, want %q", remote, got, want)
		}
	}
}

func TestTheCanonicalURLIsTheFormOfAnAddress(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"HTTPS://GitLab.Example.com:443/": "https://gitlab.example.com",
		"http://gitlab.lan:80/gitlab/":    "http://gitlab.lan/gitlab",
		"http://gitlab.lan:8080":          "http://gitlab.lan:8080",
		"http://[::1]:3000":               "http://[::1]:3000",
	} {
		got, err := input.CanonicalURL(text)
		address, parseErr := input.ParseAddress(text)
		if err != nil || parseErr != nil || got != want || address.String() != want {
			t.Errorf("%q is %q and %q, %v, %v; want %q", text, got, address, err, parseErr, want)
		}
	}
	for _, text := range []string{"gitlab.lan", "ftp://gitlab.lan", "https://sam:hunter2@gitlab.lan", "https://gitlab.lan?x", "https://"} {
		if got, err := input.CanonicalURL(text); err == nil {
			t.Errorf("CanonicalURL(%q) = %q, want an error", text, got)
		}
	}
}
