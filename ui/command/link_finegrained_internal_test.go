package command

import (
	"strings"
	"testing"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/ui/flow"
)

func TestOnlyAReleaseThatIsSurelyTooOldHasNoFormForFineGrainedTokens(t *testing.T) {
	t.Parallel()
	machine := System{Getenv: func(string) string { return "" }}
	guessed := gitlab.Instance{
		URL: "https://gitlab.example.com", Offering: catalog.OfferingSelfManaged,
		AtLeast: catalog.NewRelease(18, 3), Layout: catalog.LayoutAt(catalog.NewRelease(18, 4)),
	}
	seen := guessed
	seen.LayoutSure = true
	for _, test := range []struct {
		name     string
		instance gitlab.Instance
		refused  bool
	}{
		{"the release is only bounded and the pages were not seen", guessed, false},
		{"the pages were seen", seen, true},
		{"the release was told", guessed.WithRelease(catalog.NewRelease(18, 4)), true},
	} {
		draft := flow.NewDraft(time.Now()).WithPurposes([]string{"clone"}).WithInstance(test.instance)
		link, err := fineGrainedLink(machine, foundLink{draft: draft}, test.instance, false)
		if test.refused {
			if err == nil {
				t.Errorf("%s: it links to %s", test.name, link.url)
			}
			continue
		}
		notes := strings.Join(link.notes, "\n")
		if err != nil || !strings.HasSuffix(link.url, "/granular/new") ||
			!strings.Contains(notes, "without a token tells") ||
			link.draft.Layout().FineGrained == "" {
			t.Errorf("%s: %s, %v, %q", test.name, link.url, err, notes)
		}
	}
}
