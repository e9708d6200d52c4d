package practice

import (
	"crypto/subtle"
	"net/http"
	"strings"
	"time"

	"glpat/gitlab/token"
)

// sessionCookie is the name GitLab gives its session cookie.
const sessionCookie = "_gitlab_session"

// session is one browser's visit, signed in or not.
type session struct {
	id, csrf string
	user     int64  // the user's id, 0 while signed out
	returnTo string // path and query to go to after signing in
	flash    flash
	touched  time.Time
}

// flash is what the next page shows, once.
type flash struct {
	notice      string
	alert       string
	created     token.Secret     // a token that was just made
	form        *form            // a form that was refused, with its errors
	fineGrained *fineGrainedForm // the same of the form for fine-grained tokens
}

// openSession returns the session of a cookie, or a new one that is signed out.
func (s *store) openSession(id string) session {
	s.mu.Lock()
	defer s.mu.Unlock()
	if found, ok := s.sessions[id]; ok {
		found.touched = s.now()
		return *found
	}
	return s.newSession(session{})
}

// newSession keeps a session under a new id, in place of the one that was not
// used for the longest time when there are too many. The lock is held.
func (s *store) newSession(from session) session {
	if len(s.sessions) >= maxSessions {
		var oldest *session
		for _, candidate := range s.sessions {
			if oldest == nil || candidate.touched.Before(oldest.touched) {
				oldest = candidate
			}
		}
		delete(s.sessions, oldest.id)
	}
	from.id, from.csrf, from.touched = randomHex(16), randomHex(32), s.now()
	s.sessions[from.id] = &from
	return from
}

// signIn gives the session of an id a user and a new id, so that an id known
// beforehand is worth nothing. It returns the session and where to go.
func (s *store) signIn(id string, userID int64) (session, string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var goTo string
	if old, ok := s.sessions[id]; ok {
		goTo = old.returnTo
		delete(s.sessions, id)
	}
	return s.newSession(session{user: userID}), goTo
}

// signedIn tells whether the session of an id has a user.
func (s *store) signedIn(id string) (is bool) {
	s.changeSession(id, func(found *session) { is = found.user != 0 })
	return is
}

func (s *store) signOut(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.sessions, id)
}

// remember notes where to go after signing in.
func (s *store) remember(id, location string) {
	s.changeSession(id, func(found *session) { found.returnTo = location })
}

func (s *store) setFlash(id string, f flash) {
	s.changeSession(id, func(found *session) { found.flash = f })
}

// takeFlash returns what the page is to show and forgets it.
func (s *store) takeFlash(id string) flash {
	var taken flash
	s.changeSession(id, func(found *session) { taken, found.flash = found.flash, flash{} })
	return taken
}

func (s *store) changeSession(id string, change func(*session)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if found, ok := s.sessions[id]; ok {
		change(found)
	}
}

// setCookie hands the session to the browser. It has no Secure attribute
// because the practice instance speaks plain HTTP.
func setCookie(w http.ResponseWriter, id string) {
	//nolint:gosec // plain HTTP on loopback, see above
	cookie := &http.Cookie{Name: sessionCookie, Value: id, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode}
	http.SetCookie(w, cookie)
}

// genuine tells whether a form came from a page of this session.
func (s session) genuine(authenticityToken string) bool {
	return subtle.ConstantTimeCompare([]byte(s.csrf), []byte(authenticityToken)) == 1
}

// usernameFrom makes a user name of what was typed, which may be an e-mail
// address. It is "" when nothing usable is left.
func usernameFrom(login string) string {
	login, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(login)), "@")
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || strings.ContainsRune("._-", r) {
			return r
		}
		return -1
	}, login)
	return name[:min(len(name), 40)]
}
