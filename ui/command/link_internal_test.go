package command

import (
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/ui/flow"
)

// A purpose is refused for an instance's release only where that is known, surely too
// old, and nothing the instance says itself is against it.
func TestAReleaseRefusesAPurposeOnlyWhereNothingSpeaksForIt(t *testing.T) {
	t.Parallel()
	old, manages := catalog.NewRelease(16, 0), []catalog.Scope{catalog.ScopeManageRunner, catalog.ScopeReadAPI}
	self := gitlab.Instance{URL: "https://gitlab.example.com", Offering: catalog.OfferingSelfManaged}
	for name, test := range map[string]struct {
		instance gitlab.Instance
		refused  bool
	}{
		"the release is known, and too old": {self.WithRelease(old), true},
		"the release is known and too old, and the scopes are offered": {
			gitlab.Instance{URL: self.URL, ScopesOffered: manages}.WithRelease(old), false,
		},
		"the release is new enough":            {self.WithRelease(catalog.NewRelease(17, 1)), false},
		"the release is that one or newer":     {gitlab.Instance{URL: self.URL, AtLeast: old}, false},
		"nothing is known":                     {self, false},
		"it is GitLab.com, with any old bound": {gitlab.Instance{URL: "https://gitlab.com", Offering: catalog.OfferingGitLabCom, AtLeast: old}, false},
		"the scopes are told, and lack it":     {gitlab.Instance{URL: self.URL, ScopesOffered: manages[1:]}, true},
	} {
		draft := flow.Draft{}.WithPurposes([]string{"manage-runners"}).WithInstance(test.instance)
		if err := unmetAt(test.instance, draft, false); (err != nil) != test.refused {
			t.Errorf("%s: %v", name, err)
		}
	}
}
