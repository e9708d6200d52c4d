package practice

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"glpat/gitlab/catalog"
	"glpat/gitlab/token"
)

// Bounds on what the practice instance remembers, so that nothing that talks to
// it can fill the memory.
const (
	maxUsers    = 200
	maxTokens   = 10_000
	maxSessions = 500
)

// user is an account. Any name signs in; "root" is an administrator.
type user struct {
	id             int64
	username, name string
	admin          bool
	created        time.Time
}

// store owns everything that changes while the server runs. All access goes
// through its methods, which hold the lock and hand out copies.
type store struct {
	now func() time.Time

	mu       sync.Mutex
	users    []user
	tokens   []issuedToken               // oldest first; ids are 1, 2, …
	byDigest map[[sha256.Size]byte]int64 // digest of a token's text to its id
	sessions map[string]*session
	usage    map[string]*window
	// pushed are the projects that a push made.
	pushed []project
	// images counts the image paths that asking to push made.
	images map[string]bool
	// others are the credentials that are no access tokens, by the digest of their text.
	others map[[sha256.Size]byte]otherToken
}

func newStore(now func() time.Time) *store {
	return &store{
		now:      now,
		byDigest: map[[sha256.Size]byte]int64{},
		sessions: map[string]*session{},
		usage:    map[string]*window{},
		images:   map[string]bool{},
		others:   map[[sha256.Size]byte]otherToken{},
	}
}

// userNamed returns the account of a name, made at first sight.
func (s *store) userNamed(username string) (user, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, u := range s.users {
		if u.username == username {
			return u, nil
		}
	}
	if len(s.users) >= maxUsers {
		return user{}, fmt.Errorf(
			"sign in as %q: the practice GitLab has %d accounts, restart it for more",
			username,
			maxUsers,
		)
	}
	u := user{
		id:       int64(len(s.users)) + 77,
		username: username,
		name:     displayName(username),
		admin:    username == "root",
		created:  s.now(),
	}
	s.users = append(s.users, u)
	return u, nil
}

// displayName makes a person's name from a user name, which is ASCII and not
// empty: "pat" is Pat Practice.
func displayName(username string) string {
	if username == "root" {
		return "Administrator"
	}
	return strings.ToUpper(username[:1]) + username[1:] + " Practice"
}

func (s *store) user(id int64) (user, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	at := slices.IndexFunc(s.users, func(u user) bool { return u.id == id })
	if at < 0 {
		return user{}, false
	}
	return s.users[at], true
}

// allUsers lists the accounts, newest first, as GitLab does.
func (s *store) allUsers() []user {
	s.mu.Lock()
	defer s.mu.Unlock()
	users := slices.Clone(s.users)
	slices.Reverse(users)
	return users
}

// draft is what a new token is to be.
type draft struct {
	name, description string
	scopes            []catalog.Scope
	expires           time.Time
	within            reach
}

// create makes a token and returns its text, which is not kept.
func (s *store) create(owner int64, d draft) (token.Secret, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, secret, err := s.add(
		issuedToken{
			owner: owner, name: d.name, description: d.description, scopes: d.scopes, expires: d.expires, within: d.within,
		},
	)
	return secret, err
}

// add gives a token its id and text. The lock is held.
func (s *store) add(t issuedToken) (issuedToken, token.Secret, error) {
	if len(s.tokens) >= maxTokens {
		return issuedToken{}, token.Secret{}, fmt.Errorf(
			"create token: the practice GitLab has %d tokens, restart it for more",
			maxTokens,
		)
	}
	t.id = int64(len(s.tokens)) + 1
	if t.family == 0 {
		t.family = t.id
	}
	t.created = s.now()
	secret := token.NewSecret(newTokenText(t.owner))
	s.tokens = append(s.tokens, t)
	s.byDigest[sha256.Sum256([]byte(secret.Reveal()))] = t.id
	return t, secret, nil
}

// find returns the token with a text, whatever its state.
func (s *store) find(secret token.Secret) (issuedToken, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	at, ok := s.byDigest[sha256.Sum256([]byte(secret.Reveal()))]
	if !ok {
		return issuedToken{}, false
	}
	return s.tokens[at-1], true
}

// use notes that a token was used now from an address.
func (s *store) use(id int64, ip string) issuedToken {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := &s.tokens[id-1]
	t.lastUsed, t.lastUsedIP = s.now(), ip
	return *t
}

// tokensOf lists a user's tokens, oldest first.
func (s *store) tokensOf(owner int64) []issuedToken {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(s.tokens), func(t issuedToken) bool { return t.owner != owner })
}

// tokenOf returns a user's token by its id.
func (s *store) tokenOf(owner, id int64) (issuedToken, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if id < 1 || id > int64(len(s.tokens)) || s.tokens[id-1].owner != owner {
		return issuedToken{}, false
	}
	return s.tokens[id-1], true
}

func (s *store) revoke(id int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tokens[id-1].revoked = true
}

// revokeFamily revokes a token and all that came of it by rotation. GitLab does
// so when a token that was already replaced is rotated again: somebody else may
// hold it.
func (s *store) revokeFamily(family int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.tokens {
		if s.tokens[i].family == family {
			s.tokens[i].revoked = true
		}
	}
}

// rotate revokes a token and makes another like it that ends at expires. It
// reports false when the token was revoked before, then nothing is made and the
// family is revoked.
func (s *store) rotate(id int64, expires time.Time) (issuedToken, token.Secret, bool, error) {
	s.mu.Lock()
	old := &s.tokens[id-1]
	if old.revoked {
		family := old.family
		s.mu.Unlock()
		s.revokeFamily(family)
		return issuedToken{}, token.Secret{}, false, nil
	}
	defer s.mu.Unlock()
	next := issuedToken{
		owner: old.owner, family: old.family, name: old.name, description: old.description,
		scopes: old.scopes, fineGrained: old.fineGrained, granted: old.granted, expires: expires, within: old.within,
	}
	made, secret, err := s.add(next)
	if err == nil {
		s.tokens[id-1].revoked = true
	}
	return made, secret, true, err
}
