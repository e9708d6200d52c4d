package gitlab

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// Grant is a part of what a fine-grained token may do, and where
// (doc/auth/tokens/fine_grained_access_tokens.md; named granular_scopes in
// GitLab's answers from 19.2 on).
type Grant struct {
	// Access is how far it reaches: "user", "instance", "all_memberships",
	// "personal_projects" or "selected_memberships".
	Access string
	// Permissions are the API's names: "download_code".
	Permissions []string
	// ProjectID and GroupID name the one project or group, 0 for none.
	ProjectID, GroupID int64
}

// String says what may be done, and where, in the words of the form as far as
// glpat knows them, and else in the API's: "Code: Download, Push, in project 7".
func (g Grant) String() string {
	type allowed struct {
		resource string
		actions  []string
	}
	var known []allowed
	var others []string
	for _, name := range g.Permissions {
		resource, action, found := formWords(name)
		at := slices.IndexFunc(known, func(one allowed) bool { return one.resource == resource })
		switch {
		case !found:
			others = append(others, name)
		case at >= 0:
			known[at].actions = append(known[at].actions, action)
		default:
			known = append(known, allowed{resource, []string{action}})
		}
	}
	words := make([]string, 0, len(known)+len(others))
	for _, one := range known {
		words = append(words, one.resource+": "+strings.Join(one.actions, ", "))
	}
	return strings.Join(append(words, others...), "; ") + ", in " + g.where()
}

// formWords are the resource and the action that the form has for an API name.
func formWords(name string) (resource, action string, found bool) {
	for _, resource := range AllResources() {
		permission := Permission{Resource: resource.Name, Actions: resource.Actions}
		if at := slices.Index(permission.APINames(), name); at >= 0 {
			return resource.Name, resource.Actions[at], true
		}
	}
	return "", "", false
}

func (g Grant) where() string {
	switch {
	case g.ProjectID != 0:
		return fmt.Sprintf("project %d", g.ProjectID)
	case g.GroupID != 0:
		return fmt.Sprintf("group %d", g.GroupID)
	}
	switch g.Access {
	case "all_memberships":
		return "all your groups and projects"
	case "personal_projects":
		return "your personal projects"
	case "user":
		return "your account"
	case "instance":
		return "the whole GitLab"
	}
	return g.Access
}

// Bounds of what is kept of a token's grants. GitLab has fewer than a thousand
// permissions.
const (
	maxGrants      = 100
	maxPermissions = 1000 // of all grants together
)

// readGrants reads the list, nil where there is none or it is no list. What is
// odd in it is left out.
func readGrants(raw json.RawMessage) []Grant {
	var rows []json.RawMessage
	if json.Unmarshal(raw, &rows) != nil || rows == nil {
		return nil
	}
	grants, left := []Grant{}, maxPermissions
	for _, row := range rows[:min(len(rows), maxGrants)] {
		var read struct {
			Access      string   `json:"access"`
			Permissions []string `json:"permissions"`
			ProjectID   int64    `json:"project_id"`
			GroupID     int64    `json:"group_id"`
		}
		if json.Unmarshal(row, &read) != nil {
			continue
		}
		grant := Grant{Access: Clean(read.Access, 40), ProjectID: read.ProjectID, GroupID: read.GroupID}
		for _, permission := range read.Permissions[:min(len(read.Permissions), left)] {
			grant.Permissions = append(grant.Permissions, Clean(permission, 80))
		}
		left -= len(grant.Permissions)
		grants = append(grants, grant)
	}
	return grants
}

// texts are the grant's texts, all from outside.
func (g *Grant) texts() []*string {
	texts := []*string{&g.Access}
	for i := range g.Permissions {
		texts = append(texts, &g.Permissions[i])
	}
	return texts
}

// within reports whether the grant counts under a tab of the form. A kind of
// access that is not known counts everywhere.
func (g Grant) within(where Boundary) bool {
	switch g.Access {
	case "user":
		return where == BoundaryUser
	case "instance":
		return where == BoundaryGlobal
	case "all_memberships", "personal_projects", "selected_memberships":
		return where == BoundaryProject
	}
	return true
}

// missingFrom gives what of the permission the grants lack, and whether they
// lack anything. Names are compared as [Permission.APINames] writes them.
func (p Permission) missingFrom(grants []Grant) (Permission, bool) {
	var actions []string
	for i, name := range p.APINames() {
		has := slices.ContainsFunc(grants, func(grant Grant) bool {
			return grant.within(p.Where) && slices.Contains(grant.Permissions, name)
		})
		if !has {
			actions = append(actions, p.Actions[i])
		}
	}
	p.Actions = actions
	return p, len(actions) > 0
}

