package picture

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"glpat/gitlab/catalog"
	"glpat/ui/style"
)

// scenes names every scene, for subtests.
var scenes = []struct {
	scene Scene
	name  string
}{
	{SceneSignIn, "1-sign-in"},
	{SceneAvatar, "2-avatar"},
	{SceneMenu, "3-menu"},
	{SceneTokens, "4-tokens"},
	{SceneForm, "5-form"},
	{SceneCreated, "6-created"},
	{SceneTokensEither, "7-tokens-either"},
	{SceneTokensFineGrained, "8-tokens-fine-grained"},
	{SceneFineGrained, "9-fine-grained"},
}

// has reports whether the pages have the scene.
func has(pages catalog.FormLayout, scene Scene) bool {
	return pages.FineGrained != "" || scene != SceneTokensFineGrained && scene != SceneFineGrained
}

// forCloning are permissions under two tabs.
func forCloning() []catalog.Permission {
	clone, err := catalog.FindPurpose("clone")
	if err != nil {
		panic(err)
	}
	return catalog.FineGrainedFor([]catalog.Purpose{clone}).Permissions
}

var ordinary = Content{
	Name:        "glpat clone on laptop",
	Description: "Made to clone the team's code",
	Expires:     "2026-12-22",
	Scopes:      []catalog.Scope{catalog.ScopeReadAPI, catalog.ScopeWriteRepository},
	Permissions: forCloning(), Part: PartPermission,
}

func frame(width, height int) Frame {
	return Frame{Width: width, Height: height, Styles: style.NewStyles(true), Glyphs: style.UnicodeGlyphs()}
}

// plain draws without colour, as one text.
func plain(scene Scene, pages catalog.FormLayout, content Content, frame Frame) string {
	return ansi.Strip(strings.Join(Draw(scene, pages, content, frame), "\n"))
}

// contents are what a form may have to show.
func contents() map[string]Content {
	long := strings.Repeat("a very long name ", 20)
	wide := strings.Repeat("日本語のトークン👩‍🚀", 20)
	everything := []catalog.Scope{"notin_the_catalogue_and_also_far_too_long_for_any_box"}
	for _, info := range catalog.AllScopes() {
		everything = append(everything, info.Scope)
	}
	return map[string]Content{
		"nothing":    {},
		"ordinary":   ordinary,
		"long":       {Name: long, Description: long, Expires: long, Scopes: everything},
		"wide":       {Name: wide, Description: wide, Expires: wide},
		"many lines": {Name: "one\ntwo\r\nthree", Description: "\ttab", Expires: "2026-12-22\n"},
	}
}

// markedText is what stands in the marked style, in one line.
func markedText(lines []string) string {
	const reverse, reset = "\x1b[1;7m", "\x1b[m"
	var words []string
	for _, line := range lines {
		for {
			_, rest, found := strings.Cut(line, reverse)
			if !found {
				break
			}
			text, rest, _ := strings.Cut(rest, reset)
			words = append(words, strings.Fields(text)...)
			line = rest
		}
	}
	return strings.Join(words, " ")
}

// wantMarked is what a scene marks, from the facts about the release.
func wantMarked(scene Scene, pages catalog.FormLayout) string {
	switch scene {
	case SceneSignIn:
		return "[ Sign in ]"
	case SceneAvatar:
		return "(PP) Preferences"
	case SceneMenu:
		return pages.MenuEntry
	case SceneTokens:
		switch pages.Generation {
		case catalog.GenerationA, catalog.GenerationB:
			return "Add a personal access token"
		case catalog.GenerationF, catalog.GenerationG:
			return "Legacy token"
		case catalog.GenerationC, catalog.GenerationD, catalog.GenerationE:
			return "[ Add new token ]"
		}
	case SceneTokensEither:
		if pages.Opener == "Generate token" {
			return "" // its opener alone, see check
		}
		return wantMarked(SceneTokens, pages)
	case SceneTokensFineGrained:
		want := "Fine-grained token"
		if pages.Generation == catalog.GenerationF {
			want += " Beta"
		}
		return want
	case SceneFineGrained:
		return "Code"
	case SceneForm:
		return "[ " + pages.Submit + " ]"
	case SceneCreated:
		if pages.Opener == "Generate token" {
			return "[ Copy token ]"
		}
		return "(copy icon)"
	}
	return ""
}

