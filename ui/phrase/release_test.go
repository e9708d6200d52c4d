package phrase_test

import (
	"strings"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/ui/phrase"
)

func TestTheReleaseIsSaidAsSurelyAsItIsKnown(t *testing.T) {
	t.Parallel()
	old := catalog.LayoutAt(catalog.NewRelease(16, 11))
	guessed := gitlab.Instance{
		URL: "https://gitlab.example.com", Offering: catalog.OfferingSelfManaged,
		Layout: old, AtLeast: catalog.NewRelease(16, 11),
	}
	sure := guessed
	sure.LayoutSure = true
	unknown := guessed
	unknown.AtLeast = catalog.Release{}
	for _, test := range []struct {
		instance gitlab.Instance
		seen     *catalog.FormLayout
		want     string
	}{
		{gitlab.Instance{URL: "https://gitlab.com"}, nil, "always the newest GitLab"},
		{guessed.AtRelease(catalog.NewRelease(19, 2)), nil, "GitLab 19.2"},
		{guessed, &old, "GitLab 16.11 to 17.2, by the pages you saw"},
		{sure, nil, "GitLab 16.11 to 17.2"},
		{guessed, nil, "probably GitLab 16.11 to 17.2"},
		{unknown, nil, "GitLab, release not known"},
	} {
		if got := phrase.ReleaseWords(test.instance, test.seen); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
	if note := phrase.ReleaseNote(sure); note != "" {
		t.Errorf("of a sure release: %q", note)
	}
	if note := phrase.ReleaseNote(guessed); !strings.Contains(note, "probably GitLab 16.11 to 17.2") {
		t.Errorf("of a guessed release: %q", note)
	}
}
