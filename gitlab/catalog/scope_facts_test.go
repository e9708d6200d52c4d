package catalog_test

import (
	"slices"
	"strings"
	"testing"

	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest"
)

// What GitLab's documents and code say of each scope
// (doc/security/tokens/access_token_scopes.md, lib/gitlab/auth.rb), written down
// apart from the catalogue so that neither can drift: P, G and J for personal,
// group and project tokens, the first release, what the instance must have, and
// what a token with it may do with Git, the registry, the dependency proxy and
// the API.
var scopeFacts = []struct {
	scope, tokens, since, needs, opens string
}{
	{
		"api",
		"PGJ",
		"8.15",
		"",
		"git-pull git-push file image-pull image-push image-list image-delete proxy virtual api-read api-write user " +
			"package-read package-write state pipeline runner-create runner-list runner-change rotate suggest usage go",
	},
	{
		"read_api",
		"PGJ",
		"12.10",
		"",
		"git-pull file image-pull image-list api-read package-read user runner-list usage go",
	},
	{"read_user", "P", "8.15", "", "user"},
	{"create_runner", "PGJ", "16.2", "", "runner-create"},
	{"manage_runner", "PGJ", "17.1", "", "runner-change"},
	{"k8s_proxy", "PGJ", "16.4", "", "cluster"},
	{"self_rotate", "PGJ", "17.9", "", "rotate"},
	{"read_repository", "PGJ", "10.7", "", "git-pull file"},
	{"write_repository", "PGJ", "11.11", "", "git-pull git-push"},
	{"read_registry", "PGJ", "9.3", "registry", "image-pull"},
	{"write_registry", "PGJ", "12.10", "registry", ""}, // a push reads first
	{"read_virtual_registry", "PG", "17.7", "proxy", "virtual"},
	{"write_virtual_registry", "PG", "17.9", "proxy", ""}, // useless without the other half
	{"ai_features", "PGJ", "16.5", "duo", "suggest"},
	{"sudo", "P", "10.2", "admin", ""},
	{"admin_mode", "P", "15.8", "admin", ""},
	{"read_service_ping", "P", "16.9", "admin", "usage"},
}

func TestTheScopesAreThoseOfGitLabsDocumentsAndCode(t *testing.T) {
	operations := map[string]catalog.Operation{
		"git-pull":      catalog.OpGitDownload,
		"git-push":      catalog.OpGitUpload,
		"file":          catalog.OpReadFile,
		"package-read":  catalog.OpReadPackage,
		"package-write": catalog.OpPublishPackage,
		"state":         catalog.OpKeepState,
		"pipeline":      catalog.OpStartPipeline,
		"image-list":    catalog.OpListImages,
		"api-read":      catalog.OpReadAPI,
		"api-write":     catalog.OpWriteAPI,
		"user":          catalog.OpReadUser,
		"go":            catalog.OpFindGoModule,
		"image-pull":    catalog.OpPullImage,
		"image-push":    catalog.OpPushImage,
		"image-delete":  catalog.OpDeleteImage,
		"proxy":         catalog.OpPullProxy,
		"virtual":       catalog.OpReadVirtualRegistry,
		"runner-create": catalog.OpCreateRunner,
		"runner-list":   catalog.OpListRunners,
		"runner-change": catalog.OpChangeRunner,
		"cluster":       catalog.OpReachCluster,
		"rotate":        catalog.OpRotateItself,
		"suggest":       catalog.OpSuggestCode,
		"usage":         catalog.OpReadServicePing,
	}
	conditions := map[catalog.Condition]string{
		catalog.ConditionNone: "", catalog.ConditionRegistry: "registry", catalog.ConditionDependencyProxy: "proxy",
		catalog.ConditionDuo: "duo", catalog.ConditionAdmin: "admin",
	}
	if len(operations) != len(catalog.AllOperations()) {
		t.Errorf("the facts name %d operations of %d", len(operations), len(catalog.AllOperations()))
	}
	all := catalog.AllScopes()
	if len(all) != len(scopeFacts) {
		t.Fatalf("the catalogue has %d scopes, the facts %d", len(all), len(scopeFacts))
	}
	for i, fact := range scopeFacts {
		info := all[i]
		if string(info.Scope) != fact.scope {
			t.Errorf("in place %d stands %s, want %s", i, info.Scope, fact.scope)
			continue
		}
		tokens := "P"
		if info.OnGroups {
			tokens += "G"
		}
		if info.OnProjects {
			tokens += "J"
		}
		if tokens != fact.tokens || info.Since.String() != fact.since || conditions[info.Condition] != fact.needs {
			t.Errorf("%s: on %s since %s where %q, want %+v", info.Scope, tokens, info.Since, conditions[info.Condition], fact)
		}
		for name, operation := range operations {
			opens := slices.Contains(strings.Fields(fact.opens), name)
			if got := catalog.Allows([]catalog.Scope{info.Scope}, operation, catalog.Release{}); got != opens {
				t.Errorf("%s alone may %s: %v, want %v", info.Scope, operation.Phrase(), got, opens)
			}
		}
	}
}

