package practice

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"glpat/gitlab/catalog"
	"glpat/gitlab/token"
)

// clock is a clock that tests set.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) forward(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

const oneDay = 24 * time.Hour

func TestTheAPIRefusesInGitLabsWords(t *testing.T) {
	const revoked = `{"error":"invalid_token","error_description":"Token was revoked. You have to re-authorize from the ` +
		`user."}`
	const expired = `{"error":"invalid_token","error_description":"Token is expired. You can either do re-authorization ` +
		`or token refresh."}`
	insufficient := func(scopes string) string {
		return `{"error":"insufficient_scope","error_description":"The request requires higher privileges than provided by ` +
			`the access token.","scope":"` + scopes + `"}`
	}
	clock := newClock()
	s := start(t, Options{Now: clock.Now})
	expiredToken, _ := s.CreateToken(t.Context(), http.DefaultClient, s.linkTo("old", "", "api"), "2026-03-02")
	clock.forward(oneDay)
	tokens := map[string]token.Secret{
		"no token":         {},
		"an unknown token": token.NewSecret(newTokenText(1)),
		"a garbled token":  token.NewSecret("x y"),
		"an expired token": expiredToken,
		"read_user":        makeToken(t, s, "read_user"),
		"read_api":         makeToken(t, s, "read_api"),
		"read_repository":  makeToken(t, s, "read_repository"),
		"api":              makeToken(t, s, "api"),
		"ai_features":      makeToken(t, s, "ai_features"),
		"a revoked token":  makeToken(t, s, "api"),
	}
	ask(t, s, http.MethodDelete, "/personal_access_tokens/self", tokens["a revoked token"])

	for _, test := range []struct {
		who, method, path string
		status            int
		body              string // "" when it does not matter
	}{
		{"no token", "GET", "/version", 401, `{"message":"401 Unauthorized"}`},
		{"no token", "GET", "/user", 401, `{"message":"401 Unauthorized"}`},
		{"no token", "GET", "/no/such/route", 404, `{"error":"404 Not Found"}`},
		{"api", "GET", "/no/such/route", 404, `{"error":"404 Not Found"}`},
		{"api", "PATCH", "/user", 405, `{"error":"405 Not Allowed"}`},
		{"an unknown token", "GET", "/user", 401, `{"message":"401 Unauthorized"}`},
		{"a garbled token", "GET", "/user", 401, `{"message":"401 Unauthorized"}`},
		{"an expired token", "GET", "/user", 401, expired},
		{"an expired token", "GET", "/personal_access_tokens/self", 401, expired},
		{"a revoked token", "GET", "/user", 401, revoked},
		{"a revoked token", "POST", "/personal_access_tokens/self/rotate", 401, revoked},
		{"read_user", "GET", "/user", 200, ""},
		{"read_user", "HEAD", "/user", 200, ""},
		{"read_user", "GET", "/users", 200, ""},
		{"read_user", "GET", "/version", 200, ""},
		{"read_user", "GET", "/metadata", 200, ""},
		{"read_user", "GET", "/projects", 403, insufficient("api read_api")},
		{"read_user", "GET", "/personal_access_tokens", 403, insufficient("api read_api")},
		{"read_user", "GET", "/personal_access_tokens/self", 200, ""},
		{"read_repository", "GET", "/user", 403, insufficient("read_user api read_api")},
		{"read_repository", "GET", "/version", 403, insufficient("read_user ai_features api read_api")},
		{"read_repository", "GET", "/personal_access_tokens/self", 200, ""},
		{"read_repository", "GET", "/personal_access_tokens/self/associations", 200, ""},
		{"ai_features", "GET", "/version", 200, ""},
		{"ai_features", "GET", "/user", 403, insufficient("read_user api read_api")},
		{"read_api", "GET", "/projects", 200, ""},
		{"read_api", "POST", "/personal_access_tokens/1/rotate", 403, insufficient("api read_api")},
		{"read_api", "DELETE", "/personal_access_tokens/1", 403, insufficient("api read_api")},
		{"read_api", "POST", "/personal_access_tokens/self/rotate", 403, insufficient("self_rotate api read_api")},
		{"api", "GET", "/personal_access_tokens/999", 401, `{"message":"401 Unauthorized"}`},
		{"api", "GET", "/personal_access_tokens/abc", 400, `{"error":"id is invalid"}`},
		{"api", "GET", "/personal_access_tokens?state=odd", 400, `{"error":"state does not have a valid value"}`},
		{"api", "GET", "/personal_access_tokens?revoked=odd", 400, `{"error":"revoked is invalid"}`},
		{"api", "GET", "/personal_access_tokens?sort=odd", 400, `{"error":"sort does not have a valid value"}`},
		{"api", "GET", "/projects/999", 404, `{"message":"404 Project Not Found"}`},
		{"api", "GET", "/projects/practice-team%2Fweb-shop", 200, ""},
		{"api", "GET", "/users/999", 404, `{"message":"404 User Not Found"}`},
		{"api", "GET", "/personal_access_tokens/self/associations?min_access_level=7", 400, `{"error":"min_access_level ` +
			`does not have a valid value"}`},
	} {
		t.Run(test.who+" "+test.method+" "+test.path, func(t *testing.T) {
			response, body := ask(t, s, test.method, test.path, tokens[test.who])
			if response.StatusCode != test.status || test.body != "" && body != test.body {
				t.Errorf("answered %s\n%s\nwant %d\n%s", response.Status, body, test.status, test.body)
			}
		})
	}
}

