package practice

import (
	"crypto/rand"
	"encoding/base64"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// Paths that are the same in every release.
const (
	pathHome    = "/"
	pathSignIn  = "/users/sign_in"
	pathSignOut = "/users/sign_out"
)

// visit is one request for a page.
type visit struct {
	server  *Server
	edition edition
	w       http.ResponseWriter
	r       *http.Request
	session session
	user    user   // zero while signed out
	nonce   string // lets the page's own style and script run, and no other
}

// servePage answers everything that is neither API nor document. As in GitLab,
// somebody who is not signed in is sent to sign in from every path, whether it
// exists or not, and comes back to it afterwards.
func (s *Server) servePage(w http.ResponseWriter, r *http.Request) {
	v := &visit{server: s, edition: s.edition, w: w, r: r, nonce: newNonce()}
	var known string
	if cookie, err := r.Cookie(sessionCookie); err == nil {
		known = cookie.Value
	}
	v.session = s.store.openSession(known)
	if v.session.id != known {
		setCookie(w, v.session.id)
	}
	v.user, _ = s.store.user(v.session.user)

	method := r.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	if method == http.MethodPost {
		if err := r.ParseForm(); err != nil {
			v.staticPage(
				http.StatusBadRequest,
				"The form could not be read (400)",
				"400",
				"The form could not be read.",
				"Go back and try again.",
			)
			return
		}
		if !v.session.genuine(r.PostForm.Get("authenticity_token")) {
			v.staticPage(
				http.StatusUnprocessableEntity,
				"The change you requested was rejected (422)",
				"422",
				"The change you requested was rejected.",
				"The page you sent was too old, or did not come from here. Go back, load it again and try once more.",
			)
			return
		}
		method = strings.ToUpper(or(r.PostForm.Get("_method"), method))
	}
	if r.URL.Path == pathSignIn {
		v.signInPage(method)
		return
	}
	if v.session.user == 0 {
		if method == http.MethodGet && isNavigation(r) {
			s.store.remember(v.session.id, r.URL.RequestURI())
		}
		s.store.setFlash(v.session.id, flash{alert: v.signInFirst()})
		v.redirect(pathSignIn)
		return
	}
	if handle := v.route(method, r.URL.Path); handle != nil {
		handle()
		return
	}
	v.notFound()
}

// route finds what answers a signed-in request, or nil.
func (v *visit) route(method, path string) func() {
	tokens := v.edition.pages.Path()
	hasFormPage := v.edition.pages.OpenerChoice != ""
	switch method + " " + path {
	case "GET " + pathHome:
		return v.homePage
	case "POST " + pathSignOut, "DELETE " + pathSignOut:
		return v.signOut
	case "GET " + tokens:
		return v.tokensPage
	case "POST " + tokens:
		if !v.server.fineGrainedOnly {
			return v.createToken
		}
	case "GET " + tokens + "/legacy/new":
		if hasFormPage && !v.server.fineGrainedOnly {
			return v.legacyFormPage
		}
	case "GET " + tokens + "/granular/new":
		if hasFormPage {
			return v.fineGrainedFormPage
		}
	case "POST " + tokens + "/granular/new":
		if hasFormPage {
			return v.createFineGrainedToken
		}
	}
	if method == http.MethodGet {
		if target := v.edition.movedTo(path); target != "" {
			return func() { v.redirect(target + questionMark(v.r.URL.RawQuery)) }
		}
		if entry, ok := v.edition.settingsEntry(path); ok {
			return func() { v.settingsPage(entry) }
		}
	}
	rest, below := strings.CutPrefix(path, tokens+"/")
	number, action, _ := strings.Cut(rest, "/")
	tokenID, err := strconv.ParseInt(number, 10, 64)
	if !below || err != nil || method != http.MethodPut {
		return nil
	}
	switch action {
	case "revoke":
		return func() { v.revokeToken(tokenID) }
	case "rotate":
		return func() { v.rotateToken(tokenID) }
	}
	return nil
}

// isNavigation tells a page that a person opens from what a browser loads by
// itself, which is not to be remembered as the place to come back to.
func isNavigation(r *http.Request) bool {
	kind := r.Header.Get("Sec-Fetch-Dest")
	return (kind == "" || kind == "document") && len(r.URL.RequestURI()) < 4096
}

// redirect sends the browser to a path of this instance, written with the name
// it used for it.
func (v *visit) redirect(location string) {
	v.w.Header().Set("Location", baseURL(v.r)+location)
	v.w.WriteHeader(http.StatusFound)
}

// flash returns what this page is to show once.
func (v *visit) flash() flash { return v.server.store.takeFlash(v.session.id) }

// protectionToken is the hidden field without which a form is refused.
func (v *visit) protectionToken() part {
	return el("input", attr("type", "hidden"), attr("name", "authenticity_token"), attr("value", v.session.csrf))
}

// method is the hidden field that says what a form means by POST.
func methodField(method string) part {
	return el("input", attr("type", "hidden"), attr("name", "_method"), attr("value", method))
}

func (v *visit) staticPage(status int, title, number, heading, advice string) {
	writeStaticPage(v.w, status, title, number, heading, advice)
}

func (v *visit) notFound() {
	writeNotFound(v.w)
}

func writeNotFound(w http.ResponseWriter) {
	writeStaticPage(w, http.StatusNotFound, "The page you're looking for could not be found (404)", "404",
		"The page could not be found or you don't have permission to view it.",
		"This release of GitLab has no page at this address, or it is not part of the practice.")
}

// send writes a page that a person may only see and use here: nothing of it is
// loaded from elsewhere, and no other site can frame it.
func (v *visit) send(status int, html string) {
	header := v.w.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set(
		"Content-Security-Policy",
		"default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "+
			"style-src 'nonce-"+v.nonce+"'; script-src 'nonce-"+v.nonce+"'; manifest-src 'self'; img-src data:",
	)
	header.Set("Cache-Control", "no-store")
	v.w.WriteHeader(status)
	if v.r.Method != http.MethodHead {
		_, _ = v.w.Write([]byte(html))
	}
}

func newNonce() string {
	var bytes [16]byte
	_, _ = rand.Read(bytes[:])
	return base64.StdEncoding.EncodeToString(bytes[:])
}

func questionMark(query string) string {
	if query == "" {
		return ""
	}
	return "?" + query
}

// or is the first text unless it is empty.
func or(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

// linkWith is a path with a query of pairs of name and value, empty values left
// out.
func linkWith(path string, pairs ...string) string {
	query := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			query.Set(pairs[i], pairs[i+1])
		}
	}
	return path + questionMark(query.Encode())
}