func TestWhatTakesTwoScopes(t *testing.T) {
	for _, test := range []struct {
		scopes, release string
		operation       catalog.Operation
		want            bool
	}{
		{"read_registry,write_registry", "", catalog.OpPushImage, true},
		{"read_api,write_registry", "", catalog.OpPushImage, true}, // read_api pulls
		{"read_virtual_registry,write_virtual_registry", "18.0", catalog.OpPullProxy, true},
		{"read_virtual_registry,write_virtual_registry", "17.11", catalog.OpPullProxy, false},
		{"read_registry,write_registry", "17.11", catalog.OpPullProxy, true},
		{"read_registry,write_registry", "19.2", catalog.OpPullProxy, true},
		{"read_registry,write_virtual_registry", "19.2", catalog.OpPullProxy, false},
		{"read_api", "19.2", catalog.OpPullProxy, false},
		{"manage_runner", "", catalog.OpListRunners, false},
		{"sudo,admin_mode", "", catalog.OpReadAPI, false},
	} {
		at := catalog.Release{}
		if test.release != "" {
			var err error
			if at, err = catalog.ParseRelease(test.release); err != nil {
				t.Fatal(err)
			}
		}
		if got := catalog.Allows(gitlabtest.MustScopes(t, test.scopes), test.operation, at); got != test.want {
			t.Errorf("%s may %s on %q: %v", test.scopes, test.operation.Phrase(), test.release, got)
		}
	}
}

func TestTheWholeScaleOfRiskIsTheSameEverywhere(t *testing.T) {
	for set, want := range map[string]catalog.Risk{
		"read_user": catalog.RiskLow, "read_repository,read_registry": catalog.RiskLow, "read_repository,read_api": catalog.RiskMedium,
		"write_repository": catalog.RiskMedium, "api": catalog.RiskHigh, "read_user,sudo": catalog.RiskHigh, "": catalog.RiskLow,
	} {
		if got := catalog.RiskOf(gitlabtest.MustScopes(t, set)); got != want {
			t.Errorf("%q is a %s risk, want %s", set, got, want)
		}
	}
	if catalog.RiskOf([]catalog.Scope{"new_scope"}) != catalog.RiskHigh {
		t.Error("a scope that nobody knows passes for harmless")
	}
}

func TestAScopeOfSomethingElseSaysOfWhat(t *testing.T) {
	for name, want := range map[string]string{
		"openid": "sign in with GitLab", "mcp": "OAuth", "granular": "fine-grained", "read_package_registry": "deploy tokens", "read_observability": "groups and projects",
	} {
		_, err := catalog.ParseScopes("api," + name)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want a word on %q", name, err, want)
		}
		if _, known := catalog.Scope(name).Info(); known {
			t.Errorf("%s can be asked for", name)
		}
	}
}
