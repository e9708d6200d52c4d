package gitlab_test

import (
	"slices"
	"strings"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/practice/faultlab"
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
	{"api", "PGJ", "8.15", "", "git-pull git-push image-pull image-push image-delete proxy virtual api-read api-write user runner-create runner-list runner-change rotate suggest usage go"},
	{"read_api", "PGJ", "12.10", "", "git-pull image-pull api-read user runner-list usage go"},
	{"read_user", "P", "8.15", "", "user"},
	{"create_runner", "PGJ", "16.1", "", "runner-create"},
	{"manage_runner", "PGJ", "17.1", "", "runner-change"},
	{"k8s_proxy", "PGJ", "16.4", "", "cluster"},
	{"self_rotate", "PGJ", "17.9", "", "rotate"},
	{"read_repository", "PGJ", "10.7", "", "git-pull"},
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
	operations := map[string]gitlab.Operation{
		"git-pull": gitlab.OpGitDownload, "git-push": gitlab.OpGitUpload, "api-read": gitlab.OpReadAPI, "api-write": gitlab.OpWriteAPI,
		"user": gitlab.OpReadUser, "go": gitlab.OpFindGoModule, "image-pull": gitlab.OpPullImage, "image-push": gitlab.OpPushImage,
		"image-delete": gitlab.OpDeleteImage, "proxy": gitlab.OpPullProxy, "virtual": gitlab.OpReadVirtualRegistry,
		"runner-create": gitlab.OpCreateRunner, "runner-list": gitlab.OpListRunners, "runner-change": gitlab.OpChangeRunner,
		"cluster": gitlab.OpReachCluster, "rotate": gitlab.OpRotateItself, "suggest": gitlab.OpSuggestCode, "usage": gitlab.OpReadServicePing,
	}
	conditions := map[gitlab.Condition]string{
		gitlab.ConditionNone: "", gitlab.ConditionRegistry: "registry", gitlab.ConditionDependencyProxy: "proxy",
		gitlab.ConditionDuo: "duo", gitlab.ConditionAdmin: "admin",
	}
	if len(operations) != len(gitlab.AllOperations()) {
		t.Errorf("the facts name %d operations of %d", len(operations), len(gitlab.AllOperations()))
	}
	all := gitlab.AllScopes()
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
			if got := gitlab.Allows([]gitlab.Scope{info.Scope}, operation, gitlab.Release{}); got != opens {
				t.Errorf("%s alone may %s: %v, want %v", info.Scope, operation.Phrase(), got, opens)
			}
		}
	}
}

func TestWhatTakesTwoScopes(t *testing.T) {
	for _, test := range []struct {
		scopes, release string
		operation       gitlab.Operation
		want            bool
	}{
		{"read_registry,write_registry", "", gitlab.OpPushImage, true},
		{"read_api,write_registry", "", gitlab.OpPushImage, true}, // read_api pulls
		{"read_virtual_registry,write_virtual_registry", "18.0", gitlab.OpPullProxy, true},
		{"read_virtual_registry,write_virtual_registry", "17.11", gitlab.OpPullProxy, false},
		{"read_registry,write_registry", "17.11", gitlab.OpPullProxy, true},
		{"read_registry,write_registry", "19.2", gitlab.OpPullProxy, true},
		{"read_registry,write_virtual_registry", "19.2", gitlab.OpPullProxy, false},
		{"read_api", "19.2", gitlab.OpPullProxy, false},
		{"manage_runner", "", gitlab.OpListRunners, false},
		{"sudo,admin_mode", "", gitlab.OpReadAPI, false},
	} {
		at := gitlab.Release{}
		if test.release != "" {
			var err error
			if at, err = gitlab.ParseRelease(test.release); err != nil {
				t.Fatal(err)
			}
		}
		if got := gitlab.Allows(faultlab.Scopes(t, test.scopes), test.operation, at); got != test.want {
			t.Errorf("%s may %s on %q: %v", test.scopes, test.operation.Phrase(), test.release, got)
		}
	}
}

func TestTheWholeScaleOfRiskIsTheSameEverywhere(t *testing.T) {
	for set, want := range map[string]gitlab.Risk{
		"read_user": gitlab.RiskLow, "read_repository,read_registry": gitlab.RiskLow, "read_repository,read_api": gitlab.RiskMedium,
		"write_repository": gitlab.RiskMedium, "api": gitlab.RiskHigh, "read_user,sudo": gitlab.RiskHigh, "": gitlab.RiskLow,
	} {
		if got := gitlab.RiskOf(faultlab.Scopes(t, set)); got != want {
			t.Errorf("%q is a %s risk, want %s", set, got, want)
		}
	}
	if gitlab.RiskOf([]gitlab.Scope{"new_scope"}) != gitlab.RiskHigh {
		t.Error("a scope that nobody knows passes for harmless")
	}
}

func TestAScopeOfSomethingElseSaysOfWhat(t *testing.T) {
	for name, want := range map[string]string{
		"openid": "sign in with GitLab", "mcp": "OAuth", "granular": "fine-grained", "read_package_registry": "deploy tokens", "read_observability": "groups and projects",
	} {
		_, err := gitlab.ParseScopes("api," + name)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want a word on %q", name, err, want)
		}
		if _, known := gitlab.Scope(name).Info(); known {
			t.Errorf("%s can be asked for", name)
		}
	}
}
