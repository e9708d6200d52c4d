package catalog

// purposesOfTools are programs that people make a token for, with the scopes
// that GitLab's code asks of what they do. What they ask for themselves stands
// in their own documents.
func purposesOfTools() []Purpose {
	bot := func(role Role, scope Scope) []Alternative {
		return []Alternative{
			byGroupToken(role, "so that it is not you, and ends with the group", scope),
			byServiceAccount(role, "where one person's leaving must not stop it", scope),
		}
	}
	project := func(role Role) []Alternative {
		return []Alternative{byProjectToken(role, "so that it reaches one project and is not you", ScopeAPI)}
	}
	return []Purpose{
		{
			Name: "renovate", Title: "run Renovate", Group: PurposeTools, Days: 90,
			Does: []Operation{OpReadAPI, OpWriteAPI, OpGitUpload}, Probe: ProbeReadAPI,
			FineGrained: untested(
				"What its calls need is not published; these are the likely ones.",
				inUser("Projects > Project: Read"),
				inProjects(
					"Projects > Project: Read",
					"Repository > Code: Download, Push",
					"Repository > Merge Request: Create, Read, Update",
					"Project Planning > Work Item: Create, Read, Update",
				),
			),
			Sets:         one(ScopeReason{ScopeAPI, "opens merge requests and pushes branches"}),
			OverAsked:    OverAsked{[]Scope{ScopeWriteRepository, ScopeReadRegistry}, "api contains both"},
			Role:         "Developer in the projects; Maintainer where only they may merge",
			Reads:        "the variable RENOVATE_TOKEN",
			Alternatives: bot(RoleDeveloper, ScopeAPI),
		},
		{
			Name: "semantic-release", Title: "run semantic-release", Group: PurposeTools, Days: 90,
			Does: []Operation{OpReadAPI, OpWriteAPI, OpGitUpload}, Probe: ProbeReadAPI,
			FineGrained: untested(
				"The list follows from its calls; its makers have not published one.",
				inProjects(
					"Projects > Project: Read",
					"Repository > Code: Download, Push",
					"Project Features > Release: Create, Read, Update",
					"Project Features > Release Link: Create",
					"Projects > Markdown Upload: Create",
					"Repository > Commit: Read",
					"Repository > Merge Request: Read",
					"Project Planning > Work Item: Create, Read, Update",
				),
			),
			Sets:         one(ScopeReason{ScopeAPI, "publishes releases and pushes tags"}),
			OverAsked:    OverAsked{[]Scope{ScopeWriteRepository}, "api contains it"},
			Role:         "Developer in the project; Maintainer where its branch is protected",
			Reads:        "the variable GITLAB_TOKEN or GL_TOKEN",
			Line:         "npx semantic-release --dry-run",
			Alternatives: project(RoleDeveloper),
		},
		{
			Name: "jenkins", Title: "connect Jenkins", Group: PurposeTools, Days: 365,
			Does: []Operation{OpReadAPI, OpWriteAPI}, Probe: ProbeReadAPI,
			FineGrained: untested(
				"What its calls need is not published; these are the likely ones.",
				inProjects(
					"Projects > Project: Read",
					"CI/CD > Commit Status: Create",
					"Project Planning > Work Item: Create",
					"Integrations > Webhook: Create, Read, Update",
				),
			),
			Sets:         one(ScopeReason{ScopeAPI, "reports what a build came to"}),
			OverAsked:    OverAsked{[]Scope{ScopeSudo}, "only hooks for the whole instance need it"},
			Role:         "Developer in the projects; Maintainer to add webhooks",
			Reads:        `Jenkins' credentials, of the kind "GitLab API token" or "GitLab Personal Access Token"`,
			Alternatives: bot(RoleDeveloper, ScopeAPI),
			Note:         "Jenkins clones with credentials of their own: see clone.",
		},
		{
			Name: "argocd", Title: "let Argo CD read a repository", Group: PurposeTools, Days: 365,
			Does: []Operation{OpGitDownload}, Probe: ProbeClone,
			FineGrained:  whole(inProjects("Repository > Code: Download")),
			Sets:         one(ScopeReason{ScopeReadRepository, "downloads the manifests"}),
			Role:         "Reporter in the project",
			Reads:        "argocd repo add, as the password; the address must end in .git",
			Username:     UsernameAny,
			Alternatives: []Alternative{byDeployToken("it is what Argo CD's documents advise", ScopeReadRepository)},
			Note:         "The generators that list projects or merge requests need read-api.",
		},
		{
			Name: "flux", Title: "set up Flux", Group: PurposeTools, Days: 7,
			Does: []Operation{OpReadAPI, OpWriteAPI}, Probe: ProbeReadAPI,
			FineGrained: untested(
				"What its calls need is not published; these are the likely ones.",
				inUser("Projects > Project: Create"),
				inProjects(
					"Projects > Project: Read",
					"Groups > Group: Read",
					"Repository > Code: Download, Push",
					"System Access > Deploy Key: Create, Read",
				),
			),
			Sets:  one(ScopeReason{ScopeAPI, "creates the project and its deploy key"}),
			Role:  "Owner of the project or group",
			Reads: "the variable GITLAB_TOKEN, for flux bootstrap gitlab",
			Note:  "With --deploy-token-auth Flux goes on with a token of its own, and this one can be revoked.",
		},
		{
			Name:  "backstage",
			Title: "fill Backstage's catalogue",
			Group: PurposeTools,
			Days:  90,
			Does:  []Operation{OpReadAPI},
			Probe: ProbeReadAPI,
			FineGrained: partly(
				"What it reads through GraphQL may stay closed.",
				inUser("Projects > Project: Read"),
				inProjects(
					"Projects > Project: Read",
					"Groups > Group: Read",
					"System Access > Member: Read",
					"Repository > Repository: Read",
				),
			),
			Sets: one(ScopeReason{ScopeReadAPI, "finds and reads the catalogue's files"}),
			OverAsked: OverAsked{
				[]Scope{ScopeAPI, ScopeReadRepository, ScopeWriteRepository},
				"only templates that create projects need to write",
			},
			Role:         "Reporter in the groups",
			Reads:        "app-config.yaml, integrations, gitlab, token",
			Alternatives: bot(RoleReporter, ScopeReadAPI),
		},
		{
			Name: "sonarqube", Title: "import projects into SonarQube", Group: PurposeTools, Days: 90,
			Does: []Operation{OpReadAPI}, Probe: ProbeReadAPI,
			FineGrained: untested(
				"What its calls need is not published; these are the likely ones.",
				inUser("Projects > Project: Read"),
				inProjects("Projects > Project: Read"),
			),
			Sets:         one(ScopeReason{ScopeReadAPI, "finds the projects"}),
			Role:         "Reporter in the projects",
			Reads:        "SonarQube's page for new projects",
			Alternatives: bot(RoleReporter, ScopeReadAPI),
			Note:         "Its remarks in merge requests need api, in the administrator's settings: see sonarqube-decorate.",
		},
		{
			Name: "sonarqube-decorate", Title: "let SonarQube write into merge requests", Group: PurposeTools, Days: 90,
			Does: []Operation{OpReadAPI, OpWriteAPI}, Probe: ProbeReadAPI,
			FineGrained: untested(
				"What its calls need is not published; these are the likely ones.",
				inProjects(
					"Projects > Project: Read",
					"Repository > Merge Request: Create, Read, Update",
					"Project Planning > Work Item: Create, Read, Update",
				),
			),
			Sets:         one(ScopeReason{ScopeAPI, "no smaller scope may write comments"}),
			Role:         "Reporter in the projects",
			Reads:        "SonarQube's administration, DevOps platform integrations",
			Alternatives: bot(RoleReporter, ScopeAPI),
		},
		{
			Name: "reviewdog", Title: "let reviewdog comment on merge requests", Group: PurposeTools, Days: 90,
			Does: []Operation{OpReadAPI, OpWriteAPI}, Probe: ProbeReadAPI,
			FineGrained: untested(
				"The list follows from its calls; its makers have not published one.",
				inProjects(
					"Projects > Project: Read",
					"Repository > Repository: Read",
					"Repository > Merge Request: Create, Read, Update",
					"Project Planning > Work Item: Create, Read, Update, Delete",
					"Repository > Commit: Update",
				),
			),
			Sets:         one(ScopeReason{ScopeAPI, "no smaller scope may write comments"}),
			Role:         "Reporter in the project",
			Reads:        "the variable REVIEWDOG_GITLAB_API_TOKEN",
			Alternatives: project(RoleReporter),
		},
		{
			Name: "danger", Title: "let Danger comment on merge requests", Group: PurposeTools, Days: 90,
			Does: []Operation{OpReadAPI, OpWriteAPI}, Probe: ProbeReadAPI,
			FineGrained: untested(
				"The list follows from its calls; its makers have not published one.",
				inProjects(
					"Projects > Project: Read",
					"Repository > Repository: Read",
					"Repository > Merge Request: Create, Read, Update",
					"Project Planning > Work Item: Create, Read, Update, Delete",
				),
			),
			Sets:         one(ScopeReason{ScopeAPI, "no smaller scope may write comments"}),
			Role:         "Reporter in the project",
			Reads:        "the variable DANGER_GITLAB_API_TOKEN",
			Alternatives: project(RoleReporter),
		},
		{
			Name: "mcp-read", Title: "let an AI assistant read through an MCP server", Group: PurposeTools, Days: 30,
			Does: []Operation{OpReadAPI}, Probe: ProbeReadAPI,
			FineGrained: partly(
				"It reads what you list; tools that use GraphQL may fail.",
				inUser("Projects > Project: Read"),
				inProjects(
					"Projects > Project: Read",
					"Project Planning > Work Item: Read",
					"Repository > Merge Request: Read",
					"Repository > Repository: Read",
				),
			),
			Sets:      one(ScopeReason{ScopeReadAPI, "reads all that you can read, and changes nothing"}),
			OverAsked: OverAsked{[]Scope{ScopeAPI}, "an assistant that only reads needs no right to change"},
			Reads:     "the variable GITLAB_TOKEN or GITLAB_PERSONAL_ACCESS_TOKEN of the server; switch its read-only mode on",
			Note:      "GitLab's own MCP server takes no such token: it signs you in, or takes a fine-grained one.",
		},
		{
			Name: "mcp-write", Title: "let an AI assistant act through an MCP server", Group: PurposeTools, Days: 7,
			Does: []Operation{OpReadAPI, OpWriteAPI}, Probe: ProbeReadAPI,
			FineGrained: partly(
				"It does what you list; tools that use GraphQL may fail.",
				inUser("Projects > Project: Read"),
				inProjects(
					"Projects > Project: Read",
					"Project Planning > Work Item: Create, Read, Update",
					"Repository > Merge Request: Create, Read, Update",
					"Repository > Repository: Read",
				),
			),
			Sets:         one(ScopeReason{ScopeAPI, "no smaller scope may write issues, comments or merge requests"}),
			Reads:        "the variable GITLAB_TOKEN or GITLAB_PERSONAL_ACCESS_TOKEN of the server",
			Alternatives: project(RoleDeveloper),
			Note:         "It can do whatever you can do, and does what a text tells it to.",
		},
	}
}
