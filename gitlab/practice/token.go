package practice

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"slices"
	"strconv"
	"strings"
	"time"

	"glpat/gitlab/catalog"
	"glpat/gitlab/token"
)

// TokenPrefix begins every token of a practice instance, so that none is ever
// taken for a real one.
const TokenPrefix = token.PracticePrefix

// dateLayout is how GitLab writes a date.
const dateLayout = time.DateOnly

// issuedToken is a personal access token. Its text is not kept, only the digest of
// it, in [store].
type issuedToken struct {
	id          int64
	owner       int64 // the user's id
	family      int64 // the id of the first token that this one replaces by rotation
	name        string
	description string
	scopes      []catalog.Scope
	fineGrained bool               // fine-grained, with granted in place of scopes
	granted     []fineGrainedGrant // nil for a legacy token
	created     time.Time
	lastUsed    time.Time // zero when never
	lastUsedIP  string
	expires     time.Time // midnight UTC at which it ends; zero when it does not
	revoked     bool
	within      reach // where it acts; the zero value for a person's
	// other tells that this is no access token of an account, but of that kind.
	other bool
	kind  catalog.AlternativeKind
}

// hasScope reports whether the token has one of the scopes.
func hasScope(t issuedToken, scopes ...catalog.Scope) bool {
	return slices.ContainsFunc(scopes, func(scope catalog.Scope) bool { return slices.Contains(t.scopes, scope) })
}

func (t issuedToken) expired(now time.Time) bool {
	return !t.expires.IsZero() && !now.Before(t.expires)
}

func (t issuedToken) active(now time.Time) bool { return !t.revoked && !t.expired(now) }

// MakeToken makes a token with scopes for the account that the sign-in form
// proposes, without the pages and whatever the fault. It ends in a month.
func (s *Server) MakeToken(name string, scopes ...catalog.Scope) (token.Secret, error) {
	owner, err := s.store.userNamed("pat")
	if err != nil {
		return token.Secret{}, err
	}
	return s.store.create(owner.id, draft{name: name, scopes: scopes, expires: today(s.now()).AddDate(0, 1, 0)})
}

// newTokenText makes the text of a token for a user in GitLab's routable
// format, version 1: prefix, base64 of 16 random bytes, the routing text and a
// closing byte, the version, then the length of the base64 and a CRC-32 of all
// before it in base 36 (lib/authn/token_field/generator/routable_token.rb).
func newTokenText(userID int64) string {
	payload := make([]byte, 16, 64)
	_, _ = rand.Read(payload) // never fails: crypto/rand ends the program instead
	payload = fmt.Appendf(payload, "o:1\nu:%s", strconv.FormatInt(userID, 36))
	payload = append(payload, 16)
	body := base64.RawURLEncoding.EncodeToString(payload)
	signed := TokenPrefix + body + ".01." + base36(uint64(len(body)), 2)
	return signed + base36(uint64(crc32.ChecksumIEEE([]byte(signed))), 7)
}

// base36 writes n in base 36, with zeros in front up to width.
func base36(n uint64, width int) string {
	digits := strconv.FormatUint(n, 36)
	return strings.Repeat("0", max(0, width-len(digits))) + digits
}

// randomHex is a fresh unguessable text of n bytes in hex.
func randomHex(n int) string {
	bytes := make([]byte, n)
	_, _ = rand.Read(bytes)
	return hex.EncodeToString(bytes)
}
