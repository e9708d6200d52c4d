package gitlab

import (
	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/token"
)

// IsPractice reports whether the instance is known to be the practice GitLab.
func (i Instance) IsPractice() bool { return i.Offering == catalog.OfferingPractice }

// MarkPractice returns the instance as the practice GitLab where that is what it
// is: it runs on this computer, and a prefix that it shows or a token of its own
// begins as only practice tokens do. Its old releases show no prefix, so that
// only a token tells.
func (i Instance) MarkPractice(prefixOrToken token.Secret) Instance {
	address, err := input.ParseAddress(i.URL)
	if err == nil && address.Loopback() && prefixOrToken.HasPrefix(token.PracticePrefix) {
		i.Offering = catalog.OfferingPractice
	}
	return i
}