func TestEndpointsAreThereFromTheirReleaseOn(t *testing.T) {
	for _, test := range []struct{ method, path, before, since string }{
		{"GET", "/metadata", "15.1", "15.2"},
		{"GET", "/personal_access_tokens/self", "15.4", "15.5"},
		{"POST", "/personal_access_tokens/1/rotate", "15.11", "16.0"},
		{"POST", "/personal_access_tokens/self/rotate", "16.9", "16.10"},
		{"GET", "/personal_access_tokens/self/associations", "17.3", "17.4"},
	} {
		for release, want := range map[string]int{test.before: 404, test.since: 200} {
			s := playing(t, release)
			response, body := ask(t, s, test.method, test.path, makeToken(t, s, "api"))
			if test.path == "/personal_access_tokens/self" && release == test.before {
				want = 405 // DELETE was there first
			}
			if response.StatusCode != want {
				t.Errorf("%s %s at %s answered %s %s, want %d", test.method, test.path, release, response.Status, body, want)
			}
		}
	}
}

func TestATokenIsFoundWhereGitLabLooks(t *testing.T) {
	s := playing(t, "19.2")
	secret := makeToken(t, s, "api").Reveal()
	for name, set := range map[string]func(*http.Request){
		"its own header": func(r *http.Request) { r.Header.Set("PRIVATE-TOKEN", secret) },
		"bearer":         func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+secret) },
		"the parameter":  func(r *http.Request) { r.URL.RawQuery = "private_token=" + secret },
		"its own header before bearer": func(r *http.Request) {
			r.Header.Set("PRIVATE-TOKEN", secret)
			r.Header.Set("Authorization", "Bearer nonsense")
		},
	} {
		request, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL()+"/api/v4/user", nil)
		set(request)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if response.StatusCode != http.StatusOK {
			t.Errorf("with %s: %s", name, response.Status)
		}
	}
}

func TestATokenIsShownWithTheReleasesFields(t *testing.T) {
	for _, test := range []struct{ release, want string }{
		{
			"15.11",
			`{"id":1,"name":"n","revoked":false,"created_at":"2026-03-01T12:00:00.000Z","scopes":["read_user"],"user_id":77,"last_used_at":"2026-03-01T12:00:00.000Z","active":true,"expires_at":"2026-03-31"}`,
		},
		{
			"17.9",
			`{"id":1,"name":"n","revoked":false,"created_at":"2026-03-01T12:00:00.000Z","description":null,"scopes":["read_user"],"user_id":77,"last_used_at":"2026-03-01T12:00:00.000Z","active":true,"expires_at":"2026-03-31"}`,
		},
		{
			"19.2",
			`{"id":1,"name":"n","revoked":false,"created_at":"2026-03-01T12:00:00.000Z","description":null,"scopes":["read_user"],"user_id":77,"last_used_at":"2026-03-01T12:00:00.000Z","active":true,"granular":false,"expires_at":"2026-03-31","last_used_ips":["127.0.0.1"]}`,
		},
	} {
		release, _ := catalog.ParseRelease(test.release)
		s := start(t, Options{Release: release, Now: newClock().Now})
		secret, err := s.CreateToken(t.Context(), http.DefaultClient, s.linkTo("n", "", "read_user"), "")
		if err != nil {
			t.Fatal(err)
		}
		if _, body := ask(t, s, "GET", "/personal_access_tokens/self", secret); body != test.want {
			t.Errorf("%s:\n%s, want\n%s", test.release, body, test.want)
		}
	}
}

