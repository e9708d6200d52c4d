package practice

import (
	"encoding/base64"
	"net/http"
	"slices"
	"strings"

	"glpat/gitlab/catalog"
	"glpat/gitlab/token"
)

// pathJWT is where the registry and the dependency proxy send one for leave
// (app/controllers/jwt_controller.rb).
const pathJWT = "/jwt/auth"

// jwtErrors is how the registry's door refuses.
type jwtErrors struct {
	Errors     []jwtError `json:"errors"`
	HTTPStatus int        `json:"http_status,omitempty"`
}

type jwtError struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// registryToken is what is allowed, in the payload of the token that is given.
type registryToken struct {
	Access []imageAccess `json:"access"`
}

type imageAccess struct {
	Type    string   `json:"type"`
	Name    string   `json:"name"`
	Actions []string `json:"actions"`
}

type jwtJSON struct {
	Token string `json:"token"`
}

// serveJWT gives or refuses leave to use the registry or the dependency proxy.
func (s *Server) serveJWT(w http.ResponseWriter, r *http.Request) {
	var answer func(http.ResponseWriter, *http.Request, issuedToken)
	switch r.URL.Query().Get("service") {
	case "container_registry":
		answer = s.tokenForImages
	case "dependency_proxy":
		answer = s.tokenForProxy
	default:
		w.WriteHeader(http.StatusNotFound)
		return
	}
	t, ok := s.basicToken(r)
	if !ok {
		writeJSON(w, http.StatusUnauthorized, jwtErrors{Errors: []jwtError{{"UNAUTHORIZED", accessDenied}}})
		return
	}
	answer(w, r, t)
}

// tokenForImages is app/services/auth/container_registry_authentication_service.rb:
// each action that the token and the role allow, and none of the others.
func (s *Server) tokenForImages(w http.ResponseWriter, r *http.Request, t issuedToken) {
	reads, creates := t.may(abilityReadImage), t.may(abilityCreateImage)
	switch {
	case s.lacks(PartRegistry):
		writeJSON(
			w,
			http.StatusNotFound,
			jwtErrors{Errors: []jwtError{{"UNAVAILABLE", "registry not enabled"}}, HTTPStatus: http.StatusNotFound},
		)
		return
	case !reads && !creates:
		writeJSON(
			w,
			http.StatusForbidden,
			jwtErrors{Errors: []jwtError{{"DENIED", "access forbidden"}}, HTTPStatus: http.StatusForbidden},
		)
		return
	}
	given := registryToken{Access: []imageAccess{}}
	for _, scope := range r.URL.Query()["scope"] {
		kind, rest, _ := strings.Cut(scope, ":")
		at := strings.LastIndex(rest, ":")
		if kind != "repository" || at < 0 {
			continue
		}
		path := rest[:at]
		p, ok := s.projectOfImage(path)
		if ok {
			p, ok = t.within.in(p)
		}
		if !ok {
			continue
		}
		own := !t.other || t.kind != catalog.AlternativeJobToken || p.id == t.within.project // a job pushes to its own alone
		var actions []string
		for action := range strings.SplitSeq(rest[at+1:], ",") {
			switch {
			case action == "pull" && reads && p.access >= reporter:
				actions = append(actions, action)
			case action == "push" && creates && own && p.access >= developer:
				// The trap: leave to push makes the place for the image
				// (ensure_container_repository!).
				s.store.makeImage(path)
				actions = append(actions, action)
			}
		}
		if len(actions) > 0 {
			given.Access = append(given.Access, imageAccess{"repository", path, actions})
		}
	}
	writeRegistryToken(w, given)
}

// projectOfImage finds the project that an image path begins with.
func (s *Server) projectOfImage(path string) (project, bool) {
	projects := s.store.projects()
	at := slices.IndexFunc(projects, func(p project) bool {
		own := strings.ToLower(p.fullPath())
		return path == own || strings.HasPrefix(path, own+"/")
	})
	if at < 0 {
		return project{}, false
	}
	return projects[at], true
}

// tokenForProxy is app/services/auth/container_proxy_authentication_service.rb:
// a legacy token needs both halves of a pair, a fine-grained one the permission
// to read. Before 18.0 any token will do (gitlab-org/gitlab issue 426887). The
// refusal's shape is inferred.
func (s *Server) tokenForProxy(w http.ResponseWriter, _ *http.Request, t issuedToken) {
	virtual := t.may(abilityReadProxy) && t.may(abilityWriteProxy)
	images := t.may(abilityReadImage) && t.may(abilityCreateImage)
	ofProject := t.other && t.kind == catalog.AlternativeDeployToken &&
		t.within.project != 0 // valid_for_dependency_proxy?
	switch {
	case s.lacks(PartProxy):
		writeJSON(w, http.StatusNotFound, message{"dependency proxy not enabled"})
	case ofProject:
		writeJSON(w, http.StatusForbidden, message{"access forbidden"})
	case virtual || images || t.fineGrained && t.may(abilityReadProxy),
		s.edition.release.Before(catalog.NewRelease(18, 0)):
		writeRegistryToken(w, registryToken{Access: []imageAccess{}})
	default:
		writeJSON(w, http.StatusForbidden, message{"access forbidden"})
	}
}

// writeRegistryToken writes a token that only looks signed: nothing here takes it.
func writeRegistryToken(w http.ResponseWriter, given registryToken) {
	part := func(content []byte) string { return base64.RawURLEncoding.EncodeToString(content) }
	writeJSON(
		w,
		http.StatusOK,
		jwtJSON{part([]byte(`{"typ":"JWT","alg":"RS256"}`)) + "." + part(encode(given)) + "." + part([]byte("practice"))},
	)
}

// maxImages bounds how many places for images can be made.
const maxImages = 100

func (s *store) makeImage(path string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.images) < maxImages {
		s.images[path] = true
	}
}

// Made counts what questions have made by accident: projects by asking Git about
// a push, and places for images by asking for leave to push.
func (s *Server) Made() (projects, images int) {
	s.store.mu.Lock()
	defer s.store.mu.Unlock()
	return len(s.store.pushed), len(s.store.images)
}

func basicSecret(r *http.Request) token.Secret {
	_, password, _ := r.BasicAuth()
	return token.NewSecret(password)
}
