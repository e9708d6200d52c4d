package practice

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Fault names something that goes wrong on a practice instance, so that it can
// be rehearsed. "" is none.
type Fault string

// FaultInfo is a fault and what it does, in words for a person.
type FaultInfo struct {
	Fault Fault
	Does  string
}

// faultRow is a fault with what it does to a request. answer sees every request
// first and reports whether it answered; api sees a call of the API made with a
// token, so that looking at the instance without one still works.
type faultRow struct {
	FaultInfo
	answer func(w http.ResponseWriter, r *http.Request) bool
	api    func(c *call) bool
}

// slowness is how long an answer of the API takes with the fault "slow".
const slowness = 5 * time.Second

// faultRows is the one list of faults: a new one is a new row.
func faultRows() []faultRow {
	return []faultRow{
		{FaultInfo: FaultInfo{"token-unknown", "the API says 401 to every token, as if it were from elsewhere or mistyped"}, api: func(c *call) bool {
			c.unauthorized()
			return true
		}},
		{FaultInfo: FaultInfo{"token-expired", "the API says 401 to every token: it is expired"}, api: func(c *call) bool {
			c.expired()
			return true
		}},
		{FaultInfo: FaultInfo{"token-revoked", "the API says 401 to every token: it was revoked"}, api: func(c *call) bool {
			c.revoked()
			return true
		}},
		{FaultInfo: FaultInfo{"scope-missing", "the API says 403 to everything but the question what the token may do"}, api: func(c *call) bool {
			if c.endpoint.scopes == anyScope {
				return false
			}
			c.insufficientScope()
			return true
		}},
		{FaultInfo: FaultInfo{"blocked", "the API says 403 to every token: the account is blocked"}, api: func(c *call) bool {
			c.message(http.StatusForbidden, "403 Forbidden - Your account has been blocked.") // wording unverified
			return true
		}},
		{FaultInfo: FaultInfo{"not-found", "the API says 404 to every call made with a token"}, api: func(c *call) bool {
			c.message(http.StatusNotFound, "404 Not Found")
			return true
		}},
		{FaultInfo: FaultInfo{"rate-limited", "the API says 429 in plain text to every call made with a token"}, api: func(c *call) bool {
			c.throttled(throttleAPI, authenticatedLimit+1, 42*time.Second)
			return true
		}},
		{FaultInfo: FaultInfo{"rate-limited-json", "the API says 429 in JSON, as single features of GitLab do"}, api: func(c *call) bool {
			c.header().Set("Retry-After", "60")
			reply(c, http.StatusTooManyRequests, map[string]map[string]string{
				"message": {"error": "This endpoint has been requested too many times. Try again later."},
			})
			return true
		}},
		{FaultInfo: FaultInfo{"server-error", "the API says 500 to every call made with a token"}, api: func(c *call) bool {
			c.message(http.StatusInternalServerError, "500 Internal Server Error")
			return true
		}},
		{FaultInfo: FaultInfo{"bad-gateway", "GitLab is down behind its proxy: 502 everywhere"}, answer: badGateway},
		{FaultInfo: FaultInfo{"deploy-page", "an upgrade is running: every page says so with status 200"}, answer: deployPage},
		{FaultInfo: FaultInfo{"maintenance", "maintenance mode: reading works, creating and changing says 503"}, answer: maintenance},
		{FaultInfo: FaultInfo{"login-page", "something before GitLab answers the API with a sign-in page"}, answer: loginPage},
		{FaultInfo: FaultInfo{"slow", "each answer of the API takes five seconds"}, answer: slow},
		{FaultInfo: FaultInfo{"truncated", "the API's answers to a token end in the middle"}, api: func(c *call) bool {
			c.cutShort = true
			return false
		}},
	}
}

// Faults lists the faults in the order in which help shows them.
func Faults() []FaultInfo {
	var infos []FaultInfo
	for _, row := range faultRows() {
		infos = append(infos, row.FaultInfo)
	}
	return infos
}

// ParseFault reads the name of a fault; "" and "none" are no fault.
func ParseFault(name string) (Fault, error) {
	if name == "none" {
		name = ""
	}
	row, err := faultNamed(Fault(name))
	return row.Fault, err
}

func faultNamed(fault Fault) (faultRow, error) {
	if fault == "" {
		return faultRow{}, nil
	}
	var names []string
	for _, row := range faultRows() {
		if row.Fault == fault {
			return row, nil
		}
		names = append(names, string(row.Fault))
	}
	return faultRow{}, fmt.Errorf("there is no fault %q for the practice GitLab; there are %s", string(fault), strings.Join(names, ", "))
}

func isAPI(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/api/") }

// badGateway answers as GitLab's Workhorse does while Rails is down
// (workhorse/internal/badgateway/roundtripper.go).
func badGateway(w http.ResponseWriter, r *http.Request) bool {
	for _, name := range []string{"X-Gitlab-Meta", "X-Request-Id", "X-Runtime"} {
		w.Header().Del(name) // Rails sets those
	}
	if isAPI(r) {
		w.Header().Set("Content-Type", "text/plain")
		w.WriteHeader(http.StatusBadGateway)
		_, _ = w.Write([]byte("GitLab is not responding"))
		return true
	}
	writeStaticPage(w, http.StatusBadGateway, "GitLab is not responding (502)", "502",
		"GitLab is taking too much time to respond.", "Try again in a few minutes. If it goes on, ask your GitLab administrator.")
	return true
}

// deployPage stands before every page, but not before the API
// (workhorse/internal/staticpages/deploy_page.go).
func deployPage(w http.ResponseWriter, r *http.Request) bool {
	if isAPI(r) {
		return false
	}
	writeStaticPage(w, http.StatusOK, "Deploy in progress", "", "Deploy in progress", "Please try again in a few minutes.")
	return true
}

// maintenance refuses what changes something; signing in and out is allowed.
func maintenance(w http.ResponseWriter, r *http.Request) bool {
	switch {
	case r.Method == http.MethodGet, r.Method == http.MethodHead, r.URL.Path == pathSignIn, r.URL.Path == pathSignOut:
		return false
	case isAPI(r):
		writeJSON(w, http.StatusServiceUnavailable, message{"GitLab Maintenance: system is in maintenance mode"})
		return true
	}
	writeStaticPage(w, http.StatusServiceUnavailable, "GitLab is in maintenance mode (503)", "503",
		"GitLab Maintenance: system is in maintenance mode", "Reading works. Nothing can be created or changed until it ends.")
	return true
}

// loginPage answers the API with the sign-in page, as a proxy with its own
// sign-on does.
func loginPage(w http.ResponseWriter, r *http.Request) bool {
	if !isAPI(r) {
		return false
	}
	writeStaticPage(w, http.StatusOK, "Sign in", "", "Sign in to your company account", "This is the practice of a sign-in page that stands in front of GitLab.")
	return true
}

// slow waits, and gives up with the request or the server.
func slow(_ http.ResponseWriter, r *http.Request) bool {
	if !isAPI(r) {
		return false
	}
	timer := time.NewTimer(slowness)
	defer timer.Stop()
	select {
	case <-timer.C:
		return false
	case <-r.Context().Done():
		return true
	}
}
