package config

import (
	"errors"
	"os"
	"strings"
	"testing"

	"glpat/gitlab/token"
)

// onlyRecord returns the one record of a store, nil for none.
func onlyRecord(t *testing.T, s *Store) *Record {
	t.Helper()
	records, _, err := s.Records()
	if err != nil || len(records) > 1 {
		t.Fatalf("got %v, %v", records, err)
	}
	if len(records) == 0 {
		return nil
	}
	return &records[0]
}

func laptopKept(storage Storage) Record {
	record := laptop()
	record.Kept, record.Account = storage, ""
	return record
}

// Whoever ends the program while the keyring takes the token must find a word of it.
func TestATokenIsInTheListBeforeItIsKept(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	var during *Record
	var kept string
	ring := fakeKeyring{
		set: func(secret string) error {
			kept, during = secret, onlyRecord(t, s)
			return nil
		},
		get: func() (string, error) { return kept, nil },
	}
	done, err := SecretStore{
		Store:   s,
		Keyring: ring,
	}.Keep(
		t.Context(),
		laptopKept(StorageKeyring),
		token.NewSecret(issued),
	)
	if err != nil || done.Unrecorded != nil {
		t.Fatalf("got %v, %v", done, err)
	}
	if during == nil || !during.Pending || during.Account != done.Account || during.Kept != StorageKeyring {
		t.Errorf("while it was kept the list had %+v", during)
	}
	if after := onlyRecord(t, s); after == nil || after.Pending || after.Account != done.Account {
		t.Errorf("afterwards the list has %+v", after)
	}
}

func TestATokenThatCannotBeKeptLeavesTheListAsItWas(t *testing.T) {
	t.Parallel()
	ring := fakeKeyring{set: func(string) error { return errors.New("no") }}
	for name, before := range map[string]*Record{"empty": nil, "with the token": new(laptop())} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStore(t)
			if before != nil {
				if err := s.AddRecord(*before); err != nil {
					t.Fatal(err)
				}
			}
			_, err := SecretStore{Store: s, Keyring: ring}.Keep(t.Context(), laptopKept(StorageKeyring), token.NewSecret(issued))
			if err == nil {
				t.Error("it was kept")
			}
			after := onlyRecord(t, s)
			if (after == nil) != (before == nil) || after != nil && !after.equal(*before) {
				t.Errorf("the list has %+v, before %+v", after, before)
			}
		})
	}
}

func TestAListThatCannotBeWrittenIsNoReasonToLoseAToken(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	if err := os.MkdirAll(s.dir+"/records.yaml", 0o700); err != nil {
		t.Fatal(err)
	}
	done, err := SecretStore{Store: s}.Keep(t.Context(), laptopKept(StorageFile), token.NewSecret(issued))
	if err != nil || done.Account == "" || readFile(t, s.dir+"/tokens/"+done.Account) != issued+"\n" {
		t.Errorf("got %v, %v", done, err)
	}
	wantFileReason(t, done.Unrecorded, FileIsDirectory)
}

func TestATokenThatNoRecordNamesIsTold(t *testing.T) {
	t.Parallel()
	s, record := newStore(t), laptop()
	key := Key{Instance: record.Instance, Username: record.Username, TokenID: record.TokenID}
	name, err := SecretStore{Store: s}.Save(t.Context(), StorageFile, key, token.NewSecret(issued))
	if err != nil {
		t.Fatal(err)
	}
	_, notices, err := s.Records()
	if err != nil || len(notices) != 1 || !strings.Contains(notices[0].Summary, name) || notices[0].Remedy == "" {
		t.Errorf("told %v, %v", notices, err)
	}
	if _, err := (SecretStore{Store: s}).Keep(t.Context(), laptopKept(StorageFile), token.NewSecret(issued)); err != nil {
		t.Fatal(err)
	}
	if _, notices, err := s.Records(); err != nil || len(notices) != 0 {
		t.Errorf("told %v, %v", notices, err)
	}
}
