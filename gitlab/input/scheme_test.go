package input_test

import (
	"errors"
	"testing"

	"glpat/gitlab/input"
)

func TestASchemeThatIsNearlyRightIsNoHost(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ text, want string }{
		{"https:/gitlab.com", "https://gitlab.com"},
		{"https//gitlab.com", "https://gitlab.com"},
		{"https:gitlab.example.com/x", "https://gitlab.example.com/x"},
		{"http;//x", "http://x"},
		{"htps://x", "https://x"},
		{"HTTPS:/Gitlab.Example.com:8443/tools", "https://gitlab.example.com:8443/tools"},
		{"https:///gitlab.com", "https://gitlab.com"},
		{"https://https://gitlab.com", "https://gitlab.com"},
		{"https://https//gitlab.com", "https://gitlab.com"},
		{"http://https://gitlab.com", "https://gitlab.com"},
		{"htpps://user:secretword@gitlab.example.com", "https://gitlab.example.com"},
		{"ttps://gitlab.com", "https://gitlab.com"},
	} {
		_, err := input.ParseAddress(test.text)
		wrong, is := errors.AsType[*input.Error](err)
		if !is || wrong.Do != "Did you mean "+test.want {
			t.Errorf("%q: %+v, want the address %q", test.text, err, test.want)
		}
	}
	for text, want := range map[string]string{
		"https://gitlab.com":            "https://gitlab.com",
		"http://x":                      "http://x",
		"https.example.com":             "https://https.example.com",
		"http.example.com//gitlab":      "https://http.example.com/gitlab",
		"https:8443":                    "https://https:8443",
		"git@https:group/project.git":   "https://https/group/project",
		"ssh://git@gitlab.com:22/a/b":   "https://gitlab.com/a/b",
		"https://gitlab.com//group":     "https://gitlab.com/group",
		"hosts:8080/gitlab":             "https://hosts:8080/gitlab",
		"https://http.cat/https/gitlab": "https://http.cat/https/gitlab",
	} {
		address, err := input.ParseAddress(text)
		if err != nil || address.String() != want {
			t.Errorf("%q: %v %v, want %q", text, address, err, want)
		}
	}
}
