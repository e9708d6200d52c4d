package practice

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"glpat/gitlab/catalog"
)

// tokenJSON is a token as the API shows it
// (lib/api/entities/personal_access_token.rb and those built on it).
type tokenJSON struct {
	ID          int64              `json:"id"`
	Name        string             `json:"name"`
	Revoked     bool               `json:"revoked"`
	CreatedAt   *string            `json:"created_at"`
	Description field[*string]     `json:"description,omitzero"`
	Scopes      []catalog.Scope    `json:"scopes"`
	UserID      int64              `json:"user_id"`
	LastUsedAt  *string            `json:"last_used_at"`
	Active      bool               `json:"active"`
	Granular    field[bool]        `json:"granular,omitzero"` // its first release is unverified
	Granted     []fineGrainedGrant `json:"granular_scopes,omitempty"`
	ExpiresAt   *string            `json:"expires_at"`
	LastUsedIPs field[[]string]    `json:"last_used_ips,omitzero"`
	Token       string             `json:"token,omitempty"`
}

// describe is a token as the release shows it in lists, by its id, and after a
// rotation by its id. What is asked of a token itself is told less, see
// [call.describeSelf].
func (c *call) describe(t issuedToken) tokenJSON {
	edition := c.server.edition
	shown := tokenJSON{
		ID: t.id, Name: t.name, Revoked: t.revoked, CreatedAt: timestamp(t.created), Scopes: t.scopes, UserID: t.owner,
		LastUsedAt: timestamp(t.lastUsed), Active: t.active(c.server.now()), ExpiresAt: date(t.expires),
	}
	if edition.has(featureDescription) {
		var description *string
		if t.description != "" {
			description = &t.description
		}
		shown.Description = present(description)
	}
	if edition.has(featureFineGrained) {
		shown.Granular = present(t.fineGrained)
	}
	if edition.has(featureFineGrainedReleased) {
		shown.Granted = t.granted
	}
	if edition.has(featureLastUsedIPs) {
		addresses := []string{}
		if t.lastUsedIP != "" {
			addresses = append(addresses, t.lastUsedIP)
		}
		shown.LastUsedIPs = present(addresses)
	}
	return shown
}

// describeSelf is a token as it is shown to itself: with its permissions from 19.5
// on only (doc/api/personal_access_tokens.md).
func (c *call) describeSelf(t issuedToken) tokenJSON {
	shown := c.describe(t)
	if !c.server.edition.has(featureSelfTellsGrants) {
		shown.Granted = nil
	}
	return shown
}

func (c *call) selfToken() { reply(c, http.StatusOK, c.describeSelf(c.token)) }

func (c *call) revokeSelf() {
	c.server.store.revoke(c.token.id)
	c.w.WriteHeader(http.StatusNoContent)
}

func (c *call) rotateSelf() { c.rotate(c.token, c.describeSelf) }

// named finds the token of the call's id. Somebody else's and one that does not
// exist are 401 alike; administrators, who see all, get a 404.
func (c *call) named() (issuedToken, bool) {
	tokenID, err := strconv.ParseInt(c.id, 10, 64)
	if err != nil {
		reply(c, http.StatusBadRequest, apiError{Error: "id is invalid"})
		return issuedToken{}, false
	}
	t, ok := c.server.store.tokenOf(c.user.id, tokenID)
	switch {
	case ok:
	case c.user.admin:
		c.message(http.StatusNotFound, "404 Personal Access Token Not Found")
	default:
		c.unauthorized()
	}
	return t, ok
}

func (c *call) oneToken() {
	if t, ok := c.named(); ok {
		reply(c, http.StatusOK, c.describe(t))
	}
}

func (c *call) revokeOne() {
	if t, ok := c.named(); ok {
		c.server.store.revoke(t.id)
		c.w.WriteHeader(http.StatusNoContent)
	}
}

func (c *call) rotateOne() {
	if t, ok := c.named(); ok {
		c.rotate(t, c.describe)
	}
}

