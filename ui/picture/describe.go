package picture

import (
	"fmt"

	"glpat/gitlab/catalog"
	"glpat/ui/style"
)

// Describe says in one sentence what a picture shows: what to find, where, and
// what to do with it, under the labels of the release. It is empty for a scene
// that does not exist.
func Describe(scene Scene, pages catalog.FormLayout, glyphs style.Glyphs) string {
	q := glyphs.Quote
	switch scene {
	case SceneSignIn:
		return fmt.Sprintf("Fill in %s and %s, then press %s.", q(labelLogin), q(labelPassword), q(labelSignIn))
	case SceneAvatar:
		return fmt.Sprintf("Click your picture %s, then choose %s in the menu that opens.",
			avatarPlace(pages.Avatar), q(catalog.LabelPreferences))
	case SceneMenu:
		return describeMenu(pages, q)
	case SceneTokens:
		return describeTokens(pages, pages.OpenerChoice, q)
	case SceneTokensFineGrained, SceneFineGrained:
		return describeFineGrained(scene, pages, q)
	case SceneTokensEither:
		if pages.OpenerChoice != "" {
			return fmt.Sprintf("Above the list of tokens, at the right, press %s; "+
				"of the two types in its menu, glpat says later which one to choose.", q(pages.Opener))
		}
		return describeTokens(pages, "", q)
	case SceneForm:
		description := ""
		if pages.DescriptionLabel != "" {
			description = ", " + q(pages.DescriptionLabel)
		}
		return fmt.Sprintf("Fill in %s%s and %s, tick the boxes under %s, then press %s below them.",
			q(catalog.LabelTokenName), description, q(catalog.LabelExpiration), q(pages.ScopesHeading), q(pages.Submit))
	case SceneCreated:
		if copyHasText(pages) {
			return fmt.Sprintf("Below %s, press %s, which is under the hidden token.",
				q(pages.CreatedLabel), q(copyLabel(pages)))
		}
		return fmt.Sprintf("Under %s, press the copy icon at the right of the hidden token; its tip says %s.",
			q(pages.CreatedLabel), q(copyLabel(pages)))
	}
	return ""
}

func avatarPlace(place catalog.AvatarPlace) string {
	switch place {
	case catalog.AvatarTopBar:
		return "at the right end of the dark bar on top"
	case catalog.AvatarLeftSidebar:
		return "in the topmost row of the sidebar on the left"
	case catalog.AvatarUpperRight:
		return "in the upper right corner"
	}
	return ""
}

func describeMenu(pages catalog.FormLayout, q func(string) string) string {
	if pages.MenuGroup != "" {
		return fmt.Sprintf("In the menu on the left, open %s and choose %s, just above %s.",
			q(pages.MenuGroup), q(pages.MenuEntry), q(entryBelow(pages)))
	}
	icons := ""
	if pages.Avatar == catalog.AvatarTopBar {
		// That menu folds to icons by itself when the window is narrow.
		icons = "; in a narrow window the menu shows only icons, and this one is between a speech bubble and an envelope"
	}
	return fmt.Sprintf("In the menu on the left, choose %s, just above %s%s.",
		q(pages.MenuEntry), q(entryBelow(pages)), icons)
}

func describeTokens(pages catalog.FormLayout, choice string, q func(string) string) string {
	switch {
	case pages.Opener == "":
		return fmt.Sprintf("The form is already on the page, under %s.", q(pages.FormHeading))
	case pages.OpenerChoice != "":
		return fmt.Sprintf("Above the list of tokens, at the right, press %s, then choose %s in the menu that opens.",
			q(pages.Opener), q(choice))
	case pages.FormHeading == "":
		return fmt.Sprintf("Press %s, at the right end of the heading %s.", q(pages.Opener), q(tokensHeading(pages)))
	default:
		return fmt.Sprintf("Press %s, at the right end of the card %s.", q(pages.Opener), q(tokensCard))
	}
}

func describeFineGrained(scene Scene, pages catalog.FormLayout, q func(string) string) string {
	switch {
	case pages.FineGrained == "":
		return ""
	case scene == SceneTokensFineGrained:
		return describeTokens(pages, pages.FineGrained, q)
	}
	return fmt.Sprintf(
		"Fill in %s, %s and %s, choose %s, add the resources under each tab, then press %s below them.",
		q(catalog.LabelFineGrainedName),
		q(catalog.LabelFineGrainedDescription),
		q(catalog.LabelExpiration),
		q(catalog.LabelFineGrainedAccess),
		q(pages.Submit),
	)
}
