package practice

import (
	"net/http"
	"slices"
	"strings"

	"glpat/gitlab/catalog"
	"glpat/gitlab/token"
)

// pathCluster is where kubectl reaches clusters through the agent on an instance
// of one's own (doc/user/clusters/agent/user_access.md). What comes back where
// it is refused is unverified.
const pathCluster = "/-/kubernetes-agent/k8s-proxy/"

type clusterVersionJSON struct {
	GitVersion string `json:"gitVersion"`
}

// serveCluster answers kubectl's first question to a token with the one scope
// that opens it (lib/api/internal/kubernetes.rb).
func (s *Server) serveCluster(w http.ResponseWriter, r *http.Request) {
	given, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer pat:")
	_, secret, _ := strings.Cut(given, ":")
	t, ok := s.store.find(token.NewSecret(secret))
	switch {
	case !ok || !t.active(s.now()):
		plain(w, http.StatusUnauthorized, "Unauthorized")
	case !slices.Contains(t.scopes, catalog.ScopeK8sProxy):
		plain(w, http.StatusForbidden, "Forbidden")
	default:
		writeJSON(w, http.StatusOK, clusterVersionJSON{"v1.33.0"})
	}
}
