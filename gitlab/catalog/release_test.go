package catalog_test

import (
	"testing"

	"glpat/gitlab/catalog"
)

func TestReleasesAreReadAsGitLabAndPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]string{
		"18.1": "18.1", "v18.1": "18.1", "18.1\n": "18.1", "18.1.1-ee": "18.1", "16.8.0-pre": "16.8", "17.10.3": "17.10",
		"18.1.1-rc42.ee": "18.1",
	} {
		if release, err := catalog.ParseRelease(text); err != nil || release.String() != want || !release.Known() {
			t.Errorf("ParseRelease(%q) = %q, %v; want %q", text, release, err, want)
		}
	}
	for _, text := range []string{"", "18", "v", "18.", "18.x", "18.01", "-1.2", "latest", "18.1.1\x1b[2J", "18.1.1.1", "१८.१"} {
		if release, err := catalog.ParseRelease(text); err == nil || release.Known() {
			t.Errorf("ParseRelease(%q) = %q, want an error", text, release)
		}
	}
}

func TestReleasesCompareByNumberAndUnknownIsOldest(t *testing.T) {
	unknown := catalog.Release{}
	ordered := []catalog.Release{
		unknown,
		catalog.NewRelease(9, 5),
		catalog.NewRelease(16, 2),
		catalog.NewRelease(16, 11),
		catalog.NewRelease(17, 0),
		catalog.NewRelease(19, 2),
	}
	for i, a := range ordered {
		for j, b := range ordered {
			if a.Before(b) != (i < j) || a.AtLeast(b) != (i >= j) || a.Newer(b) != ordered[max(i, j)] {
				t.Errorf("%q against %q: Before %v, AtLeast %v, Newer %q", a, b, a.Before(b), a.AtLeast(b), a.Newer(b))
			}
		}
	}
	if unknown.String() != "" || unknown.Known() {
		t.Error("the unknown release has a name")
	}
}
