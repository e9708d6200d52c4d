package config

import (
	"strings"

	"glpat/gitlab/input"
)

// instanceAt returns what the settings say of the instance that an address
// belongs to; ok is false when there is none.
//
// It is the one at the same scheme, host and port whose path the address's path
// is, or goes on from: of several the one with the longest path. An address
// without a path may leave out the instance's sub-path, so it is also the only
// one there, wherever below the host it is.
//
// An address without a scheme means https. Only where no instance at that host
// is known by https, it means one known by http: the person has been there that
// way. Whether they agreed to plain http is in the instance's AllowHTTP, and
// the caller's to look at.
func (s Settings) instanceAt(address input.Address) (instance KnownInstance, ok bool) {
	there := s.at(address.Scheme, address.Host)
	if len(there) == 0 && !address.SchemeGiven {
		there = s.at("http", address.Host)
	}
	longest := -1
	for _, known := range there {
		if len(known.path) > longest && isBelow(address.Path, known.path) {
			instance, longest = known.instance, len(known.path)
		}
	}
	if longest < 0 && address.Path == "" && len(there) == 1 {
		return there[0].instance, true
	}
	return instance, longest >= 0
}

// knownAt is an instance and its sub-path, "" or "/…".
type knownAt struct {
	path     string
	instance KnownInstance
}

func (s Settings) at(scheme, host string) []knownAt {
	var there []knownAt
	for _, instance := range s.Instances {
		known, err := input.ParseAddress(instance.URL)
		if err == nil && known.Scheme == scheme && known.Host == host {
			there = append(there, knownAt{known.Path, instance})
		}
	}
	return there
}

// isBelow reports whether a path is the base or goes on from it, part by part.
func isBelow(path, base string) bool {
	rest, ok := strings.CutPrefix(path, base)
	return ok && (rest == "" || rest[0] == '/')
}
