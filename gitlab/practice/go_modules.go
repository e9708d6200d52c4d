package practice

import (
	"fmt"
	"html"
	"net/http"
	"strings"

	"glpat/gitlab/catalog"
)

// isGoGet tells the question that the go command asks before it fetches a module:
// where does the repository of this path live?
func isGoGet(r *http.Request) bool { return r.URL.Query().Get("go-get") == "1" && r.URL.Path != "/" }

// serveGoGet answers it as lib/gitlab/middleware/go.rb does. Only what may read the
// project is told, which is api, read_api and a job's token: no scope of a deploy
// token and no scope for Git alone. Without credentials it answers as if the path
// had two parts, whether something is there or not.
func (s *Server) serveGoGet(w http.ResponseWriter, r *http.Request) {
	path := strings.Trim(r.URL.Path, "/")
	parts := strings.Split(path, "/")
	_, _, given := r.BasicAuth()
	if given {
		found, ok := s.moduleProject(r, parts)
		if !ok {
			plain(w, http.StatusNotFound, "Go package not found or access denied. If you are trying to access a private "+
				"project, ensure your ~/.netrc file has credentials so the go toolchain can authenticate.")
			return
		}
		path = found.fullPath()
	} else {
		path = strings.Join(parts[:min(len(parts), 2)], "/")
	}
	root := html.EscapeString(r.Host + "/" + path)
	address := html.EscapeString(baseURL(r) + "/" + path + ".git")
	w.Header().Set("Content-Type", "text/html")
	_, _ = fmt.Fprintf(w, `<html><head><meta name="go-import" content="%s git %s"></head><body>go get %s</body></html>`,
		root, address, root)
}

// moduleProject finds the project that a path of a module begins with, where the
// token may read it.
func (s *Server) moduleProject(r *http.Request, parts []string) (project, bool) {
	t, ok := s.basicToken(r)
	reads := t.other && t.kind == catalog.AlternativeJobToken || hasScope(t, catalog.ScopeAPI, catalog.ScopeReadAPI)
	if !ok || !reads {
		return project{}, false
	}
	for end := len(parts); end >= 2; end-- {
		if p, found := s.store.projectAt(strings.Join(parts[:end-1], "/"), parts[end-1]); found {
			return t.within.in(p)
		}
	}
	return project{}, false
}
