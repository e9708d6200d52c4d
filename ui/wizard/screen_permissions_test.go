package wizard

import (
	"slices"
	"strings"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/ui/flow"
	"glpat/ui/picture"
	"glpat/ui/style"
)

// Each line of the screen leads to what GitLab's form has there: the tab, the
// category, the resource that is searched for, and its actions.
func TestEachLineForAFineGrainedTokenIsOnTheForm(t *testing.T) {
	t.Parallel()
	resources := map[string]catalog.Resource{}
	for _, resource := range catalog.AllResources() {
		resources[resource.Name] = resource
	}
	glyphs, said := style.UnicodeGlyphs(), 0
	for _, release := range []string{"18.10", "18.11", "19.2", "19.5"} {
		layout := catalog.LayoutAt(releaseOf(t, release))
		for _, purpose := range catalog.AllPurposes() {
			draft := flow.Draft{
				Instance: &gitlab.Instance{URL: "https://gitlab.example.com"}, PagesSeen: &layout, Purposes: []string{purpose.Name},
			}
			needed := catalog.FineGrainedFor(draft.Chosen()).Permissions
			lines := slices.DeleteFunc(formLines(draft, needed, glyphs), func(line formLine) bool {
				return line.address || line.part != picture.PartPermission
			})
			if len(lines) != len(needed) {
				t.Errorf("%s, %s: %d lines for %d permissions", release, purpose.Name, len(lines), len(needed))
			}
			for _, line := range lines {
				said++
				resource, exists := resources[line.copies]
				before, category, _ := strings.Cut(line.heading, " "+glyphs.Dot+" ")
				name, actions, _ := strings.Cut(line.label, ": ")
				if !exists || name != resource.Name || category != resource.Category {
					t.Errorf("%s, %s: %q under %q is not on the form", release, purpose.Name, line.label, line.heading)
					continue
				}
				tabs := layout.FineGrainedForm.Tabs()
				at := slices.IndexFunc(tabs, func(where catalog.Boundary) bool { return strings.HasSuffix(before, where.Tab()) })
				if at < 0 {
					// The first beta had no tab for the whole instance.
					if release != "18.10" {
						t.Errorf("%s, %s: the form has no tab %q", release, purpose.Name, before)
					}
					continue
				}
				for action := range strings.SplitSeq(actions, ", ") {
					if !slices.Contains(resource.Under(tabs[at]).Actions, action) {
						t.Errorf("%s, %s: under %q there is no %s: %s", release, purpose.Name, tabs[at].Tab(), name, action)
					}
				}
			}
		}
	}
	if said < 400 {
		t.Errorf("only %d lines were looked at", said)
	}
}
