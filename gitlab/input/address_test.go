package input_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode"

	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/input"
)

func TestAnAddressIsReadInEveryFormPeoplePaste(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"a host", "gitlab.example.com", "https://gitlab.example.com"},
		{"a host in capitals", "GitLab.Example.COM", "https://gitlab.example.com"},
		{"a host with a dot at its end", "gitlab.example.com.", "https://gitlab.example.com"},
		{"a host with port", "gitlab.example.com:8443", "https://gitlab.example.com:8443"},
		{"a port with a zero in front", "gitlab.example.com:08443", "https://gitlab.example.com:8443"},
		{"a colon without port", "gitlab.example.com:", "https://gitlab.example.com"},
		{"a name without dots", "gitlab", "https://gitlab"},
		{"the port of https", "https://gitlab.example.com:443", "https://gitlab.example.com"},
		{"the port of http", "http://gitlab.example.com:80/", "http://gitlab.example.com"},
		{"the port of the other scheme", "http://gitlab.example.com:443", "http://gitlab.example.com:443"},
		{"a scheme in capitals", "HTTPS://gitlab.example.com", "https://gitlab.example.com"},
		{"a sub-path", "https://example.com/gitlab/", "https://example.com/gitlab"},
		{"a doubled slash", "https://example.com//gitlab//", "https://example.com/gitlab"},
		{"a path that goes up", "https://example.com/gitlab/../git", "https://example.com/git"},
		{"a project", "https://gitlab.example.com/group/project", "https://gitlab.example.com/group/project"},
		{"a project to clone", "https://gitlab.example.com/group/project.git", "https://gitlab.example.com/group/project"},
		{"a project page", "https://gitlab.example.com/group/project/-/issues/3", "https://gitlab.example.com/group/project"},
		{"the sign-in page", "https://gitlab.example.com/users/sign_in", "https://gitlab.example.com"},
		{"the sign-in page below a path", "https://example.com/gitlab/users/sign_in", "https://example.com/gitlab"},
		{
			"the tokens page with its query",
			"https://gitlab.example.com/-/user_settings/personal_access_tokens?name=x&scopes=api#top",
			"https://gitlab.example.com",
		},
		{
			"the query holds an address", "gitlab.example.com/users/sign_in?to=https://evil.example",
			"https://gitlab.example.com",
		},
		{"the API", "https://gitlab.example.com/api/v4", "https://gitlab.example.com"},
		{"the API below a path", "https://example.com/gitlab/api/v4/", "https://example.com/gitlab"},
		{"a fragment only", "gitlab.example.com#readme", "https://gitlab.example.com"},
		{"a Git remote", "git@gitlab.example.com:group/project.git", "https://gitlab.example.com/group/project"},
		{
			"a Git remote with a slash", "git@gitlab.example.com:/group/project.git", "https://gitlab.example.com/group/project",
		},
		{
			"a Git remote with SSH's port", "git@gitlab.example.com:2222/group/project.git",
			"https://gitlab.example.com/group/project",
		},
		{"an SSH remote with port", "ssh://git@gitlab.example.com:2222/x.git", "https://gitlab.example.com/x"},
		{"an SSH remote on IPv6", "ssh://git@[2001:db8::1]:2222/x.git", "https://[2001:db8::1]/x"},
		{"GitLab.com by SSH on the port of https", "ssh://git@altssh.gitlab.com:443/group/project.git", "https://gitlab.com/group/project"},
		{"the same as a remote", "git@altssh.gitlab.com:group/project.git", "https://gitlab.com/group/project"},
		{"the same with its port", "git@altssh.gitlab.com:443/group/project.git", "https://gitlab.com/group/project"},
		{"its host alone", "altssh.gitlab.com:443", "https://gitlab.com"},
		{"git over ssh", "git+ssh://git@ssh.gitlab.example.com:443/x.git", "https://ssh.gitlab.example.com/x"},
		{"a letter with dots", "https://gitlab.müller.example/x", "https://gitlab.xn--mller-kva.example/x"},
		{"a capital one", "GITLAB.BÜCHER.EXAMPLE", "https://gitlab.xn--bcher-kva.example"},
		{"several letters", "git@smörgåsbord.example:x/y.git", "https://xn--smrgsbord-82a8p.example/x/y"},
		{"letters alone", "ö.example", "https://xn--nda.example"},
		{"a git remote", "git://gitlab.example.com/x.git", "https://gitlab.example.com/x"},
		{"a user's web port", "sam@gitlab.example.com:8443", "https://gitlab.example.com:8443"},
		{"a user and password", "https://sam:hunter2@gitlab.example.com/x", "https://gitlab.example.com/x"},
		{"a user and password without scheme", "oauth2:hunter2@gitlab.example.com", "https://gitlab.example.com"},
		{"a password before what looks like a scheme", "sam:hunter2@host://x", "https://host/x"},
		{"IPv4", "http://10.0.0.7:8080", "http://10.0.0.7:8080"},
		{"IPv6", "https://[2001:DB8::1]", "https://[2001:db8::1]"},
		{"IPv6 in its long form", "[0:0:0:0:0:0:0:1]:8080", "https://[::1]:8080"},
		{"IPv6 without scheme", "[::1]", "https://[::1]"},
		{"IPv6 without brackets", "::1", "https://[::1]"},
		{"IPv6 with port", "[::1]:3000", "https://[::1]:3000"},
		{"spaces around", "  gitlab.example.com \n", "https://gitlab.example.com"},
		{"quotes around", `"https://gitlab.example.com"`, "https://gitlab.example.com"},
		{"curly quotes around", "“https://gitlab.example.com”", "https://gitlab.example.com"},
		{"angle brackets around", "<https://gitlab.example.com>", "https://gitlab.example.com"},
		{"brackets around", "[https://gitlab.example.com]", "https://gitlab.example.com"},
		{"brackets in a sentence", "(https://gitlab.example.com),", "https://gitlab.example.com"},
		{"an invisible character in front", "\u200b\ufeffgitlab.example.com", "https://gitlab.example.com"},
		{"the plain form of a name in another script", "xn--gtlab-9ra.example", "https://xn--gtlab-9ra.example"},
		{"a part no group can have ends the path", "https://example.com/gitlab/a b%20c/d", ""},
		{"an escaped line break ends the path", "https://example.com/gitlab/a%0Ab/d", "https://example.com/gitlab"},
		{"an escaped escape ends the path", "https://example.com/gitlab/%1b[2J/d", "https://example.com/gitlab"},
		{"a direction mark ends the path", "https://example.com/gitlab/\u202ed/e", "https://example.com/gitlab"},
	} {
		t.Run(test.name, func(t *testing.T) {
			address, err := input.ParseAddress(test.text)
			if test.want == "" {
				if err == nil {
					t.Fatalf("ParseAddress(%q) = %q, want an error", test.text, address)
				}
				return
			}
			if err != nil || address.String() != test.want {
				t.Fatalf("ParseAddress(%q) = %q, %v; want %q", test.text, address, err, test.want)
			}
			if strings.Contains(address.String(), "hunter2") {
				t.Errorf("the password is in %q", address)
			}
		})
	}
}

