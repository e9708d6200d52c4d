package catalog_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/input"
)

func TestEveryPurposeAsksForTheSmallestSet(t *testing.T) {
	for _, purpose := range catalog.AllPurposes() {
		t.Run(purpose.Name, func(t *testing.T) {
			if purpose.Title == "" || len(purpose.Sets) == 0 {
				t.Fatalf("it lacks a title or scopes: %+v", purpose)
			}
			for i, set := range purpose.Sets {
				if i > 0 && !purpose.Sets[i-1].Since.Before(set.Since) {
					t.Errorf("the sets are not in order: %s comes after %s", set.Since, purpose.Sets[i-1].Since)
				}
				names := set.Names()
				for _, scope := range set.Scopes {
					info, known := scope.Scope.Info()
					if !known || scope.Reason == "" {
						t.Errorf("%s is not in the catalogue or has no reason", scope.Scope)
					}
					if set.MinRelease().Before(info.Since) || purpose.SetFor(set.MinRelease()).MinRelease() != set.MinRelease() {
						t.Errorf("the set from %s on is said to hold from %s on", info.Since, set.MinRelease())
					}
				}
				minimal(t, purpose, names, set.MinRelease())
			}
		})
	}
}

// minimal holds that a set does the whole job, and that no scope of it can be
// left out, nor taken down to what it contains.
func minimal(t *testing.T, purpose catalog.Purpose, set []catalog.Scope, at catalog.Release) {
	t.Helper()
	if len(purpose.Does) == 0 || !catalog.AllowsAll(set, purpose.Does, at) {
		t.Errorf("%s does not do the job on %s", catalog.JoinScopes(set), at)
	}
	for i, scope := range set {
		smaller := slices.Delete(slices.Clone(set), i, i+1)
		if catalog.AllowsAll(smaller, purpose.Does, at) {
			t.Errorf("it works on %s without %s", at, scope)
		}
		info, _ := scope.Info()
		for _, instead := range info.Implies {
			if weaker := append(slices.Clone(smaller), instead); catalog.AllowsAll(weaker, purpose.Does, at) {
				t.Errorf("on %s %s would do in place of %s", at, instead, scope)
			}
		}
	}
}

func TestTheCatalogueOfPurposes(t *testing.T) {
	sets := map[string]string{
		"clone":              "read_repository",
		"push":               "write_repository",
		"read-api":           "read_api",
		"api":                "api",
		"glab":               "api",
		"vscode":             "api",
		"jetbrains":          "api",
		"pull-images":        "read_registry",
		"push-images":        "read_registry,write_registry",
		"pull-proxy":         "read_virtual_registry,write_virtual_registry",
		"install-packages":   "read_api",
		"publish-packages":   "api",
		"terraform-modules":  "read_api",
		"terraform-state":    "api",
		"renovate":           "api",
		"semantic-release":   "api",
		"push-mirror":        "write_repository",
		"pull-mirror":        "read_repository",
		"read-tickets":       "read_api",
		"write-tickets":      "api",
		"whoami":             "read_user",
		"code-suggestions":   "ai_features",
		"delete-images":      "api",
		"virtual-registry":   "read_virtual_registry",
		"go-modules":         "read_api",
		"terraform-provider": "api",
		"ansible":            "api",
		"move-groups":        "api",
		"service-ping":       "read_service_ping",
		"jenkins":            "api",
		"argocd":             "read_repository",
		"flux":               "api",
		"backstage":          "read_api",
		"sonarqube":          "read_api",
		"sonarqube-decorate": "api",
		"reviewdog":          "api",
		"danger":             "api",
		"mcp-read":           "read_api",
		"mcp-write":          "api",
		"create-runners":     "create_runner",
		"manage-runners":     "manage_runner,read_api",
		"kubernetes":         "k8s_proxy",
		"renew-itself":       "self_rotate",
		"read-file":          "read_repository",
		"browse-images":      "read_api",
		"ansible-runners":    "create_runner,read_api",
		"terraform-runners":  "create_runner,manage_runner",
		"start-pipelines":    "api",
	}
	for _, purpose := range catalog.AllPurposes() {
		if _, known := sets[purpose.Name]; !known {
			t.Errorf("the set of %s is not written out here", purpose.Name)
		}
	}
	for name, want := range sets {
		purpose, err := catalog.FindPurpose(" " + name + " ")
		if err != nil {
			t.Error(err)
			continue
		}
		if got := catalog.JoinScopes(purpose.SetFor(catalog.Release{}).Names()); got != want {
			t.Errorf("%s asks for %s, want %s", name, got, want)
		}
	}
	if _, err := catalog.FindPurpose("no\x1b[2Jne"); err == nil {
		t.Error("a purpose nobody knows is found")
	} else if _, ok := errors.AsType[*input.Error](err); !ok {
		t.Errorf("the error is a %T", err)
	}
}

