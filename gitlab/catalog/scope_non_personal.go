package catalog

// NonPersonalScope is a scope of GitLab's that no personal access token can have.
type NonPersonalScope struct {
	Scope Scope
	// Where says whose it is, as the end of "it is …".
	Where string
}

// The scopes of packages, which deploy tokens alone have.
const (
	ScopeReadPackageRegistry  Scope = "read_package_registry"
	ScopeWritePackageRegistry Scope = "write_package_registry"
)

// NonPersonalScopes lists the scopes that people meet in GitLab's documents and
// that its form for a personal access token never offers (lib/gitlab/auth.rb;
// doc/user/project/deploy_tokens for the last two).
func NonPersonalScopes() []NonPersonalScope {
	const (
		signIn        = "for programs that let one sign in with GitLab"
		oauth         = "for programs that sign in with the browser (OAuth)"
		observability = "for the tokens of groups and projects, where GitLab's observability is on"
		deploy        = "for deploy tokens; a personal access token reads packages with read_api and publishes them with api"
	)
	return []NonPersonalScope{
		{"openid", signIn},
		{"profile", signIn},
		{"email", signIn},
		{"mcp", oauth + "; a fine-grained token reaches GitLab's MCP server too"},
		{"mcp_orbit", oauth},
		{"ai_workflows", oauth},
		{"user:*", oauth},
		{ScopeGranular, "the mark of a fine-grained token, which has permissions in place of scopes"},
		{"read_observability", observability},
		{"write_observability", observability},
		{ScopeReadPackageRegistry, deploy},
		{ScopeWritePackageRegistry, deploy},
	}
}