// compareGrants holds the permissions of a fine-grained token against what the
// purposes need.
func (r *Report) compareGrants(want Want, instance Instance) {
	asked, purposes := want.asked(instance), want.held(r.Release)
	if len(asked) == 0 {
		return
	}
	tokens := tokensPage(instance)
	comparable := slices.DeleteFunc(slices.Clone(purposes), func(purpose Purpose) bool { return purpose.Fine.Fit == FineNever })
	for _, purpose := range purposes {
		if purpose.Fine.Fit == FineNever {
			r.Problems = append(r.Problems, newProblem(CodeGranularMissing, "A fine-grained token cannot "+purpose.Title, purpose.Fine.Why,
				"Create a legacy token with "+listScopes(instance.ScopeSet(purpose).Names())+": "+tokens))
		}
	}
	switch {
	case len(purposes) > 0 && len(comparable) == 0:
		return
	case len(purposes) > 0 && r.Token.Grants == nil:
		var needed []Permission
		for _, purpose := range comparable {
			needed = append(needed, purpose.Fine.Permissions...)
		}
		r.Problems = append(r.Problems, newProblem(CodeScopesUnknown, "Whether the token may do all of it is not known",
			"The token is fine-grained. This GitLab does not tell which permissions it has; from "+fineGrainedReleased.String()+" on it does.",
			"See in GitLab that it has "+labels(MergePermissions(needed))+": "+tokens,
			"Try the token in the tool it is for").warning())
		return
	case len(purposes) == 0:
		r.Problems = append(r.Problems, problemOfUnknownScopes(asked,
			"The token is fine-grained: it has permissions instead of scopes, and which they are is not known here.",
			"Compare its permissions in GitLab with what the tool needs: "+tokens, "Try the token in the tool it is for").warning())
		return
	}
	if missing := r.missingPermissions(comparable, tokens); missing != nil {
		r.Problems = append(r.Problems, missing)
		return
	}
	// The names agree, so what is left over is truly more.
	if excess := excessPermissions(r.Token.Grants, FineGrainedFor(comparable).Permissions); len(excess) > 0 {
		r.Problems = append(r.Problems, newProblem(CodeScopeExcess, "The token may do more than asked: "+listSome(excess),
			"With it a token that leaks can do that too.",
			"Create a fine-grained token without it, and revoke this one: "+tokens).warning())
	}
	if fine := FineGrainedFor(comparable); fine.Fit != FineWhole {
		r.Problems = append(r.Problems, newProblem(CodeScopesUnknown, "Whether the token does all of it is not known", fine.Why,
			"Try the token in the tool it is for").warning())
	}
}

// missingPermissions is the problem of a token that lacks some, nil for one that
// has all.
func (r *Report) missingPermissions(purposes []Purpose, tokens string) *Problem {
	var all []Permission
	var without []string
	for _, purpose := range purposes {
		var lacking []Permission
		for _, needed := range purpose.Fine.Permissions {
			if missing, lacks := needed.missingFrom(r.Token.Grants); lacks {
				lacking = append(lacking, missing)
			}
		}
		if len(lacking) > 0 {
			without = append(without, "Without "+labels(lacking)+" you cannot "+purpose.Title+".")
			all = append(all, lacking...)
		}
	}
	if len(all) == 0 {
		return nil
	}
	all = MergePermissions(all)
	var names, places []string
	for _, permission := range all {
		names = append(names, permission.Label()+" ("+strings.Join(permission.APINames(), ", ")+")")
		places = append(places, fmt.Sprintf("under %q, %s > %s", permission.Where.Tab(), permission.Category, permission.Label()))
	}
	return newProblem(CodeGranularMissing, "The token lacks "+strings.Join(names, ", "), strings.Join(without, " "),
		"Create a fine-grained token that has this too: "+strings.Join(places, "; "),
		"The page: "+tokens)
}

func labels(permissions []Permission) string {
	names := make([]string, len(permissions))
	for i, permission := range permissions {
		names[i] = permission.Label()
	}
	return strings.Join(names, " and ")
}

// excessPermissions lists, by their API names, the permissions that nothing
// needs. Reading the instance's version harms nobody.
func excessPermissions(grants []Grant, needed []Permission) []string {
	names := []string{"read_metadata"}
	for _, permission := range needed {
		names = append(names, permission.APINames()...)
	}
	var excess []string
	for _, grant := range grants {
		for _, permission := range grant.Permissions {
			if !slices.Contains(names, permission) && !slices.Contains(excess, permission) {
				excess = append(excess, permission)
			}
		}
	}
	return excess
}

// mostNamed is how many things of a long list are named.
const mostNamed = 5

// listSome names the first of a list, and counts the rest.
func listSome(names []string) string {
	if len(names) <= mostNamed {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:mostNamed], ", "), len(names)-mostNamed)
}

// lacksPermission reports whether the API knew the token and a fine-grained
// permission was missing. A legacy token gets the same answer in a group that
// takes fine-grained tokens only.
func lacksPermission(answer *Answer) bool {
	body, isJSON := readRefusal(answer)
	return answer.Status == http.StatusForbidden && isJSON && body.Error == "insufficient_granular_scope"
}

// problemOfHiddenToken explains a token that may not read itself.
func problemOfHiddenToken(problem *Problem, d details) *Problem {
	problem.Summary = "GitLab knows the token, but it may not read itself"
	problem.Cause = `It seems to be a fine-grained token without "Personal Access Token: Read" (read_personal_access_token), so neither its permissions nor its end can be read. ` +
		"It may work all the same. Where only fine-grained tokens are taken, a legacy token gets this answer too."
	problem.Remedy = []string{
		`Create a fine-grained token that has, under "User", "Personal Access Token: Read" and "User: Read" beside what it is for. The page: ` + d.tokens(),
		"Or try this one in the tool it is for",
	}
	return problem
}

// problemOfHiddenOwner is the remark on a token that may not tell whose it is.
func problemOfHiddenOwner(instance Instance) *Problem {
	return newProblem(CodeGranularMissing, "Whose token it is, it may not tell",
		`A fine-grained token tells its owner only with "User: Read". It works all the same.`,
		`To see the owner too, set "User: Read", under "User", when you create the next one: `+tokensPage(instance)).warning()
}
