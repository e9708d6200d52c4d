package practice

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// message is the body of most of GitLab's refusals (lib/api/helpers.rb).
type message struct {
	Message string `json:"message"`
}

// apiError is the body of refusals by the guard and by the router
// (lib/api/api_guard.rb).
type apiError struct {
	Error       string `json:"error"`
	Description string `json:"error_description,omitempty"`
	Scope       string `json:"scope,omitempty"`
}

func writeJSON[T any](w http.ResponseWriter, status int, body T) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(encode(body)) //nolint:gosec // JSON with its own content type and nosniff
}

// reply answers a call with a body.
func reply[T any](c *call, status int, body T) {
	c.header().Set("Content-Type", "application/json")
	c.w.WriteHeader(status)
	if c.r.Method != http.MethodHead {
		_, _ = c.w.Write(encode(body))
	}
}

// encode writes JSON. The types of this package cannot fail to be written.
func encode[T any](body T) []byte {
	encoded, err := json.Marshal(body)
	if err != nil {
		panic(err)
	}
	return encoded
}

func (c *call) message(status int, words string) { reply(c, status, message{words}) }

func (c *call) noRoute() { reply(c, http.StatusNotFound, apiError{Error: "404 Not Found"}) }

// unauthorized answers a token that is not known here at all, which GitLab does
// with fewer words than one that was.
func (c *call) unauthorized() { c.message(http.StatusUnauthorized, "401 Unauthorized") }

func (c *call) expired() {
	c.refuseToken("invalid_token", "Token is expired. You can either do re-authorization or token refresh.")
}

func (c *call) revoked() {
	c.refuseToken("invalid_token", "Token was revoked. You have to re-authorize from the user.")
}

// refuseToken answers a token that is known and may not be used. The realm in
// the header is unverified.
func (c *call) refuseToken(name, description string) {
	c.header().
		Set("WWW-Authenticate", fmt.Sprintf(`Bearer realm="Protected by OAuth 2.0", error=%q, `+
			`error_description=%q`, name, description))
	reply(c, http.StatusUnauthorized, apiError{Error: name, Description: description})
}

// insufficientScope answers a live token without the scope, and names every
// scope that the class of endpoints knows in this release, whether or not it
// would help with this method.
func (c *call) insufficientScope() {
	var names []string
	for _, scope := range c.endpoint.scopes.extra() {
		if info, _ := scope.Info(); c.server.edition.release.AtLeast(info.Since) {
			names = append(names, string(scope))
		}
	}
	reply(c, http.StatusForbidden, apiError{
		Error:       "insufficient_scope",
		Description: "The request requires higher privileges than provided by the access token.",
		Scope:       strings.Join(append(names, "api", "read_api"), " "),
	})
}

// field is a JSON field that some releases do not have. The zero value leaves
// it out, with the tag "omitzero".
type field[T any] struct {
	present bool
	value   T
}

func present[T any](value T) field[T] { return field[T]{present: true, value: value} }

// IsZero makes an absent field disappear.
func (f field[T]) IsZero() bool { return !f.present }

// MarshalJSON writes the value of a present field.
func (f field[T]) MarshalJSON() ([]byte, error) { return json.Marshal(f.value) }

// timestamp is a moment as GitLab writes it, with milliseconds in UTC; nil when
// it never came.
func timestamp(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	return new(t.UTC().Format("2006-01-02T15:04:05.000Z"))
}

// date is a day as GitLab writes it, nil for none.
func date(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	return new(t.UTC().Format(dateLayout))
}

// Offset pagination (doc/api/rest/_index.md).
const (
	defaultPerPage = 20
	maxPerPage     = 100
)

// paginate answers with one page of a list and GitLab's headers for it.
func paginate[T any](c *call, items []T) {
	start, end := c.page(len(items))
	reply(c, http.StatusOK, append([]T{}, items[start:end]...))
}

// page gives the part of a list that is asked for, and puts GitLab's headers for
// it on the answer.
func (c *call) page(count int) (start, end int) {
	query := c.r.URL.Query()
	page, perPage := c.pageAsked()
	pages := max(1, (count+perPage-1)/perPage)
	start, end = partOf(count, page, perPage)

	var links []string
	link := func(target int, relation string) {
		query.Set("page", strconv.Itoa(target))
		query.Set("per_page", strconv.Itoa(perPage))
		query.Del("private_token")
		address := url.URL{Path: c.r.URL.Path, RawQuery: query.Encode()}
		links = append(links, fmt.Sprintf(`<%s>; rel=%q`, baseURL(c.r)+address.String(), relation))
	}
	header := c.header()
	header.Set("X-Next-Page", "")
	header.Set("X-Prev-Page", "")
	if page > 1 {
		header.Set("X-Prev-Page", strconv.Itoa(page-1))
		link(page-1, "prev")
	}
	if page < pages {
		header.Set("X-Next-Page", strconv.Itoa(page+1))
		link(page+1, "next")
	}
	link(1, "first")
	link(pages, "last")
	header.Set("Link", strings.Join(links, ", "))
	header.Set("X-Page", strconv.Itoa(page))
	header.Set("X-Per-Page", strconv.Itoa(perPage))
	header.Set("X-Total", strconv.Itoa(count))
	header.Set("X-Total-Pages", strconv.Itoa(pages))
	return start, end
}

func (c *call) pageAsked() (page, perPage int) {
	query := c.r.URL.Query()
	return number(query.Get("page"), 1), min(number(query.Get("per_page"), defaultPerPage), maxPerPage)
}

// partOf is where a page of a list begins and ends, past its end at the end.
func partOf(count, page, perPage int) (start, end int) {
	start = min((page-1)*perPage, count)
	return start, min(start+perPage, count)
}

// number reads a count of at least one, or gives the default.
func number(text string, otherwise int) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > 1_000_000 {
		return otherwise
	}
	return n
}
