package practice

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"glpat/gitlab/catalog"
)

// pathGraphQL is where GraphQL is asked, with POST whatever is asked.
const pathGraphQL = "/api/graphql"

// graphQLJSON is an answer of GraphQL's.
type graphQLJSON struct {
	Data   *graphQLData   `json:"data,omitempty"`
	Errors []graphQLError `json:"errors,omitempty"`
}

type graphQLData struct {
	CurrentUser *graphQLUser `json:"currentUser"`
}

type graphQLUser struct {
	Username string `json:"username"`
}

type graphQLError struct {
	Message string `json:"message"`
}

// askGraphQL answers one question, who is asking, and refuses all others. A
// query takes read_api, a mutation api; what a token without them gets is
// unverified.
func (c *call) askGraphQL() {
	var asked struct {
		Query string `json:"query"`
	}
	if json.NewDecoder(c.r.Body).Decode(&asked) != nil {
		reply(c, http.StatusBadRequest, graphQLJSON{Errors: []graphQLError{{"The request is invalid"}}})
		return
	}
	t, ok := c.server.store.find(c.secret)
	if !ok || !t.active(c.server.now()) {
		reply(c, http.StatusUnauthorized, graphQLJSON{Errors: []graphQLError{{"Invalid token"}}})
		return
	}
	changes := strings.HasPrefix(strings.TrimSpace(asked.Query), "mutation")
	opens := slices.Contains(t.scopes, catalog.ScopeAPI) || !changes && slices.Contains(t.scopes, catalog.ScopeReadAPI)
	u, _ := c.server.store.user(t.owner)
	switch {
	case !opens:
		c.endpoint = endpoint{method: http.MethodPost}
		c.insufficientScope()
	case changes || !strings.Contains(asked.Query, "currentUser"):
		reply(c, http.StatusOK, graphQLJSON{Errors: []graphQLError{{"The practice GitLab answers currentUser alone"}}})
	default:
		reply(c, http.StatusOK, graphQLJSON{Data: &graphQLData{CurrentUser: &graphQLUser{u.username}}})
	}
}
