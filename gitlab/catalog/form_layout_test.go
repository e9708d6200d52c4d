package catalog_test

import (
	"slices"
	"testing"

	"glpat/gitlab/catalog"
)

func TestEachReleaseHasTheLabelsOfItsGeneration(t *testing.T) {
	const (
		left, right, bar      = catalog.AvatarLeftSidebar, catalog.AvatarUpperRight, catalog.AvatarTopBar
		oldPath, newPath      = "/-/profile/personal_access_tokens", "/-/user_settings/personal_access_tokens"
		addNew, generate      = "Add new token", "Generate token"
		createLong, createNow = "Create personal access token", "Create token"
	)
	for _, test := range []struct {
		release            catalog.Release
		generation         catalog.Generation
		avatar             catalog.AvatarPlace
		group, entry       string
		opener, choice     string
		submit, path       string
		description, boxes string
	}{
		{catalog.NewRelease(13, 0), "A", bar, "", "Access Tokens", "", "", createLong, oldPath, "", "Select scopes"},
		{catalog.NewRelease(15, 11), "A", bar, "", "Access Tokens", "", "", createLong, oldPath, "", "Select scopes"},
		{catalog.NewRelease(16, 0), "B", left, "", "Access Tokens", "", "", createLong, oldPath, "", "Select scopes"},
		{catalog.NewRelease(16, 2), "B", left, "", "Access Tokens", "", "", createLong, oldPath, "", "Select scopes"},
		{catalog.NewRelease(16, 3), "C", left, "", "Access Tokens", addNew, "", createLong, oldPath, "", "Select scopes"},
		{catalog.NewRelease(16, 6), "C", left, "", "Access Tokens", addNew, "", createLong, oldPath, "", "Select scopes"},
		{catalog.NewRelease(16, 11), "C", left, "", "Access Tokens", addNew, "", createLong, newPath, "", "Select scopes"},
		{catalog.NewRelease(17, 2), "C", left, "", "Access Tokens", addNew, "", createLong, newPath, "", "Select scopes"},
		{catalog.NewRelease(17, 3), "D", left, "", "Access tokens", addNew, "", createLong, newPath, "", "Select scopes"},
		{
			catalog.NewRelease(18, 0), "D", left, "", "Access tokens", addNew, "", createLong, newPath, "Token description",
			"Select scopes",
		},
		{
			catalog.NewRelease(18, 1), "E", left, "", "Access tokens", addNew, "", createNow, newPath, "Description (optional)",
			"Select scopes",
		},
		{
			catalog.NewRelease(18, 4), "E", left, "", "Access tokens", addNew, "", createNow, newPath, "Description (optional)",
			"Select scopes",
		},
		{
			catalog.NewRelease(18, 5), "E", left, "",
			"Personal access tokens", addNew, "", createNow, newPath, "Description (optional)", "Select scopes",
		},
		{
			catalog.NewRelease(18, 7), "E", right, "",
			"Personal access tokens", addNew, "", createNow, newPath, "Description (optional)", "Select scopes",
		},
		{
			catalog.NewRelease(18, 8), "E", right, "",
			"Personal access tokens", addNew, "", createNow, newPath, "Description (optional)", "Select scopes",
		},
		{
			catalog.NewRelease(18, 9), "F", right, "Access",
			"Personal access tokens", generate, "Legacy token", generate, newPath, "Description (optional)", "Select scopes",
		},
		{
			catalog.NewRelease(19, 1), "F", right, "Access",
			"Personal access tokens", generate, "Legacy token", generate, newPath, "Description (optional)", "Select scopes",
		},
		{
			catalog.NewRelease(19, 2), "G", right, "Access",
			"Personal access tokens", generate, "Legacy token", generate, newPath, "Description (optional)", "Set token scope",
		},
		{
			catalog.NewRelease(25, 0), "G", right, "Access",
			"Personal access tokens", generate, "Legacy token", generate, newPath, "Description (optional)", "Set token scope",
		},
	} {
		t.Run(test.release.String(), func(t *testing.T) {
			pages := catalog.LayoutAt(test.release)
			if pages.Generation != test.generation || pages.Avatar != test.avatar || pages.MenuGroup != test.group ||
				pages.MenuEntry != test.entry ||
				pages.Opener != test.opener ||
				pages.OpenerChoice != test.choice ||
				pages.Submit != test.submit ||
				pages.Path() != test.path ||
				pages.DescriptionLabel != test.description ||
				pages.ScopesHeading != test.boxes {
				t.Errorf("PagesAt(%s) = %+v", test.release, pages)
			}
		})
	}
	if catalog.LayoutAt(catalog.Release{}) != catalog.NewestLayout() ||
		catalog.NewestLayout().Generation != catalog.GenerationG {
		t.Error("an unknown release has other pages than the newest")
	}
}

