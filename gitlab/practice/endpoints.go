package practice

import (
	"net/http"

	"glpat/gitlab/catalog"
)

// pathRenderMarkdown turns Markdown into a page.
const pathRenderMarkdown = "/markdown"

// endpoints is the one list of what the API has. What a fine-grained token needs
// for each is in the catalogue's list of calls.
func endpoints() []endpoint {
	at := catalog.NewRelease
	const get, post, put, del = http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete
	return []endpoint{
		{get, "/user", at(8, 13), userScopes, (*call).currentUser},
		{get, "/users", at(8, 13), userScopes, (*call).listUsers},
		{get, "/users/:id", at(8, 13), userScopes, (*call).oneUser},
		{get, "/events", at(9, 3), userScopes, (*call).nothingListed},
		{get, "/version", at(8, 13), metaScopes, (*call).version},
		{get, "/metadata", at(15, 2), metaScopes, (*call).metadata},
		{get, "/groups", at(8, 13), apiScopes, (*call).listGroups},
		{get, "/projects", at(8, 13), apiScopes, (*call).listProjects},
		{post, "/projects", at(8, 13), apiScopes, (*call).createProject},
		{get, "/projects/:id", at(8, 13), apiScopes, (*call).oneProject},
		{get, "/projects/:id/issues", at(8, 13), apiScopes, (*call).listOfProject},
		{post, "/projects/:id/issues", at(8, 13), apiScopes, (*call).createIssue},
		{get, "/projects/:id/packages", at(11, 8), apiScopes, (*call).listOfProject},
		{get, "/projects/:id/packages/npm/:id", at(11, 7), apiScopes, (*call).noPackage},
		{get, "/groups/:id/-/packages/npm/:id", at(16, 1), apiScopes, (*call).noPackage},
		{get, "/packages/npm/:id", at(12, 0), apiScopes, (*call).noPackage},
		{get, "/projects/:id/repository/files/:id", at(8, 13), fileScopes, (*call).repositoryFile},
		{get, "/projects/:id/registry/repositories", at(11, 8), apiScopes, (*call).listOfProject},
		{del, "/projects/:id/registry/repositories/:id", at(11, 8), apiScopes, (*call).noImage},
		{get, "/projects/:id/terraform/state/:id", at(13, 0), apiScopes, (*call).readState},
		{post, "/projects/:id/terraform/state/:id", at(13, 0), apiScopes, (*call).writeState},
		{get, "/runners", at(8, 13), apiScopes, (*call).listRunners},
		{get, "/runners/:id", at(8, 13), runnerScopes, (*call).oneRunner},
		{put, "/runners/:id", at(8, 13), runnerScopes, (*call).oneRunner},
		{del, "/runners/:id", at(8, 13), runnerScopes, (*call).oneRunner},
		{post, "/user/runners", at(16, 0), createRunnerScopes, (*call).createRunner},
		{post, "/code_suggestions/completions", at(16, 0), suggestScopes, (*call).noSuggestion},
		{get, "/virtual_registries/packages/maven/:id/*", at(18, 2), virtualScopes, (*call).noPackage},
		{get, "/usage_data/service_ping", at(16, 9), usageScopes, (*call).usageReport},
		{post, pathRenderMarkdown, at(11, 0), renderScopes, (*call).renderMarkdown},
		{get, "/personal_access_tokens", at(13, 3), apiScopes, (*call).listTokens},
		{get, "/personal_access_tokens/self", at(15, 5), anyScope, (*call).selfToken},
		{del, "/personal_access_tokens/self", at(15, 0), anyScope, (*call).revokeSelf},
		{post, "/personal_access_tokens/self/rotate", at(16, 10), rotateScope, (*call).rotateSelf},
		{get, "/personal_access_tokens/self/associations", at(17, 4), anyScope, (*call).associations},
		{get, "/personal_access_tokens/:id", at(15, 1), apiScopes, (*call).oneToken},
		{del, "/personal_access_tokens/:id", at(13, 3), apiScopes, (*call).revokeOne},
		{post, "/personal_access_tokens/:id/rotate", at(16, 0), apiScopes, (*call).rotateOne},
	}
}