func TestWhatIsNoAddressIsRefusedWithWords(t *testing.T) {
	for _, test := range []struct{ name, text, says string }{
		{"nothing", "", "no address yet"},
		{"only quotes", ` "" `, "no address yet"},
		{"a space inside", "gitlab.example.com other", "no spaces"},
		{"a line break inside", "gitlab.example.com\nother", "no spaces"},
		{"an escape inside", "gitlab\x1b[2J.example.com", "no spaces"},
		{"very long", strings.Repeat("a.", 2000), "too long"},
		{"a script", "javascript:alert(1)", "not an address"},
		{"a script with slashes", "javascript://gitlab.example.com/%0aalert(1)", `starts with "javascript://"`},
		{"a file", "file:///etc/passwd", "not an address"},
		{"a file on a host", "file://host/etc/passwd", `starts with "file://"`},
		{"a port that is too high", "gitlab.example.com:99999", "port"},
		{"port zero", "gitlab.example.com:0", "port"},
		{"a port in letters", "gitlab.example.com:https", "not an address"},
		{"a letter of another script", "gitlаb.example.com", "letters outside a to z"},
		{"a mark apart from its letter", "https://gitla\u0308b.example", "letters outside a to z"},
		{"an escaped letter of another script", "https://gitl%D0%B0b.example", "letters outside a to z"},
		{"an invisible character inside", "git\u200blab.example.com", "letters outside a to z"},
		{"a label that is empty", "gitlab..example.com", "not a host name"},
		{"a label with a dash at its end", "gitlab-.example.com", "not a host name"},
		{"a label that is too long", strings.Repeat("a", 64) + ".example", "not a host name"},
		{"only a path", "/group/project", "not an address"},
		{"half an IPv6 address", "[::1", "not an address"},
		{"the other half of one", "::1]", "not an address"},
		{"half an IPv6 address with port", "[::1:8080", "not an address"},
		{"an IPv6 address that is none", "https://[::g]", "not an address"},
		{"a password and no host", "https://sam:hunter2@", "not an address"},
		{"a password and a bad host", "https://sam:hunter2@-bad-", "not a host name"},
		{"a password and a bad port", "https://sam:hunter2@host:99999", "port"},
		{"a token without a prefix", "xK9fQ2vB7nM4pL8sT1wZ", "looks like a token"},
		{"one of the instance's own prefix", "acme_xK9fQ2vB7nM4pL8sT1wZ", "looks like a token"},
		{"one behind a user name", "git@xK9fQ2vB7nM4pL8sT1wZ:group/project", "looks like a token"},
		{"one with a dot at its end", "xK9fQ2vB7nM4pL8sT1wZ.", "looks like a token"},
		{"a password with a slash", "https://sam:99999/hunter2@host", "port"},
	} {
		t.Run(test.name, func(t *testing.T) {
			address, err := input.ParseAddress(test.text)
			input, ok := errors.AsType[*input.Error](err)
			if !ok || !strings.Contains(input.What, test.says) || input.Do == "" {
				t.Fatalf("ParseAddress(%q) = %q, %v; want words with %q and what to do", test.text, address, err, test.says)
			}
			if strings.Contains(err.Error(), "hunter2") || strings.Contains(address.String(), "hunter2") {
				t.Errorf("the password is in %q or %q", err, address)
			}
		})
	}
}

