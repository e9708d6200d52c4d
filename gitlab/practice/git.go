package practice

import (
	"net/http"
	"slices"
	"strings"
)

// gitService is one of Git's two questions.
type gitService string

const (
	gitDownload gitService = "git-upload-pack"
	gitUpload   gitService = "git-receive-pack"
)

// gitRequest is a request of Git's: for a project, what Git wants to know.
type gitRequest struct {
	namespace, name string
	service         gitService
	// fetch tells that the download itself is asked for.
	fetch bool
}

// readGit tells whether a request is one of Git's, with or without ".git".
func readGit(r *http.Request) (gitRequest, bool) {
	path := strings.TrimPrefix(r.URL.Path, "/")
	asked := gitRequest{service: gitService(r.URL.Query().Get("service"))}
	project, isInfo := strings.CutSuffix(path, "/info/refs")
	if !isInfo {
		project, asked.fetch = strings.CutSuffix(path, ".git/"+string(gitDownload))
		if !asked.fetch || r.Method != http.MethodPost {
			return gitRequest{}, false
		}
		asked.service = gitDownload
	}
	project = strings.TrimSuffix(project, ".git")
	at := strings.LastIndex(project, "/")
	if at < 1 || at == len(project)-1 || (asked.service != gitDownload && asked.service != gitUpload) {
		return gitRequest{}, false
	}
	asked.namespace, asked.name = project[:at], project[at+1:]
	return asked, true
}

// serveGit answers Git over HTTP in GitLab's order: who it is, what the token may
// do at all, and only then the project (lib/gitlab/git_access.rb and
// app/controllers/repositories/git_http_controller.rb).
func (s *Server) serveGit(w http.ResponseWriter, r *http.Request, asked gitRequest) {
	w.Header().Set("Cache-Control", "no-cache, max-age=0, must-revalidate")
	if r.Method == http.MethodHead {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	t, ok := s.basicToken(r)
	if !ok {
		w.Header().Set("WWW-Authenticate", `Basic realm="GitLab"`)
		plain(w, http.StatusUnauthorized, accessDenied)
		return
	}
	wanted, refusal := abilityDownloadCode, "You are not allowed to download code."
	if asked.service == gitUpload {
		wanted, refusal = abilityPushCode, "You are not allowed to upload code."
	}
	if !t.may(wanted) {
		if t.fineGrained {
			refusal = wanted.missing()
		}
		plain(w, http.StatusForbidden, refusal)
		return
	}
	p, ok := s.store.projectAt(asked.namespace, asked.name)
	if ok {
		p, ok = t.within.in(p)
	} else if asked.service == gitUpload {
		// The trap: a push to a project that is not there makes it, where the
		// namespace is (ensure_project_on_push!).
		p, ok = s.store.createByPush(asked.namespace, asked.name)
	}
	switch {
	case !ok:
		plain(
			w,
			http.StatusNotFound,
			"The project you were looking for could not be found or you don't have permission to view it.",
		)
	case s.groupRefuses(p, t):
		plain(w, http.StatusForbidden, wanted.missing())
	case asked.service == gitDownload && p.access < reporter:
		plain(w, http.StatusForbidden, "You are not allowed to download code from this project.")
	case asked.service == gitUpload && p.access < developer:
		plain(w, http.StatusForbidden, "You are not allowed to push code to this project.")
	case asked.fetch:
		p.sendPack(w, r)
	default:
		p.advertise(w, asked.service)
	}
}

// accessDenied is what Git and the registry say of a token that is refused.
const accessDenied = "HTTP Basic: Access denied. If a password was provided for Git authentication, the password was " +
	"incorrect or you're required to use a token instead of a password. " +
	"If a token was provided, it was either incorrect, expired, or improperly scoped. See " +
	"http://127.0.0.1/help/topics/git/troubleshooting_git.md#error-on-git-fetch-http-basic-access-denied"

// basicToken finds the token that is the password of basic authentication. The
// user name matters for a deploy token and a job's token alone.
func (s *Server) basicToken(r *http.Request) (issuedToken, bool) {
	username, _, given := r.BasicAuth()
	if !given {
		return issuedToken{}, false
	}
	if found, ok := s.store.findByPassword(username, basicSecret(r)); ok {
		return found.issued(), true
	}
	t, ok := s.store.find(basicSecret(r))
	if !ok || !t.active(s.now()) {
		return issuedToken{}, false
	}
	return s.store.use(t.id, remoteIP(r)), true
}

func plain(w http.ResponseWriter, status int, words string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(words))
}

// maxPushed bounds how many projects pushes can make.
const maxPushed = 100

// projects lists the projects there are: those of the practice, and those that a
// push made.
func (s *store) projects() []project {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append(practiceProjects(), s.pushed...)
}

func (s *store) projectAt(namespace, name string) (project, bool) {
	projects := s.projects()
	at := slices.IndexFunc(projects, func(p project) bool {
		return strings.EqualFold(p.parent, namespace) && strings.EqualFold(p.path, name)
	})
	if at < 0 {
		return project{}, false
	}
	return projects[at], true
}

// createByPush makes a project as a push does, in a namespace that is there.
func (s *store) createByPush(namespace, name string) (project, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	first := practiceProjects()[0]
	if !strings.EqualFold(first.parent, namespace) || len(s.pushed) >= maxPushed {
		return project{}, false
	}
	p := project{
		id: int64(200 + len(s.pushed)), name: name, path: name, namespace: first.namespace, parent: first.parent,
		description: "Made by a push", access: maintainer,
	}
	s.pushed = append(s.pushed, p)
	return p, true
}
