package config

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"glpat/gitlab/catalog"
	"glpat/gitlab/token"
)

// Kept is what became of a token that was to be kept.
type Kept struct {
	// Account is the account in the keyring or the file's name, "" for nowhere.
	Account string
	// Unrecorded says why the token is not in the list, nil where it is.
	Unrecorded error
}

// Keep saves the secret where the record says, as [SecretStore.Save] does, and notes
// the record. The record is noted first, as pending, so that a program that is
// ended between the two leaves no token of which nothing tells. Where the secret
// cannot be saved the list is as it was. A list that cannot be written is no reason
// not to save a secret that is shown once. An instance may say anything for the names
// and scopes in the record, the token itself too: secrets are taken out of them first.
func (s SecretStore) Keep(ctx context.Context, record Record, secret token.Secret) (Kept, error) {
	record = s.withoutSecrets(record, secret)
	key := Key{Instance: record.Instance, Username: record.Username, TokenID: record.TokenID}
	var before *Record
	if record.Kept != StorageNowhere && checkSecret(secret.Reveal()) == nil {
		account, err := key.accountIn(record.Kept)
		if err != nil {
			return Kept{}, err
		}
		pending := record
		pending.Pending, pending.Account = true, account
		before, _ = s.Store.swapRecord(pending) // told below, when it fails again
	}
	account, err := s.Save(ctx, record.Kept, key, secret)
	if err != nil {
		s.Store.takeBack(record, before)
		return Kept{}, err
	}
	record.Account = account
	return Kept{Account: account, Unrecorded: s.Store.AddRecord(record)}, nil
}

// withoutSecrets takes the secrets of the run, and the one that is kept, out of what an
// instance said for the record.
func (s SecretStore) withoutSecrets(record Record, secret token.Secret) Record {
	own := token.NewRedactor()
	own.AddToken(secret)
	redact := func(text string) string { return s.Redactor.Redact(own.Redact(text)) }
	record.Name, record.Username = redact(record.Name), redact(record.Username)
	record.Scopes = slices.Clone(record.Scopes)
	for i, scope := range record.Scopes {
		record.Scopes[i] = catalog.Scope(redact(string(scope)))
	}
	return record
}

// accountIn names the secret in a storage, as [SecretStore.Save] returns it.
func (k Key) accountIn(storage Storage) (string, error) {
	switch storage {
	case StorageKeyring:
		return k.account()
	case StorageFile:
		return k.fileName()
	case StorageNowhere:
		return "", nil
	}
	return "", fmt.Errorf("keep the token: there is no storage %d", int(storage))
}

// swapRecord is [Store.AddRecord], and returns the record that was there before.
func (s *Store) swapRecord(record Record) (before *Record, err error) {
	record, err = record.tidy()
	if err != nil {
		return nil, fmt.Errorf("save the record of the token: %w", err)
	}
	err = s.change(recordsFile(), func(doc document) func(document) {
		want, _ := readRecords(doc)
		if at := slices.IndexFunc(want, record.isSame); at >= 0 {
			was := want[at]
			before, want[at] = &was, record
		} else {
			want = append(want, record)
		}
		return func(target document) { writeRecords(target, want) }
	})
	return before, explainFile("note the token in the list", s.path(recordsFile()), err)
}

// takeBack puts the record from before in the place of one that was pending, or
// nothing. A list that cannot be written now has it still, as pending.
func (s *Store) takeBack(record Record, before *Record) {
	_ = s.change(recordsFile(), func(doc document) func(document) {
		want, _ := readRecords(doc)
		at := slices.IndexFunc(want, func(other Record) bool { return other.Pending && other.isSame(record) })
		switch {
		case at >= 0 && before != nil:
			want[at] = *before
		case at >= 0:
			want = slices.Delete(want, at, at+1)
		}
		return func(target document) { writeRecords(target, want) }
	})
}

// strays tells of tokens in files that no record names: an older glpat was ended
// before it noted them, or the list was lost.
func (s *Store) strays(records []Record) []Notice {
	dir := filepath.Join(s.dir, tokensName)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil // there are none, or reading one says why
	}
	var notices []Notice
	for _, entry := range entries {
		named := func(record Record) bool { return record.Kept == StorageFile && record.Account == entry.Name() }
		if isTemp(entry.Name()) || slices.ContainsFunc(records, named) {
			continue
		}
		notices = append(notices, Notice{
			Summary: fmt.Sprintf("The file %q may hold a token, and no record names it.", filepath.Join(dir, entry.Name())),
			Remedy:  "If you do not need that token, revoke it at its GitLab, and then delete the file.",
		})
	}
	return notices
}
