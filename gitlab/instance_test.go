package gitlab_test

import (
	"slices"
	"strings"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest"
)

func TestAnInstanceKnowsItsPages(t *testing.T) {
	t.Parallel()
	instance := gitlab.Instance{URL: "https://example.com:8443/gitlab"}
	for got, want := range map[string]string{
		instance.Host():           "example.com:8443/gitlab",
		instance.SignInURL():      "https://example.com:8443/gitlab/users/sign_in",
		instance.SignUpURL():      "https://example.com:8443/gitlab/users/sign_up",
		instance.PreferencesURL(): "https://example.com:8443/gitlab/-/profile/preferences",
		instance.TokensURL(catalog.LayoutAt(catalog.NewRelease(16, 2))):  "https://example.com:8443/gitlab/-/profile/personal_access_tokens",
		instance.TokensURL(catalog.LayoutAt(catalog.NewRelease(16, 11))): "https://example.com:8443/gitlab/-/user_settings/personal_access_tokens",
	} {
		if got != want {
			t.Errorf("it is %q, want %q", got, want)
		}
	}
}

func TestAnInstanceThatTellsNoScopesIsTakenToHaveThemAll(t *testing.T) {
	t.Parallel()
	if !(gitlab.Instance{}).Offers(catalog.ScopeK8sProxy) {
		t.Error("an unknown instance lacks a scope")
	}
	known := gitlab.Instance{ScopesOffered: gitlabtest.MustScopes(t, "api,read_user")}
	if !known.Offers(catalog.ScopeAPI) || known.Offers(catalog.ScopeK8sProxy) {
		t.Error("a known instance offers other scopes than it lists")
	}
	if (gitlab.Instance{ScopesOffered: []catalog.Scope{}}).Offers(catalog.ScopeAPI) {
		t.Error("an instance that lists none offers one")
	}
}

func TestAPurposesScopesFollowWhatTheInstanceOffers(t *testing.T) {
	t.Parallel()
	proxy, err := catalog.FindPurpose("pull-proxy")
	if err != nil {
		t.Fatal(err)
	}
	const before, after = "read_registry,write_registry", "read_virtual_registry,write_virtual_registry"
	for _, test := range []struct {
		name    string
		atLeast catalog.Release
		offered string
		want    string
	}{
		{"nothing is known", catalog.Release{}, "", after},
		{"the bound alone is known", catalog.NewRelease(17, 9), "", after},
		{"both are offered, and the bound is below the newer", catalog.NewRelease(17, 9), before + "," + after, after},
		{"both are offered at a release that has the newer", catalog.NewRelease(18, 0), before + "," + after, after},
		{"the newer ones alone are offered, and the bound is too low", catalog.NewRelease(17, 9), after, after},
		{"one of the newer ones is offered", catalog.NewRelease(17, 7), before + ",read_virtual_registry", before},
		{"the older ones alone are offered", catalog.Release{}, before, before},
		{"none are offered", catalog.NewRelease(17, 0), "api", before},
		{"none are offered on an unknown release", catalog.Release{}, "api", after},
		{"the older ones are offered but do not do any more", catalog.NewRelease(18, 2), before, after},
	} {
		instance := gitlab.Instance{AtLeast: test.atLeast}
		if test.offered != "" {
			instance.ScopesOffered = gitlabtest.MustScopes(t, test.offered)
		}
		if got := catalog.JoinScopes(instance.ScopeSet(proxy).Names()); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
	told := gitlab.Instance{AtLeast: catalog.NewRelease(16, 5)}.WithRelease(catalog.NewRelease(17, 11))
	if got := catalog.JoinScopes(told.ScopeSet(proxy).Names()); got != before {
		t.Errorf("told that it is 17.11: %s, want %s", got, before)
	}
}

func TestTheScopesOfTwoPurposesAreReducedTogether(t *testing.T) {
	t.Parallel()
	var both []catalog.Purpose
	var sets []catalog.ScopeSet
	for _, name := range []string{"clone", "push"} {
		purpose, err := catalog.FindPurpose(name)
		if err != nil {
			t.Fatal(err)
		}
		both, sets = append(both, purpose), append(sets, gitlab.Instance{}.ScopeSet(purpose))
	}
	if got := catalog.JoinScopes(catalog.JoinSetsFor(both, sets, catalog.Release{}).Names()); got != "write_repository" {
		t.Errorf("to clone and push takes %s", got)
	}
}

func TestAPurposeThatAnInstanceCannotMeetSaysWhy(t *testing.T) {
	without := func(absent ...catalog.Scope) []catalog.Scope {
		var offered []catalog.Scope
		for _, info := range catalog.AllScopes() {
			if !slices.Contains(absent, info.Scope) {
				offered = append(offered, info.Scope)
			}
		}
		return offered
	}
	registry := []catalog.Scope{catalog.ScopeReadRegistry, catalog.ScopeWriteRegistry}
	proxy := []catalog.Scope{catalog.ScopeReadVirtualRegistry, catalog.ScopeWriteVirtualRegistry}
	for _, test := range []struct {
		name, purpose, release string
		offered                []catalog.Scope
		want                   string
	}{
		{"no registry", "pull-images", "19.2", without(registry...), "no container registry"},
		{"no registry, and nothing to delete there", "delete-images", "19.2", without(registry...), "no container registry"},
		{"no registry, and a push", "push-images", "16.11", without(registry...), "no container registry"},
		{"no registry does not matter to code", "clone", "19.2", without(registry...), ""},
		{"no proxy", "pull-proxy", "19.2", without(proxy...), "no dependency proxy"},
		{
			"no proxy, or an old release", "pull-proxy", "16.11", without(append(proxy, registry...)...),
			"no container registry",
		},
		{"no Duo", "code-suggestions", "19.2", without(catalog.ScopeAIFeatures), "GitLab Duo is off here"},
		{
			"no Duo, or an old release", "code-suggestions", "15.11", without(catalog.ScopeAIFeatures),
			"GitLab Duo is off here, or this GitLab is older than about 16.5",
		},
		{"an old release", "kubernetes", "15.11", without(catalog.ScopeK8sProxy), "older than 16.4"},
		{"nothing is known", "pull-images", "19.2", nil, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			release, err := catalog.ParseRelease(test.release)
			if err != nil {
				t.Fatal(err)
			}
			purpose, err := catalog.FindPurpose(test.purpose)
			if err != nil {
				t.Fatal(err)
			}
			got := gitlab.Instance{AtLeast: release, ScopesOffered: test.offered}.Unmet(purpose)
			if !strings.Contains(got, test.want) || (got == "") != (test.want == "") {
				t.Errorf("it cannot because %q, want %q", got, test.want)
			}
		})
	}
}
