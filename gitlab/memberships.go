package gitlab

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
)

// Memberships lists the groups and projects that a token's owner is a member
// of, as far as they were read. A fine-grained token may reach fewer of them.
type Memberships struct {
	// Groups and Projects hold the first of each; the counts count all that
	// were read.
	Groups, Projects         []Membership
	GroupCount, ProjectCount int
	// Highest is the highest role in any of them.
	Highest catalog.Role
	// Next is the page to read next, 0 before the first; Done that none is left,
	// Bounded that reading stopped though more were left.
	Next          int
	Done, Bounded bool

	// seen are those that were counted: numbers of projects, and of groups below
	// zero.
	seen map[int64]struct{}
}

// Membership is one group or project, and the owner's role in it.
type Membership struct {
	Path string // the full path, "group/subgroup/project"
	Role catalog.Role
}

// Bounds of how many memberships are read and kept.
const (
	membershipsPerPage = 100 // GitLab's largest page, of groups and of projects each
	membershipsPages   = 50
	membershipsKept    = 200 // of groups, and as many projects
)

// ListMemberships reads the next page of the memberships, and returns it added
// to those read before. Begin with the zero Memberships, and go on until they
// are Done. A problem leaves them as they were, so that after a pause one may
// go on; where the instance or the token cannot tell at all it is a warning.
func (c *Client) ListMemberships(
	ctx context.Context,
	instance Instance,
	secret token.Secret,
	known Memberships,
) (Memberships, *problem.Problem) {
	if known.Done {
		return known, nil
	}
	d := problem.Context{Site: instance.site()}.ForAPI()
	ctx, cancel := context.WithTimeout(ctx, checkTimeout)
	defer cancel()
	session, err := c.openAPI(instance, credentials{secret: secret})
	if err != nil {
		return known, problem.OfError(ctx, err, d)
	}
	number := max(known.Next, 1)
	var page membershipsPage
	answer, err := session.read(
		ctx,
		fmt.Sprintf(
			"personal_access_tokens/self/associations?min_access_level=%d&page=%d&per_page=%d",
			catalog.RoleGuest,
			number,
			membershipsPerPage,
		),
		&page,
	)
	if err == nil && page.Groups == nil && page.Projects == nil {
		err = &transport.ShapeError{ContentType: "application/json", Err: errNoMemberships}
	}
	if err != nil {
		return known, problemOfMemberships(problem.Of(ctx, answer, err, d), answer, instance)
	}
	return known.with(page, number, answer, instance.URL), nil
}

// errNoMemberships means that the answer is JSON but lists nothing.
var errNoMemberships = errors.New("the answer has neither groups nor projects in it")

// membershipsPage is one page: so many groups and so many projects, each list with
// pages of its own (lib/api/personal_access_tokens/self_information.rb). Without
// a least role GitLab would list all that is public too.
type membershipsPage struct {
	Groups   []associated `json:"groups"`
	Projects []associated `json:"projects"`
}

// associated is a group or a project (lib/api/entities/group_association_details.rb
// and project_association_details.rb).
type associated struct {
	ID     int64  `json:"id"`
	Name   string `json:"name"`
	WebURL string `json:"web_url"`
	Path   string `json:"path_with_namespace"` // of projects alone
	// Levels is a group's number, or a project's object with one number for the
	// project itself and one for its group.
	Levels json.RawMessage `json:"access_levels"`
}

// with adds a page to the memberships, and decides whether there is another.
// The headers speak of the projects alone, so a full list of either kind tells
// that there may be more; a page with nothing new on it is the last.
func (m Memberships) with(page membershipsPage, number int, answer *transport.Answer, base string) Memberships {
	full := membershipsPerPage
	if told, err := strconv.Atoi(answer.Header.Get("X-Per-Page")); err == nil && told > 0 {
		full = min(full, told)
	}
	more := answer.Header.Get("X-Next-Page") != "" || strings.Contains(answer.Header.Get("Link"), `rel="next"`) ||
		len(page.Groups) >= full || len(page.Projects) >= full

	m.Groups, m.Projects, m.seen = slices.Clone(m.Groups), slices.Clone(m.Projects), maps.Clone(m.seen)
	if m.seen == nil {
		m.seen = map[int64]struct{}{}
	}
	before := len(m.seen)
	for _, group := range page.Groups[:min(len(page.Groups), membershipsPerPage)] {
		if m.add(-group.ID, &m.Groups, group.groupPath(base), group.role()) {
			m.GroupCount++
		}
	}
	for _, project := range page.Projects[:min(len(page.Projects), membershipsPerPage)] {
		if m.add(project.ID, &m.Projects, project.projectPath(), project.role()) {
			m.ProjectCount++
		}
	}
	again := len(m.seen) == before && len(page.Groups)+len(page.Projects) > 0
	tooMany := len(page.Groups) > membershipsPerPage || len(page.Projects) > membershipsPerPage
	m.Next = number + 1
	m.Bounded = again || tooMany || (more && number >= membershipsPages)
	m.Done = m.Bounded || !more || len(m.seen) == before
	return m
}