// check reports what is wrong with a picture, or "".
func check(scene Scene, pages catalog.FormLayout, frame Frame, lines []string) string {
	if len(lines) < 3 || len(lines) > frame.Height {
		return fmt.Sprintf("it has %d lines", len(lines))
	}
	for i, line := range lines {
		if width := ansi.StringWidth(line); width != frame.Width {
			return fmt.Sprintf("line %d is %d cells wide", i, width)
		}
	}
	got := markedText(lines)
	// The opener is marked too, above its open menu.
	for _, opener := range []string{"[ Generate token ▾ ]", "[Generate token ▾]"} {
		got = strings.TrimSpace(strings.TrimPrefix(got, opener))
	}
	if want := wantMarked(scene, pages); got != want {
		return fmt.Sprintf("%q is marked, want %q", got, want)
	}
	text := strings.Join(lines, "")
	if !strings.Contains(text, "◀──") && !strings.Contains(text, "──›") && !strings.Contains(text, " └──") {
		return "nothing points at the mark"
	}
	return ""
}

func TestAPictureFitsItsFrameAndPointsAtTheWholeMarkedLabel(t *testing.T) {
	heights := map[bool][]int{false: {5, 6, 9, 15, 30}}
	for height := 5; height <= 30; height += 3 {
		heights[true] = append(heights[true], height)
	}
	for name, content := range contents() {
		for _, scene := range scenes {
			if scene.scene != SceneForm && name != "ordinary" {
				continue // the others show no content, or are looked at below
			}
			for _, pages := range catalog.AllLayouts() {
				if !has(pages, scene.scene) {
					continue
				}
				for width := 24; width <= 60; width++ {
					for _, height := range heights[name == "ordinary"] {
						f := frame(width, height)
						lines := Draw(scene.scene, pages, content, f)
						if wrong := check(scene.scene, pages, f, lines); wrong != "" {
							t.Fatalf("%s at %s, %s content, %d×%d: %s\n%s", scene.name, pages.Since, name, width, height,
								wrong, ansi.Strip(strings.Join(lines, "\n")))
						}
					}
				}
			}
		}
	}
}

func TestASCIIGlyphsGiveOnlyASCII(t *testing.T) {
	for _, scene := range scenes {
		for _, pages := range catalog.AllLayouts() {
			for _, width := range []int{24, 36, 56} {
				for _, height := range []int{0, 5, 9} {
					f := frame(width, height)
					f.Glyphs = style.ASCIIGlyphs()
					text := plain(scene.scene, pages, ordinary, f) + Describe(scene.scene, pages, f.Glyphs)
					if at := strings.IndexFunc(text, func(r rune) bool { return r >= 0x80 }); at >= 0 {
						t.Errorf("%s at %s, %d×%d: not ASCII from %q", scene.name, pages.Since, width, height, text[at:])
					}
				}
			}
		}
	}
}

func TestNoPictureWhereThereIsNoRoom(t *testing.T) {
	for _, f := range []Frame{frame(23, 0), frame(23, 20), frame(44, 4), frame(44, 1), frame(44, -3), frame(0, 0), frame(-1, 9)} {
		for _, scene := range scenes {
			if lines := Draw(scene.scene, catalog.NewestLayout(), ordinary, f); lines != nil {
				t.Errorf("%s at %d×%d: %d lines, want none", scene.name, f.Width, f.Height, len(lines))
			}
		}
	}
}

func TestAWideFrameDoesNotStretchThePicture(t *testing.T) {
	for _, line := range Draw(SceneMenu, catalog.NewestLayout(), Content{}, frame(200, 0)) {
		if width := ansi.StringWidth(line); width != 60 {
			t.Errorf("a line is %d cells wide, want 60", width)
		}
	}
}