func TestSpansCoverAllReleasesWithoutAGap(t *testing.T) {
	all := catalog.AllLayouts()
	for i, pages := range all {
		if i > 0 && !all[i-1].Since.Before(pages.Since) {
			t.Errorf("%s stands after %s", pages.Since, all[i-1].Since)
		}
		if catalog.LayoutAt(pages.Since) != pages {
			t.Errorf("the pages since %s are not those of %s", pages.Since, pages.Since)
		}
		if (pages.OpenerChoice == "") != (pages.FineGrained == "") || pages.Submit == "" || pages.MenuEntry == "" ||
			pages.CreatedLabel == "" {
			t.Errorf("the pages since %s lack a label: %+v", pages.Since, pages)
		}
	}
	for release, want := range map[catalog.Release]string{
		catalog.NewRelease(15, 0): "15.11 or older", catalog.NewRelease(16, 5): "16.3 to 16.7", catalog.NewRelease(19, 4): "19.2 to 19.4",
		catalog.NewRelease(19, 6): "19.5 or newer",
	} {
		if got := catalog.LayoutAt(release).Span(); got != want {
			t.Errorf("the span of %s is %q, want %q", release, got, want)
		}
	}
}

func TestWhereTheMonthIsNotSureTheOtherLabelsAreKnownToo(t *testing.T) {
	t.Parallel()
	for release, want := range map[string][]string{
		"16.7": {"16.8 Select scopes"}, "17.3": {"16.8 Select scopes"}, "18.0": nil, "18.1": nil,
		"18.9": {"18.7 Select scopes"}, "18.11": {"18.9 Select scopes", "18.11 Set token scope"},
		"19.0": {"18.11 Set token scope"}, "19.1": {"18.11 Set token scope"}, "19.2": nil, "19.4": nil,
		"19.5": {"19.2 Set token scope"}, "19.6": nil,
	} {
		at, err := catalog.ParseRelease(release)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, pages := range catalog.OtherLayoutsAt(at) {
			got = append(got, pages.Since.String()+" "+pages.ScopesHeading)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s may also be like %q, want %q", release, got, want)
		}
	}
	if others := catalog.OtherLayoutsAt(catalog.Release{}); others != nil {
		t.Errorf("an unknown release may be like %v", others)
	}
}

func TestTheReleasesOfAFormAreThoseThatAnInstanceMayHave(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ pages, atLeast, want string }{
		{"17.7", "", "17.7 to 18.0"},
		{"17.7", "17.7", "17.7 to 18.0"},
		{"17.7", "17.9", "17.9 to 18.0"},
		{"17.7", "18.0", "18.0"},
		{"17.7", "16.0", "17.7 to 18.0"},
		{"17.7", "18.4", "17.7 to 18.0"}, // the pages were seen, so the release is what is wrong
		{"15.11", "15.5", "15.5 to 15.11"},
		{"15.11", "", "15.11 or older"},
		{"19.2", "19.1", "19.2 to 19.4"},
		{"19.2", "19.4", "19.4"},
		{"19.5", "19.2", "19.5 or newer"},
		{"19.5", "19.6", "19.6 or newer"},
	} {
		pages, err := catalog.ParseRelease(test.pages)
		if err != nil {
			t.Fatal(err)
		}
		atLeast, _ := catalog.ParseRelease(test.atLeast) // none is not known
		if got := catalog.LayoutAt(pages).SpanFrom(atLeast); got != test.want {
			t.Errorf("the pages of %s at %q or newer: %q, want %q", test.pages, test.atLeast, got, test.want)
		}
	}
}
