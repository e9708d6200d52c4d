package practice

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"glpat/gitlab/token"
)

func TestTheDiscoveryDocumentsAreThoseOfTheRelease(t *testing.T) {
	for _, test := range []struct {
		release       string
		has, hasNot   []string
		grant, noMore string
	}{
		{
			"15.7",
			[]string{"api", "read_registry", "sudo", "openid"},
			[]string{"admin_mode", "k8s_proxy", "read_observability"},
			"password", "device_code",
		},
		{
			"17.0",
			[]string{"k8s_proxy", "ai_features", "read_observability"},
			[]string{"manage_runner", "self_rotate"},
			"password", "device_code",
		},
		{
			"17.9",
			[]string{"manage_runner", "self_rotate", "write_virtual_registry"},
			[]string{"mcp", "user:*"},
			"device_code",
			"",
		},
		{"18.3", []string{"mcp", "user:*"}, []string{"mcp_orbit"}, "device_code", ""},
		{"19.2", []string{"mcp", "mcp_orbit", "ai_workflows"}, []string{"granular"}, "device_code", "password"},
	} {
		s := playing(t, test.release)
		for _, path := range []string{"/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"} {
			response, body := visitorOf(t, s).get(path)
			var document openIDJSON
			if err := json.Unmarshal([]byte(body), &document); err != nil || response.StatusCode != 200 {
				t.Fatalf("%s %s answered %s %s", test.release, path, response.Status, body)
			}
			if document.Issuer != s.URL() {
				t.Errorf("the issuer is %q", document.Issuer)
			}
			for _, scope := range test.has {
				if !slices.Contains(document.ScopesSupported, scope) {
					t.Errorf("%s %s does not have the scope %q: %q", test.release, path, scope, document.ScopesSupported)
				}
			}
			for _, scope := range test.hasNot {
				if slices.Contains(document.ScopesSupported, scope) {
					t.Errorf("%s %s has the scope %q", test.release, path, scope)
				}
			}
			if !slices.Contains(document.GrantTypes, test.grant) || slices.Contains(document.GrantTypes, test.noMore) {
				t.Errorf("%s: the grant types are %q", test.release, document.GrantTypes)
			}
		}
	}
}

func TestTheNewestDiscoveryDocumentHasGitLabsOrder(t *testing.T) {
	want := strings.Fields(
		"api read_api read_user create_runner manage_runner k8s_proxy self_rotate mcp mcp_orbit read_repository " +
			"write_repository " +
			"read_registry write_registry read_virtual_registry write_virtual_registry read_observability write_observability " +
			"ai_features " +
			"sudo admin_mode read_service_ping openid profile email ai_workflows user:*",
	)
	if got := newEdition(newest()).scopesSupported(); !slices.Equal(got, want) {
		t.Errorf("the scopes are\n%q, want\n%q", got, want)
	}
}

func TestTheHelpNamesTheReleasesWay(t *testing.T) {
	const path = "/help/user/profile/personal_access_tokens"
	for release, want := range map[string][]string{
		"15.11": {"In the upper-right corner, select your avatar.", "select **Access " +
			"Tokens**.", "Select **Create personal access token**."},
		"16.2": {"On the left sidebar, select your avatar.", "select **Access " +
			"Tokens**.", "Select **Create personal access token**."},
		"16.11": {"On the left sidebar, select your avatar.", "select **Access Tokens**.", "Select **Add new token**."},
		"17.9":  {"On the left sidebar, select your avatar.", "select **Access tokens**.", "Select **Add new token**."},
		"18.8": {"In the upper-right corner, select your avatar.", "select **Personal access " +
			"tokens**.", "Select **Add new token**."},
		"19.2": {"In the upper-right corner, select your avatar.", "**Access** > **Personal access " +
			"tokens**", "select **Legacy token**", "Select **Generate token**."},
	} {
		v := visitorOf(t, playing(t, release))
		_, written := v.get(path + ".md")
		_, page := v.get(path)
		for _, words := range want {
			if !strings.Contains(written, words) {
				t.Errorf("%s: %q is not in %s", release, words, written)
			}
			pieces := strings.Split(strings.ReplaceAll(words, ">", "&gt;"), "**")
			for i := 1; i < len(pieces); i += 2 {
				pieces[i] = "<strong>" + pieces[i] + "</strong>"
			}
			asHTML := strings.Join(pieces, "")
			if !strings.Contains(page, asHTML) {
				t.Errorf("%s: %q is not on the page", release, asHTML)
			}
		}
		if opener := "Add new token"; strings.Contains(written, opener) != slices.Contains(want, "Select **"+opener+"**.") {
			t.Errorf("%s: %q is in the help, or not, against the release", release, opener)
		}
	}
}

func TestHelpTopicsAndDocumentsAreThereFromTheirReleaseOn(t *testing.T) {
	for _, test := range []struct{ path, before, since string }{
		{"/help/auth/passkeys", "18.5", "18.6"},
		{"/help/auth/tokens/fine_grained_access_tokens", "18.9", "18.10"},
	} {
		for release, want := range map[string]int{test.before: 404, test.since: 200} {
			if response, _ := visitorOf(t, playing(t, release)).get(test.path); response.StatusCode != want {
				t.Errorf("%s at %s answered %s", test.path, release, response.Status)
			}
		}
	}
}

func TestTheSignInPageTellsOfTheInstance(t *testing.T) {
	for _, test := range []struct {
		release      string
		has, hasNone []string
	}{
		{
			"15.11",
			[]string{`gon.relative_url_root="";`, "gon.dot_com=false;", "gon.ee=true;", "gon.revision="},
			[]string{"pat_prefix", "passkeys", "gon.version"},
		},
		{"16.1", []string{`gon.pat_prefix="practice-glpat-";`}, []string{"passkeys", "gon.version"}},
		{"18.6", []string{`gon.pat_prefix="practice-glpat-";`, `"passkeys":true`}, []string{"gon.version"}},
	} {
		s := playing(t, test.release)
		_, page := visitorOf(t, s).get(pathSignIn)
		for _, words := range append(test.has, `gon.gitlab_url="`+s.URL()+`";`, `<title>Sign in · `+
			`GitLab</title>`, `name="csrf-token"`, `href="/-/manifest.json"`) {
			if !strings.Contains(page, words) {
				t.Errorf("%s: the sign-in page does not have %s", test.release, words)
			}
		}
		for _, words := range test.hasNone {
			if strings.Contains(page, words) {
				t.Errorf("%s: the sign-in page has %s", test.release, words)
			}
		}
	}
}

func TestWhatAnybodyMayAsk(t *testing.T) {
	s := playing(t, "19.2")
	v := visitorOf(t, s)
	if _, body := v.get("/-/manifest.json"); !strings.Contains(body, `"name":"GitLab"`) {
		t.Errorf("the manifest is %s", body)
	}
	if _, body := v.get("/robots.txt"); !strings.HasPrefix(body, "# See https://www.robotstxt.org") {
		t.Errorf("robots.txt is %s", body)
	}
	response, body := v.get("/-/readiness")
	if response.StatusCode != 404 ||
		body != `{"error":"Not Found","status":404}` {
		t.Errorf("readiness answered %s %s", response.Status, body)
	}
	response, _ = ask(t, s, http.MethodGet, "/version", token.Secret{})
	for _, name := range []string{"X-Gitlab-Meta", "X-Request-Id", "X-Runtime"} {
		if response.Header.Get(name) == "" {
			t.Errorf("the API answers without %s", name)
		}
	}
}
