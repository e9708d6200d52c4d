package gitlab_test

import (
	"testing"

	"glpat/gitlab"
)

func TestAnInstanceKnowsItsPages(t *testing.T) {
	instance := gitlab.Instance{URL: "https://example.com:8443/gitlab"}
	for got, want := range map[string]string{
		instance.Host():           "example.com:8443/gitlab",
		instance.SignInURL():      "https://example.com:8443/gitlab/users/sign_in",
		instance.SignUpURL():      "https://example.com:8443/gitlab/users/sign_up",
		instance.PreferencesURL(): "https://example.com:8443/gitlab/-/profile/preferences",
		instance.TokensURL(gitlab.PagesAt(gitlab.NewRelease(16, 2))):  "https://example.com:8443/gitlab/-/profile/personal_access_tokens",
		instance.TokensURL(gitlab.PagesAt(gitlab.NewRelease(16, 11))): "https://example.com:8443/gitlab/-/user_settings/personal_access_tokens",
	} {
		if got != want {
			t.Errorf("it is %q, want %q", got, want)
		}
	}
}

func TestAnInstanceThatTellsNoScopesIsTakenToHaveThemAll(t *testing.T) {
	if !(gitlab.Instance{}).Offers(gitlab.ScopeK8sProxy) {
		t.Error("an unknown instance lacks a scope")
	}
	known := gitlab.Instance{ScopesOffered: scopes(t, "api,read_user")}
	if !known.Offers(gitlab.ScopeAPI) || known.Offers(gitlab.ScopeK8sProxy) {
		t.Error("a known instance offers other scopes than it lists")
	}
	if (gitlab.Instance{ScopesOffered: []gitlab.Scope{}}).Offers(gitlab.ScopeAPI) {
		t.Error("an instance that lists none offers one")
	}
}
