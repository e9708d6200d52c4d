package practice

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// userJSON is an account; the fields after WebURL are there only in the answer
// about oneself.
type userJSON struct {
	ID          int64          `json:"id"`
	Username    string         `json:"username"`
	PublicEmail field[*string] `json:"public_email,omitzero"`
	Name        string         `json:"name"`
	State       string         `json:"state"`
	Locked      bool           `json:"locked"`
	AvatarURL   *string        `json:"avatar_url"`
	WebURL      string         `json:"web_url"`

	CreatedAt        field[*string] `json:"created_at,omitzero"`
	Email            field[string]  `json:"email,omitzero"`
	Bot              field[bool]    `json:"bot,omitzero"`
	TwoFactorEnabled field[bool]    `json:"two_factor_enabled,omitzero"`
	External         field[bool]    `json:"external,omitzero"`
	ConfirmedAt      field[*string] `json:"confirmed_at,omitzero"`
	IsAdmin          field[bool]    `json:"is_admin,omitzero"`
}

func (c *call) describeUser(u user) userJSON {
	return userJSON{ID: u.id, Username: u.username, Name: u.name, State: "active", WebURL: baseURL(c.r) + "/" + u.username}
}

func (c *call) currentUser() {
	shown := c.describeUser(c.user)
	shown.PublicEmail = present[*string](nil)
	shown.CreatedAt = present(timestamp(c.user.created))
	shown.ConfirmedAt = present(timestamp(c.user.created))
	shown.Email = present(c.user.username + "@example.com")
	shown.Bot, shown.TwoFactorEnabled, shown.External = present(false), present(false), present(false)
	if c.user.admin {
		shown.IsAdmin = present(true)
	}
	reply(c, http.StatusOK, shown)
}

func (c *call) listUsers() {
	username := strings.ToLower(c.r.URL.Query().Get("username"))
	shown := []userJSON{}
	for _, u := range c.server.store.allUsers() {
		if username == "" || u.username == username {
			shown = append(shown, c.describeUser(u))
		}
	}
	paginate(c, shown)
}

func (c *call) oneUser() {
	userID, _ := strconv.ParseInt(c.id, 10, 64)
	u, ok := c.server.store.user(userID)
	if !ok {
		c.message(http.StatusNotFound, "404 User Not Found")
		return
	}
	reply(c, http.StatusOK, c.describeUser(u))
}

type versionJSON struct {
	Version    string         `json:"version"`
	Revision   string         `json:"revision"`
	KAS        field[kasJSON] `json:"kas,omitzero"`
	Enterprise field[bool]    `json:"enterprise,omitzero"`
}

type kasJSON struct {
	Enabled     bool    `json:"enabled"`
	ExternalURL *string `json:"externalUrl"`
	Version     *string `json:"version"`
}

// revision is the build's commit, made up but always the same for a release.
func (e edition) revision() string {
	return fmt.Sprintf("%x", sha256.Sum256([]byte("practice "+e.version())))[:11]
}

func (c *call) version() {
	reply(c, http.StatusOK, versionJSON{Version: c.server.edition.version(), Revision: c.server.edition.revision()})
}

func (c *call) metadata() {
	reply(c, http.StatusOK, versionJSON{
		Version: c.server.edition.version(), Revision: c.server.edition.revision(),
		KAS: present(kasJSON{}), Enterprise: present(true),
	})
}

// project is a project of the practice instance, where everybody is a member of
// each.
type project struct {
	id                            int64
	name, path, namespace, parent string // namespace is what a person reads, parent its path
	description                   string
	access                        int // GitLab's number of the role: 30 Developer, 40 Maintainer
}

// practiceGroup is the top-level group of the practice's projects.
const practiceGroup = "practice-team"

func practiceProjects() []project {
	return []project{
		{
			id:          101,
			name:        "Web shop",
			path:        "web-shop",
			namespace:   "Practice Team",
			parent:      practiceGroup,
			description: "The shop that practice customers see",
			access:      40,
		},
		{
			id:          102,
			name:        "Infrastructure",
			path:        "infrastructure",
			namespace:   "Practice Team",
			parent:      practiceGroup,
			description: "Servers and their settings",
			access:      30,
		},
		{
			id:          103,
			name:        "Handbook",
			path:        "handbook",
			namespace:   "Practice Team",
			parent:      practiceGroup,
			description: "How the team works",
			access:      30,
		},
	}
}

type projectJSON struct {
	ID                int64         `json:"id"`
	Description       string        `json:"description"`
	Name              string        `json:"name"`
	NameWithNamespace string        `json:"name_with_namespace"`
	Path              string        `json:"path"`
	PathWithNamespace string        `json:"path_with_namespace"`
	CreatedAt         string        `json:"created_at"`
	DefaultBranch     string        `json:"default_branch"`
	HTTPURLToRepo     string        `json:"http_url_to_repo"`
	WebURL            string        `json:"web_url"`
	Visibility        string        `json:"visibility"`
	Archived          bool          `json:"archived"`
	Namespace         namespaceJSON `json:"namespace"`
}

type namespaceJSON struct {
	ID       int64  `json:"id"`
	Name     string `json:"name"`
	Path     string `json:"path"`
	Kind     string `json:"kind"`
	FullPath string `json:"full_path"`
}

func (c *call) describeProject(p project) projectJSON {
	webURL := baseURL(c.r) + "/" + p.parent + "/" + p.path
	return projectJSON{
		ID:                p.id,
		Description:       p.description,
		Name:              p.name,
		NameWithNamespace: p.namespace + " / " + p.name,
		Path:              p.path,
		PathWithNamespace: p.parent + "/" + p.path,
		CreatedAt:         "2024-01-15T09:00:00.000Z",
		DefaultBranch:     "main",
		HTTPURLToRepo:     webURL + ".git",
		WebURL:            webURL,
		Visibility:        "private",
		Namespace:         namespaceJSON{ID: 11, Name: p.namespace, Path: p.parent, Kind: "group", FullPath: p.parent},
	}
}

func (c *call) listProjects() {
	search := strings.ToLower(c.r.URL.Query().Get("search"))
	shown := []projectJSON{}
	for _, p := range practiceProjects() {
		_, reached := c.token.within.in(p)
		if reached && strings.Contains(strings.ToLower(p.name), search) {
			shown = append(shown, c.describeProject(p))
		}
	}
	paginate(c, shown)
}

func (c *call) oneProject() {
	if p, ok := c.project(); ok {
		reply(c, http.StatusOK, c.describeProject(p))
	}
}