func TestATokenEndsAtMidnightUTCOfItsDate(t *testing.T) {
	clock := newClock()
	s := start(t, Options{Now: clock.Now})
	secret, err := s.CreateToken(t.Context(), http.DefaultClient, s.linkTo("n", "", "api"), "2026-03-03")
	if err != nil {
		t.Fatal(err)
	}
	clock.forward(36*time.Hour - time.Second)
	if response, _ := ask(t, s, "GET", "/user", secret); response.StatusCode != 200 {
		t.Errorf("a second before: %s", response.Status)
	}
	clock.forward(time.Second)
	if response, _ := ask(t, s, "GET", "/user", secret); response.StatusCode != 401 {
		t.Errorf("at midnight: %s", response.Status)
	}
}

// rotated rotates and returns the new token and its text.
func rotated(t *testing.T, s *Server, path string, secret token.Secret) (tokenJSON, token.Secret) {
	t.Helper()
	response, body := ask(t, s, "POST", path, secret)
	var made tokenJSON
	if err := json.Unmarshal([]byte(body), &made); err != nil || response.StatusCode != 200 || made.Token == "" {
		t.Fatalf("rotation answered %s %s", response.Status, body)
	}
	return made, token.NewSecret(made.Token)
}

// UnmarshalJSON lets tests read what the API writes.
func (f *field[T]) UnmarshalJSON(data []byte) error {
	f.present = true
	return json.Unmarshal(data, &f.value)
}

func TestRotationReplacesATokenAndItsReuseEndsTheFamily(t *testing.T) {
	s := start(t, Options{Now: newClock().Now})
	first := makeToken(t, s, "self_rotate")
	bystander := makeToken(t, s, "api")
	made, second := rotated(t, s, "/personal_access_tokens/self/rotate", first)
	if *made.ExpiresAt != "2026-03-08" {
		t.Errorf("the new token ends %s, want in a week", *made.ExpiresAt)
	}
	made, _ = rotated(t, s, "/personal_access_tokens/self/rotate?expires_at=2026-05-01", second)
	if *made.ExpiresAt != "2026-05-01" {
		t.Errorf("the new token ends %s, want the date asked for", *made.ExpiresAt)
	}
	third := s.lastToken(bystander)
	if third.revoked {
		t.Fatal("the newest token is revoked already")
	}
	response, body := ask(t, s, "POST", "/personal_access_tokens/self/rotate", first)
	if response.StatusCode != 401 || !strings.Contains(body, "revoked") {
		t.Errorf("rotating a replaced token answered %s %s", response.Status, body)
	}
	if third := s.lastToken(bystander); !third.revoked {
		t.Error("the family lives on after a replaced token was used again")
	}
	if response, _ := ask(t, s, "GET", "/user", bystander); response.StatusCode != 200 {
		t.Errorf("a token outside the family answers %s", response.Status)
	}
	if response, body := ask(t, s, "POST", "/personal_access_tokens/1/rotate", bystander); response.StatusCode != 400 ||
		body != `{"message":"400 Bad request - Token already revoked"}` {
		t.Errorf("rotating a revoked token by its number answered %s %s", response.Status, body)
	}
	if response, body := ask(
		t,
		s,
		"POST",
		"/personal_access_tokens/2/rotate?expires_at=2028-01-01",
		bystander,
	); response.StatusCode != 400 ||
		!strings.Contains(body, "must be before 2027-03-01") {
		t.Errorf("a date too far away answered %s %s", response.Status, body)
	}
}

// lastToken is the newest token that is not the given one's.
func (s *Server) lastToken(except token.Secret) issuedToken {
	other, _ := s.store.find(except)
	tokens := slices.DeleteFunc(s.store.tokensOf(other.owner), func(t issuedToken) bool { return t.id == other.id })
	return tokens[len(tokens)-1]
}

