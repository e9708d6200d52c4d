package picture

import (
	"strings"
	"testing"

	"glpat/gitlab/catalog"
	"glpat/ui/style"
)

func TestDescribeNamesWhatThePictureMarks(t *testing.T) {
	for _, scene := range scenes {
		for _, pages := range catalog.AllLayouts() {
			if !has(pages, scene.scene) {
				continue
			}
			said := Describe(scene.scene, pages, style.UnicodeGlyphs())
			var labels []string
			switch scene.scene {
			case SceneSignIn:
				labels = []string{"Sign in"}
			case SceneAvatar:
				labels = []string{"Preferences"}
			case SceneMenu:
				labels = []string{pages.MenuGroup, pages.MenuEntry}
			case SceneTokens:
				labels = []string{pages.Opener, pages.OpenerChoice}
				if pages.Opener == "" {
					labels = []string{pages.FormHeading}
				}
			case SceneTokensEither:
				labels = []string{pages.Opener}
			case SceneTokensFineGrained:
				labels = []string{pages.Opener, pages.FineGrained}
			case SceneFineGrained:
				labels = []string{"Name", "Description", "Expiration date", "Group and project access", pages.Submit}
			case SceneForm:
				labels = []string{
					catalog.LabelTokenName,
					pages.DescriptionLabel,
					catalog.LabelExpiration,
					pages.ScopesHeading,
					pages.Submit,
				}
			case SceneCreated:
				labels = []string{pages.CreatedLabel}
			}
			for _, label := range labels {
				if label != "" && !strings.Contains(said, "“"+label+"”") {
					t.Errorf("%s at %s: %q does not name %q", scene.name, pages.Since, said, label)
				}
			}
			if !strings.HasSuffix(said, ".") || strings.Count(said, ". ") > 0 {
				t.Errorf("%s at %s: not one sentence: %q", scene.name, pages.Since, said)
			}
		}
	}
}
