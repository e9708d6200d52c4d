package config

import (
	"slices"

	"glpat/gitlab/input"
)

// AllowsPlain reports whether a token may go over plain http: the person agreed
// to it for everything on the way that has no encryption, by the flag, in this
// run, or in the settings. A GitLab on this computer needs no consent.
func (r ResolvedConnection) AllowsPlain() bool { return r.allowPlain }

// decideConsent settles whether plain http may be used for the connection. byFlag is
// what "--allow-http" said; consents are the origins to which the person agreed in
// this run. It is the one place that decides this.
func (r *ResolvedConnection) decideConsent(byFlag bool, consents []string) {
	r.Plain = plainOrigins(r.Address.String(), r.Connection.API)
	if !byFlag {
		r.NeedsConsent = without(r.Plain, consents, consentsOf(r.Known))
	}
	r.allowPlain = byFlag || len(r.Plain) > 0 && len(r.NeedsConsent) == 0
}

// consentsOf lists the origins for which the settings hold the consent to plain
// http. It counts for the addresses that the person used when they gave it, and
// for no other API that is named since.
func consentsOf(known KnownInstance) []string {
	if !known.AllowHTTP {
		return nil
	}
	return plainOrigins(known.URL, known.Connection.API)
}

// plainOrigins lists the origins among the addresses to which a token would go
// without encryption: plain http to another machine than this one. An address
// that is empty or cannot be read has none.
func plainOrigins(addresses ...string) []string {
	var origins []string
	for _, text := range addresses {
		address, err := input.ParseAddress(text)
		if err == nil && address.Plain() && !slices.Contains(origins, address.Root()) {
			origins = append(origins, address.Root())
		}
	}
	return origins
}

// without returns the origins that are in none of the lists.
func without(origins []string, lists ...[]string) []string {
	agreed := slices.Concat(lists...)
	return slices.DeleteFunc(slices.Clone(origins), func(origin string) bool { return slices.Contains(agreed, origin) })
}