func TestEachPartOfTheFineGrainedFormIsMarkedInItsTurn(t *testing.T) {
	wants := map[FineGrainedPart]string{
		PartName:        "Name",
		PartDescription: "Description",
		PartExpires:     "Expiration date",
		PartAccess:      "",
		PartPermission:  "Code",
		PartSubmit:      "[ Generate token ]",
	}
	for name, content := range contents() {
		content.Permissions = forCloning()
		for part, want := range wants {
			content.Part = part
			for _, pages := range catalog.AllLayouts() {
				if !has(pages, SceneFineGrained) {
					continue
				}
				if part == PartAccess {
					want = "Only specific groups or projects that I'm a member of"
					if pages.Since.AtLeast(catalog.NewRelease(19, 5)) {
						want = "Only specific groups or projects I have access to"
					}
				}
				step := 1
				if name != "ordinary" {
					step = 6
				}
				for width := 24; width <= 60; width += step {
					for _, height := range []int{5, 9, 30} {
						lines := Draw(SceneFineGrained, pages, content, frame(width, height))
						got, cut := strings.CutSuffix(markedText(lines), "…")
						whole := got == want || cut && width < 30 && strings.HasPrefix(want, got)
						if !whole || len(lines) > height {
							t.Fatalf("%s content at %s, %d×%d: %q is marked in %d lines, want %q\n%s",
								name, pages.Since, width, height, got, len(lines), want, ansi.Strip(strings.Join(lines, "\n")))
						}
						for i, line := range lines {
							if got := ansi.StringWidth(line); got != width {
								t.Fatalf("%s content at %s, %d×%d: line %d is %d cells wide\n%s",
									name, pages.Since, width, height, i, got, ansi.Strip(line))
							}
						}
					}
				}
			}
		}
	}
}

func TestTheFineGrainedFormShowsTheTabOfWhatIsMarked(t *testing.T) {
	content := Content{Permissions: forCloning(), Part: PartPermission}
	for _, test := range []struct {
		release    catalog.Release
		at         int
		has, lacks []string
	}{
		{
			catalog.NewRelease(18, 10), 0,
			[]string{"[Group and project] │ User", "Define scope", "Only personal projects", "Beta", "Code"},
			[]string{"Global", "Basic Information"},
		},
		{
			catalog.NewRelease(18, 10), 1,
			[]string{"Group and project │ [User]", "Personal Access Token"},
			[]string{"Only personal projects", "Code"},
		},
		{
			catalog.NewRelease(18, 11), 1,
			[]string{"Group and project │ [User] │ Global", "Basic Information", "Add resource permissions"},
			[]string{"Code", "Resource access"},
		},
		{
			catalog.NewRelease(19, 2), 0,
			[]string{
				"Resource access", "[Group and project 1] │ User 2 │ Global 0", "All groups and projects that I'm a member of",
			},
			[]string{"Beta", "Personal Access Token", "have access"},
		},
		{
			catalog.NewRelease(19, 5), 0,
			[]string{
				"Resource access", "[Group and project 1] │ User 2 │ Global 0", "All groups and projects I have access to",
				"Only specific groups or projects I have access",
			},
			[]string{"Beta", "Personal Access Token", "member"},
		},
	} {
		content.Permission = test.at
		text := plain(SceneFineGrained, catalog.LayoutAt(test.release), content, frame(56, 0))
		for _, words := range test.has {
			if !strings.Contains(text, words) {
				t.Errorf("%s: it does not show %q\n%s", test.release, words, text)
			}
		}
		for _, words := range test.lacks {
			if strings.Contains(text, words) {
				t.Errorf("%s: it shows %q\n%s", test.release, words, text)
			}
		}
	}
}

func TestTheMenuHasNoLegacyTypeWhereThatIsGone(t *testing.T) {
	text := plain(SceneTokensFineGrained, catalog.NewestLayout(), Content{LegacyGone: true}, frame(56, 0))
	if strings.Contains(text, "Legacy") || !strings.Contains(text, "Fine-grained token") {
		t.Errorf("the menu is\n%s", text)
	}
}

func TestASceneThatThePagesDoNotHaveIsNothing(t *testing.T) {
	for _, scene := range []Scene{SceneTokensFineGrained, SceneFineGrained} {
		pages := catalog.LayoutAt(catalog.NewRelease(18, 4))
		if Draw(scene, pages, ordinary, frame(44, 0)) != nil || Describe(scene, pages, style.UnicodeGlyphs()) != "" {
			t.Errorf("scene %d is there at 18.4", scene)
		}
	}
}

func TestAnUnknownSceneIsNothing(t *testing.T) {
	if lines := Draw(Scene(99), catalog.NewestLayout(), ordinary, frame(44, 0)); lines != nil {
		t.Errorf("drawn: %q", lines)
	}
	if said := Describe(Scene(99), catalog.NewestLayout(), style.UnicodeGlyphs()); said != "" {
		t.Errorf("described: %q", said)
	}
}

