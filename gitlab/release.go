package gitlab

import (
	"fmt"
	"strings"

	"golang.org/x/mod/semver"
)

// Release is a GitLab release, major.minor; patch levels do not matter to
// glpat. The zero value is an unknown release. Releases compare with ==.
type Release struct {
	version string // "v18.1", or "" when unknown
}

// NewRelease returns the release major.minor.
func NewRelease(major, minor int) Release {
	return Release{version: fmt.Sprintf("v%d.%d", major, minor)}
}

// ParseRelease reads what GitLab or a person writes for a release: "18.1",
// "v18.1", "18.1.1-ee", "16.8.0-pre". Anything else is an error.
func ParseRelease(text string) (Release, error) {
	version := "v" + strings.TrimPrefix(strings.TrimSpace(text), "v")
	if !semver.IsValid(version) || !strings.Contains(version, ".") {
		return Release{}, fmt.Errorf("read release %q: want major.minor, for example 18.1", text)
	}
	return Release{version: semver.MajorMinor(version)}, nil
}

// String gives "18.1", or "" for an unknown release.
func (r Release) String() string { return strings.TrimPrefix(r.version, "v") }

// Known reports whether the release is known at all.
func (r Release) Known() bool { return r.version != "" }

// Before reports whether r is older than other. An unknown release is older
// than every known one.
func (r Release) Before(other Release) bool {
	return semver.Compare(r.version, other.version) < 0
}

// AtLeast reports whether r is other or newer.
func (r Release) AtLeast(other Release) bool { return !r.Before(other) }

// Newer returns the newer of the two releases.
func (r Release) Newer(other Release) Release {
	if r.Before(other) {
		return other
	}
	return r
}

// lastMinor is the minor that ended each major release so far; GitLab brings a
// new major every May.
const lastMinor = 11

// previous returns the release one month before r.
func (r Release) previous() Release {
	var major, minor int
	if _, err := fmt.Sscanf(r.version, "v%d.%d", &major, &minor); err != nil {
		return Release{}
	}
	if minor == 0 {
		return NewRelease(major-1, lastMinor)
	}
	return NewRelease(major, minor-1)
}
