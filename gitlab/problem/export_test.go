package problem

import (
	"net/http"
	"time"

	"glpat/gitlab/catalog"
)

// TrustSystem says how to trust an authority everywhere on a system.
func TrustSystem(system string) string { return trustSystem(system) }

// RetryAfter is how long an answer with these headers asks to wait.
func RetryAfter(header http.Header) time.Duration { return retryAfter(header) }

// WordsOf is a problem in words, with all that can be known of the instance.
func WordsOf(code Code, site Site) *Problem {
	return Context{
		Site: site, Said: "Said so", reason: "Said so", scopes: []string{"api", "read_api"}, address: "https://other.example",
		proxy: "proxy.example:3128", answered: "418, text/plain",
	}.Problem(code)
}

// PurposesWithoutARow lists the purposes of tools that the catalogue does not
// have.
func PurposesWithoutARow() (missing []string) {
	for _, row := range tools() {
		for _, name := range row.purposes {
			if _, err := catalog.FindPurpose(name); err != nil {
				missing = append(missing, name)
			}
		}
	}
	return missing
}