func TestTheMenuKeepsTheReleasesOrder(t *testing.T) {
	tests := []struct {
		release string
		want    []string
	}{
		{"18.11", []string{
			"Profile", "Account", "Access ▾", "Password and authentication", "Personal access tokens",
			"SSH keys", "GPG keys", "Applications", "Active sessions", "Authentication log", "Integration accounts",
			"Emails", "Notifications", "Preferences", "Comment templates", "Usage quotas",
		}},
		{"15.11", []string{
			"Profile", "Account", "Applications", "Chat", "Access Tokens", "Emails", "Password",
			"Notifications", "SSH Keys", "GPG Keys", "Preferences", "Active Sessions", "Authentication log",
		}},
		{"18.5", []string{
			"Profile", "Account", "Applications", "Chat", "Personal access tokens", "Emails", "Password",
			"Notifications", "SSH keys", "GPG keys", "Preferences", "Comment templates", "Active sessions",
			"Authentication log", "Usage quotas",
		}},
		{"18.10", []string{
			"Profile", "Account", "Access ▾", "Password", "Personal access tokens",
			"SSH keys", "GPG keys", "Applications", "Active sessions", "Authentication log", "Integration accounts",
			"Emails", "Notifications", "Preferences", "Comment templates", "Usage quotas",
		}},
	}
	for _, test := range tests {
		t.Run(test.release, func(t *testing.T) {
			release, err := catalog.ParseRelease(test.release)
			if err != nil {
				t.Fatal(err)
			}
			lines := strings.Split(plain(SceneMenu, catalog.LayoutAt(release), Content{}, frame(56, 0)), "\n")
			var got []string
			for _, line := range lines[1 : len(lines)-1] {
				label, _, _ := strings.Cut(strings.Trim(line, "│"), "◀")
				got = append(got, strings.TrimSpace(label))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("menu is\n%q, want\n%q", got, test.want)
			}
		})
	}
}

func TestTheFormTicksWhatWasAskedForAndNothingElse(t *testing.T) {
	for _, pages := range catalog.AllLayouts() {
		for name, content := range contents() {
			text := plain(SceneForm, pages, content, frame(60, 0))
			if got := strings.Count(text, "[x]"); got != len(content.Scopes) {
				t.Errorf("%s, %s content: %d boxes ticked, want %d\n%s", pages.Since, name, got, len(content.Scopes), text)
			}
		}
		text := plain(SceneForm, pages, ordinary, frame(60, 0))
		for _, want := range []string{"[x] read_api ", "[x] write_repository ", "[ ] api ", "[ ] read_user ", ordinary.Name, ordinary.Expires} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the form lacks %q\n%s", pages.Since, want, text)
			}
		}
	}
}

func TestTheBoxesStandInTheReleasesOrder(t *testing.T) {
	tests := []struct{ release, first, second string }{
		{"18.0", " api", " read_repository"},
		{"18.1", " read_repository", " api"},
		{"18.10", " read_repository", " api"},
		{"19.2", " api", " read_repository"},
	}
	for _, test := range tests {
		release, err := catalog.ParseRelease(test.release)
		if err != nil {
			t.Fatal(err)
		}
		text := plain(SceneForm, catalog.LayoutAt(release), Content{}, frame(56, 0))
		first, second := strings.Index(text, "[ ]"+test.first), strings.Index(text, "[ ]"+test.second)
		if first < 0 || second < first {
			t.Errorf("%s: %q has to stand before %q\n%s", test.release, test.first, test.second, text)
		}
	}
}

func TestCroppingShowsThatRowsAreLeftOut(t *testing.T) {
	for _, scene := range scenes {
		for _, pages := range catalog.AllLayouts() {
			whole := Draw(scene.scene, pages, ordinary, frame(56, 0))
			// Blank lines, rules and menu edges may go unseen: six at most.
			for height := 6; height < len(whole)-6; height++ {
				text := plain(scene.scene, pages, ordinary, frame(56, height))
				if !strings.Contains(text, "⋮") {
					t.Errorf("%s at %s, %d of %d lines: no glyph\n%s", scene.name, pages.Since, height, len(whole), text)
				}
			}
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	pages, f := catalog.NewestLayout(), frame(56, 9)
	for _, scene := range scenes {
		b.Run(scene.name, func(b *testing.B) {
			for b.Loop() {
				Draw(scene.scene, pages, ordinary, f)
			}
		})
	}
}