func TestTheListIsFilteredSortedAndPaged(t *testing.T) {
	clock := newClock()
	s := start(t, Options{Now: clock.Now})
	for i := range 5 {
		name, expires := fmt.Sprintf("token %d", 5-i), clock.Now().AddDate(0, 0, 10+(i*7)%5).Format(dateLayout)
		if _, err := s.CreateToken(t.Context(), http.DefaultClient, s.linkTo(name, "", "api"), expires); err != nil {
			t.Fatal(err)
		}
		clock.forward(time.Minute)
	}
	reader := makeToken(t, s, "read_api")
	s.store.revoke(2)

	for query, want := range map[string]string{
		"":                                 "1 2 3 4 5 6",
		"?sort=created_desc":               "6 5 4 3 2 1",
		"?sort=name_asc":                   "6 5 4 3 2 1",
		"?sort=expires_asc":                "1 4 2 5 3 6",
		"?sort=last_used_desc&search=TEST": "6",
		"?state=active":                    "1 3 4 5 6",
		"?state=inactive":                  "2",
		"?revoked=true":                    "2",
		"?revoked=false&search=oken":       "1 3 4 5",
		"?per_page=2&page=2":               "3 4",
		"?per_page=2&page=9":               "",
		"?per_page=9999":                   "1 2 3 4 5 6",
	} {
		response, body := ask(t, s, "GET", "/personal_access_tokens"+query, reader)
		var tokens []tokenJSON
		if err := json.Unmarshal([]byte(body), &tokens); err != nil || tokens == nil {
			t.Fatalf("%s answered %s %s", query, response.Status, body)
		}
		var ids []string
		for _, listed := range tokens {
			ids = append(ids, strconv.FormatInt(listed.ID, 10))
		}
		if got := strings.Join(ids, " "); got != want {
			t.Errorf("%s lists %q, want %q", query, got, want)
		}
	}
	response, _ := ask(
		t,
		s,
		"GET",
		"/personal_access_tokens?per_page=2&page=2&state=active&private_token=secret",
		token.Secret{},
	)
	if response.StatusCode != 401 {
		t.Errorf("the wrong parameter answered %s", response.Status)
	}
	response, _ = ask(t, s, "GET", "/personal_access_tokens?per_page=2&page=2&state=active", reader)
	for name, want := range map[string]string{
		"X-Total": "5", "X-Total-Pages": "3", "X-Page": "2", "X-Per-Page": "2", "X-Next-Page": "3", "X-Prev-Page": "1",
	} {
		if got := response.Header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	link := response.Header.Get("Link")
	for _, want := range []string{`page=1&per_page=2&state=active>; ` +
		`rel="prev"`, `page=3&per_page=2&state=active>; rel="next"`, `rel="first"`, `rel="last"`} {
		if !strings.Contains(link, want) {
			t.Errorf("Link is %s, want %s in it", link, want)
		}
	}
}

func TestTheRateLimitIsToldAndKept(t *testing.T) {
	clock := newClock()
	s := start(t, Options{Now: clock.Now})
	secret := makeToken(t, s, "read_user")
	for i := 1; i <= authenticatedLimit; i++ {
		response, body := ask(t, s, "GET", "/user", secret)
		if response.StatusCode != 200 {
			t.Fatalf("call %d answered %s %s", i, response.Status, body)
		}
		if i == 3 {
			for name, want := range map[string]string{
				"RateLimit-Limit": "2000", "RateLimit-Observed": "3", "RateLimit-Remaining": "1997",
				"RateLimit-Name": "throttle_authenticated_api", "RateLimit-Reset": strconv.FormatInt(clock.Now().Add(time.Minute).Unix(), 10),
				"Retry-After": "",
			} {
				if got := response.Header.Get(name); got != want {
					t.Errorf("%s is %q, want %q", name, got, want)
				}
			}
		}
	}
	response, body := ask(t, s, "GET", "/user", secret)
	if response.StatusCode != 429 || body != "Retry later\n" ||
		!strings.HasPrefix(response.Header.Get("Content-Type"), "text/plain") {
		t.Errorf("past the limit: %s %q %s", response.Status, body, response.Header.Get("Content-Type"))
	}
	if response.Header.Get("Retry-After") != "60" ||
		response.Header.Get("RateLimit-ResetTime") != "Sun, 01 Mar 2026 12:01:00 GMT" ||
		response.Header.Get("RateLimit-Remaining") != "0" {
		t.Errorf("past the limit the headers are %v", response.Header)
	}
	clock.forward(time.Minute)
	if response, _ := ask(t, s, "GET", "/user", secret); response.StatusCode != 200 {
		t.Errorf("a minute later: %s", response.Status)
	}
}