// rotate replaces a token. Without a date the new one ends in a week, or never
// where tokens need not end (app/services/personal_access_tokens/rotate_service.rb).
func (c *call) rotate(t issuedToken, describe func(issuedToken) tokenJSON) {
	if c.legacyOff(t) {
		return
	}
	edition, now := c.server.edition, c.server.now()
	var expires time.Time
	if edition.has(featureExpiryRequired) {
		expires = today(now).AddDate(0, 0, rotatedLifetimeDays)
	}
	if wanted := c.parameter("expires_at"); wanted != "" && edition.release.AtLeast(catalog.NewRelease(16, 6)) {
		var problem string
		if expires, problem = edition.expiry(wanted, now); problem != "" {
			c.message(http.StatusBadRequest, "400 Bad request - Expiration date "+problem)
			return
		}
	}
	next, secret, fresh, err := c.server.store.rotate(t.id, expires)
	switch {
	case err != nil:
		c.message(http.StatusInternalServerError, "500 Internal Server Error")
	case !fresh:
		c.message(http.StatusBadRequest, "400 Bad request - Token already revoked")
	default:
		shown := describe(next)
		if !edition.has(featureLastUsedIPsOfNew) {
			shown.LastUsedIPs = field[[]string]{}
		}
		shown.Token = secret.Reveal()
		reply(c, http.StatusOK, shown)
	}
}

// parameter reads a parameter from the query, a form or a JSON body.
func (c *call) parameter(name string) string {
	if kind, _, _ := mime.ParseMediaType(c.r.Header.Get("Content-Type")); kind == "application/json" {
		var body map[string]json.RawMessage
		var value string
		sent, _ := io.ReadAll(c.r.Body) // bounded by ServeHTTP; what was cut is no JSON
		c.r.Body = io.NopCloser(bytes.NewReader(sent))
		if json.Unmarshal(sent, &body) == nil && json.Unmarshal(body[name], &value) == nil {
			return value
		}
	}
	return c.r.FormValue(name)
}

// listTokens lists the caller's tokens, filtered and sorted.
func (c *call) listTokens() {
	query := c.r.URL.Query()
	now := c.server.now()
	state, revoked, order := query.Get("state"), query.Get("revoked"), query.Get("sort")
	switch {
	case state != "" && state != "active" && state != "inactive":
		reply(c, http.StatusBadRequest, apiError{Error: "state does not have a valid value"})
		return
	case revoked != "" && revoked != "true" && revoked != "false":
		reply(c, http.StatusBadRequest, apiError{Error: "revoked is invalid"})
		return
	case order != "" && tokenOrder(order) == nil:
		reply(c, http.StatusBadRequest, apiError{Error: "sort does not have a valid value"})
		return
	}
	if wanted := query.Get("user_id"); wanted != "" && wanted != strconv.FormatInt(c.user.id, 10) && !c.user.admin {
		c.unauthorized()
		return
	}
	search := strings.ToLower(query.Get("search"))
	tokens := slices.DeleteFunc(c.server.store.tokensOf(c.user.id), func(t issuedToken) bool {
		return state != "" && t.active(now) != (state == "active") ||
			revoked != "" && t.revoked != (revoked == "true") ||
			!strings.Contains(strings.ToLower(t.name), search)
	})
	if order != "" {
		slices.SortStableFunc(tokens, tokenOrder(order))
	}
	shown := make([]tokenJSON, 0, len(tokens))
	for _, t := range tokens {
		shown = append(shown, c.describe(t))
	}
	paginate(c, shown)
}

// tokenOrder is the comparison that the list's "sort" names, nil for none.
func tokenOrder(name string) func(a, b issuedToken) int {
	key, direction, _ := strings.Cut(strings.Replace(name, "last_used", "used", 1), "_")
	var compare func(a, b issuedToken) int
	switch key {
	case "created":
		compare = func(a, b issuedToken) int { return a.created.Compare(b.created) }
	case "expires":
		compare = byExpiry
	case "used":
		compare = func(a, b issuedToken) int { return a.lastUsed.Compare(b.lastUsed) }
	case "name":
		compare = func(a, b issuedToken) int { return cmp.Compare(a.name, b.name) }
	}
	switch {
	case compare == nil:
		return nil
	case direction == "asc":
		return compare
	case direction == "desc":
		return func(a, b issuedToken) int { return compare(b, a) }
	}
	return nil
}
