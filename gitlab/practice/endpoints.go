package practice

import (
	"net/http"

	"glpat/gitlab/catalog"
)

// endpoints is the one list of what the API has, with the permissions of
// doc/auth/tokens/fine_grained_access_tokens_rest.md.
func endpoints() []endpoint {
	at := catalog.NewRelease
	const get, post, put, del = http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete
	inUser := func(category, resource, action string) catalog.Permission {
		return catalog.Permission{
			Category: category,
			Resource: resource,
			Actions:  []string{action},
			Where:    catalog.BoundaryUser,
		}
	}
	inProject := func(category, resource, action string) catalog.Permission {
		return catalog.Permission{
			Category: category,
			Resource: resource,
			Actions:  []string{action},
			Where:    catalog.BoundaryProject,
		}
	}
	everywhere := func(category, resource, action string) catalog.Permission {
		return catalog.Permission{
			Category: category,
			Resource: resource,
			Actions:  []string{action},
			Where:    catalog.BoundaryGlobal,
		}
	}
	readUser := inUser("System Access", "User", "Read")
	metadata := everywhere("System Access", "Metadata", "Read")
	tokenMay := func(action string) catalog.Permission {
		return inUser("System Access", "Personal Access Token", action)
	}
	runnerMay := func(action string) catalog.Permission { return inProject("CI/CD", "Runner", action) }
	stateMay := func(action string) catalog.Permission { return inProject("CI/CD", "Terraform State", action) }
	readPackage := inProject("Packages and Registry", "Package", "Read")
	none := catalog.Permission{}
	return []endpoint{
		{get, "/user", at(8, 13), userScopes, readUser, (*call).currentUser},
		{get, "/users", at(8, 13), userScopes, readUser, (*call).listUsers},
		{get, "/users/:id", at(8, 13), userScopes, readUser, (*call).oneUser},
		{get, "/events", at(9, 3), userScopes, readUser, (*call).nothingListed},
		{get, "/version", at(8, 13), metaScopes, metadata, (*call).version},
		{get, "/metadata", at(15, 2), metaScopes, metadata, (*call).metadata},
		{get, "/groups", at(8, 13), apiScopes, inUser("Groups", "Group", "Read"), (*call).listGroups},
		{get, "/projects", at(8, 13), apiScopes, inUser("Projects", "Project", "Read"), (*call).listProjects},
		{post, "/projects", at(8, 13), apiScopes, inUser("Projects", "Project", "Create"), (*call).createProject},
		{get, "/projects/:id", at(8, 13), apiScopes, inProject("Projects", "Project", "Read"), (*call).oneProject},
		{
			get,
			"/projects/:id/issues",
			at(8, 13),
			apiScopes,
			inProject("Project Planning", "Work Item", "Read"),
			(*call).listOfProject,
		},
		{
			post,
			"/projects/:id/issues",
			at(8, 13),
			apiScopes,
			inProject("Project Planning", "Work Item", "Create"),
			(*call).createIssue,
		},
		{get, "/projects/:id/packages", at(11, 8), apiScopes, readPackage, (*call).listOfProject},
		{get, "/projects/:id/packages/npm/:id", at(11, 7), apiScopes, readPackage, (*call).noPackage},
		{
			get,
			"/projects/:id/repository/files/:id",
			at(8, 13),
			fileScopes,
			inProject("Repository", "Code", "Read"),
			(*call).repositoryFile,
		},
		{
			get,
			"/projects/:id/registry/repositories",
			at(11, 8),
			apiScopes,
			inProject("Packages and Registry", "Container Repository", "Read"),
			(*call).listOfProject,
		},
		{
			del,
			"/projects/:id/registry/repositories/:id",
			at(11, 8),
			apiScopes,
			inProject("Packages and Registry", "Container Repository", "Delete"),
			(*call).nothingThere,
		},
		{get, "/projects/:id/terraform/state/:id", at(13, 0), apiScopes, stateMay("Read"), (*call).readState},
		{post, "/projects/:id/terraform/state/:id", at(13, 0), apiScopes, stateMay("Create"), (*call).writeState},
		{get, "/runners", at(8, 13), apiScopes, inUser("CI/CD", "Runner", "Read"), (*call).listRunners},
		{get, "/runners/:id", at(8, 13), runnerScopes, runnerMay("Read"), (*call).oneRunner},
		{put, "/runners/:id", at(8, 13), runnerScopes, runnerMay("Update"), (*call).oneRunner},
		{del, "/runners/:id", at(8, 13), runnerScopes, runnerMay("Delete"), (*call).oneRunner},
		{post, "/user/runners", at(16, 0), createRunnerScopes, inUser("CI/CD", "Runner", "Create"), (*call).createRunner},
		{
			post,
			"/code_suggestions/completions",
			at(16, 0),
			suggestScopes,
			inUser("Duo", "Code Suggestion", "Create"),
			(*call).noSuggestion,
		},
		{get, "/virtual_registries/packages/maven/:id", at(18, 2), virtualScopes, readPackage, (*call).noPackage},
		{
			get,
			"/usage_data/service_ping",
			at(16, 9),
			usageScopes,
			everywhere("Project Planning", "Service Ping", "Read"),
			(*call).usageReport,
		},
		{post, "/markdown", at(11, 0), renderScopes, none, (*call).renderMarkdown},
		{get, "/personal_access_tokens", at(13, 3), apiScopes, tokenMay("Read"), (*call).listTokens},
		{get, "/personal_access_tokens/self", at(15, 5), anyScope, tokenMay("Read"), (*call).selfToken},
		{del, "/personal_access_tokens/self", at(15, 0), anyScope, tokenMay("Revoke"), (*call).revokeSelf},
		{post, "/personal_access_tokens/self/rotate", at(16, 10), rotateScope, tokenMay("Rotate"), (*call).rotateSelf},
		{get, "/personal_access_tokens/self/associations", at(17, 4), anyScope, tokenMay("Read"), (*call).associations},
		{get, "/personal_access_tokens/:id", at(15, 1), apiScopes, tokenMay("Read"), (*call).oneToken},
		{del, "/personal_access_tokens/:id", at(13, 3), apiScopes, tokenMay("Revoke"), (*call).revokeOne},
		{post, "/personal_access_tokens/:id/rotate", at(16, 0), apiScopes, tokenMay("Rotate"), (*call).rotateOne},
	}
}
