package catalog_test

import (
	"slices"
	"strings"
	"testing"

	"glpat/gitlab/catalog"
)

func TestAPurposeIsFoundByWhatPeopleCallIt(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]string{
		"npm": "install-packages publish-packages", "docker": "pull-images", "portainer": "browse-images",
		"k8s": "kubernetes", "curl": "read-file", "trigger": "start-pipelines", "clon": "clone", "PIP": "install-packages",
		"terraform": "terraform-modules terraform-state", "golang": "go-modules", "renovte": "renovate",
		"dashboards": "read-api", "jira": "read-tickets write-tickets", "claude": "mcp-read mcp-write",
	} {
		var found []string
		for _, purpose := range catalog.SuggestPurposes(word) {
			found = append(found, purpose.Name)
		}
		for name := range strings.FieldsSeq(want) {
			if !slices.Contains(found, name) {
				t.Errorf("%q means %q, without %s", word, found, name)
			}
		}
	}
	for _, word := range []string{"", "xyzzy", "qqq"} {
		if found := catalog.SuggestPurposes(word); len(found) > 0 {
			t.Errorf("%q means %s", word, found[0].Name)
		}
	}
}

func TestEveryPurposeHasWordsAndIsFoundByItsNameWithASlip(t *testing.T) {
	t.Parallel()
	for _, purpose := range catalog.AllPurposes() {
		if len(purpose.Words()) == 0 {
			t.Errorf("nobody calls %s anything else", purpose.Name)
		}
		for _, word := range purpose.Words() {
			if word != strings.ToLower(word) {
				t.Errorf("%s: %q is not in small letters", purpose.Name, word)
			}
		}
		if len(purpose.Name) < 5 {
			continue // with one letter less it may be another word
		}
		slip := purpose.Name[:len(purpose.Name)-1]
		is := func(found catalog.Purpose) bool { return found.Name == purpose.Name }
		if found := catalog.SuggestPurposes(slip); !slices.ContainsFunc(found, is) {
			t.Errorf("%q does not lead to %s: %v", slip, purpose.Name, found)
		}
	}
}

func TestAScopeIsFoundByWhatPeopleCallIt(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]catalog.Scope{
		"repo": catalog.ScopeReadRepository, "read-api": catalog.ScopeReadAPI, "red_api": catalog.ScopeReadAPI,
		"write_repositry": catalog.ScopeWriteRepository, "docker": catalog.ScopeReadRegistry, "user": catalog.ScopeReadUser,
		"read_packages": catalog.ScopeReadAPI, "full": catalog.ScopeAPI,
	} {
		if found := catalog.SuggestScopes(word); len(found) == 0 || found[0] != want {
			t.Errorf("%q means %v, want %s first", word, found, want)
		}
	}
	if found := catalog.SuggestScopes("xyzzy"); len(found) > 0 {
		t.Errorf("nonsense means %v", found)
	}
}
