package practice

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
)

// associationsJSON is what a token's owner is a member of
// (lib/api/personal_access_tokens/self_information.rb).
type associationsJSON struct {
	Groups   []groupAssociation   `json:"groups"`
	Projects []projectAssociation `json:"projects"`
}

type groupAssociation struct {
	ID           int64  `json:"id"`
	WebURL       string `json:"web_url"`
	Name         string `json:"name"`
	ParentID     *int64 `json:"parent_id"`
	OrgID        int64  `json:"organization_id"`
	AccessLevels int    `json:"access_levels"`
	Visibility   string `json:"visibility"`
}

type projectAssociation struct {
	ID                int64        `json:"id"`
	Description       string       `json:"description"`
	Name              string       `json:"name"`
	NameWithNamespace string       `json:"name_with_namespace"`
	Path              string       `json:"path"`
	PathWithNamespace string       `json:"path_with_namespace"`
	CreatedAt         string       `json:"created_at"`
	AccessLevels      accessLevels `json:"access_levels"`
	Visibility        string       `json:"visibility"`
	WebURL            string       `json:"web_url"`
}

type accessLevels struct {
	Project *int `json:"project_access_level"`
	Group   *int `json:"group_access_level"`
}

// associations lists the groups and projects whose member the token's owner is,
// from the role min_access_level up. Both lists turn the page together, and the
// headers speak of projects.
func (c *call) associations() {
	least := 0
	if given := c.r.URL.Query().Get("min_access_level"); given != "" {
		var err error
		if least, err = strconv.Atoi(given); err != nil || !slices.Contains([]int{10, 15, 20, 25, 30, 40, 50}, least) {
			reply(c, http.StatusBadRequest, apiError{Error: "min_access_level does not have a valid value"})
			return
		}
	}
	var projects []project
	for _, p := range c.server.allProjects() {
		if p.access >= least {
			projects = append(projects, p)
		}
	}
	reached := associationsJSON{Groups: []groupAssociation{}, Projects: []projectAssociation{}}
	page, _ := c.pageAsked()
	if page == 1 && developer >= least {
		group := c.describeProject(practiceProjects()[0]).Namespace
		reached.Groups = append(reached.Groups, groupAssociation{
			ID:           group.ID,
			WebURL:       baseURL(c.r) + "/groups/" + group.Path,
			Name:         group.Name,
			OrgID:        1,
			AccessLevels: developer,
			Visibility:   "private",
		})
	}
	start, end := c.page(len(projects))
	for _, p := range projects[start:end] {
		full := c.describeProject(p)
		reached.Projects = append(reached.Projects, projectAssociation{
			ID:                p.id,
			Description:       p.description,
			Name:              p.name,
			NameWithNamespace: full.NameWithNamespace,
			Path:              p.path,
			PathWithNamespace: full.PathWithNamespace,
			CreatedAt:         full.CreatedAt,
			Visibility:        full.Visibility,
			WebURL:            full.WebURL,
			AccessLevels:      accessLevels{Project: new(p.access), Group: new(developer)},
		})
	}
	reply(c, http.StatusOK, reached)
}

// allProjects are those of the practice, those that a push made, and those that
// are there to be many.
func (s *Server) allProjects() []project {
	projects := s.store.projects()
	first := projects[0]
	for i := range s.moreProjects {
		name := fmt.Sprintf("project-%d", i+1)
		projects = append(projects, project{
			id:          int64(100_000 + i),
			name:        name,
			path:        name,
			namespace:   first.namespace,
			parent:      first.parent,
			description: "One of many",
			access:      developer,
		})
	}
	return projects
}
