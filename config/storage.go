package config

import "fmt"

// Storage is where a token's secret is kept.
type Storage int

// The places.
const (
	StorageNowhere Storage = iota // the person keeps it themselves
	StorageKeyring                // the system's keyring
	StorageFile                   // a file of its own below the store's directory
)

// String gives the word that records.yaml uses.
func (p Storage) String() string {
	switch p {
	case StorageNowhere:
		return "nowhere"
	case StorageKeyring:
		return "keyring"
	case StorageFile:
		return "file"
	}
	return fmt.Sprintf("place %d", int(p))
}

// parseStorage reads the word of records.yaml.
func parseStorage(word string) (Storage, bool) {
	for _, place := range []Storage{StorageNowhere, StorageKeyring, StorageFile} {
		if word == place.String() {
			return place, true
		}
	}
	return StorageNowhere, false
}
