package catalog

import (
	"fmt"
	"strings"

	"golang.org/x/mod/semver"
)

// Release is a GitLab release, major.minor; patch levels do not matter to
// glpat. The zero value is an unknown release. Releases compare with ==.
type Release struct{ major, minor int }

// NewRelease returns the release major.minor.
func NewRelease(major, minor int) Release { return Release{major, minor} }

// ParseRelease reads what GitLab or a person writes for a release: "18.1",
// "v18.1", "18.1.1-ee", "16.8.0-pre". Anything else is an error.
func ParseRelease(text string) (Release, error) {
	version := "v" + strings.TrimPrefix(strings.TrimSpace(text), "v")
	var release Release
	if semver.IsValid(version) && strings.Contains(version, ".") {
		_, err := fmt.Sscanf(semver.MajorMinor(version), "v%d.%d", &release.major, &release.minor)
		if err == nil && release.Known() {
			return release, nil
		}
	}
	return Release{}, fmt.Errorf("read release %q: want major.minor, for example 18.1", text)
}

// String returns "18.1", or "" for an unknown release.
func (r Release) String() string {
	if !r.Known() {
		return ""
	}
	return fmt.Sprintf("%d.%d", r.major, r.minor)
}

// Known reports whether the release is known.
func (r Release) Known() bool { return r != Release{} }

// Before reports whether r is older than other. An unknown release is older
// than every known one.
func (r Release) Before(other Release) bool {
	return r.major < other.major || (r.major == other.major && r.minor < other.minor)
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

// LastOfMajor returns the last release of a major that has ended, the zero value for
// one that goes on or that is not known (GitLab's release posts).
func (r Release) LastOfMajor() Release {
	last := map[int]int{
		8: 17, 9: 5, 10: 8, 11: 11, 12: 10, 13: 12, 14: 10, 15: lastMinor, 16: lastMinor, 17: lastMinor, 18: lastMinor,
	}
	minor, ended := last[r.major]
	if !ended {
		return Release{}
	}
	return Release{r.major, minor}
}

// ordinal counts the releases before r, one a month.
func (r Release) ordinal() int { return r.major*(lastMinor+1) + r.minor }

// previous returns the release one month before r.
func (r Release) previous() Release {
	if r.minor == 0 {
		return Release{r.major - 1, lastMinor}
	}
	return Release{r.major, r.minor - 1}
}

// next returns the release one month after r.
func (r Release) next() Release {
	if r.minor >= lastMinor {
		return Release{r.major + 1, 0}
	}
	return Release{r.major, r.minor + 1}
}

// TokenSelfSince is the first release that answers a GET of the token itself
// (doc/api/personal_access_tokens.md). Before, the address was missing, or known
// for DELETE alone.
func TokenSelfSince() Release { return NewRelease(15, 5) }

// TellsAssociations reports whether GitLab of the release tells where a token reaches.
// One of an unknown release can be asked.
func (r Release) TellsAssociations() bool { return !r.Known() || r.AtLeast(AssociationsSince()) }

// AssociationsSince is the first release that lists a token's memberships
// (doc/api/personal_access_tokens.md).
func AssociationsSince() Release { return NewRelease(17, 4) }

// TokensSwitchSince is the first release in which an administrator can switch
// personal access tokens off for everyone; their page then answers 404
// (doc/administration/settings/account_and_limit_settings.md).
func TokensSwitchSince() Release { return NewRelease(17, 3) }