func TestTheSchemeIsGivenOnlyWhereThePersonWroteIt(t *testing.T) {
	for text, want := range map[string]bool{
		"https://host": true, "http://host": true, "host": false,
		"git@host:x/y": false, "ssh://git@host/x": false, "host/a?b=http://c": false,
	} {
		if got := gitlabtest.MustAddress(t, text).SchemeGiven; got != want {
			t.Errorf("ParseAddress(%q).SchemeGiven = %v, want %v", text, got, want)
		}
	}
}

func TestAnAddressMayMeanTheHostOrTwoLevelsBelow(t *testing.T) {
	for text, want := range map[string][]string{
		"host":                 {"https://host"},
		"host/gitlab":          {"https://host", "https://host/gitlab"},
		"host/a/b/c/d":         {"https://host", "https://host/a", "https://host/a/b"},
		"http://host:81/a.git": {"http://host:81", "http://host:81/a"},
	} {
		if got := gitlabtest.MustAddress(t, text).Bases(); !slices.Equal(got, want) {
			t.Errorf("Bases of %q = %q, want %q", text, got, want)
		}
	}
}

func TestTheRootIsTheAddressWithoutItsPath(t *testing.T) {
	for text, want := range map[string]string{
		"host": "https://host", "host/gitlab/a": "https://host", "http://[::1]:81/a.git": "http://[::1]:81",
		"git@host:group/project.git": "https://host",
	} {
		if got := gitlabtest.MustAddress(t, text).Root(); got != want {
			t.Errorf("Root of %q = %q, want %q", text, got, want)
		}
	}
}

func TestPlainMeansReadableOnTheWay(t *testing.T) {
	for text, want := range map[string]bool{
		"https://host": false, "http://host": true, "http://10.0.0.7": true,
		"http://localhost:3000": false, "http://gdk.localhost": true, "http://127.0.0.1": false,
		"http://127.9.9.9:8080": false, "http://[::1]": false, "http://localhost.example.com": true,
		"http://127.0.0.1.example.com": true,
	} {
		if got := gitlabtest.MustAddress(t, text).Plain(); got != want {
			t.Errorf("ParseAddress(%q).Plain() = %v, want %v", text, got, want)
		}
	}
}

func FuzzParseAddress(f *testing.F) {
	for _, seed := range []string{
		"gitlab.example.com:8443/gitlab", "https://u:p@host/a/b.git?x#y", "git@host:2222/a.git", "ssh://git@[::1]:22/x",
		"[::1]:80", "::1", "<host>", "host/..git", "host/a.git.git/api.git", "http://host:0443/%2e%2e/%0a", "host/ /b",
		"\u200bhost\u202e", "xn--a.b", "https://sam@host@other/", "host:1:2",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		address, err := input.ParseAddress(text)
		if err != nil {
			if _, ok := errors.AsType[*input.Error](err); !ok {
				t.Fatalf("ParseAddress(%q): error %T, want *InputError", text, err)
			}
			if strings.ContainsFunc(err.Error(), unicode.IsControl) {
				t.Fatalf("ParseAddress(%q): control character in %q", text, err)
			}
			return
		}
		again, err := input.ParseAddress(address.String())
		again.SchemeGiven = address.SchemeGiven
		if err != nil || again != address {
			t.Fatalf("ParseAddress(%q) = %+v, which reads as %+v, %v", text, address, again, err)
		}
		for _, base := range address.Bases() {
			if strings.ContainsFunc(
				base,
				func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune("@?#%\\", r) },
			) {
				t.Fatalf("ParseAddress(%q) gives the base %q", text, base)
			}
		}
	})
}

func TestThePathOfAGroupMayBeginWithADot(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"https://gitlab.example.com/group/.profile":   "/group/.profile",
		"https://gitlab.example.com/group/ends./page": "/group",
		"https://gitlab.example.com/group/-/issues":   "/group",
	} {
		if address, err := input.ParseAddress(text); err != nil || address.Path != want {
			t.Errorf("ParseAddress(%q) has the path %q, %v; want %q", text, address.Path, err, want)
		}
	}
}
