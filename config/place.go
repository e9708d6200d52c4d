package config

import "fmt"

// Place is where a token's secret is kept.
type Place int

// The places.
const (
	PlaceNowhere Place = iota // the person keeps it themselves
	PlaceKeyring              // the system's keyring
	PlaceFile                 // a file of its own below the store's directory
)

// String gives the word that records.yaml uses.
func (p Place) String() string {
	switch p {
	case PlaceNowhere:
		return "nowhere"
	case PlaceKeyring:
		return "keyring"
	case PlaceFile:
		return "file"
	}
	return fmt.Sprintf("place %d", int(p))
}

// parsePlace reads the word of records.yaml.
func parsePlace(word string) (Place, bool) {
	for _, place := range []Place{PlaceNowhere, PlaceKeyring, PlaceFile} {
		if word == place.String() {
			return place, true
		}
	}
	return PlaceNowhere, false
}
