package practice

import (
	"net/http"
	"strconv"
	"time"
)

// Limits per minute, those of GitLab.com (doc/user/gitlab_com/_index.md).
const (
	authenticatedLimit   = 2000 // for each user
	unauthenticatedLimit = 500  // for each address
	limitPeriod          = time.Minute
	maxWindows           = 1000
)

// The names that GitLab gives its limits.
const (
	throttleAPI       = "throttle_authenticated_api"
	throttleAnonymous = "throttle_unauthenticated_api"
)

// window counts the requests of one caller within one minute.
type window struct {
	ends  time.Time
	count int
}

// count counts one more request of a caller and returns how many it made in
// this window and how long the window still lasts.
func (s *store) count(caller string) (int, time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	current, ok := s.usage[caller]
	if !ok || !now.Before(current.ends) {
		if len(s.usage) >= maxWindows {
			clear(s.usage)
		}
		current = &window{ends: now.Truncate(limitPeriod).Add(limitPeriod)}
		s.usage[caller] = current
	}
	current.count++
	return current.count, current.ends.Sub(now)
}

// throttle counts a request, puts the RateLimit headers on its answer and, past
// the limit, answers it.
func (s *Server) throttle(c *call) bool {
	name, limit, caller := throttleAnonymous, unauthenticatedLimit, "address "+remoteIP(c.r)
	if t, ok := s.store.find(c.secret); ok {
		name, limit, caller = throttleAPI, authenticatedLimit, "user "+strconv.FormatInt(t.owner, 10)
	}
	observed, left := s.store.count(caller)
	c.rateHeaders(name, limit, observed, left)
	if observed <= limit {
		return false
	}
	c.throttled(name, observed, left)
	return true
}

func (c *call) rateHeaders(name string, limit, observed int, left time.Duration) {
	header := c.header()
	header.Set("RateLimit-Limit", strconv.Itoa(limit))
	header.Set("RateLimit-Name", name)
	header.Set("RateLimit-Observed", strconv.Itoa(observed))
	header.Set("RateLimit-Remaining", strconv.Itoa(max(0, limit-observed)))
	header.Set("RateLimit-Reset", strconv.FormatInt(c.server.now().Add(left).Unix(), 10))
}

// throttled answers a request past the limit as GitLab's Rack::Attack does: in
// plain text.
func (c *call) throttled(name string, observed int, left time.Duration) {
	limit := authenticatedLimit
	if name == throttleAnonymous {
		limit = unauthenticatedLimit
	}
	c.rateHeaders(name, limit, observed, left)
	header := c.header()
	header.Set("RateLimit-ResetTime", c.server.now().Add(left).UTC().Format(http.TimeFormat))
	header.Set("Retry-After", strconv.Itoa(max(1, int(left.Round(time.Second)/time.Second))))
	header.Set("Content-Type", "text/plain")
	c.w.WriteHeader(http.StatusTooManyRequests)
	_, _ = c.w.Write([]byte("Retry later\n"))
}
