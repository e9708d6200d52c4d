package config

import "fmt"

// Storage is where a token's secret is saved. A [Record] notes it, and
// [SecretStore] saves and loads there.
type Storage int

// The storages.
const (
	StorageNowhere Storage = iota // the person keeps it themselves
	StorageKeyring                // the system's keyring
	StorageFile                   // a file of its own below the store's directory
)

// String returns the word that records.yaml uses.
func (s Storage) String() string {
	switch s {
	case StorageNowhere:
		return "nowhere"
	case StorageKeyring:
		return "keyring"
	case StorageFile:
		return "file"
	}
	return fmt.Sprintf("storage %d", int(s))
}

// parseStorage reads the word of records.yaml.
func parseStorage(word string) (Storage, bool) {
	for _, storage := range []Storage{StorageNowhere, StorageKeyring, StorageFile} {
		if word == storage.String() {
			return storage, true
		}
	}
	return StorageNowhere, false
}
