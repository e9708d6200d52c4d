package phrase_test

import (
	"strings"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/ui/phrase"
)

func TestTheOtherLabelOfTheAccessIsToldWhereTheReleaseIsNotKnown(t *testing.T) {
	t.Parallel()
	quote := func(s string) string { return "<" + s + ">" }
	const (
		older = "In a GitLab older than about 19.5 the label of the access ends in <that I'm a member of>."
		newer = "From about GitLab 19.5 on the label of the access ends in <I have access to>."
	)
	at := catalog.NewRelease
	for _, test := range []struct {
		name     string
		release  catalog.Release
		offering catalog.Offering
		released bool
		want     string
	}{
		{"GitLab.com shows the newest", at(19, 5), catalog.OfferingGitLabCom, false, ""},
		{"only bounded, drawn like the newest", at(19, 5), catalog.OfferingSelfManaged, false, older},
		{"only bounded, drawn like 19.2", at(19, 2), catalog.OfferingSelfManaged, false, newer},
		{"said to be 19.2", at(19, 2), catalog.OfferingSelfManaged, true, ""},
		{"said to be 19.5, whose month is inferred", at(19, 5), catalog.OfferingSelfManaged, true, older},
		{"said to be newer", at(19, 7), catalog.OfferingSelfManaged, true, ""},
		{"a beta", at(18, 11), catalog.OfferingSelfManaged, false, ""},
		{"older than the form", at(18, 4), catalog.OfferingSelfManaged, false, ""},
	} {
		instance := gitlab.Instance{URL: "https://gitlab.example.com", Offering: test.offering, AtLeast: test.release}
		if test.released {
			instance = instance.WithRelease(test.release)
		}
		got := phrase.OtherAccessLabel(instance, catalog.LayoutAt(test.release).FineGrainedForm, quote)
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestDuplicateIsToldWhereTheListHasIt(t *testing.T) {
	t.Parallel()
	for release, want := range map[catalog.Release]bool{
		catalog.NewRelease(18, 4):  false,
		catalog.NewRelease(18, 10): false,
		catalog.NewRelease(18, 11): true,
		catalog.NewRelease(19, 2):  true,
		catalog.NewRelease(19, 5):  true,
	} {
		said := phrase.Duplicate(catalog.LayoutAt(release).FineGrainedForm, func(s string) string { return s })
		if (said != "") != want {
			t.Errorf("%s: %q", release, said)
		}
	}
}

func TestWhatIsNewInFineGrainedTokensIsToldSoftlyAndNotOfOlderOnes(t *testing.T) {
	t.Parallel()
	quote := func(s string) string { return "<" + s + ">" }
	at := catalog.NewRelease
	for _, test := range []struct {
		name         string
		within       catalog.ReleaseBounds
		beyond, duos bool
	}{
		{"nothing is known", catalog.ReleaseBounds{}, true, true},
		{"only bounded", catalog.From(at(19, 2)), true, true},
		{"19.5", catalog.Exactly(at(19, 5)), true, true},
		{"19.2", catalog.Exactly(at(19, 2)), false, true},
		{"a beta", catalog.Exactly(at(18, 11)), false, false},
		{"older than the form", catalog.Exactly(at(18, 4)), false, false},
	} {
		beyond := phrase.BeyondMemberships(test.within)
		if (beyond != "") != test.beyond || test.beyond && !strings.Contains(beyond, "about GitLab 19.5") {
			t.Errorf("%s: of memberships it says %q", test.name, beyond)
		}
		assistant := phrase.AddWithDuo(catalog.LayoutAt(test.within.AtLeast).FineGrainedForm, quote)
		if (assistant != "") != test.duos ||
			test.duos && !strings.Contains(assistant, "may have <Add permissions with Duo>") {
			t.Errorf("%s: of the assistant it says %q", test.name, assistant)
		}
	}
}