// add counts a group or project that was not counted before, and keeps it while
// there is room.
func (m *Memberships) add(id int64, list *[]Membership, path string, role catalog.Role) bool {
	if _, known := m.seen[id]; known || id == 0 {
		return false
	}
	m.seen[id] = struct{}{}
	if len(*list) < membershipsKept {
		*list = append(*list, Membership{path, role})
	}
	m.Highest = max(m.Highest, role)
	return true
}

// longestPath is how much of a path is kept, in cells.
const longestPath = 200

// groupPath reads the path from the group's address, which is all that GitLab
// gives: "https://host/groups/group/subgroup".
func (a associated) groupPath(base string) string {
	path := strings.TrimPrefix(a.WebURL, base)
	if at, err := url.Parse(path); err == nil {
		path = at.Path
	}
	if _, after, found := strings.Cut(path, "/groups/"); found {
		return input.Clean(after, longestPath)
	}
	return input.Clean(a.Name, longestPath)
}

func (a associated) projectPath() string {
	if a.Path == "" {
		return input.Clean(a.Name, longestPath)
	}
	return input.Clean(a.Path, longestPath)
}

// role is the highest of the levels; what is no role of GitLab's counts as none.
func (a associated) role() catalog.Role {
	var one int
	if json.Unmarshal(a.Levels, &one) == nil {
		return catalog.RoleOf(one)
	}
	var several map[string]json.RawMessage
	if json.Unmarshal(a.Levels, &several) != nil {
		return catalog.RoleNone
	}
	highest := catalog.RoleNone
	for _, level := range several {
		var one int
		if json.Unmarshal(level, &one) == nil {
			highest = max(highest, catalog.RoleOf(one))
		}
	}
	return highest
}

// problemOfMemberships returns what a refusal means for a question about
// memberships.
func problemOfMemberships(prob *problem.Problem, answer *transport.Answer, instance Instance) *problem.Problem {
	missing := (answer.Status == http.StatusNotFound || answer.Status == http.StatusMethodNotAllowed) &&
		(prob.Code == problem.CodeEndpointMissing || prob.Code == problem.CodeNotFound || prob.Code == problem.CodeBadRequest)
	switch {
	case prob.Code == problem.CodeFineGrainedMissing:
		prob.Summary = "The token may not tell where it reaches"
		prob.Cause = `A fine-grained token needs "Personal Access Token: Read" for that. It works all the same.`
		prob.Remedy = []problem.Remedy{problem.OpenPage(
			`Set "Personal Access Token: Read", under "User", when you create the next one`,
			instance.tokensPage(),
		)}
		return prob.AsWarning()
	case missing && instance.AtLeast.AtLeast(catalog.AssociationsSince()):
		return prob.AsWarning()
	case missing:
		old := problem.NewProblem(
			problem.CodeTooOld,
			"This GitLab does not tell where a token reaches",
			"GitLab does so from "+catalog.AssociationsSince().String()+" on. The token reaches every group and project that "+
				"you are a member of.",
			problem.OpenPage("See your groups and projects in GitLab", instance.URL+"/dashboard/groups"),
		)
		old.HTTPStatus, old.ServerSaid = prob.HTTPStatus, prob.ServerSaid
		return old.AsWarning()
	}
	return prob
}

// Complete reports whether all memberships were read.
func (m Memberships) Complete() bool { return m.Done && !m.Bounded }

// Summary returns the counts and the highest role in a few words without a full
// stop: "2 groups and 14 projects, the highest role is Maintainer".
func (m Memberships) Summary() string {
	if m.GroupCount+m.ProjectCount == 0 {
		return "no group and no project"
	}
	said := catalog.Plural(m.GroupCount, "group") + " and " + catalog.Plural(m.ProjectCount, "project")
	if m.Bounded {
		said = "at least " + said
	}
	if m.Highest != catalog.RoleNone {
		said += ", the highest role is " + m.Highest.Label()
	}
	return said
}

// paths lists what was kept, groups first.
func (m Memberships) paths() []string {
	paths := []string{}
	for _, reached := range slices.Concat(m.Groups, m.Projects) {
		paths = append(paths, reached.Path)
	}
	return paths
}
