package config

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
)

// Record is what glpat remembers of a token it helped to make. It has no room
// for the secret.
type Record struct {
	Instance  string          // required: the instance's base URL
	TokenID   int64           // GitLab's number of the token; 0 when the instance did not tell
	Name      string          // the token's name
	Username  string          // whose it is
	Scopes    []catalog.Scope // as granted
	ExpiresAt string          // YYYY-MM-DD, or "" when it never ends
	CreatedAt time.Time
	KeptAt    time.Time // when it was put where it is; records of an older glpat have none
	Kept      Storage
	// Pending says that the token was about to be put there: no more is known where
	// glpat was ended just then.
	Pending bool
	Account string // the account in the keyring or the file's name, as [SecretStore.Save] gave it
}

// LastKept returns when the token was put where it is, as far as the record
// tells.
func (r Record) LastKept() time.Time {
	if r.KeptAt.IsZero() {
		return r.CreatedAt
	}
	return r.KeptAt
}

// Records reads records.yaml, in the order of its lines. A missing file has no
// records. An entry that makes no sense is left out and told in a notice; it
// stays in the file. A notice tells of each file of a token that no record names.
func (s *Store) Records() ([]Record, []Notice, error) {
	doc, notices, err := s.load(recordsFile())
	if err != nil {
		return nil, notices, explainFile("read the list of kept tokens", s.path(recordsFile()), err)
	}
	records, odd := readRecords(doc)
	return records, slices.Concat(notices, odd, s.strays(records)), nil
}

// AddRecord adds the record, or puts it in place of the one with the same
// instance and token id (and, for tokens whose id is unknown, the same user
// name).
func (s *Store) AddRecord(record Record) error {
	_, err := s.swapRecord(record)
	return err
}

// tidy checks what glpat itself puts in a record and makes what came from an
// instance fit for a file.
func (r Record) tidy() (Record, error) {
	if _, err := input.CanonicalURL(r.Instance); err != nil {
		return Record{}, err
	}
	if r.TokenID < 0 {
		return Record{}, fmt.Errorf("token id %d is below zero", r.TokenID)
	}
	if !isDay(r.ExpiresAt) {
		return Record{}, errors.New("its last day is not written as YYYY-MM-DD")
	}
	if _, ok := parseStorage(r.Kept.String()); !ok {
		return Record{}, fmt.Errorf("there is no %v", r.Kept)
	}
	r.CreatedAt = r.CreatedAt.UTC().Truncate(time.Second)
	r.KeptAt = r.KeptAt.UTC().Truncate(time.Second)
	r.Name, r.Username, r.Account = tidyText(r.Name), tidyText(r.Username), tidyText(r.Account)
	r.Scopes = slices.Clone(r.Scopes)
	for i, scope := range r.Scopes {
		r.Scopes[i] = catalog.Scope(tidyText(string(scope)))
	}
	return r, nil
}

// tidyText makes a text valid UTF-8 and bounds it. GitLab's names are shorter
// (255 characters); an instance that is none may send anything.
func tidyText(text string) string {
	const longest = 1024
	if len(text) > longest {
		text = text[:longest]
	}
	return strings.ToValidUTF8(text, "\uFFFD")
}

// isDay reports whether the text is a date or "".
func isDay(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return text == "" || err == nil
}

// id tells records apart.
func (r Record) id() string {
	instance, err := input.CanonicalURL(r.Instance)
	if err != nil {
		return ""
	}
	if r.TokenID == 0 {
		return instance + "#user " + r.Username
	}
	return instance + "#" + strconv.FormatInt(r.TokenID, 10)
}

// isSame reports whether both are of the same token.
func (r Record) isSame(other Record) bool { return r.id() == other.id() }

func (r Record) equal(other Record) bool {
	return r.Instance == other.Instance && r.TokenID == other.TokenID && r.Name == other.Name &&
		r.Username == other.Username && slices.Equal(r.Scopes, other.Scopes) && r.ExpiresAt == other.ExpiresAt &&
		r.CreatedAt.Equal(other.CreatedAt) && r.KeptAt.Equal(other.KeptAt) &&
		r.Kept == other.Kept && r.Pending == other.Pending && r.Account == other.Account
}