func TestEveryPurposeSaysWhatAPersonNeedsToKnow(t *testing.T) {
	seen := map[string]bool{}
	group := catalog.PurposeCode
	for _, purpose := range catalog.AllPurposes() {
		if seen[purpose.Name] || purpose.Group < group {
			t.Errorf("%s is there twice, or out of its group's place", purpose.Name)
		}
		seen[purpose.Name], group = true, purpose.Group
		if purpose.Days < 1 || purpose.Days > 365 {
			t.Errorf("%s should last %d days", purpose.Name, purpose.Days)
		}
		if (len(purpose.OverAsked.Scopes) > 0) != (purpose.OverAsked.Why != "") {
			t.Errorf("%s: asked is %+v", purpose.Name, purpose.OverAsked)
		}
		needs := purpose.SetFor(catalog.Release{}).Names()
		for _, asked := range purpose.OverAsked.Scopes {
			if slices.Contains(needs, asked) {
				t.Errorf("%s needs %s, which its documents are said to ask in vain", purpose.Name, asked)
			}
		}
		if purpose.Line == "" && purpose.Note == "" && purpose.Reads == "" && len(purpose.Alternatives) == 0 {
			t.Errorf("nothing is said of how %s is used", purpose.Name)
		}
		if purpose.Username == catalog.UsernameNone && strings.Contains(purpose.Line, "-u {user}") {
			t.Errorf("%s gives a user name that is said not to be asked", purpose.Name)
		}
	}
}

func TestWhatAScopeIsGoodFor(t *testing.T) {
	for set, want := range map[string]string{
		"read_repository":                "clone,read-file,pull-mirror,argocd",
		"k8s_proxy":                      "kubernetes",
		"sudo":                           "",
		"read_registry":                  "pull-images",
		"manage_runner":                  "",
		"self_rotate,create_runner":      "renew-itself,create-runners",
		"read_registry,write_registry":   "pull-images,push-images,pull-proxy",
		"write_repository,read_registry": "clone,push,push-mirror,pull-mirror,pull-images,argocd",
	} {
		var names []string
		for _, purpose := range catalog.PurposesMetBy(gitlabtest.MustScopes(t, set), catalog.Release{}) {
			names = append(names, purpose.Name)
		}
		if got := strings.Join(names, ","); got != want {
			t.Errorf("%s serves %s, want %s", set, got, want)
		}
	}
}

func TestAPurposesScopesFollowTheRelease(t *testing.T) {
	proxy, err := catalog.FindPurpose("pull-proxy")
	if err != nil {
		t.Fatal(err)
	}
	for release, want := range map[catalog.Release]string{
		catalog.NewRelease(12, 0):  "read_registry,write_registry",
		catalog.NewRelease(17, 11): "read_registry,write_registry",
		catalog.NewRelease(18, 0):  "read_virtual_registry,write_virtual_registry",
		catalog.NewRelease(19, 2):  "read_virtual_registry,write_virtual_registry",
		{}:                         "read_virtual_registry,write_virtual_registry",
	} {
		if got := catalog.JoinScopes(proxy.SetFor(release).Names()); got != want {
			t.Errorf("on %q the proxy needs %s, want %s", release, got, want)
		}
	}
}

// A token for several jobs does each of them whole: what contains a scope for one
// job does not always stand for it in another.
func TestSeveralPurposesTogetherDoTheWholeOfEach(t *testing.T) {
	all := catalog.AllPurposes()
	for i, one := range all {
		for _, other := range all[i+1:] {
			both := []catalog.Purpose{one, other}
			set := catalog.SetForAll(both, catalog.Release{}).Names()
			for _, purpose := range both {
				if !catalog.AllowsAll(set, purpose.Does, catalog.Release{}) {
					t.Errorf("%s with %s: %s does not %s", one.Name, other.Name, catalog.JoinScopes(set), purpose.Title)
				}
			}
		}
	}
	clone, push, file := mustPurpose(t, "clone"), mustPurpose(t, "push"), mustPurpose(t, "read-file")
	for want, purposes := range map[string][]catalog.Purpose{
		"write_repository":                 {clone, push},
		"write_repository,read_repository": {push, file},
		"read_repository":                  {clone, file},
	} {
		if got := catalog.JoinScopes(catalog.SetForAll(purposes, catalog.Release{}).Names()); got != want {
			t.Errorf("together they ask for %s, want %s", got, want)
		}
	}
}

// The one that puts least at risk stands first, and says with which scopes of its own
// kind and which role it does the job.
func TestAlternativesStandWithTheSmallestFirst(t *testing.T) {
	for _, purpose := range catalog.AllPurposes() {
		kinds := make([]catalog.AlternativeKind, len(purpose.Alternatives))
		for i, alternative := range purpose.Alternatives {
			kinds[i] = alternative.Kind
			for _, offering := range []catalog.Offering{catalog.OfferingGitLabCom, catalog.OfferingSelfManaged} {
				if !strings.Contains(alternative.Kind.Needs(offering), "plan") &&
					!strings.Contains(alternative.Kind.Needs(offering), "Premium") {
					t.Errorf("%s: %s does not say its plan", purpose.Name, alternative.Kind)
				}
			}
		}
		if !slices.IsSorted(kinds) || len(slices.Compact(slices.Clone(kinds))) != len(kinds) {
			t.Errorf("%s names its alternatives in this order: %v", purpose.Name, kinds)
		}
	}
}

func mustPurpose(t *testing.T, name string) catalog.Purpose {
	t.Helper()
	purpose, err := catalog.FindPurpose(name)
	if err != nil {
		t.Fatal(err)
	}
	return purpose
}
