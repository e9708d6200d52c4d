package catalog_test

import (
	"slices"
	"testing"

	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest"
)

func TestTheCatalogueHasEveryScopeOfAPersonalAccessToken(t *testing.T) {
	want := gitlabtest.MustScopes(
		t,
		`api,read_api,read_user,create_runner,manage_runner,k8s_proxy,self_rotate,read_repository,write_repository,
		read_registry,write_registry,read_virtual_registry,write_virtual_registry,ai_features,sudo,admin_mode,read_service_ping`,
	)
	var got []catalog.Scope
	for _, info := range catalog.AllScopes() {
		got = append(got, info.Scope)
		if info.Grants == "" || !info.Since.Known() {
			t.Errorf("%s lacks what it grants or since when: %+v", info.Scope, info)
		}
		if slices.Contains(info.Implies, info.Scope) {
			t.Errorf("%s implies itself", info.Scope)
		}
		for _, implied := range info.Implies {
			inner, known := implied.Info()
			if !known || inner.Risk > info.Risk {
				t.Errorf("%s implies %s, which is unknown or riskier", info.Scope, implied)
			}
			for _, deeper := range inner.Implies {
				if !slices.Contains(info.Implies, deeper) {
					t.Errorf("%s implies %s but not its %s", info.Scope, implied, deeper)
				}
			}
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("the catalogue is %q", got)
	}
	if _, known := catalog.ScopeGranular.Info(); known {
		t.Error("the marker of fine-grained tokens can be asked for")
	}
}

func TestWhatAScopeCovers(t *testing.T) {
	for _, test := range []struct {
		granted, scope string
		want           bool
	}{
		{"api", "read_api", true},
		{"api", "write_repository", true},
		{"api", "write_registry", true},
		{"api", "self_rotate", true},
		{"api", "k8s_proxy", false}, // the cluster's door accepts nothing else
		{"api", "sudo", false},
		{"api", "admin_mode", false},
		{"read_api", "read_user", true},
		{"read_api", "read_repository", true},
		{"read_api", "read_registry", true},
		{"read_api", "api", false},
		{"read_api", "write_repository", false},
		{"read_api", "read_virtual_registry", false},
		{"write_repository", "read_repository", true},
		{"write_repository", "read_user", false},
		{"write_registry", "read_registry", false}, // a push needs both
		{"read_repository,read_registry", "read_registry", true},
		{"sudo", "api", false},
	} {
		if got := catalog.Covers(gitlabtest.MustScopes(t, test.granted), catalog.Scope(test.scope)); got != test.want {
			t.Errorf("%s covers %s: %v, want %v", test.granted, test.scope, got, test.want)
		}
	}
	if catalog.Covers(nil, catalog.ScopeReadUser) ||
		catalog.Covers([]catalog.Scope{catalog.ScopeGranular}, catalog.ScopeReadUser) {
		t.Error("nothing covers something")
	}
}

func TestScopesAreReducedToTheSmallestListInTheSameOrder(t *testing.T) {
	for given, want := range map[string]string{
		"read_user,api,read_api":             "api",
		"write_repository,read_repository":   "write_repository,read_repository", // only the second reads single files
		"write_registry,read_registry":       "write_registry,read_registry",
		"read_api,k8s_proxy,read_user":       "read_api,k8s_proxy",
		"self_rotate,read_repository":        "self_rotate,read_repository",
		"sudo,api,admin_mode,write_registry": "sudo,api,admin_mode",
		"":                                   "",
	} {
		if got := catalog.JoinScopes(catalog.ReduceScopes(gitlabtest.MustScopes(t, given))); got != want {
			t.Errorf("ReduceScopes(%s) = %s, want %s", given, got, want)
		}
	}
	if got := catalog.ReduceScopes([]catalog.Scope{"api", "api"}); len(got) != 1 {
		t.Errorf("a scope named twice stays twice: %q", got)
	}
}

func TestScopesAreReadAsPeopleWriteThem(t *testing.T) {
	for given, want := range map[string]string{
		"api": "api", " api , read_user ": "api,read_user", "api read_user\tsudo": "api,read_user,sudo", "API,Read_User": "api,read_user",
		"api,,read_user,": "api,read_user", "api\r\nread_user": "api,read_user", "api,api": "api", "": "", " , ": "",
	} {
		if got, err := catalog.ParseScopes(given); err != nil || catalog.JoinScopes(got) != want {
			t.Errorf("ParseScopes(%q) = %s, %v; want %s", given, got, err, want)
		}
	}
	for _, given := range []string{"all", "api,write_api", "granular", "mcp", "openid", "api;read_user", "api\x1b[2J"} {
		if got, err := catalog.ParseScopes(given); err == nil {
			t.Errorf("ParseScopes(%q) = %s, want an error", given, got)
		}
	}
}
